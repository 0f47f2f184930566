/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;

/**
 * A feature's geometry in pixels: y grows downwards, steps that nobody can see left out, parts far
 * outside the picture cut away.
 *
 * @param areas closed rings, even-odd; empty when there is no area
 * @param lines open lines; empty when there is none
 * @param points x and y in turn
 * @param anchor where a label or a symbol stands; null when there is nothing to see
 * @param size of the areas' bounding box in square pixels: large ones are named first
 */
record DeviceShape(Path2D areas, Path2D lines, double[] points, Point2D anchor, double size) {

  /** Nothing to see. */
  static final DeviceShape NOTHING =
      new DeviceShape(new Path2D.Double(), new Path2D.Double(), new double[0], null, 0);

  /** A place alone, for marks. */
  static DeviceShape at(double x, double y) {
    return new DeviceShape(
        new Path2D.Double(), new Path2D.Double(), new double[0], new Point2D.Double(x, y), 0);
  }

  /** A rectangle, for legends. */
  static DeviceShape rectangle(Rectangle2D rectangle) {
    Path2D line = new Path2D.Double();
    line.moveTo(rectangle.getMinX(), rectangle.getCenterY());
    line.lineTo(rectangle.getMaxX(), rectangle.getCenterY());
    return new DeviceShape(
        new Path2D.Double(rectangle),
        line,
        new double[] {rectangle.getCenterX(), rectangle.getCenterY()},
        new Point2D.Double(rectangle.getCenterX(), rectangle.getCenterY()),
        rectangle.getWidth() * rectangle.getHeight());
  }

  /** Whether there is nothing to see. */
  boolean isNothing() {
    return anchor == null;
  }

  /** Whether it is an area. */
  boolean isAreal() {
    return areas.getCurrentPoint() != null;
  }
}
