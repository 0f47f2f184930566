/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

import org.geotools.util.Version;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface StyleInfo extends CatalogInfo {
  String getName();

  void setName(String name);

  void setWorkspace(WorkspaceInfo workspace);

  void setFilename(String fileName);

  void setFormat(String format);

  void setFormatVersion(Version version);

  MetadataMap getMetadata();
}
