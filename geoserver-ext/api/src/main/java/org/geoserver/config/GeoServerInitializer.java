/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.config;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface GeoServerInitializer {
  void initialize(GeoServer geoServer) throws Exception;
}
