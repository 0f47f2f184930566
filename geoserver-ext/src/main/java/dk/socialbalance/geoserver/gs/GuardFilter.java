/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.gs;

import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.ResourceInfo;
import org.geoserver.security.AbstractCatalogFilter;

/** Hides what the guard refuses and is in the catalogue nevertheless, since it lay on disk. */
public final class GuardFilter extends AbstractCatalogFilter {

  private final Plugin plugin;

  /** Made by Spring. */
  public GuardFilter(Plugin plugin) {
    this.plugin = plugin;
  }

  @Override
  public boolean hideLayer(LayerInfo layer) {
    return layer.getResource() != null && hideResource(layer.getResource());
  }

  @Override
  public boolean hideResource(ResourceInfo resource) {
    return plugin.sentry().resource(resource).isPresent();
  }
}
