/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.gwc;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.geoserver.gwc.config.GWCConfig;
import org.geoserver.gwc.layer.GeoServerTileLayer;
import org.geowebcache.grid.GridSet;
import org.geowebcache.grid.GridSetBroker;
import org.geowebcache.layer.TileLayer;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class GWC {
  protected GWC() {}

  public static GWC get() {
    throw new UnsupportedOperationException("declaration only");
  }

  public boolean tileLayerExists(String name) {
    throw new UnsupportedOperationException("declaration only");
  }

  public TileLayer getTileLayerByName(String name) throws IllegalArgumentException {
    throw new UnsupportedOperationException("declaration only");
  }

  public void truncate(String name) {
    throw new UnsupportedOperationException("declaration only");
  }

  public void add(GeoServerTileLayer layer) {
    throw new UnsupportedOperationException("declaration only");
  }

  public void save(TileLayer layer) {
    throw new UnsupportedOperationException("declaration only");
  }

  public Set<String> getTileLayersByFeatureType(String namespace, String typeName) {
    throw new UnsupportedOperationException("declaration only");
  }

  public void removeTileLayers(List<String> names) {
    throw new UnsupportedOperationException("declaration only");
  }

  public GWCConfig getConfig() {
    throw new UnsupportedOperationException("declaration only");
  }

  public GridSetBroker getGridSetBroker() {
    throw new UnsupportedOperationException("declaration only");
  }

  public void addGridSet(GridSet gridSet) throws IOException {
    throw new UnsupportedOperationException("declaration only");
  }
}
