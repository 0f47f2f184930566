/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import dk.socialbalance.publication.Layer;
import java.util.Arrays;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Point;

/** Finds what was painted at a place. */
public final class Hits {

  private static final GeometryFactory FACTORY = new GeometryFactory();

  private Hits() {}

  /**
   * The rows whose geometry lies at the place, the topmost (last painted) first. An area must hold
   * the place (its border counts), a line or a point may lie away by the tolerance.
   *
   * @param x first coordinate of the place (east, longitude)
   * @param tolerance in units of the system, 0 or more
   * @param srid EPSG code of the place
   */
  public static int[] rowsAt(PaintedLayer painted, double x, double y, double tolerance, int srid) {
    Layer layer = painted.layer();
    if (!layer.hasGeometry()) {
      return new int[0];
    }
    Point place = FACTORY.createPoint(new Coordinate(x, y));
    Envelope near = new Envelope(place.getCoordinate());
    near.expandBy(tolerance);
    int[] rows = painted.rows();
    int[] found = new int[rows.length];
    int n = 0;
    for (int i = rows.length - 1; i >= 0; i--) {
      if (layer.geometryIndex(rows[i]) < 0) {
        continue;
      }
      Geometry geometry = layer.geometry(rows[i], srid);
      if (geometry != null
          && near.intersects(geometry.getEnvelopeInternal())
          && isHit(geometry, place, tolerance)) {
        found[n++] = rows[i];
      }
    }
    return Arrays.copyOf(found, n);
  }

  private static boolean isHit(Geometry geometry, Point place, double tolerance) {
    if (geometry.getDimension() == 2) {
      return SimplePointInAreaLocator.locate(place.getCoordinate(), geometry) != Location.EXTERIOR;
    }
    return geometry.isWithinDistance(place, tolerance);
  }
}
