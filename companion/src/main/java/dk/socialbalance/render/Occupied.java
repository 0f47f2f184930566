/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Places that labels have taken, found by where they are. */
final class Occupied {

  private static final double CELL = 64;

  private final List<Rectangle2D> all = new ArrayList<>();
  private final Map<Long, List<Rectangle2D>> cells = new HashMap<>();

  void add(Rectangle2D box) {
    all.add(box);
    for (long x = cell(box.getMinX()); x <= cell(box.getMaxX()); x++) {
      for (long y = cell(box.getMinY()); y <= cell(box.getMaxY()); y++) {
        cells.computeIfAbsent(key(x, y), key -> new ArrayList<>()).add(box);
      }
    }
  }

  /** Whether a place, with so many pixels around it, is free. */
  boolean isFree(Rectangle2D box, double around) {
    Rectangle2D wanted =
        new Rectangle2D.Double(
            box.getX() - around,
            box.getY() - around,
            box.getWidth() + 2 * around,
            box.getHeight() + 2 * around);
    if (wanted.getWidth() * wanted.getHeight() > CELL * CELL * Math.max(16, all.size())) {
      return all.stream().noneMatch(wanted::intersects);
    }
    for (long x = cell(wanted.getMinX()); x <= cell(wanted.getMaxX()); x++) {
      for (long y = cell(wanted.getMinY()); y <= cell(wanted.getMaxY()); y++) {
        for (Rectangle2D other : cells.getOrDefault(key(x, y), List.of())) {
          if (other.intersects(wanted)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  List<Rectangle2D> all() {
    return List.copyOf(all);
  }

  private static long cell(double pixels) {
    return (long) Math.floor(pixels / CELL);
  }

  private static long key(long x, long y) {
    return x << 32 ^ y & 0xffffffffL;
  }
}
