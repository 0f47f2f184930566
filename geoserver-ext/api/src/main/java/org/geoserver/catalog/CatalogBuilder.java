/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class CatalogBuilder {
  public CatalogBuilder(Catalog catalog) {}

  public void calculateLayerGroupBounds(LayerGroupInfo group) throws Exception {
    throw new UnsupportedOperationException("declaration only");
  }
}
