/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBWriter;
import org.locationtech.jts.io.WKTReader;

/** Writes small files of areas for tests, in either format. */
final class AreaFiles {

  /** Where the local coordinates of the cases lie in EPSG:25832. */
  static final AffineTransformation PLACE =
      AffineTransformation.translationInstance(720_000, 6_180_000);

  private AreaFiles() {}

  /** An area; blank texts are left out of the file. */
  record Row(
      String code,
      String name,
      String level,
      String parent,
      String from,
      String to,
      Geometry geometry) {

    /** Reads {@code code,name,level,parent,from,to,WKT in local coordinates}. */
    static Row parse(String text) {
      String[] f = text.split(",", 7);
      Geometry geometry = null;
      if (!f[6].isBlank()) {
        try {
          geometry = PLACE.transform(new WKTReader().read(f[6]));
        } catch (ParseException e) {
          throw new IllegalArgumentException(text, e);
        }
      }
      return new Row(f[0], f[1], f[2], f[3], f[4], f[5], geometry);
    }
  }

  /** Reads areas separated by a bar. */
  static List<Row> rows(String text) {
    List<Row> rows = new ArrayList<>();
    for (String row : text.split("\\|")) {
      rows.add(Row.parse(row));
    }
    return rows;
  }

  /** A GeoJSON file, a feature a line, the first on line 1; the crs member stands at the end. */
  static Path geoJson(Path file, String crs, List<Row> rows) throws IOException {
    StringBuilder text = new StringBuilder("{\"type\": \"FeatureCollection\", \"features\": [");
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      text.append(i == 0 ? "" : ",\n")
          .append("{\"type\": \"Feature\", \"geometry\": ")
          .append(json(row.geometry()))
          .append(", \"properties\": {\"gyldig_til\": ")
          .append(quoted(row.to()))
          .append(property("kode", row.code()))
          .append(property("navn", row.name()))
          .append(property("niveau", row.level()))
          .append(property("overordnet", row.parent()))
          .append(property("gyldig_fra", row.from().isEmpty() ? "2010-01-01" : row.from()))
          .append("}}");
    }
    text.append("]");
    if (crs != null) {
      text.append(", \"crs\": {\"type\": \"name\", \"properties\": {\"name\": ")
          .append(quoted(crs))
          .append("}}");
    }
    return Files.writeString(file, text.append("}\n"));
  }

  private static String property(String name, String value) {
    return value.isEmpty() ? "" : ", " + quoted(name) + ": " + quoted(value);
  }

  private static String quoted(String value) {
    return value.isEmpty() ? "null" : "\"" + value + "\"";
  }

  private static String json(Geometry geometry) {
    if (geometry == null) {
      return "null";
    }
    if (geometry.getGeometryType().equals("Point")) {
      return "{\"type\": \"Point\", \"coordinates\": " + json(geometry.getCoordinate()) + "}";
    }
    List<String> polygons = new ArrayList<>();
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      Polygon polygon = (Polygon) geometry.getGeometryN(i);
      if (!polygon.isEmpty()) {
        List<String> rings = new ArrayList<>();
        rings.add(ring(polygon.getExteriorRing()));
        for (int j = 0; j < polygon.getNumInteriorRing(); j++) {
          rings.add(ring(polygon.getInteriorRingN(j)));
        }
        polygons.add("[" + String.join(", ", rings) + "]");
      }
    }
    boolean single = geometry instanceof Polygon;
    String coordinates =
        single && !polygons.isEmpty() ? polygons.get(0) : "[" + String.join(", ", polygons) + "]";
    return "{\"type\": \"%s\", \"coordinates\": %s}"
        .formatted(single ? "Polygon" : "MultiPolygon", coordinates);
  }

  private static String ring(Geometry ring) {
    List<String> positions = new ArrayList<>();
    for (Coordinate c : ring.getCoordinates()) {
      positions.add(json(c));
    }
    return "[" + String.join(", ", positions) + "]";
  }

  private static String json(Coordinate c) {
    return "[" + c.x + ", " + c.y + "]";
  }

  /** A GeoPackage with one feature table, as GDAL writes it. */
  static Path geoPackage(Path file, String table, int epsg, List<Row> rows) throws SQLException {
    String quoted = "\"" + table.replace("\"", "\"\"") + "\"";
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "CREATE TABLE IF NOT EXISTS gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER"
                  + " PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER,"
                  + " definition TEXT)",
              "CREATE TABLE IF NOT EXISTS gpkg_contents (table_name TEXT PRIMARY KEY, data_type"
                  + " TEXT, srs_id INTEGER)",
              "CREATE TABLE IF NOT EXISTS gpkg_geometry_columns (table_name TEXT, column_name"
                  + " TEXT, geometry_type_name TEXT, srs_id INTEGER, z INTEGER, m INTEGER)",
              "INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES ('x', 99, 'EPSG', "
                  + epsg
                  + ", '')",
              "INSERT INTO gpkg_contents VALUES ('" + table + "', 'features', 99)",
              "INSERT INTO gpkg_geometry_columns VALUES ('"
                  + table
                  + "', 'geom', 'POLYGON', 99, 0, 0)",
              "CREATE TABLE "
                  + quoted
                  + " (fid INTEGER PRIMARY KEY, geom BLOB, kode TEXT, navn TEXT, niveau TEXT,"
                  + " overordnet TEXT, gyldig_fra DATE, gyldig_til DATE)")) {
        statement.execute(sql);
      }
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO " + quoted + " VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)")) {
        for (Row row : rows) {
          insert.setBytes(1, row.geometry() == null ? null : blob(row.geometry(), epsg));
          insert.setString(2, row.code());
          insert.setString(3, row.name());
          insert.setString(4, row.level());
          insert.setString(5, row.parent());
          insert.setString(6, row.from().isEmpty() ? "2010-01-01" : row.from());
          insert.setString(7, row.to());
          insert.executeUpdate();
        }
      }
    }
    return file;
  }

  /** The header of GeoPackage, little-endian with an envelope of four numbers, then WKB. */
  static byte[] blob(Geometry geometry, int epsg) {
    byte[] wkb = new WKBWriter(2).write(geometry);
    ByteBuffer buffer = ByteBuffer.allocate(40 + wkb.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put((byte) 'G').put((byte) 'P').put((byte) 0).put((byte) 0b011).putInt(epsg);
    var e = geometry.getEnvelopeInternal();
    buffer.putDouble(e.getMinX()).putDouble(e.getMaxX());
    buffer.putDouble(e.getMinY()).putDouble(e.getMaxY());
    return buffer.put(wkb).array();
  }
}
