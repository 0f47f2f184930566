/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.gs;

import dk.socialbalance.geoserver.state.GroupState;
import dk.socialbalance.geoserver.state.LayerState;
import dk.socialbalance.geoserver.state.Plan.Change;
import dk.socialbalance.geoserver.state.Settings;
import dk.socialbalance.geoserver.state.State;
import dk.socialbalance.geoserver.state.StyleState;
import dk.socialbalance.geoserver.state.Target;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.CatalogBuilder;
import org.geoserver.catalog.DataStoreInfo;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.NamespaceInfo;
import org.geoserver.catalog.PublishedInfo;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.catalog.WorkspaceInfo;
import org.geoserver.config.GeoServerDataDirectory;
import org.geoserver.platform.resource.Resource;
import org.geoserver.platform.resource.Resources;
import org.geotools.util.Version;

/**
 * GeoServer's catalogue as the plan sees it. Only what bears the plugin's mark is read or written.
 */
final class CatalogTarget implements Target {

  private static final String WORKSPACE = Settings.WORKSPACE;

  private final Catalog catalog;
  private final GeoServerDataDirectory files;
  private final Layers layers;
  private final Services services;
  private final Tiles tiles;
  private final Stores stores;

  CatalogTarget(
      Catalog catalog,
      GeoServerDataDirectory files,
      Services services,
      Tiles tiles,
      Stores stores) {
    this.catalog = catalog;
    this.files = files;
    this.services = services;
    this.tiles = tiles;
    this.stores = stores;
    this.layers = new Layers(catalog, tiles);
  }

  @Override
  public State present() {
    WorkspaceInfo workspace = catalog.getWorkspaceByName(WORKSPACE);
    if (workspace == null) {
      return State.EMPTY;
    }
    if (!Metadata.made(workspace.getMetadata())) {
      throw new ForeignException(
          "There is a workspace '"
              + WORKSPACE
              + "' that the plugin has not made. Rename or remove it, and the plugin makes its own.");
    }
    DataStoreInfo store = catalog.getDataStoreByName(WORKSPACE, WORKSPACE);
    Map<String, LayerState> present = new LinkedHashMap<>();
    Map<String, String> revisions = new LinkedHashMap<>();
    if (store != null) {
      for (FeatureTypeInfo type : catalog.getFeatureTypesByDataStore(store)) {
        if (Metadata.made(type.getMetadata())) {
          present.put(type.getName(), layers.state(type));
          revisions.put(type.getName(), Metadata.text(type.getMetadata(), Metadata.REVISION));
        }
      }
    }
    return new State(
        store == null || !store.isEnabled() ? Map.of() : parameters(store),
        services.state(workspace),
        present,
        styles(workspace),
        groups(workspace),
        revisions);
  }

  private static Map<String, String> parameters(DataStoreInfo store) {
    Map<String, String> parameters = new TreeMap<>();
    store
        .getConnectionParameters()
        .forEach((key, value) -> parameters.put(key, value == null ? "" : value.toString()));
    return Map.copyOf(parameters);
  }

  private Map<String, StyleState> styles(WorkspaceInfo workspace) {
    Map<String, StyleState> styles = new LinkedHashMap<>();
    for (StyleInfo style : catalog.getStylesByWorkspace(workspace)) {
      if (Metadata.made(style.getMetadata())) {
        styles.put(style.getName(), new StyleState(style.getName(), document(style)));
      }
    }
    return styles;
  }

