/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotools.api.style.Mark;

/** Well-known marks, in a square of side 1 around the origin, y downwards. */
final class Marks {

  /** Marks that are lines without an inside; repeated, they join from one to the next. */
  private static final Set<String> OPEN =
      Set.of(
          "shape://slash",
          "shape://backslash",
          "shape://times",
          "shape://plus",
          "shape://horline",
          "shape://vertline");

  private static final Set<String> CLOSED =
      Set.of("square", "circle", "triangle", "star", "cross", "x", "arrow");

  /** The names of all marks. */
  static final Set<String> NAMES =
      Stream.concat(OPEN.stream(), CLOSED.stream()).collect(Collectors.toUnmodifiableSet());

  /** One shape of each, so that symbols that look alike are equal. */
  private static final Map<String, Shape> SHAPES =
      NAMES.stream().collect(Collectors.toUnmodifiableMap(name -> name, Marks::draw));

  private Marks() {}

  /** Whether the mark is lines without an inside. */
  static boolean isOpen(String name) {
    return OPEN.contains(name);
  }

  /** The name of a mark of a style. */
  static String name(Mark mark) {
    return mark.getWellKnownName().evaluate(null, String.class);
  }

  /** The mark's outline; not to be changed. */
  static Shape shape(String name) {
    Shape shape = SHAPES.get(name);
    if (shape == null) {
      throw new IllegalArgumentException("Not a mark: " + name);
    }
    return shape;
  }

  private static Shape draw(String name) {
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
      case "arrow" -> polygon(0.5, 0, 0, 0.5, 0, 0.12, -0.5, 0.12, -0.5, -0.12, 0, -0.12, 0, -0.5);
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
