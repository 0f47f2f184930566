/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.security;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class GeoServerSecurityManager {
  public boolean isInitialized() {
    throw new UnsupportedOperationException("declaration only");
  }
}
