/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.config;

import org.geoserver.catalog.WorkspaceInfo;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface GeoServer {
  <T extends ServiceInfo> T getService(Class<T> type);

  <T extends ServiceInfo> T getService(WorkspaceInfo workspace, Class<T> type);

  void add(ServiceInfo service);

  void save(ServiceInfo service);

  GeoServerFactory getFactory();
}
