/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.triangulate.VoronoiDiagramBuilder;

/**
 * Areas beside each other as nobody would draw them, the same for the same seed: with holes, with
 * other areas in their holes, of several parts, thin as needles, with gaps between them, some
 * missing, with straight and with wavy borders.
 */
final class RandomAreas {

  private static final GeometryFactory FACTORY = new GeometryFactory();

  private final Random random;
  private final Envelope extent;

  private RandomAreas(Random random, Envelope extent) {
    this.random = random;
    this.extent = extent;
  }

  /** Areas that cover most of an extent; the last one is null. */
  static List<Geometry> of(Random random, Envelope extent) {
    return new RandomAreas(random, extent).make();
  }

  private List<Geometry> make() {
    List<Geometry> areas = new ArrayList<>();
    for (Geometry cell : cells(2 + random.nextInt(60))) {
      int chance = random.nextInt(12);
      if (chance == 0) {
        continue; // Nothing is there.
      }
      if (chance <= 2) {
        addWithHole(areas, cell, chance == 1);
      } else if (chance == 3) {
        areas.add(cell.buffer(-0.002 * extent.getWidth())); // A gap all around.
      } else if (chance == 4 && !areas.isEmpty()) {
        int other = random.nextInt(areas.size());
        areas.set(other, areas.get(other).union(cell));
      } else {
        areas.add(cell);
      }
    }
    areas.removeIf(Geometry::isEmpty);
    if (random.nextBoolean()) {
      Collections.shuffle(areas, random);
    }
    areas.add(null);
    return areas;
  }

  private void addWithHole(List<Geometry> areas, Geometry cell, boolean filled) {
    Coordinate middle = cell.getInteriorPoint().getCoordinate();
    double room =
        cell.getFactory().createPoint(middle).distance(((Polygon) cell).getExteriorRing());
    int corners = 3 + random.nextInt(12);
    Coordinate[] ring = new Coordinate[corners + 1];
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * i / corners;
      double radius = room * (0.2 + 0.7 * random.nextDouble());
      ring[i] =
          new Coordinate(middle.x + radius * Math.cos(angle), middle.y + radius * Math.sin(angle));
    }
    ring[corners] = ring[0].copy();
    Geometry hole = FACTORY.createPolygon(ring);
    areas.add(
        FACTORY.createPolygon(
            ((Polygon) cell).getExteriorRing(),
            new LinearRing[] {((Polygon) hole).getExteriorRing()}));
    if (filled) {
      areas.add(hole);
    }
  }

  /** Cells around random places; some places so near each other that needles lie between. */
  private List<Geometry> cells(int number) {
    List<Coordinate> places = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Coordinate place =
          new Coordinate(
              extent.getMinX() + random.nextDouble() * extent.getWidth(),
              extent.getMinY() + random.nextDouble() * extent.getHeight());
      places.add(place);
      if (random.nextInt(15) == 0) {
        double near = 0.004 * extent.getWidth();
        places.add(new Coordinate(place.x + near, place.y));
        places.add(new Coordinate(place.x - near, place.y + near / 10));
      }
    }
    VoronoiDiagramBuilder builder = new VoronoiDiagramBuilder();
    builder.setSites(places);
    builder.setClipEnvelope(extent);
    Geometry diagram = builder.getDiagram(FACTORY);
    boolean wavy = random.nextBoolean();
    Geometry clip = FACTORY.toGeometry(extent);
    List<Geometry> cells = new ArrayList<>();
    for (int i = 0; i < diagram.getNumGeometries(); i++) {
      Geometry cell = diagram.getGeometryN(i);
      Geometry inside = clip.covers(cell) ? cell : cell.intersection(clip);
      if (inside instanceof Polygon && inside.getArea() > 0) {
        cells.add(wavy ? bent(inside) : inside);
      }
    }
    return cells;
  }

  /** Bent by a function of the place alone, so that neighbours stay neighbours. */
  private Geometry bent(Geometry cell) {
    double size = extent.getWidth() / 60;
    Geometry bent = Densifier.densify(cell, size / 2).copy();
    bent.apply(
        (CoordinateFilter)
            at -> {
              double x = at.x;
              double y = at.y;
              at.x += 0.5 * size * Math.sin(y / size);
              at.y += 0.5 * size * Math.sin(x / size);
            });
    bent.geometryChanged();
    return bent;
  }
}
