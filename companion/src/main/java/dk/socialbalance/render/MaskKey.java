/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.util.Arrays;
import org.locationtech.jts.geom.Envelope;

/**
 * What a mask is made from: the same extent with another figure, year or colour is only coloured
 * anew. Masks hold no figures.
 *
 * @param borders their number
 * @param painted the areas in their order
 * @param reach pixels from a border
 */
record MaskKey(long borders, int[] painted, Envelope extent, int width, int height, double reach) {

  @Override
  public boolean equals(Object other) {
    return other instanceof MaskKey key
        && borders == key.borders
        && width == key.width
        && height == key.height
        && reach == key.reach
        && extent.equals(key.extent)
        && Arrays.equals(painted, key.painted);
  }

  @Override
  public int hashCode() {
    int hash = 31 * Long.hashCode(borders) + extent.hashCode();
    return 31 * (31 * hash + width) + height + Arrays.hashCode(painted);
  }
}
