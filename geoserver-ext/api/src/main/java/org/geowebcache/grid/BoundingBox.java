/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.geowebcache.grid;

/** Compile-only declaration of what the plugin uses; never packaged. */
public class BoundingBox {
  public BoundingBox(double minX, double minY, double maxX, double maxY) {}
}
