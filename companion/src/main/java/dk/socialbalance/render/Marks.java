/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Set;

/** Well-known marks, in a square of side 1 around the origin, y downwards. */
final class Marks {

  /** Marks that may stand at a point. */
  static final Set<String> POINTS =
      Set.of(
          "square",
          "circle",
          "triangle",
          "star",
          "cross",
          "x",
          "shape://slash",
          "shape://backslash",
          "shape://times",
          "shape://plus",
          "shape://horline",
          "shape://vertline");

  /** Marks that may be repeated to fill an area: lines that join from square to square. */
  static final Set<String> PATTERNS =
      Set.of(
          "shape://slash",
          "shape://backslash",
          "shape://times",
          "shape://plus",
          "shape://horline",
          "shape://vertline");

  private Marks() {}

  /** Whether the mark is lines without an inside. */
  static boolean isOpen(String name) {
    return PATTERNS.contains(name);
  }

  /** The mark's outline. */
  static Shape shape(String name) {
    return switch (name) {
      case "square" -> new Rectangle2D.Double(-0.5, -0.5, 1, 1);
      case "circle" -> new Ellipse2D.Double(-0.5, -0.5, 1, 1);
      case "triangle" -> polygon(0, -0.5, 0.5, 0.5, -0.5, 0.5);
      case "star" -> star();
      case "cross" -> cross();
      case "x" -> AffineTransform.getRotateInstance(Math.PI / 4).createTransformedShape(cross());
      case "shape://slash" -> lines(-0.5, 0.5, 0.5, -0.5);
      case "shape://backslash" -> lines(-0.5, -0.5, 0.5, 0.5);
      case "shape://times" -> lines(-0.5, 0.5, 0.5, -0.5, -0.5, -0.5, 0.5, 0.5);
      case "shape://plus" -> lines(-0.5, 0, 0.5, 0, 0, -0.5, 0, 0.5);
      case "shape://horline" -> lines(-0.5, 0, 0.5, 0);
      case "shape://vertline" -> lines(0, -0.5, 0, 0.5);
      default -> throw new IllegalArgumentException("Not a mark: " + name);
    };
  }

  private static Shape cross() {
    double a = 0.5;
    double b = 0.15;
    return polygon(
        -b, -a, b, -a, b, -b, a, -b, a, b, b, b, b, a, -b, a, -b, b, -a, b, -a, -b, -b, -b);
  }

  private static Shape star() {
    double[] corners = new double[20];
    for (int i = 0; i < 10; i++) {
      double radius = i % 2 == 0 ? 0.5 : 0.2;
      corners[2 * i] = radius * Math.sin(i * Math.PI / 5);
      corners[2 * i + 1] = -radius * Math.cos(i * Math.PI / 5);
    }
    return polygon(corners);
  }

  private static Shape polygon(double... corners) {
    Path2D path = new Path2D.Double();
    path.moveTo(corners[0], corners[1]);
    for (int i = 2; i < corners.length; i += 2) {
      path.lineTo(corners[i], corners[i + 1]);
    }
    path.closePath();
    return path;
  }

  private static Shape lines(double... ends) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < ends.length; i += 4) {
      path.moveTo(ends[i], ends[i + 1]);
      path.lineTo(ends[i + 2], ends[i + 3]);
    }
    return path;
  }
}
