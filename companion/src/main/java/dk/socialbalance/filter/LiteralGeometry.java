/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import dk.socialbalance.publication.Reprojection;
import java.util.List;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** Makes a filter's geometries of the numbers that it brings; a third ordinate is dropped. */
final class LiteralGeometry {

  static final GeometryFactory FACTORY = new GeometryFactory();

  private final Vocabulary.System system;
  private final boolean degrees;
  private int vertices;

  /**
   * For one filter, since {@link Condition#MAX_VERTICES} is for all of its geometries.
   *
   * @param system that the numbers are written in
   */
  LiteralGeometry(Vocabulary.System system) {
    this(system, 0);
  }

  /**
   * For one geometry of a filter whose geometries have systems of their own.
   *
   * @param vertices that the filter has so far
   */
  LiteralGeometry(Vocabulary.System system, int vertices) {
    this.vertices = vertices;
    this.system = system;
    this.degrees = Reprojection.system(system.srid()) instanceof GeographicCRS;
  }

  /** How many vertices the filter has so far. */
  int vertices() {
    return vertices;
  }

  Shape.Literal shape(Geometry geometry) {
    return new Shape.Literal(geometry, system.srid());
  }

  /**
   * A position, x before y.
   *
   * @param ordinates two or three, in the system's order
   * @throws FilterException when it lies outside the earth, or the vertices are too many
   */
  Coordinate position(double... ordinates) {
    if (++vertices > Condition.MAX_VERTICES) {
      throw FilterException.wrong(
          "The filter's geometries have more than " + Condition.MAX_VERTICES + " vertices.");
    }
    double x = system.yx() ? ordinates[1] : ordinates[0];
    double y = system.yx() ? ordinates[0] : ordinates[1];
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw FilterException.wrong("An ordinate is too large a number.");
    }
    if (degrees && (Math.abs(x) > 180 || Math.abs(y) > 90)) {
      throw FilterException.wrong(
          "longitude "
              + x
              + ", latitude "
              + y
              + " is no place on earth; the order of this system's axes is "
              + (system.yx() ? "latitude, longitude" : "longitude, latitude")
              + ".");
    }
    return new Coordinate(x, y);
  }

  LineString line(List<Coordinate> positions) {
    if (positions.size() == 1) {
      throw FilterException.wrong("A line has two positions or more.");
    }
    return FACTORY.createLineString(positions.toArray(new Coordinate[0]));
  }

  /** A polygon of its outer ring and its holes; empty without rings. */
  Polygon polygon(List<List<Coordinate>> rings) {
    if (rings.isEmpty()) {
      return FACTORY.createPolygon();
    }
    LinearRing[] closed = rings.stream().map(LiteralGeometry::ring).toArray(LinearRing[]::new);
    if (closed[0].isEmpty() && closed.length > 1) {
      throw FilterException.wrong("A polygon without an outer ring has no holes.");
    }
    return FACTORY.createPolygon(closed[0], java.util.Arrays.copyOfRange(closed, 1, closed.length));
  }

  private static LinearRing ring(List<Coordinate> positions) {
    int last = positions.size() - 1;
    if (last >= 0 && (last < 3 || !positions.get(0).equals2D(positions.get(last)))) {
      throw FilterException.wrong(
          "A polygon's ring has four positions or more and ends where it begins.");
    }
    return FACTORY.createLinearRing(positions.toArray(new Coordinate[0]));
  }

  /**
   * A box; one that crosses the antimeridian is two.
   *
   * @param corners four numbers, or six of which the third and the last are heights
   */
  Geometry box(double... corners) {
    if (corners.length != 4 && corners.length != 6) {
      throw FilterException.wrong("A box has four numbers, or six with heights.");
    }
    int second = corners.length / 2;
    Coordinate lower = position(corners[0], corners[1]);
    Coordinate upper = position(corners[second], corners[second + 1]);
    if (lower.y > upper.y || !degrees && lower.x > upper.x) {
      throw FilterException.wrong("The box's lower corner must not lie beyond its upper one.");
    }
    if (lower.x <= upper.x) {
      return FACTORY.toGeometry(new Envelope(lower, upper));
    }
    return FACTORY.buildGeometry(
        List.of(
            FACTORY.toGeometry(new Envelope(lower.x, 180, lower.y, upper.y)),
            FACTORY.toGeometry(new Envelope(-180, upper.x, lower.y, upper.y))));
  }
}
