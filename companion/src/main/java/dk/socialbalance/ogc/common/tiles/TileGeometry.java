/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.tiles;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.algorithm.Area;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.TopologyException;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.precision.GeometryPrecisionReducer;

/**
 * A geometry brought to the grid of a vector tile and written as its commands (Mapbox Vector Tile
 * 2.1, 4.3): whole numbers, y downwards, cut a little outside the tile.
 *
 * @param type 1 points, 2 lines, 3 areas
 * @param commands the packed field
 */
record TileGeometry(int type, byte[] commands) {

  private static final int POINTS = 1;
  private static final int LINES = 2;
  private static final int AREAS = 3;

  private static final int MOVE = 1;
  private static final int LINE = 2;
  private static final int CLOSE = 7;

  private static final PrecisionModel GRID = new PrecisionModel(1);

  /**
   * What of a geometry belongs to a tile, one for each kind of part; empty when nothing does.
   *
   * @param geometry in the system of the tile, x before y
   * @param extent units of the grid along a side of the tile
   * @param buffer units that are kept outside it
   */
  static List<TileGeometry> of(Geometry geometry, Tile tile, int extent, int buffer) {
    Envelope shown = tile.extent();
    double scale = extent / shown.getWidth();
    Envelope kept = new Envelope(shown);
    kept.expandBy(buffer / scale);
    if (!kept.intersects(geometry.getEnvelopeInternal())) {
      return List.of();
    }
    AffineTransformation toGrid =
        AffineTransformation.translationInstance(-shown.getMinX(), -shown.getMaxY())
            .scale(scale, -scale);
    Geometry box = null;
    if (!kept.contains(geometry.getEnvelopeInternal())) {
      box =
          new GeometryFactory()
              .toGeometry(new Envelope(-buffer, extent + buffer, -buffer, extent + buffer));
    }
    List<Geometry> parts = new ArrayList<>();
    collect(geometry, parts);
    Writer areas = new Writer();
    Writer lines = new Writer();
    List<Coordinate> points = new ArrayList<>();
    for (Geometry part : parts) {
      for (Geometry piece : onGrid(toGrid.transform(part), box)) {
        if (piece instanceof Polygon polygon) {
          areas.polygon(polygon);
        } else if (piece instanceof LineString line) {
          lines.line(line.getCoordinates());
        } else if (piece instanceof Point point && !point.isEmpty()) {
          points.add(point.getCoordinate());
        }
      }
    }
    List<TileGeometry> found = new ArrayList<>();
    if (!areas.isEmpty()) {
      found.add(new TileGeometry(AREAS, areas.toBytes()));
    }
    if (!lines.isEmpty()) {
      found.add(new TileGeometry(LINES, lines.toBytes()));
    }
    if (!points.isEmpty()) {
      Writer all = new Writer();
      all.points(points);
      found.add(new TileGeometry(POINTS, all.toBytes()));
    }
    return found;
  }

  /** A part cut and rounded, of the part's own dimension alone. */
  private static List<Geometry> onGrid(Geometry part, Geometry box) {
    Geometry rounded;
    try {
      rounded = rounded(part, box);
    } catch (TopologyException | IllegalArgumentException e) {
      // An own layer may hold what is not valid.
      rounded = rounded(GeometryFixer.fix(part), box);
    }
    List<Geometry> pieces = new ArrayList<>();
    collect(rounded, pieces);
    pieces.removeIf(piece -> piece.getDimension() != part.getDimension());
    return pieces;
  }

  private static Geometry rounded(Geometry part, Geometry box) {
    Geometry cut = box == null ? part : OverlayNGRobust.overlay(part, box, OverlayNG.INTERSECTION);
    return GeometryPrecisionReducer.reduce(cut, GRID);
  }

  private static void collect(Geometry geometry, List<Geometry> into) {
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      Geometry part = geometry.getGeometryN(i);
      if (part.getNumGeometries() > 1 || part.getClass().getSimpleName().startsWith("Multi")) {
        collect(part, into);
      } else if (!part.isEmpty()) {
        into.add(part);
      }
    }
  }

  /** The commands, each place told from the one before. */
  private static final class Writer {

    private final ProtobufOut out = new ProtobufOut();
    private int lastX;
    private int lastY;

    boolean isEmpty() {
      return out.isEmpty();
    }

    byte[] toBytes() {
      return out.toBytes();
    }

    void points(List<Coordinate> points) {
      command(MOVE, points.size());
      points.forEach(this::place);
    }

    void line(Coordinate[] line) {
      Coordinate[] steps = withoutRepeats(line);
      if (steps.length < 2) {
        return;
      }
      command(MOVE, 1);
      place(steps[0]);
      command(LINE, steps.length - 1);
      for (int i = 1; i < steps.length; i++) {
        place(steps[i]);
      }
    }

    void polygon(Polygon polygon) {
      if (ring(polygon.getExteriorRing(), true)) {
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
          ring(polygon.getInteriorRingN(i), false);
        }
      }
    }

    /** Outer rings have a positive area with y downwards, inner ones a negative (4.3.4.4). */
    private boolean ring(LinearRing ring, boolean outer) {
      Coordinate[] closed = withoutRepeats(ring.getCoordinates());
      // Area.ofRingSigned is positive for clockwise with y upwards.
      double area = -Area.ofRingSigned(closed);
      if (closed.length < 4 || area == 0) {
        return false;
      }
      boolean asTheyStand = area > 0 == outer;
      int corners = closed.length - 1;
      command(MOVE, 1);
      place(closed[0]);
      command(LINE, corners - 1);
      for (int i = 1; i < corners; i++) {
        place(closed[asTheyStand ? i : corners - i]);
      }
      command(CLOSE, 1);
      return true;
    }

    private static Coordinate[] withoutRepeats(Coordinate[] all) {
      List<Coordinate> kept = new ArrayList<>();
      for (Coordinate one : all) {
        if (kept.isEmpty() || !kept.get(kept.size() - 1).equals2D(one)) {
          kept.add(one);
        }
      }
      return kept.toArray(Coordinate[]::new);
    }

    private void command(int id, int count) {
      out.varint((long) count << 3 | id);
    }

    private void place(Coordinate place) {
      int x = (int) Math.round(place.x);
      int y = (int) Math.round(place.y);
      out.zigzag(x - lastX).zigzag(y - lastY);
      lastX = x;
      lastY = y;
    }
  }
}
