/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.gs;

import dk.socialbalance.geoserver.state.LayerState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.gwc.GWC;
import org.geoserver.gwc.layer.GeoServerTileLayer;
import org.geoserver.gwc.layer.GeoServerTileLayerInfo;
import org.geoserver.gwc.layer.TileLayerInfoUtil;
import org.geowebcache.config.XMLGridSubset;
import org.geowebcache.filter.parameters.ParameterFilter;
import org.geowebcache.grid.BoundingBox;
import org.geowebcache.grid.GridSetBroker;
import org.geowebcache.grid.GridSetFactory;
import org.geowebcache.grid.SRS;

/** Tile layers of GeoServer's own GeoWebCache. */
final class Tiles {

  private static final String TIME = "TIME";
  private static final String STYLES = "STYLES";
  private static final Set<String> FORMATS = Set.of("image/png", "image/jpeg", "image/png8");

  /** The grid of Danish base maps: Klimadatastyrelsen's View1, 1638.4 to 0.2 metres a pixel. */
  private static final String DANISH = "View1";

  private static final int DANISH_LEVELS = 14;
  private static final double DANISH_COARSEST = 1638.4;
  private static final String MERCATOR = "WebMercatorQuad";
  private static final String OLD_MERCATOR = "EPSG:900913";

  private final GWC cache;

  Tiles(GWC cache) {
    this.cache = cache;
  }

  /** Whether the layer has a tile layer with all it should have but the moments. */
  boolean complete(String name, String srs) {
    GeoServerTileLayerInfo info = info(name);
    return info != null
        && info.isEnabled()
        && grids(info).containsAll(grids(srs))
        && info.getParameterFilter(STYLES) != null;
  }

  /** Moments that tiles are kept of, in order. */
  List<String> times(String name) {
    GeoServerTileLayerInfo info = info(name);
    ParameterFilter filter = info == null ? null : info.getParameterFilter(TIME);
    if (filter == null || filter.getLegalValues() == null) {
      return List.of();
    }
    Set<String> times = new TreeSet<>(filter.getLegalValues());
    times.remove("");
    return List.copyOf(times);
  }

  /** Makes or changes a tile layer. */
  void put(String name, LayerInfo layer, LayerState state) {
    if (!cache.tileLayerExists(name)) {
      cache.add(new GeoServerTileLayer(layer, cache.getConfig(), cache.getGridSetBroker()));
    }
    if (!(cache.getTileLayerByName(name) instanceof GeoServerTileLayer tiles)) {
      throw new IllegalStateException("The tile layer " + name + " is none of GeoServer's own.");
    }
    GeoServerTileLayerInfo info = tiles.getInfo();
    info.setEnabled(true);
    info.getMimeFormats().addAll(FORMATS);
    Set<String> missing = new LinkedHashSet<>(grids(state.srs()));
    missing.removeAll(grids(info));
    for (String grid : missing) {
      XMLGridSubset subset = new XMLGridSubset();
      subset.setGridSetName(grid);
      info.getGridSubsets().add(subset);
    }
    if (info.getParameterFilter(STYLES) == null) {
      info.setAutoCacheStyles(true);
      TileLayerInfoUtil.checkAutomaticStyles(layer, info);
    }
    if (state.tileTimes().isEmpty()) {
      info.removeParameterFilter(TIME);
    } else {
      TileLayerInfoUtil.updateStringParameterFilter(
          info, TIME, true, "", new HashSet<>(state.tileTimes()));
    }
    cache.save(tiles);
  }

  /** Removes tile layers with their tiles; nothing when there are none. */
  void remove(String name) {
    if (cache.tileLayerExists(name)) {
      cache.removeTileLayers(List.of(name));
    }
  }

  /**
   * Empties the tiles of a feature type, and of every group that it is in, whoever made the group.
   *
   * @param namespace URI
   */
  void empty(String namespace, String name, String prefixedName) {
    Set<String> names = new LinkedHashSet<>(cache.getTileLayersByFeatureType(namespace, name));
    if (cache.tileLayerExists(prefixedName)) {
      names.add(prefixedName);
    }
    names.forEach(cache::truncate);
  }

  private GeoServerTileLayerInfo info(String name) {
    return cache.tileLayerExists(name)
            && cache.getTileLayerByName(name) instanceof GeoServerTileLayer tiles
        ? tiles.getInfo()
        : null;
  }

  private static Set<String> grids(GeoServerTileLayerInfo info) {
    Set<String> grids = new HashSet<>();
    info.getGridSubsets().forEach(subset -> grids.add(subset.getGridSetName()));
    return grids;
  }

  private Set<String> grids(String srs) {
    GridSetBroker known = cache.getGridSetBroker();
    Set<String> grids = new LinkedHashSet<>();
    if (srs.equals("EPSG:25832")) {
      if (known.get(DANISH) == null) {
        addDanish();
      }
      grids.add(DANISH);
    }
    grids.add(known.get(MERCATOR) == null ? OLD_MERCATOR : MERCATOR);
    return grids;
  }

  private void addDanish() {
    double[] resolutions = new double[DANISH_LEVELS];
    String[] names = new String[DANISH_LEVELS];
    for (int level = 0; level < DANISH_LEVELS; level++) {
      resolutions[level] = DANISH_COARSEST / (1 << level);
      names[level] = Integer.toString(level);
    }
    try {
      cache.addGridSet(
          GridSetFactory.createGridSet(
              DANISH,
              SRS.getSRS(25832),
              new BoundingBox(120000, 5900000, 1000000, 6500000),
              true,
              resolutions,
              null,
              1.0,
              0.00028,
              names,
              256,
              256,
              false));
    } catch (IOException e) {
      throw new UncheckedIOException("The tile grid " + DANISH + " could not be kept.", e);
    }
  }
}
