/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.formats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.algorithm.Area;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * The content of one record of a {@code .shp} (ESRI Shapefile Technical Description, July 1998).
 * Outer rings run clockwise, holes the other way (page 8).
 */
final class Shape {

  static final int NULL = 0;
  static final int POINT = 1;
  static final int LINE = 3;
  static final int AREA = 5;
  static final int MULTIPOINT = 8;

  private record Path(CoordinateSequence positions, boolean backwards) {}

  private final int type;
  private final List<Path> paths = new ArrayList<>();
  private final Envelope box = new Envelope();
  private long positions;

  /**
   * The shape of some parts of one kind.
   *
   * @param type one of the constants, not NULL
   * @param parts may be empty: then it is a null shape
   */
  Shape(int type, List<Geometry> parts) {
    this.type = parts.isEmpty() ? NULL : type;
    for (Geometry part : parts) {
      box.expandToInclude(part.getEnvelopeInternal());
      if (part instanceof Polygon polygon) {
        ring(polygon.getExteriorRing(), true);
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
          ring(polygon.getInteriorRingN(i), false);
        }
      } else if (part instanceof LineString line) {
        add(line.getCoordinateSequence(), false);
      } else {
        add(((Point) part).getCoordinateSequence(), false);
      }
    }
  }

  private void ring(LineString ring, boolean clockwise) {
    if (!ring.isEmpty()) {
      CoordinateSequence sequence = ring.getCoordinateSequence();
      add(sequence, Area.ofRingSigned(sequence) > 0 != clockwise);
    }
  }

  private void add(CoordinateSequence sequence, boolean backwards) {
    paths.add(new Path(sequence, backwards));
    positions += sequence.size();
  }

  /** Its length in bytes, without the header of the record. */
  long length() {
    return switch (type) {
      case NULL -> 4;
      case POINT -> 20;
      case MULTIPOINT -> 40 + 16 * positions;
      default -> 44 + 4L * paths.size() + 16 * positions;
    };
  }

  /** Its extent; a null envelope where it is a null shape. */
  Envelope box() {
    return box;
  }

  void writeTo(BinaryOut out) throws IOException {
    out.littleEndian(type);
    if (type == NULL) {
      return;
    }
    if (type != POINT) {
      out.littleEndian(box.getMinX());
      out.littleEndian(box.getMinY());
      out.littleEndian(box.getMaxX());
      out.littleEndian(box.getMaxY());
    }
    if (type == LINE || type == AREA) {
      out.littleEndian(paths.size());
      out.littleEndian((int) positions);
      int first = 0;
      for (Path path : paths) {
        out.littleEndian(first);
        first += path.positions().size();
      }
    } else if (type == MULTIPOINT) {
      out.littleEndian((int) positions);
    }
    for (Path path : paths) {
      CoordinateSequence sequence = path.positions();
      for (int i = 0; i < sequence.size(); i++) {
        int at = path.backwards() ? sequence.size() - 1 - i : i;
        out.littleEndian(sequence.getX(at));
        out.littleEndian(sequence.getY(at));
      }
    }
  }
}
