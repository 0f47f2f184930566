/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.formats;

import dk.socialbalance.ogc.common.RequestDeadline;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * The shapes of some rows, all of one kind: what stands in a {@code .shp} and its index {@code
 * .shx}. Of a geometry with parts of several kinds it takes those of its own.
 */
final class Shapefile {

  private static final int HEADER = 100;
  private static final int RECORD_HEADER = 8;

  private final FeatureRows part;
  private final int srid;
  private final int[] rows;
  private final ShapeKind kind;
  private final int type;
  private final int[] lengths;
  private final Envelope box = new Envelope();
  private long size = HEADER;

  /**
   * Measures the shapes.
   *
   * @throws FormatException when they are too many bytes
   */
  Shapefile(FeatureRows part, int srid, int[] rows, ShapeKind kind) {
    this.part = part;
    this.srid = srid;
    this.rows = rows;
    this.kind = kind;
    this.type =
        switch (kind) {
          case AREA -> Shape.AREA;
          case LINE -> Shape.LINE;
          case POINT -> pointType();
        };
    this.lengths = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      RequestDeadline.check();
      Shape shape = shape(rows[i]);
      box.expandToInclude(shape.box());
      size += RECORD_HEADER + shape.length();
      if (size > Integer.MAX_VALUE) {
        throw new FormatException(ShapefileZip.TOO_LARGE);
      }
      lengths[i] = (int) shape.length();
    }
  }

  private int pointType() {
    for (int row : rows) {
      if (parts(row).size() > 1) {
        return Shape.MULTIPOINT;
      }
    }
    return Shape.POINT;
  }

  private List<Geometry> parts(int row) {
    Map<ShapeKind, List<Geometry>> parts = ShapeKind.parts(part.layer().geometry(row, srid));
    return parts.getOrDefault(kind, List.of());
  }

  private Shape shape(int row) {
    return new Shape(type, parts(row));
  }

  /** Writes the {@code .shp}. */
  void writeShapes(BinaryOut out) throws IOException {
    header(out, size);
    for (int i = 0; i < rows.length; i++) {
      out.bigEndian(i + 1);
      out.bigEndian(lengths[i] / 2);
      shape(rows[i]).writeTo(out);
    }
  }

  /** Writes the {@code .shx}. */
  void writeIndex(BinaryOut out) throws IOException {
    header(out, HEADER + (long) RECORD_HEADER * rows.length);
    int offset = HEADER;
    for (int length : lengths) {
      out.bigEndian(offset / 2);
      out.bigEndian(length / 2);
      offset += RECORD_HEADER + length;
    }
  }

  /** Pages 3 and 4 of the description; lengths are in words of two bytes. */
  private void header(BinaryOut out, long bytes) throws IOException {
    out.bigEndian(9994);
    out.zeros(20);
    out.bigEndian((int) (bytes / 2));
    out.littleEndian(1000);
    out.littleEndian(type);
    boolean empty = box.isNull();
    out.littleEndian(empty ? 0.0 : box.getMinX());
    out.littleEndian(empty ? 0.0 : box.getMinY());
    out.littleEndian(empty ? 0.0 : box.getMaxX());
    out.littleEndian(empty ? 0.0 : box.getMaxY());
    out.zeros(32);
  }
}
