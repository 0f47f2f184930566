/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import dk.socialbalance.publication.Layer;
import java.io.OutputStream;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Features as GeoJSON (RFC 7946), straight from a layer's rows to the stream. Coordinates in the
 * stored system are written exactly; reprojected ones to 1e-8 degrees or 0.1 mm, which is finer
 * than reprojection is exact.
 */
public final class GeoJson {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private GeoJson() {}

  /** A generator of JSON in UTF-8; closing it flushes but leaves the stream open. */
  public static JsonGenerator generator(OutputStream stream) {
    return FACTORY.createGenerator(ObjectWriteContext.empty(), stream);
  }

  /**
   * Writes one feature: type, id, geometry, properties. The object is left open for the caller's
   * own members (links); the caller ends it.
   *
   * @param attributes indices of the attributes to write, in order
   * @param crs the system of the coordinates; null writes a null geometry
   */
  public static void startFeature(
      JsonGenerator json, Layer layer, int row, int[] attributes, CrsReference crs) {
    json.writeStartObject();
    json.writeStringProperty("type", "Feature");
    json.writeStringProperty("id", layer.id(row));
    json.writeName("geometry");
    Geometry geometry =
        crs == null || !layer.hasGeometry() ? null : layer.geometry(row, crs.srid());
    if (geometry == null) {
      json.writeNull();
    } else {
      geometry(json, geometry, crs.yx(), scale(layer.nativeSrid(), crs.srid()));
    }
    json.writeName("properties");
    json.writeStartObject();
    for (int attribute : attributes) {
      json.writeName(layer.attributes().get(attribute).name());
      value(json, layer.value(row, attribute));
    }
    json.writeEndObject();
  }

  /** Writes a value: text, number, boolean, instant or day (ISO 8601, UTC), or null. */
  public static void value(JsonGenerator json, Object value) {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean known) {
      json.writeBoolean(known);
    } else {
      json.writeString(value.toString());
    }
  }

  /**
   * What coordinates are multiplied by, rounded and divided by when written; 0 writes them as they
   * are.
   */
  public static double scale(int storedSrid, int srid) {
    if (storedSrid == srid) {
      return 0;
    }
    return CrsTable.degrees(srid) ? 1e8 : 1e4;
  }

  /**
   * Writes a geometry object.
   *
   * @param yx whether y is written before x
   * @param scale see {@link #scale}
   */
  public static void geometry(JsonGenerator json, Geometry geometry, boolean yx, double scale) {
    json.writeStartObject();
    json.writeStringProperty("type", geometry.getGeometryType());
    if (geometry.getClass() == GeometryCollection.class) {
      json.writeName("geometries");
      json.writeStartArray();
      for (int i = 0; i < geometry.getNumGeometries(); i++) {
        geometry(json, geometry.getGeometryN(i), yx, scale);
      }
      json.writeEndArray();
    } else {
      json.writeName("coordinates");
      coordinates(json, geometry, yx, scale);
    }
    json.writeEndObject();
  }

  private static void coordinates(JsonGenerator json, Geometry geometry, boolean yx, double scale) {
    if (geometry instanceof Point point) {
      if (point.isEmpty()) {
        json.writeStartArray();
        json.writeEndArray();
      } else {
        position(json, point.getCoordinateSequence(), 0, yx, scale);
      }
    } else if (geometry instanceof LineString line) {
      line(json, line, yx, scale);
    } else if (geometry instanceof Polygon polygon) {
      json.writeStartArray();
      if (!polygon.isEmpty()) {
        line(json, polygon.getExteriorRing(), yx, scale);
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
          line(json, polygon.getInteriorRingN(i), yx, scale);
        }
      }
      json.writeEndArray();
    } else {
      json.writeStartArray();
      for (int i = 0; i < geometry.getNumGeometries(); i++) {
        coordinates(json, geometry.getGeometryN(i), yx, scale);
      }
      json.writeEndArray();
    }
  }

  private static void line(JsonGenerator json, LineString line, boolean yx, double scale) {
    CoordinateSequence positions = line.getCoordinateSequence();
    json.writeStartArray();
    for (int i = 0; i < positions.size(); i++) {
      position(json, positions, i, yx, scale);
    }
    json.writeEndArray();
  }

  private static void position(
      JsonGenerator json, CoordinateSequence positions, int i, boolean yx, double scale) {
    double x = rounded(positions.getX(i), scale);
    double y = rounded(positions.getY(i), scale);
    json.writeStartArray();
    json.writeNumber(yx ? y : x);
    json.writeNumber(yx ? x : y);
    json.writeEndArray();
  }

  /** A coordinate as it is written; see {@link #scale}. */
  public static double rounded(double coordinate, double scale) {
    return scale == 0 ? coordinate : Math.rint(coordinate * scale) / scale;
  }
}
