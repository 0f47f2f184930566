/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import dk.socialbalance.publication.GeometrySet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * A geometry unpacked for painting: x and y in turn, x before y, in the system of the map.
 *
 * @param rings closed rings of areas, outer and inner alike (even-odd)
 * @param lines open lines
 * @param points points
 * @param extent of all
 * @param anchorX where a label or a symbol stands: inside the largest area, on the longest line, or
 *     the first point; NaN when there is nothing
 * @param anchorY see anchorX
 */
record Outline(
    double[][] rings,
    double[][] lines,
    double[] points,
    Envelope extent,
    double anchorX,
    double anchorY) {

  private static final Outline NOTHING =
      new Outline(
          new double[0][], new double[0][], new double[0], new Envelope(), Double.NaN, Double.NaN);

  /** Kept for as long as the geometries themselves. */
  private static final Map<Object, AtomicReferenceArray<Outline>> KEPT = new WeakHashMap<>();

  /** The outline of a geometry of the set; made once per system, then kept as long as that is. */
  static Outline of(GeometrySet set, int index, int srid) {
    if (index < 0) {
      return NOTHING;
    }
    Object lifetime = set.lifetime(srid);
    AtomicReferenceArray<Outline> all;
    synchronized (KEPT) {
      all = KEPT.computeIfAbsent(lifetime, key -> new AtomicReferenceArray<>(set.size()));
    }
    Outline kept = all.get(index);
    if (kept == null) {
      kept = of(set.geometry(index, srid));
      all.set(index, kept);
    }
    return kept;
  }

  /** The outline of a geometry, which may be null. */
  static Outline of(Geometry geometry) {
    if (geometry == null || geometry.isEmpty()) {
      return NOTHING;
    }
    List<double[]> rings = new ArrayList<>();
    List<double[]> lines = new ArrayList<>();
    List<Coordinate> points = new ArrayList<>();
    Geometry main = null;
    for (Geometry part : parts(geometry, new ArrayList<>())) {
      if (part instanceof Polygon polygon) {
        rings.add(unpack(polygon.getExteriorRing().getCoordinateSequence()));
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
          rings.add(unpack(polygon.getInteriorRingN(i).getCoordinateSequence()));
        }
      } else if (part instanceof LineString line) {
        lines.add(unpack(line.getCoordinateSequence()));
      } else {
        points.add(part.getCoordinate());
      }
      main = main == null || outranks(part, main) ? part : main;
    }
    if (main == null) {
      return NOTHING;
    }
    Coordinate anchor = anchor(main);
    double[] flat = new double[2 * points.size()];
    for (int i = 0; i < points.size(); i++) {
      flat[2 * i] = points.get(i).x;
      flat[2 * i + 1] = points.get(i).y;
    }
    return new Outline(
        rings.toArray(double[][]::new),
        lines.toArray(double[][]::new),
        flat,
        geometry.getEnvelopeInternal(),
        anchor.x,
        anchor.y);
  }

  private static List<Geometry> parts(Geometry geometry, List<Geometry> into) {
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      Geometry part = geometry.getGeometryN(i);
      if (part instanceof Polygon || part instanceof LineString || part instanceof Point) {
        if (!part.isEmpty()) {
          into.add(part);
        }
      } else {
        parts(part, into);
      }
    }
    return into;
  }

  /** An area before a line before a point; then the larger. */
  private static boolean outranks(Geometry part, Geometry other) {
    if (part.getDimension() != other.getDimension()) {
      return part.getDimension() > other.getDimension();
    }
    return part.getDimension() == 2
        ? part.getArea() > other.getArea()
        : part.getLength() > other.getLength();
  }

  /** The centroid when it lies inside the area, else a point that does. */
  private static Coordinate anchor(Geometry part) {
    if (part instanceof Polygon) {
      Point centroid = part.getCentroid();
      return part.contains(centroid)
          ? centroid.getCoordinate()
          : part.getInteriorPoint().getCoordinate();
    }
    if (part instanceof LineString line) {
      return line.getCoordinateN(line.getNumPoints() / 2);
    }
    return part.getCoordinate();
  }

  private static double[] unpack(CoordinateSequence sequence) {
    double[] flat = new double[2 * sequence.size()];
    for (int i = 0; i < sequence.size(); i++) {
      flat[2 * i] = sequence.getX(i);
      flat[2 * i + 1] = sequence.getY(i);
    }
    return flat;
  }
}
