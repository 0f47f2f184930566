/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.wms;

import java.util.List;
import org.geoserver.config.ServiceInfo;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface WMSInfo extends ServiceInfo {
  List<String> getSRS();
}
