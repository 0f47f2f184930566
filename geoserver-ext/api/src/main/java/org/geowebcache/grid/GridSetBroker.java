/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geowebcache.grid;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class GridSetBroker {
  protected GridSetBroker() {}

  public GridSet get(String name) {
    throw new UnsupportedOperationException("declaration only");
  }
}
