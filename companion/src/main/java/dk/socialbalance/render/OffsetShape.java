/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.buffer.OffsetCurve;

/** Shapes moved sideways: lines to one side, areas outwards or inwards (OGC 05-077r4, 11.1.4). */
final class OffsetShape {

  private static final GeometryFactory FACTORY = new GeometryFactory();

  /** Lines smaller than this many pixels have no side. */
  private static final double SMALLEST = 0.5;

  private OffsetShape() {}

  /**
   * Lines beside the given ones.
   *
   * @param distance pixels to the left of each line's direction; negative to the right
   */
  static Path2D lines(Shape lines, double distance) {
    Path2D moved = new Path2D.Double();
    for (Coordinate[] part : coordinates(lines)) {
      LineString line = part.length > 1 ? FACTORY.createLineString(part) : null;
      if (line != null && line.getEnvelopeInternal().getDiameter() > SMALLEST) {
        append(moved, beside(line, distance));
      }
    }
    return moved;
  }

  private static Geometry beside(LineString line, double distance) {
    try {
      // Pixels count downwards: what is left here is right in JTS.
      return OffsetCurve.getCurve(line, -distance);
    } catch (NegativeArraySizeException e) {
      // What JTS 1.20 answers when the curve vanishes, as within a bend narrower than the distance.
      return FACTORY.createLineString();
    }
  }

  /**
   * Areas larger or smaller than the given ones.
   *
   * @param distance pixels outwards; negative inwards
   */
  static Path2D areas(Shape areas, double distance) {
    Geometry all = FACTORY.createPolygon();
    for (Coordinate[] ring : coordinates(areas)) {
      if (ring.length > 3) {
        // Areas are even-odd: a ring within another is a hole.
        all = all.symDifference(GeometryFixer.fix(FACTORY.createPolygon(ring)));
      }
    }
    Path2D moved = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    append(moved, all.buffer(distance));
    return moved;
  }

  /** The lines and rings of a shape, x and y in turn. */
  static List<double[]> parts(Shape shape) {
    List<double[]> parts = new ArrayList<>();
    for (Coordinate[] part : coordinates(shape)) {
      double[] flat = new double[2 * part.length];
      for (int i = 0; i < part.length; i++) {
        flat[2 * i] = part[i].x;
        flat[2 * i + 1] = part[i].y;
      }
      parts.add(flat);
    }
    return parts;
  }

  private static List<Coordinate[]> coordinates(Shape shape) {
    List<Coordinate[]> parts = new ArrayList<>();
    List<Coordinate> part = new ArrayList<>();
    double[] point = new double[6];
    for (PathIterator i = shape.getPathIterator(null); !i.isDone(); i.next()) {
      int kind = i.currentSegment(point);
      if (kind == PathIterator.SEG_MOVETO && !part.isEmpty()) {
        parts.add(part.toArray(Coordinate[]::new));
        part.clear();
      }
      part.add(kind == PathIterator.SEG_CLOSE ? part.get(0) : new Coordinate(point[0], point[1]));
    }
    if (!part.isEmpty()) {
      parts.add(part.toArray(Coordinate[]::new));
    }
    return parts;
  }

  private static void append(Path2D path, Geometry geometry) {
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      Geometry part = geometry.getGeometryN(i);
      if (part instanceof Polygon polygon && !polygon.isEmpty()) {
        append(path, polygon.getExteriorRing().getCoordinates(), true);
        for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
          append(path, polygon.getInteriorRingN(hole).getCoordinates(), true);
        }
      } else if (part instanceof LineString line && !line.isEmpty()) {
        append(path, line.getCoordinates(), false);
      }
    }
  }

  private static void append(Path2D path, Coordinate[] points, boolean ring) {
    path.moveTo(points[0].x, points[0].y);
    for (int i = 1; i < points.length - (ring ? 1 : 0); i++) {
      path.lineTo(points[i].x, points[i].y);
    }
    if (ring) {
      path.closePath();
    }
  }
}
