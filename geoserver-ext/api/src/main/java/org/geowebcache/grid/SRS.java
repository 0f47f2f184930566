/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geowebcache.grid;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class SRS {
  protected SRS() {}

  public static SRS getSRS(int code) {
    throw new UnsupportedOperationException("declaration only");
  }
}
