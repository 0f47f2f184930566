/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.gwc.wmts;

import org.geoserver.config.ServiceInfo;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface WMTSInfo extends ServiceInfo {}
