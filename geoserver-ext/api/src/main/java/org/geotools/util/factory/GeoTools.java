/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geotools.util.factory;

import org.geotools.util.Version;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class GeoTools {
  protected GeoTools() {}

  public static Version getVersion() {
    throw new UnsupportedOperationException("declaration only");
  }
}
