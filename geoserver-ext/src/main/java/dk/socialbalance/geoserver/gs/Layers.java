/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.gs;

import dk.socialbalance.geoserver.state.LayerState;
import dk.socialbalance.geoserver.state.LayerState.Bounds;
import dk.socialbalance.geoserver.state.Settings;
import dk.socialbalance.geoserver.state.Target.ForeignException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.DataStoreInfo;
import org.geoserver.catalog.DimensionDefaultValueSetting;
import org.geoserver.catalog.DimensionInfo;
import org.geoserver.catalog.DimensionPresentation;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.Keyword;
import org.geoserver.catalog.KeywordInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.ProjectionPolicy;
import org.geoserver.catalog.PublishedType;
import org.geoserver.catalog.ResourceInfo;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.catalog.WorkspaceInfo;
import org.geoserver.catalog.impl.DimensionInfoImpl;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;

/** Feature types with their layers. */
final class Layers {

  /** Of layers that are not drawn: GeoServer wants every layer to have one. */
  private static final String PLAIN_STYLE = "generic";

  private static final String MAPS = "WMS";

  private final Catalog catalog;
  private final Tiles tiles;

  Layers(Catalog catalog, Tiles tiles) {
    this.catalog = catalog;
    this.tiles = tiles;
  }

  FeatureTypeInfo type(DataStoreInfo store, String name) {
    return catalog.getFeatureTypeByDataStore(store, name);
  }

  /** The layer of a feature type; null when there is none. */
  LayerInfo layer(DataStoreInfo store, String name) {
    FeatureTypeInfo type = type(store, name);
    List<LayerInfo> layers = type == null ? List.of() : catalog.getLayers(type);
    return layers.isEmpty() ? null : layers.get(0);
  }

  LayerState state(FeatureTypeInfo type) {
    List<LayerInfo> found = catalog.getLayers(type);
    LayerInfo layer = found.isEmpty() ? null : found.get(0);
    boolean maps = !type.getDisabledServices().contains(MAPS);
    boolean whole = layer != null && layer.isEnabled() && type.isEnabled() && type.isAdvertised();
    return new LayerState(
        type.getName(),
        Languages.of(type.getInternationalTitle()),
        Languages.of(type.getInternationalAbstract()),
        type.getKeywords().stream().map(KeywordInfo::getValue).toList(),
        type.getSRS(),
        bounds(type.getNativeBoundingBox()),
        bounds(type.getLatLonBoundingBox()),
        time(type),
        maps,
        maps && tiles.complete(type.prefixedName(), type.getSRS()),
        maps && layer != null ? styles(layer) : List.of(),
        maps ? tiles.times(type.prefixedName()) : List.of(),
        // Something that is missing or switched off makes the layer be written again.
        whole && type.getName().equals(type.getNativeName())
            ? Metadata.text(type.getMetadata(), Metadata.COLUMNS)
            : "");
  }

