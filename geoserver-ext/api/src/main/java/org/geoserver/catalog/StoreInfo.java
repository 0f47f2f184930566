/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

import java.io.Serializable;
import java.util.Map;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface StoreInfo extends CatalogInfo {
  String getName();

  void setName(String name);

  void setType(String type);

  boolean isEnabled();

  void setEnabled(boolean enabled);

  void setWorkspace(WorkspaceInfo workspace);

  Map<String, Serializable> getConnectionParameters();

  MetadataMap getMetadata();
}
