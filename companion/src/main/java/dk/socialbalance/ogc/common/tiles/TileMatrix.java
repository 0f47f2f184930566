/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.tiles;

import org.locationtech.jts.geom.Envelope;

/**
 * One level of a tile matrix set (OGC 17-083r4, 6.2).
 *
 * @param level from 0; its decimal digits are the identifier
 * @param resolution metres a pixel
 * @param width tiles from left to right
 * @param height tiles from top to bottom
 */
public record TileMatrix(TileMatrixSet set, int level, double resolution, int width, int height) {

  /** Width and height of a tile, pixels. */
  public static final int PIXELS = 256;

  /** The standard's pixel, metres (OGC 17-083r4, 6.2). */
  private static final double PIXEL_METRES = 0.00028;

  /** What a drawn line or symbol may reach over its geometry, pixels. */
  private static final double REACH = 32;

  /**
   * Which tiles of a matrix there are; both ends belong to it.
   *
   * @param minRow from the top
   */
  public record Limits(int minColumn, int maxColumn, int minRow, int maxRow) {}

  /** The identifier. */
  public String id() {
    return Integer.toString(level);
  }

  /** Metres on the ground for one on a screen with the standard's pixels. */
  public double scaleDenominator() {
    return resolution / PIXEL_METRES;
  }

  /** Side of a tile, metres. */
  public double side() {
    return resolution * PIXELS;
  }

  /** The extent of a tile, x before y. */
  public Envelope extent(int column, int row) {
    return new Envelope(
        set.left() + column * side(),
        set.left() + (column + 1) * side(),
        set.top() - row * side(),
        set.top() - (row + 1) * side());
  }

  /**
   * The tiles that show something of a layer.
   *
   * @param extent of the layer in the set's system; a null envelope means all tiles
   */
  public Limits limits(Envelope extent) {
    if (extent.isNull()) {
      return new Limits(0, width - 1, 0, height - 1);
    }
    double reach = REACH * resolution;
    return new Limits(
        place((extent.getMinX() - reach - set.left()) / side(), width),
        place((extent.getMaxX() + reach - set.left()) / side(), width),
        place((set.top() - extent.getMaxY() - reach) / side(), height),
        place((set.top() - extent.getMinY() + reach) / side(), height));
  }

  private static int place(double number, int count) {
    return (int) Math.max(0, Math.min(count - 1, Math.floor(number)));
  }

  @Override
  public String toString() {
    return set.id() + "/" + id();
  }
}
