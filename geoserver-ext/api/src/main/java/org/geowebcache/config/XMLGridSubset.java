/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geowebcache.config;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class XMLGridSubset {
  public XMLGridSubset() {}

  public String getGridSetName() {
    throw new UnsupportedOperationException("declaration only");
  }

  public void setGridSetName(String name) {
    throw new UnsupportedOperationException("declaration only");
  }
}
