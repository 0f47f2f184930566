/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a GeoJSON FeatureCollection, one feature in memory at a time.
 *
 * <p>A {@code crs} member (GeoJSON 2008, written by GDAL and QGIS) is honoured in both spellings,
 * {@code EPSG:25832} and {@code urn:ogc:def:crs:EPSG::25832}; without it the coordinates are
 * longitude and latitude (RFC 7946, section 4). Coordinates are x before y in every case.
 */
public final class GeoJsonReader {

  private static final int WGS84 = 4326;

  /** A feature is read out of the middle of the file. */
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final GeometryFactory GEOMETRIES = new GeometryFactory();
  private static final Pattern EPSG =
      Pattern.compile(
          "(?i)(?:urn:ogc:def:crs:EPSG:[^:]*:|EPSG:|https?://www\\.opengis\\.net/def/crs/EPSG/[^/]*/)"
              + "(\\d{1,6})");
  private static final Pattern CRS84 = Pattern.compile("(?i).*\\bCRS:?84");

  private GeoJsonReader() {}

  /** A geometry that the file tells wrongly. */
  private static final class Defect extends Exception {
    private static final long serialVersionUID = 1L;

    Defect(String message) {
      super(message);
    }
  }

  /**
   * Reads all features.
   *
   * @return the EPSG code that the file says its coordinates have
   * @throws LoadFailedException when it is no GeoJSON; the message names line and column
   */
  public static int read(InputStream in, String fileName, GeoFeature.Sink sink)
      throws IOException, SQLException {
    OptionalInt srid = OptionalInt.empty();
    boolean features = false;
    try (JsonParser parser = JSON.createParser(withoutMark(new BufferedInputStream(in)))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw noCollection(fileName);
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals("crs")) {
          srid = crs(JSON.readTree(parser), fileName);
        } else if (name.equals("features") && parser.currentToken() == JsonToken.START_ARRAY) {
          features = true;
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            long line = parser.currentTokenLocation().getLineNr();
            sink.accept(feature(line, JSON.readTree(parser)));
          }
        } else {
          parser.skipChildren();
        }
      }
    } catch (JacksonException e) {
      throw new LoadFailedException(
          "%s is no valid GeoJSON: line %d, column %d. Write it anew, for example with QGIS or ogr2ogr."
              .formatted(fileName, e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    }
    if (!features) {
      throw noCollection(fileName);
    }
    return srid.orElse(WGS84);
  }

  private static LoadFailedException noCollection(String fileName) {
    return new LoadFailedException(
        fileName + " holds no FeatureCollection: a GeoJSON file of features is expected.");
  }

  /** Skips a byte order mark. */
  private static InputStream withoutMark(BufferedInputStream in) throws IOException {
    in.mark(3);
    boolean mark = in.read() == 0xEF && in.read() == 0xBB && in.read() == 0xBF;
    if (!mark) {
      in.reset();
    }
    return in;
  }

  private static OptionalInt crs(JsonNode crs, String fileName) {
    if (crs.isNull()) {
      return OptionalInt.empty();
    }
    String name = crs.path("properties").path("name").asString("");
    Matcher epsg = EPSG.matcher(name);
    if (epsg.matches()) {
      return OptionalInt.of(Integer.parseInt(epsg.group(1)));
    }
    if (CRS84.matcher(name).matches()) {
      return OptionalInt.of(WGS84);
    }
    throw new LoadFailedException(
        "%s: the 'crs' member '%s' is not understood. Name the EPSG code of the coordinates."
            .formatted(fileName, Masking.value(name)));
  }

  private static GeoFeature feature(long line, JsonNode feature) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : feature.path("properties").properties()) {
      values.put(property.getKey(), value(property.getValue()));
    }
    JsonNode id = feature.path("id");
    String name = id.isString() || id.isNumber() ? id.asString() : null;
    try {
      return new GeoFeature(line, name, values, geometry(feature.path("geometry")), null);
    } catch (Defect e) {
      return new GeoFeature(line, name, values, null, e.getMessage());
    }
  }

  /** Objects and lists are kept as the text that they are written with. */
  private static Object value(JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return null;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isNumber()) {
      return value.isIntegralNumber() && value.canConvertToLong()
          ? (Object) value.longValue()
          : (Object) value.doubleValue();
    }
    return value.isString() ? value.stringValue() : value.toString();
  }

  private static Geometry geometry(JsonNode geometry) throws Defect {
    if (geometry.isNull() || geometry.isMissingNode()) {
      return null;
    }
    String type = geometry.path("type").asString("");
    if (type.equals("GeometryCollection")) {
      return collection(geometry.path("geometries"));
    }
    JsonNode coordinates = geometry.path("coordinates");
    if (coordinates.isEmpty()) {
      return null;
    }
    return switch (type) {
      case "Point" -> point(coordinates);
      case "MultiPoint" -> GEOMETRIES.createMultiPointFromCoords(coordinates(coordinates));
      case "LineString" -> line(coordinates);
      case "MultiLineString" -> multiLine(coordinates);
      case "Polygon" -> polygon(coordinates);
      case "MultiPolygon" -> multiPolygon(coordinates);
      default ->
          throw new Defect(
              "the geometry is a '%s', which GeoJSON does not have".formatted(Masking.value(type)));
    };
  }

  private static Geometry collection(JsonNode members) throws Defect {
    if (members.isEmpty()) {
      return null;
    }
    List<Geometry> parts = new ArrayList<>();
    for (JsonNode member : members) {
      Geometry part = geometry(member);
      if (part != null) {
        parts.add(part);
      }
    }
    return GEOMETRIES.createGeometryCollection(parts.toArray(Geometry[]::new));
  }

  private static LineString line(JsonNode positions) throws Defect {
    if (positions.size() < 2) {
      throw new Defect("a line of one point; at least 2 are needed");
    }
    return GEOMETRIES.createLineString(coordinates(positions));
  }

  private static Geometry multiLine(JsonNode coordinates) throws Defect {
    LineString[] parts = new LineString[coordinates.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = line(coordinates.get(i));
    }
    return GEOMETRIES.createMultiLineString(parts);
  }

  private static Geometry multiPolygon(JsonNode coordinates) throws Defect {
    Polygon[] parts = new Polygon[coordinates.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = polygon(coordinates.get(i));
    }
    return GEOMETRIES.createMultiPolygon(parts);
  }

  private static Point point(JsonNode position) throws Defect {
    return GEOMETRIES.createPoint(coordinate(position));
  }

  private static Polygon polygon(JsonNode rings) throws Defect {
    if (rings.isEmpty()) {
      throw new Defect("a polygon without a ring");
    }
    LinearRing shell = ring(rings.get(0));
    LinearRing[] holes = new LinearRing[rings.size() - 1];
    for (int i = 0; i < holes.length; i++) {
      holes[i] = ring(rings.get(i + 1));
    }
    return GEOMETRIES.createPolygon(shell, holes);
  }

  private static LinearRing ring(JsonNode positions) throws Defect {
    Coordinate[] ring = coordinates(positions);
    if (ring.length < 4) {
      throw new Defect("a ring of " + ring.length + " points; at least 4 are needed");
    }
    if (!ring[0].equals2D(ring[ring.length - 1])) {
      throw new Defect("a ring that does not end where it begins");
    }
    return GEOMETRIES.createLinearRing(ring);
  }

  private static Coordinate[] coordinates(JsonNode positions) throws Defect {
    Coordinate[] coordinates = new Coordinate[positions.size()];
    for (int i = 0; i < coordinates.length; i++) {
      coordinates[i] = coordinate(positions.get(i));
    }
    return coordinates;
  }

  private static Coordinate coordinate(JsonNode position) throws Defect {
    JsonNode x = position.path(0);
    JsonNode y = position.path(1);
    if (!x.isNumber() || !y.isNumber()) {
      throw new Defect("a coordinate that is not two numbers");
    }
    return new Coordinate(x.doubleValue(), y.doubleValue());
  }
}
