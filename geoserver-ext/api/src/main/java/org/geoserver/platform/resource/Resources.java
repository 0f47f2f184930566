/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.platform.resource;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class Resources {
  protected Resources() {}

  public static boolean exists(Resource resource) {
    throw new UnsupportedOperationException("declaration only");
  }
}
