/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.formats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;

/** How a geometry stands in a GeoPackage (OGC 12-128r17, clause 2.1.3). */
final class GeoPackageGeometry {

  /** Little endian, with an envelope of x and y. */
  private static final byte WITH_ENVELOPE = 0b0000_0011;

  private static final byte EMPTY = 0b0001_0001;

  private GeoPackageGeometry() {}

  /** The blob: header, envelope, well-known binary. */
  static byte[] blob(Geometry geometry, int srid) {
    byte[] wkb = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN).write(geometry);
    boolean empty = geometry.isEmpty();
    ByteBuffer blob = ByteBuffer.allocate((empty ? 8 : 40) + wkb.length);
    blob.order(ByteOrder.LITTLE_ENDIAN).put((byte) 'G').put((byte) 'P').put((byte) 0);
    blob.put(empty ? EMPTY : WITH_ENVELOPE).putInt(srid);
    if (!empty) {
      Envelope box = geometry.getEnvelopeInternal();
      blob.putDouble(box.getMinX()).putDouble(box.getMaxX());
      blob.putDouble(box.getMinY()).putDouble(box.getMaxY());
    }
    return blob.put(wkb).array();
  }

  /** The geometry as one of the column's type: a single one becomes one of many. */
  static Geometry as(String type, Geometry geometry) {
    return switch (type) {
      case "MULTIPOLYGON" ->
          geometry instanceof Polygon polygon
              ? geometry.getFactory().createMultiPolygon(new Polygon[] {polygon})
              : geometry;
      case "MULTILINESTRING" ->
          geometry instanceof LineString line
              ? geometry.getFactory().createMultiLineString(new LineString[] {line})
              : geometry;
      case "MULTIPOINT" ->
          geometry instanceof Point point
              ? geometry.getFactory().createMultiPoint(new Point[] {point})
              : geometry;
      default -> geometry;
    };
  }

  /** The name of the narrowest type that holds all geometries of some rows. */
  static String type(FeatureRows part, int srid) {
    String common = null;
    for (int row : part.rows()) {
      Geometry geometry = part.layer().geometry(row, srid);
      if (geometry != null) {
        String type = type(geometry);
        common = common == null || common.equals(type) ? type : both(common, type);
      }
    }
    return common == null ? "GEOMETRY" : common;
  }

  private static String type(Geometry geometry) {
    return switch (geometry.getGeometryType()) {
      case "Point" -> "POINT";
      case "MultiPoint" -> "MULTIPOINT";
      case "Polygon", "MultiPolygon" -> "MULTIPOLYGON";
      case "LineString", "LinearRing", "MultiLineString" -> "MULTILINESTRING";
      default -> "GEOMETRY";
    };
  }

  private static String both(String one, String other) {
    return one.endsWith("POINT") && other.endsWith("POINT") ? "MULTIPOINT" : "GEOMETRY";
  }
}
