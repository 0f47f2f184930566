/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog.event;

import org.geoserver.catalog.CatalogInfo;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface CatalogEvent {
  CatalogInfo getSource();
}
