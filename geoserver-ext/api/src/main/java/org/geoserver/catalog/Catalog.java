/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

import java.util.Collection;
import java.util.List;
import org.geoserver.catalog.event.CatalogListener;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface Catalog extends CatalogInfo {
  CatalogFactory getFactory();

  ResourcePool getResourcePool();

  void addListener(CatalogListener listener);

  Collection<CatalogListener> getListeners();

  WorkspaceInfo getWorkspaceByName(String name);

  NamespaceInfo getNamespaceByPrefix(String prefix);

  DataStoreInfo getDataStoreByName(String workspaceName, String name);

  List<DataStoreInfo> getDataStores();

  List<FeatureTypeInfo> getFeatureTypes();

  List<FeatureTypeInfo> getFeatureTypesByDataStore(DataStoreInfo store);

  FeatureTypeInfo getFeatureTypeByDataStore(DataStoreInfo dataStore, String name);

  List<LayerInfo> getLayers(ResourceInfo resource);

  List<StyleInfo> getStylesByWorkspace(WorkspaceInfo workspace);

  StyleInfo getStyleByName(String name);

  StyleInfo getStyleByName(WorkspaceInfo workspace, String name);

  List<LayerGroupInfo> getLayerGroupsByWorkspace(WorkspaceInfo workspace);

  LayerGroupInfo getLayerGroupByName(WorkspaceInfo workspace, String name);

  void add(WorkspaceInfo workspace);

  void add(NamespaceInfo namespace);

  void add(StoreInfo store);

  void add(ResourceInfo resource);

  void add(LayerInfo layer);

  void add(StyleInfo style);

  void add(LayerGroupInfo layerGroup);

  void save(StoreInfo store);

  void save(ResourceInfo resource);

  void save(LayerInfo layer);

  void save(StyleInfo style);

  void save(LayerGroupInfo layerGroup);

  void remove(ResourceInfo resource);

  void remove(LayerInfo layer);

  void remove(StyleInfo style);

  void remove(LayerGroupInfo layerGroup);
}
