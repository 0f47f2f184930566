/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog.impl;

import org.geoserver.catalog.CatalogValidator;
import org.geoserver.catalog.ResourceInfo;
import org.geoserver.catalog.StoreInfo;

/** Compile-only declaration of what the plugin uses; never packaged. */
public abstract class AbstractCatalogValidator implements CatalogValidator {
  protected AbstractCatalogValidator() {}

  public void validate(ResourceInfo resource, boolean isNew) {
    throw new UnsupportedOperationException("declaration only");
  }

  public void validate(StoreInfo store, boolean isNew) {
    throw new UnsupportedOperationException("declaration only");
  }
}
