/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog.event;

import java.util.List;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface CatalogModifyEvent extends CatalogEvent {
  List<String> getPropertyNames();

  List<Object> getNewValues();
}
