/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts rings and lines (x and y in turn) to a rectangle. */
final class Clip {

  private Clip() {}

  /**
   * The part of a closed ring inside the rectangle (Sutherland and Hodgman, Reentrant polygon
   * clipping, 1974); closed again, empty when nothing is left.
   *
   * @param length how much of the array is used
   */
  static double[] ring(
      double[] ring, int length, double minX, double minY, double maxX, double maxY) {
    double[] cut = side(ring, length, 0, minX, true);
    cut = side(cut, cut.length, 0, maxX, false);
    cut = side(cut, cut.length, 1, minY, true);
    return side(cut, cut.length, 1, maxY, false);
  }

  private static double[] side(double[] ring, int length, int axis, double limit, boolean above) {
    if (length < 6) {
      return new double[0];
    }
    double[] kept = new double[2 * length + 4];
    int n = 0;
    for (int i = 0; i + 3 < length; i += 2) {
      double ax = ring[i];
      double ay = ring[i + 1];
      double bx = ring[i + 2];
      double by = ring[i + 3];
      double a = axis == 0 ? ax : ay;
      double b = axis == 0 ? bx : by;
      boolean aIn = above ? a >= limit : a <= limit;
      boolean bIn = above ? b >= limit : b <= limit;
      if (aIn) {
        kept[n++] = ax;
        kept[n++] = ay;
      }
      if (aIn != bIn) {
        double t = (limit - a) / (b - a);
        kept[n++] = axis == 0 ? limit : ax + t * (bx - ax);
        kept[n++] = axis == 0 ? ay + t * (by - ay) : limit;
      }
    }
    if (n == 0) {
      return new double[0];
    }
    kept[n++] = kept[0];
    kept[n++] = kept[1];
    return Arrays.copyOf(kept, n);
  }

  /**
   * The pieces of a line inside the rectangle (Liang and Barsky, 1984).
   *
   * @param length how much of the array is used
   */
  static List<double[]> line(
      double[] line, int length, double minX, double minY, double maxX, double maxY) {
    List<double[]> pieces = new ArrayList<>();
    double[] piece = new double[length + 4];
    int n = 0;
    for (int i = 0; i + 3 < length; i += 2) {
      double dx = line[i + 2] - line[i];
      double dy = line[i + 3] - line[i + 1];
      double[] inside = {0, 1};
      boolean seen =
          narrow(inside, -dx, line[i] - minX)
              && narrow(inside, dx, maxX - line[i])
              && narrow(inside, -dy, line[i + 1] - minY)
              && narrow(inside, dy, maxY - line[i + 1]);
      if (!seen) {
        n = finish(pieces, piece, n);
        continue;
      }
      if (inside[0] > 0 || n == 0) {
        n = finish(pieces, piece, n);
        piece[n++] = line[i] + inside[0] * dx;
        piece[n++] = line[i + 1] + inside[0] * dy;
      }
      piece[n++] = line[i] + inside[1] * dx;
      piece[n++] = line[i + 1] + inside[1] * dy;
    }
    finish(pieces, piece, n);
    return pieces;
  }

  /**
   * The part of a line from one point to another that lies inside the rectangle, as shares of its
   * length from 0 to 1; null when none does.
   */
  static double[] segment(double x, double y, double toX, double toY, Rectangle2D rectangle) {
    double[] inside = {0, 1};
    boolean seen =
        narrow(inside, x - toX, x - rectangle.getMinX())
            && narrow(inside, toX - x, rectangle.getMaxX() - x)
            && narrow(inside, y - toY, y - rectangle.getMinY())
            && narrow(inside, toY - y, rectangle.getMaxY() - y);
    return seen ? inside : null;
  }

  private static int finish(List<double[]> pieces, double[] piece, int n) {
    if (n >= 4) {
      pieces.add(Arrays.copyOf(piece, n));
    }
    return 0;
  }

  private static boolean narrow(double[] inside, double direction, double distance) {
    if (direction == 0) {
      return distance >= 0;
    }
    double t = distance / direction;
    if (direction < 0) {
      inside[0] = Math.max(inside[0], t);
    } else {
      inside[1] = Math.min(inside[1], t);
    }
    return inside[0] <= inside[1];
  }
}