  /** The style's document; empty when its file is gone, so that it is written again. */
  private String document(StyleInfo style) {
    // Not by the catalogue's own reader: it reads in the encoding of the machine.
    Resource file = files.style(style);
    if (!Resources.exists(file)) {
      return "";
    }
    try (InputStream in = file.in()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private Map<String, GroupState> groups(WorkspaceInfo workspace) {
    Map<String, GroupState> groups = new LinkedHashMap<>();
    for (LayerGroupInfo group : catalog.getLayerGroupsByWorkspace(workspace)) {
      if (Metadata.made(group.getMetadata())) {
        groups.put(
            group.getName(),
            new GroupState(
                group.getName(),
                Languages.of(group.getInternationalTitle()),
                group.getLayers().stream().map(PublishedInfo::getName).toList()));
      }
    }
    return groups;
  }

  @Override
  public void apply(Change change) {
    if (change instanceof Change.PutStore put) {
      putStore(put.parameters());
    } else if (change instanceof Change.PutStyle put) {
      putStyle(put.style());
    } else if (change instanceof Change.PutLayer put) {
      layers.put(workspace(), store(), put.layer());
    } else if (change instanceof Change.PutGroup put) {
      putGroup(put.group());
    } else if (change instanceof Change.PutService put) {
      services.put(workspace(), put.service());
    } else if (change instanceof Change.RemoveGroup remove) {
      catalog.remove(catalog.getLayerGroupByName(workspace(), remove.name()));
    } else if (change instanceof Change.RemoveLayer remove) {
      layers.remove(store(), remove.name());
    } else if (change instanceof Change.RemoveStyle remove) {
      catalog.remove(catalog.getStyleByName(workspace(), remove.name()));
    } else if (change instanceof Change.ResetStore) {
      catalog.getResourcePool().clear(store());
    } else if (change instanceof Change.Reset reset) {
      catalog.getResourcePool().clear(layers.type(store(), reset.layer()));
    } else if (change instanceof Change.EmptyTiles empty) {
      emptyTiles(empty.layer());
    } else if (change instanceof Change.KeepRevision keep) {
      layers.keepRevision(store(), keep.layer(), keep.revision());
    }
  }

  private WorkspaceInfo workspace() {
    return catalog.getWorkspaceByName(WORKSPACE);
  }

  private DataStoreInfo store() {
    return catalog.getDataStoreByName(WORKSPACE, WORKSPACE);
  }

  private void putStore(Map<String, String> parameters) {
    if (workspace() == null) {
      WorkspaceInfo workspace = catalog.getFactory().createWorkspace();
      workspace.setName(WORKSPACE);
      Metadata.mark(workspace.getMetadata());
      catalog.add(workspace);
    }
    NamespaceInfo namespace = catalog.getNamespaceByPrefix(WORKSPACE);
    if (namespace == null) {
      namespace = catalog.getFactory().createNamespace();
      namespace.setPrefix(WORKSPACE);
      namespace.setURI(Settings.NAMESPACE);
      catalog.add(namespace);
    } else if (!Settings.NAMESPACE.equals(namespace.getURI())) {
      throw new ForeignException(
          "The namespace of workspace '"
              + WORKSPACE
              + "' is not "
              + Settings.NAMESPACE
              + ". Set it to that, or remove the workspace.");
    }
    DataStoreInfo store = store();
    boolean missing = store == null;
    if (missing) {
      store = catalog.getFactory().createDataStore();
      store.setName(WORKSPACE);
      store.setType("PostGIS");
      store.setWorkspace(workspace());
      Metadata.mark(store.getMetadata());
    } else if (!Metadata.made(store.getMetadata())) {
      throw new ForeignException(
          "There is a store '"
              + WORKSPACE
              + "' that the plugin has not made. Rename or remove it, and the plugin makes its own.");
    }
    store.setEnabled(true);
    Map<String, Serializable> connection = store.getConnectionParameters();
    connection.clear();
    connection.putAll(parameters);
    if (missing) {
      catalog.add(store);
    } else {
      catalog.save(store);
    }
  }

  private void putStyle(StyleState state) {
    StyleInfo style = catalog.getStyleByName(workspace(), state.name());
    if (style != null && !Metadata.made(style.getMetadata())) {
      throw new ForeignException(taken("style", state.name()));
    }
    boolean missing = style == null;
    if (missing) {
      style = catalog.getFactory().createStyle();
      style.setName(state.name());
      style.setWorkspace(workspace());
      style.setFilename(state.name() + ".sld");
      style.setFormat("sld");
      style.setFormatVersion(new Version("1.0.0"));
      Metadata.mark(style.getMetadata());
    }
    try {
      catalog
          .getResourcePool()
          .writeStyle(
              style, new ByteArrayInputStream(state.sld().getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("The style " + state.name() + " could not be written.", e);
    }
    if (missing) {
      catalog.add(style);
    } else {
      catalog.save(style);
    }
  }

  private void putGroup(GroupState state) {
    LayerGroupInfo group = catalog.getLayerGroupByName(workspace(), state.name());
    if (group != null && !Metadata.made(group.getMetadata())) {
      throw new ForeignException(taken("layer group", state.name()));
    }
    boolean missing = group == null;
    if (missing) {
      group = catalog.getFactory().createLayerGroup();
      group.setName(state.name());
      group.setWorkspace(workspace());
      group.setMode(LayerGroupInfo.Mode.CONTAINER);
      Metadata.mark(group.getMetadata());
    }
    group.setTitle(state.title().da());
    group.setInternationalTitle(Languages.of(state.title()));
    List<PublishedInfo> members = new ArrayList<>();
    for (String member : state.members()) {
      LayerInfo layer = layers.layer(store(), member);
      members.add(layer != null ? layer : catalog.getLayerGroupByName(workspace(), member));
    }
    group.getLayers().clear();
    group.getStyles().clear();
    for (PublishedInfo member : members) {
      group.getLayers().add(member);
      group.getStyles().add(null);
    }
    bounds(group);
    if (missing) {
      catalog.add(group);
    } else {
      catalog.save(group);
    }
    // A container cannot be drawn: GeoServer may have made it a tile layer by default.
    tiles.remove(WORKSPACE + ":" + state.name());
  }

  private void bounds(LayerGroupInfo group) {
    try {
      new CatalogBuilder(catalog).calculateLayerGroupBounds(group);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(
          "The extent of the group " + group.getName() + " could not be computed.", e);
    }
  }

  /** Also the tiles of layers that an administrator has made of the same view. */
  private void emptyTiles(String layer) {
    String own = parameters(store()).getOrDefault("database", "");
    for (FeatureTypeInfo type : catalog.getFeatureTypes()) {
      if (layer.equals(type.getNativeName()) && stores.mayBeOurs(type.getStore(), own)) {
        tiles.empty(type.getNamespace().getURI(), type.getName(), type.prefixedName());
      }
    }
  }

  static String taken(String what, String name) {
    return "There is a "
        + what
        + " '"
        + WORKSPACE
        + ":"
        + name
        + "' that the plugin has not made. Rename or remove it, and the plugin makes its own.";
  }
}
