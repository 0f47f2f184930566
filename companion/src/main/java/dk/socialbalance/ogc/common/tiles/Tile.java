/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.tiles;

import org.locationtech.jts.geom.Envelope;

/**
 * A place in a pyramid.
 *
 * @param column from 0 at the left
 * @param row from 0 at the top
 */
public record Tile(TileMatrix matrix, int column, int row) {

  /** What it shows, x before y. */
  public Envelope extent() {
    return matrix.extent(column, row);
  }

  /** EPSG code of the extent. */
  public int srid() {
    return matrix.set().srid();
  }

  /** Pixels of the level to the left of it. */
  public long left() {
    return (long) column * TileMatrix.PIXELS;
  }

  /** Pixels of the level above it. */
  public long top() {
    return (long) row * TileMatrix.PIXELS;
  }

  @Override
  public String toString() {
    return matrix + "/" + row + "/" + column;
  }
}
