/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.config;

import org.geoserver.catalog.StyleInfo;
import org.geoserver.platform.resource.Resource;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class GeoServerDataDirectory {
  protected GeoServerDataDirectory() {}

  public Resource style(StyleInfo style) {
    throw new UnsupportedOperationException("declaration only");
  }
}
