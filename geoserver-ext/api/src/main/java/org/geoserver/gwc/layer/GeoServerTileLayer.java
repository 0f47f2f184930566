/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.gwc.layer;

import org.geoserver.catalog.PublishedInfo;
import org.geoserver.gwc.config.GWCConfig;
import org.geowebcache.grid.GridSetBroker;
import org.geowebcache.layer.TileLayer;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class GeoServerTileLayer extends TileLayer {
  public GeoServerTileLayer(PublishedInfo published, GWCConfig defaults, GridSetBroker gridSets) {}

  public GeoServerTileLayerInfo getInfo() {
    throw new UnsupportedOperationException("declaration only");
  }
}
