/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geoserver.gwc.layer;

import java.util.Set;
import org.geoserver.catalog.PublishedInfo;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class TileLayerInfoUtil {
  protected TileLayerInfoUtil() {}

  public static void checkAutomaticStyles(PublishedInfo layer, GeoServerTileLayerInfo info) {
    throw new UnsupportedOperationException("declaration only");
  }

  public static void updateStringParameterFilter(
      GeoServerTileLayerInfo info,
      String key,
      boolean create,
      String defaultValue,
      Set<String> allowedValues) {
    throw new UnsupportedOperationException("declaration only");
  }
}
