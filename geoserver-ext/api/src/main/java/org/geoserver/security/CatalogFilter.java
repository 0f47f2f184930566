/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.security;

import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.ResourceInfo;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface CatalogFilter {
  boolean hideLayer(LayerInfo layer);

  boolean hideResource(ResourceInfo resource);
}
