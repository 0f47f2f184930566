/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface CatalogFactory {
  WorkspaceInfo createWorkspace();

  NamespaceInfo createNamespace();

  DataStoreInfo createDataStore();

  FeatureTypeInfo createFeatureType();

  LayerInfo createLayer();

  StyleInfo createStyle();

  LayerGroupInfo createLayerGroup();
}
