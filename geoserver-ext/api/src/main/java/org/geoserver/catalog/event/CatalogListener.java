/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog.event;

import org.geoserver.catalog.CatalogException;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface CatalogListener {
  default void handlePreAddEvent(CatalogBeforeAddEvent event) throws CatalogException {}

  void handleAddEvent(CatalogAddEvent event) throws CatalogException;

  void handleRemoveEvent(CatalogRemoveEvent event) throws CatalogException;

  void handleModifyEvent(CatalogModifyEvent event) throws CatalogException;

  void handlePostModifyEvent(CatalogPostModifyEvent event) throws CatalogException;

  void reloaded();
}
