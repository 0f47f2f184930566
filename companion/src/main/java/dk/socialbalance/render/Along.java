/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.function.DoubleConsumer;

/** A line in pixels, measured from its beginning. */
final class Along {

  /**
   * A place on a line.
   *
   * @param angle of the line there, radians clockwise from the right
   */
  record Place(double x, double y, double angle) {}

  /** Takes a piece of a line. */
  interface Piece {
    /**
     * @param start pixels from the line's beginning to the piece's
     */
    void visit(double start, Path2D piece);
  }

  private final double[] xy;
  private final double[] lengths;

  /**
   * @param xy x and y in turn, at least one point
   */
  Along(double[] xy) {
    this.xy = xy;
    this.lengths = new double[xy.length / 2];
    for (int i = 1; i < lengths.length; i++) {
      lengths[i] =
          lengths[i - 1] + Math.hypot(xy[2 * i] - xy[2 * i - 2], xy[2 * i + 1] - xy[2 * i - 1]);
    }
  }

  double length() {
    return lengths[lengths.length - 1];
  }

  /** The place at a distance from the beginning, from 0 to the length. */
  Place at(double distance) {
    int found = Arrays.binarySearch(lengths, distance);
    int next = found >= 0 ? found + 1 : -found - 1;
    next = Math.max(1, Math.min(lengths.length - 1, next));
    while (next < lengths.length - 1 && lengths[next] == lengths[next - 1]) {
      next++;
    }
    double x = xy[2 * next - 2];
    double y = xy[2 * next - 1];
    double dx = xy[2 * next] - x;
    double dy = xy[2 * next + 1] - y;
    double step = lengths[next] - lengths[next - 1];
    double share = step == 0 ? 0 : (distance - lengths[next - 1]) / step;
    return new Place(x + share * dx, y + share * dy, Math.atan2(dy, dx));
  }

  /**
   * Every so many pixels, the distances at which the line lies in the rectangle.
   *
   * @param first the first distance, 0 or more
   * @param period pixels from one to the next, above 0
   */
  void every(double first, double period, Rectangle2D rectangle, DoubleConsumer visit) {
    double next = first;
    for (int i = 1; i < lengths.length; i++) {
      if (lengths[i] < next) {
        continue;
      }
      double[] seen =
          Clip.segment(xy[2 * i - 2], xy[2 * i - 1], xy[2 * i], xy[2 * i + 1], rectangle);
      if (seen != null) {
        double step = lengths[i] - lengths[i - 1];
        double from = lengths[i - 1] + seen[0] * step;
        double to = lengths[i - 1] + seen[1] * step;
        double steps = Math.max(0, Math.ceil((Math.max(from, next) - first) / period));
        for (double at = first + steps * period; at <= to; at = first + ++steps * period) {
          visit.accept(at);
        }
      }
      next = first + (Math.floor((lengths[i] - first) / period) + 1) * period;
    }
  }

  /** The pieces of the line that lie in the rectangle. */
  void pieces(Rectangle2D rectangle, Piece visit) {
    Path2D piece = null;
    double start = 0;
    for (int i = 1; i < lengths.length; i++) {
      double x = xy[2 * i - 2];
      double y = xy[2 * i - 1];
      double dx = xy[2 * i] - x;
      double dy = xy[2 * i + 1] - y;
      double[] seen = Clip.segment(x, y, x + dx, y + dy, rectangle);
      if (piece != null && (seen == null || seen[0] > 0)) {
        visit.visit(start, piece);
        piece = null;
      }
      if (seen == null) {
        continue;
      }
      if (piece == null) {
        piece = new Path2D.Double();
        piece.moveTo(x + seen[0] * dx, y + seen[0] * dy);
        start = lengths[i - 1] + seen[0] * (lengths[i] - lengths[i - 1]);
      }
      piece.lineTo(x + seen[1] * dx, y + seen[1] * dy);
      if (seen[1] < 1) {
        visit.visit(start, piece);
        piece = null;
      }
    }
    if (piece != null) {
      visit.visit(start, piece);
    }
  }
}
