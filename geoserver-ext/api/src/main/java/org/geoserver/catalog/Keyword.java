/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.catalog;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class Keyword implements KeywordInfo {
  public Keyword(String value) {}

  public String getValue() {
    throw new UnsupportedOperationException("declaration only");
  }
}
