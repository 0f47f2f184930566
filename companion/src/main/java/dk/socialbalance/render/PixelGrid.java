/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

/**
 * The place of a picture in a grid of pixels of which it shows a piece: a tile. Pieces painted one
 * by one fit together: a pattern runs on, and a label that reaches over an edge is drawn by both
 * sides.
 *
 * @param left pixels of the grid to the left of the picture
 * @param top pixels of the grid above the picture
 */
public record PixelGrid(long left, long top) {

  /** What a picture's left edge cuts off a pattern that repeats every so many pixels. */
  int cutLeft(int period) {
    return (int) Math.floorMod(left, (long) period);
  }

  /** What its upper edge cuts off. */
  int cutTop(int period) {
    return (int) Math.floorMod(top, (long) period);
  }
}
