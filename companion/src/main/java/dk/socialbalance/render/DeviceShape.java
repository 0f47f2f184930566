/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.Supplier;

/**
 * A feature's geometry in pixels: y grows downwards, steps that nobody can see left out, parts far
 * outside the picture cut away.
 *
 * @param areas closed rings, even-odd; empty when there is no area
 * @param lines open lines; empty when there is none
 * @param points x and y in turn
 * @param anchor where a label or a symbol stands; null when there is nothing to see
 * @param size of the areas' bounding box in square pixels: large ones are named first
 * @param whole all of it, for what counts from where a line begins; made when it is asked for
 */
record DeviceShape(
    Path2D areas,
    Path2D lines,
    double[] points,
    Point2D anchor,
    double size,
    Supplier<Whole> whole) {

  /**
   * Rings and lines without cuts, x and y in turn: the same on every tile, but for the place.
   *
   * @param rings closed
   * @param lines open
   */
  record Whole(List<double[]> rings, List<double[]> lines) {}

  /** Nothing to see. */
  static final DeviceShape NOTHING =
      new DeviceShape(
          new Path2D.Double(),
          new Path2D.Double(),
          new double[0],
          null,
          0,
          () -> new Whole(List.of(), List.of()));

  /** A place alone, for marks. */
  static DeviceShape at(double x, double y) {
    return new DeviceShape(
        new Path2D.Double(),
        new Path2D.Double(),
        new double[0],
        new Point2D.Double(x, y),
        0,
        () -> new Whole(List.of(), List.of()));
  }

  /** A rectangle, for legends. */
  static DeviceShape rectangle(Rectangle2D rectangle) {
    double left = rectangle.getMinX();
    double right = rectangle.getMaxX();
    double top = rectangle.getMinY();
    double bottom = rectangle.getMaxY();
    double middle = rectangle.getCenterY();
    Path2D line = new Path2D.Double();
    line.moveTo(left, middle);
    line.lineTo(right, middle);
    double[] ring = {left, top, right, top, right, bottom, left, bottom, left, top};
    Whole whole = new Whole(List.of(ring), List.of(new double[] {left, middle, right, middle}));
    return new DeviceShape(
        new Path2D.Double(rectangle),
        line,
        new double[] {rectangle.getCenterX(), rectangle.getCenterY()},
        new Point2D.Double(rectangle.getCenterX(), rectangle.getCenterY()),
        rectangle.getWidth() * rectangle.getHeight(),
        () -> whole);
  }

  /** Whether there is nothing to see. */
  boolean isNothing() {
    return anchor == null;
  }

  /** Whether it is an area. */
  boolean isAreal() {
    return areas.getCurrentPoint() != null;
  }

  /** Whether it is, or has, a line. */
  boolean isLinear() {
    return lines.getCurrentPoint() != null;
  }
}
