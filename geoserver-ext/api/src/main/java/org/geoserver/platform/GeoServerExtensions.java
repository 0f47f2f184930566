/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.platform;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class GeoServerExtensions {
  protected GeoServerExtensions() {}

  public static Object bean(String name) {
    throw new UnsupportedOperationException("declaration only");
  }

  public static String getProperty(String name) {
    throw new UnsupportedOperationException("declaration only");
  }
}
