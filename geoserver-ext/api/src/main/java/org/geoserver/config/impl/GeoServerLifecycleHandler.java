/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.config.impl;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface GeoServerLifecycleHandler {
  void onReset();

  void onDispose();

  void beforeReload();

  void onReload();
}