  private static Bounds bounds(ReferencedEnvelope box) {
    return box == null
        ? Bounds.WORLD
        : new Bounds(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
  }

  private static List<String> time(FeatureTypeInfo type) {
    Map<String, Serializable> metadata = type.getMetadata();
    if (!(metadata.get(ResourceInfo.TIME) instanceof DimensionInfo time) || !time.isEnabled()) {
      return List.of();
    }
    List<String> columns = new ArrayList<>();
    columns.add(time.getAttribute());
    if (time.getEndAttribute() != null) {
      columns.add(time.getEndAttribute());
    }
    boolean latest =
        time.getDefaultValue() != null
            && time.getDefaultValue().getStrategyType()
                == DimensionDefaultValueSetting.Strategy.MAXIMUM;
    return latest ? List.copyOf(columns) : List.of();
  }

  private static List<String> styles(LayerInfo layer) {
    List<String> styles = new ArrayList<>();
    if (layer.getDefaultStyle() != null) {
      styles.add(layer.getDefaultStyle().getName());
    }
    TreeSet<String> others = new TreeSet<>();
    layer.getStyles().forEach(style -> others.add(style.getName()));
    styles.addAll(others);
    return List.copyOf(styles);
  }

  void put(WorkspaceInfo workspace, DataStoreInfo store, LayerState state) {
    FeatureTypeInfo type = type(store, state.name());
    boolean missing = type == null;
    if (missing) {
      type = catalog.getFactory().createFeatureType();
      type.setName(state.name());
      type.setStore(store);
      type.setNamespace(catalog.getNamespaceByPrefix(Settings.WORKSPACE));
      Metadata.mark(type.getMetadata());
    } else if (!Metadata.made(type.getMetadata())) {
      throw new ForeignException(CatalogTarget.taken("layer", state.name()));
    }
    fill(type, state);
    if (missing) {
      catalog.add(type);
    } else {
      catalog.save(type);
    }
    LayerInfo layer = putLayer(workspace, type(store, state.name()), state);
    if (state.tiled()) {
      tiles.put(Settings.WORKSPACE + ":" + state.name(), layer, state);
    } else {
      tiles.remove(Settings.WORKSPACE + ":" + state.name());
    }
  }

  private static void fill(FeatureTypeInfo type, LayerState state) {
    type.setNativeName(state.name());
    type.setTitle(state.title().da());
    type.setInternationalTitle(Languages.of(state.title()));
    type.setAbstract(state.description().da());
    type.setInternationalAbstract(Languages.of(state.description()));
    type.getKeywords().clear();
    state.keywords().forEach(word -> type.getKeywords().add(new Keyword(word)));
    CoordinateReferenceSystem crs = crs(state.srs());
    type.setSRS(state.srs());
    type.setNativeCRS(crs);
    type.setProjectionPolicy(ProjectionPolicy.FORCE_DECLARED);
    type.setNativeBoundingBox(box(state.bounds(), crs));
    type.setLatLonBoundingBox(box(state.geographic(), crs("EPSG:4326")));
    Map<String, Serializable> metadata = type.getMetadata();
    if (state.time().isEmpty()) {
      metadata.remove(ResourceInfo.TIME);
    } else {
      metadata.put(ResourceInfo.TIME, dimension(state.time()));
    }
    metadata.put(Metadata.COLUMNS, state.columns());
    type.setServiceConfiguration(!state.inWms());
    type.setDisabledServices(state.inWms() ? new ArrayList<>() : new ArrayList<>(List.of(MAPS)));
    type.setEnabled(true);
    type.setAdvertised(true);
  }

  private static DimensionInfoImpl dimension(List<String> columns) {
    DimensionInfoImpl time = new DimensionInfoImpl();
    time.setEnabled(true);
    time.setAttribute(columns.get(0));
    time.setEndAttribute(columns.size() > 1 ? columns.get(1) : null);
    time.setPresentation(DimensionPresentation.LIST);
    time.setUnits(DimensionInfo.TIME_UNITS);
    DimensionDefaultValueSetting latest = new DimensionDefaultValueSetting();
    latest.setStrategyType(DimensionDefaultValueSetting.Strategy.MAXIMUM);
    time.setDefaultValue(latest);
    return time;
  }

  /** x before y, as the boxes are. */
  private static CoordinateReferenceSystem crs(String code) {
    try {
      return CRS.decode(code, true);
    } catch (FactoryException e) {
      throw new IllegalStateException("GeoServer does not know " + code + ".", e);
    }
  }

  private static ReferencedEnvelope box(Bounds bounds, CoordinateReferenceSystem crs) {
    return new ReferencedEnvelope(bounds.minX(), bounds.maxX(), bounds.minY(), bounds.maxY(), crs);
  }

  private LayerInfo putLayer(WorkspaceInfo workspace, FeatureTypeInfo type, LayerState state) {
    List<LayerInfo> found = catalog.getLayers(type);
    boolean missing = found.isEmpty();
    LayerInfo layer = missing ? catalog.getFactory().createLayer() : found.get(0);
    if (missing) {
      layer.setResource(type);
      layer.setType(PublishedType.VECTOR);
    }
    layer.setEnabled(true);
    layer.getStyles().clear();
    if (state.styles().isEmpty()) {
      layer.setDefaultStyle(catalog.getStyleByName(PLAIN_STYLE));
    } else {
      List<StyleInfo> styles =
          state.styles().stream().map(name -> catalog.getStyleByName(workspace, name)).toList();
      layer.setDefaultStyle(styles.get(0));
      layer.getStyles().addAll(styles.subList(1, styles.size()));
    }
    if (missing) {
      catalog.add(layer);
      return catalog.getLayers(type).get(0);
    }
    catalog.save(layer);
    return layer;
  }

  void remove(DataStoreInfo store, String name) {
    FeatureTypeInfo type = type(store, name);
    tiles.remove(type.prefixedName());
    catalog.getLayers(type).forEach(catalog::remove);
    catalog.remove(type);
  }

  void keepRevision(DataStoreInfo store, String name, String revision) {
    FeatureTypeInfo type = type(store, name);
    Map<String, Serializable> metadata = type.getMetadata();
    metadata.put(Metadata.REVISION, revision);
    catalog.save(type);
  }
}
