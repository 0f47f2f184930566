/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.operation.overlayng.UnaryUnionNG;
import org.locationtech.jts.operation.polygonize.Polygonizer;

/**
 * Turns straight shared borders into winding ones. Every straight piece between two nodes is bent
 * by a function of its two ends alone, so the neighbours on both sides get exactly the same points.
 */
final class Borders {

  /** A grid of 0.01 m. */
  static final GeometryFactory FACTORY = new GeometryFactory(new PrecisionModel(100), 25832);

  /** Longest straight piece that is left, in metres. */
  private static final double STEP = 38;

  /** How far the middle of a piece is moved aside, at most, as a part of its length. */
  private static final double BEND = 0.11;

  private Borders() {}

  /**
   * The faces between the winding borders.
   *
   * @param cells polygons that tile a region with straight borders
   */
  static List<Polygon> wind(Collection<? extends Geometry> cells) {
    Geometry rings = FACTORY.buildGeometry(cells.stream().map(cell -> cell.getBoundary()).toList());
    Geometry noded = UnaryUnionNG.union(rings, FACTORY.getPrecisionModel());
    Set<List<Coordinate>> pieces = new HashSet<>();
    Polygonizer polygonizer = new Polygonizer();
    for (int i = 0; i < noded.getNumGeometries(); i++) {
      Coordinate[] points = noded.getGeometryN(i).getCoordinates();
      for (int k = 1; k < points.length; k++) {
        boolean forward = points[k - 1].compareTo(points[k]) < 0;
        Coordinate low = forward ? points[k - 1] : points[k];
        Coordinate high = forward ? points[k] : points[k - 1];
        if (pieces.add(List.of(low, high))) {
          polygonizer.add(bent(low, high));
        }
      }
    }
    List<Polygon> faces = new ArrayList<>();
    for (Object face : polygonizer.getPolygons()) {
      // The ring's first point is left to chance otherwise.
      faces.add((Polygon) ((Polygon) face).norm());
    }
    return faces;
  }

  private static LineString bent(Coordinate low, Coordinate high) {
    long seed = Dice.mix(Math.round(low.x * 100)) * 31 + Dice.mix(Math.round(low.y * 100)) * 17;
    seed += Dice.mix(Math.round(high.x * 100)) * 13 + Dice.mix(Math.round(high.y * 100));
    List<Coordinate> points = new ArrayList<>();
    points.add(low);
    halve(low, high, new Dice(seed, 0), points);
    return FACTORY.createLineString(points.toArray(Coordinate[]::new));
  }

  /** Moves the middle aside and goes on with both halves; the ends stay. */
  private static void halve(Coordinate from, Coordinate to, Dice dice, List<Coordinate> points) {
    double length = from.distance(to);
    if (length > STEP) {
      double aside = BEND * (2 * dice.uniform() - 1);
      Coordinate middle =
          new Coordinate(
              (from.x + to.x) / 2 - aside * (to.y - from.y),
              (from.y + to.y) / 2 + aside * (to.x - from.x));
      FACTORY.getPrecisionModel().makePrecise(middle);
      halve(from, middle, dice, points);
      halve(middle, to, dice, points);
    } else {
      points.add(to);
    }
  }
}
