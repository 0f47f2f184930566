/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geowebcache.grid;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class GridSetFactory {
  protected GridSetFactory() {}

  public static GridSet createGridSet(
      String name,
      SRS srs,
      BoundingBox extent,
      boolean alignTopLeft,
      double[] resolutions,
      double[] scaleDenominators,
      Double metresPerUnit,
      double pixelSize,
      String[] scaleNames,
      int tileWidth,
      int tileHeight,
      boolean yCoordinateFirst) {
    throw new UnsupportedOperationException("declaration only");
  }
}
