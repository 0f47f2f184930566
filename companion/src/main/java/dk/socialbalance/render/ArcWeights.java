/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

/**
 * How much each point of a line counts, worked out once, so that a line can be made simpler for any
 * scale by leaving out points (D. H. Douglas and T. K. Peucker, Algorithms for the reduction of the
 * number of points required to represent a digitized line or its caricature, 1973).
 */
final class ArcWeights {

  /** Points after which one is always kept: bounds the work on lines that wind. */
  private static final int PIECE = 512;

  private final double[] points;
  private final float[] weights;

  private ArcWeights(double[] points) {
    this.points = points;
    this.weights = new float[points.length / 2];
  }

  /**
   * The weight of each point.
   *
   * @param points x and y in turn, at least two points
   * @return for each point the largest tolerance with which it is still kept, in the unit of the
   *     points; infinite for the ends
   */
  static float[] of(double[] points) {
    ArcWeights made = new ArcWeights(points);
    int last = made.weights.length - 1;
    made.weights[0] = Float.POSITIVE_INFINITY;
    for (int from = 0; from < last; from += PIECE) {
      int to = Math.min(from + PIECE, last);
      made.weights[to] = Float.POSITIVE_INFINITY;
      made.split(from, to, Double.POSITIVE_INFINITY);
    }
    return made.weights;
  }

  /** Weighs the points between two; none counts more than those they lie between. */
  private void split(int from, int to, double most) {
    int farthest = -1;
    double distance = -1;
    for (int i = from + 1; i < to; i++) {
      double d = distance(i, from, to);
      if (d > distance) {
        farthest = i;
        distance = d;
      }
    }
    if (farthest >= 0) {
      double weight = Math.min(distance, most);
      weights[farthest] = (float) weight;
      split(from, farthest, weight);
      split(farthest, to, weight);
    }
  }

  /** How far a point is from the straight line between two others. */
  private double distance(int point, int from, int to) {
    double x = points[2 * from];
    double y = points[2 * from + 1];
    double dx = points[2 * to] - x;
    double dy = points[2 * to + 1] - y;
    double square = dx * dx + dy * dy;
    double px = points[2 * point] - x;
    double py = points[2 * point + 1] - y;
    double t = square > 0 ? Math.max(0, Math.min(1, (px * dx + py * dy) / square)) : 0;
    return Math.hypot(px - t * dx, py - t * dy);
  }
}
