/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.wfs;

import java.util.List;
import org.geoserver.config.ServiceInfo;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface WFSInfo extends ServiceInfo {
  enum ServiceLevel {
    BASIC
  }

  List<String> getSRS();

  ServiceLevel getServiceLevel();

  void setServiceLevel(ServiceLevel level);
}
