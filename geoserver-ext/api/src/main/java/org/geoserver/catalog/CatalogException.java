/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class CatalogException extends RuntimeException {
  public CatalogException(String message) {
    super(message);
  }
}
