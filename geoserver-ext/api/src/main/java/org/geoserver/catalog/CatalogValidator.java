/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

/** Compile-only declaration of what the plugin uses; never packaged. */
public interface CatalogValidator {
  void validate(ResourceInfo resource, boolean isNew);

  void validate(StoreInfo store, boolean isNew);
}
