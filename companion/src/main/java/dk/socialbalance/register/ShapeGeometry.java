/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.algorithm.PointLocation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** The content of a record of a {@code .shp}; heights and measures are passed over. */
final class ShapeGeometry {

  private static final GeometryFactory GEOMETRIES = new GeometryFactory();
  private static final int BOX = 32;
  private static final int POINT_BYTES = 16;

  private ShapeGeometry() {}

  /**
   * The geometry; null for the null shape.
   *
   * @throws IllegalArgumentException when it is broken; the message says how
   */
  static Geometry read(ByteBuffer shape) {
    try {
      int type = shape.getInt();
      if (type == 0) {
        return null;
      }
      if (type == 31 || type > 28) {
        throw new IllegalArgumentException(
            "a shape of type " + type + "; surfaces in 3D are not read");
      }
      return switch (type % 10) {
        case 1 -> GEOMETRIES.createPoint(point(shape));
        case 3 -> lines(parts(shape));
        case 5 -> polygons(parts(shape));
        case 8 -> multiPoint(shape);
        default -> throw new IllegalArgumentException("a shape of the unknown type " + type);
      };
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("a shape that ends early", e);
    }
  }

  private static Coordinate point(ByteBuffer shape) {
    return new Coordinate(shape.getDouble(), shape.getDouble());
  }

  private static Geometry multiPoint(ByteBuffer shape) {
    shape.position(shape.position() + Math.min(BOX, shape.remaining()));
    Coordinate[] points = new Coordinate[count(shape.getInt(), shape, POINT_BYTES)];
    for (int i = 0; i < points.length; i++) {
      points[i] = point(shape);
    }
    return points.length == 0 ? null : GEOMETRIES.createMultiPointFromCoords(points);
  }

  private static int count(int told, ByteBuffer shape, int bytesEach) {
    if (told < 0 || (long) told * bytesEach > shape.remaining()) {
      throw new IllegalArgumentException("a shape that ends early");
    }
    return told;
  }

  private static List<Coordinate[]> parts(ByteBuffer shape) {
    shape.position(shape.position() + Math.min(BOX, shape.remaining()));
    int toldParts = shape.getInt();
    int toldPoints = shape.getInt();
    int[] begins = new int[count(toldParts, shape, 4) + 1];
    for (int i = 0; i < toldParts; i++) {
      begins[i] = shape.getInt();
    }
    begins[toldParts] = count(toldPoints, shape, POINT_BYTES);
    List<Coordinate[]> parts = new ArrayList<>();
    for (int part = 0; part < toldParts; part++) {
      int size = begins[part + 1] - begins[part];
      if (begins[part] < 0
          || size < 0
          || begins[part + 1] > toldPoints
          || (part == 0 && begins[0] != 0)) {
        throw new IllegalArgumentException("a shape whose parts contradict each other");
      }
      Coordinate[] points = new Coordinate[size];
      for (int i = 0; i < size; i++) {
        points[i] = point(shape);
      }
      if (size > 0) {
        parts.add(points);
      }
    }
    return parts;
  }

  private static Geometry lines(List<Coordinate[]> parts) {
    List<LineString> lines = new ArrayList<>();
    for (Coordinate[] part : parts) {
      if (part.length < 2) {
        throw new IllegalArgumentException("a line of one point; at least 2 are needed");
      }
      lines.add(GEOMETRIES.createLineString(part));
    }
    return switch (lines.size()) {
      case 0 -> null;
      case 1 -> lines.get(0);
      default -> GEOMETRIES.createMultiLineString(lines.toArray(LineString[]::new));
    };
  }

  /**
   * Outer rings run clockwise, holes the other way; a hole that no ring holds is an area itself.
   */
  private static Geometry polygons(List<Coordinate[]> parts) {
    List<LinearRing> shells = new ArrayList<>();
    List<LinearRing> holes = new ArrayList<>();
    for (Coordinate[] part : parts) {
      if (part.length < 4 || !part[0].equals2D(part[part.length - 1])) {
        throw new IllegalArgumentException(
            "a ring of fewer than 4 points, or one that does not end where it begins");
      }
      LinearRing ring = GEOMETRIES.createLinearRing(part);
      (Orientation.isCCW(part) ? holes : shells).add(ring);
    }
    List<List<LinearRing>> inside = new ArrayList<>();
    int outer = shells.size();
    shells.forEach(shell -> inside.add(new ArrayList<>()));
    for (LinearRing hole : holes) {
      int holder = smallestAround(hole, shells.subList(0, outer));
      if (holder < 0) {
        shells.add(hole);
        inside.add(new ArrayList<>());
      } else {
        inside.get(holder).add(hole);
      }
    }
    Polygon[] polygons = new Polygon[shells.size()];
    for (int i = 0; i < polygons.length; i++) {
      polygons[i] =
          GEOMETRIES.createPolygon(shells.get(i), inside.get(i).toArray(LinearRing[]::new));
    }
    return switch (polygons.length) {
      case 0 -> null;
      case 1 -> polygons[0];
      default -> GEOMETRIES.createMultiPolygon(polygons);
    };
  }

  private static int smallestAround(LinearRing hole, List<LinearRing> shells) {
    int found = -1;
    for (int i = 0; i < shells.size(); i++) {
      LinearRing shell = shells.get(i);
      if (shell.getEnvelopeInternal().covers(hole.getEnvelopeInternal())
          && (found < 0
              || shell.getEnvelopeInternal().getArea()
                  < shells.get(found).getEnvelopeInternal().getArea())
          && holds(shell, hole)) {
        found = i;
      }
    }
    return found;
  }

  /** Decided by the first point of the hole that does not lie on the shell itself. */
  private static boolean holds(LinearRing shell, LinearRing hole) {
    Coordinate[] border = shell.getCoordinates();
    for (Coordinate point : hole.getCoordinates()) {
      if (!PointLocation.isOnLine(point, border)) {
        return PointLocation.isInRing(point, border);
      }
    }
    return true;
  }
}
