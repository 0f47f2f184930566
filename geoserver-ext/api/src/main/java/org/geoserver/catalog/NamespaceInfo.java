/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface NamespaceInfo extends CatalogInfo {
  String getURI();

  void setPrefix(String prefix);

  void setURI(String uri);
}
