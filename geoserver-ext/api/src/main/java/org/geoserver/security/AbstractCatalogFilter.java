/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.security;

import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.ResourceInfo;

/** Compile-only declaration of what the plugin uses; never packaged. */
public abstract class AbstractCatalogFilter implements CatalogFilter {
  protected AbstractCatalogFilter() {}

  public boolean hideLayer(LayerInfo layer) {
    throw new UnsupportedOperationException("declaration only");
  }

  public boolean hideResource(ResourceInfo resource) {
    throw new UnsupportedOperationException("declaration only");
  }
}
