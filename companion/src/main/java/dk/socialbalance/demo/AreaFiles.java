/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.WKBWriter;

/** Writes areas as GeoJSON (with the {@code crs} member of its 2008 edition) and GeoPackage. */
final class AreaFiles {

  private static final String VALID_FROM = "2007-01-01";

  private AreaFiles() {}

  /** A feature collection in EPSG:25832. */
  static void writeGeoJson(Path file, List<Area> areas) throws IOException {
    StringBuilder json = new StringBuilder(1 << 20);
    json.append("{\"type\": \"FeatureCollection\",\n\"crs\": {\"type\": \"name\", \"properties\": ")
        .append("{\"name\": \"urn:ogc:def:crs:EPSG::25832\"}},\n\"features\": [");
    String separator = "\n";
    for (Area area : areas) {
      json.append(separator).append("{\"type\": \"Feature\", \"properties\": {\"kode\": ");
      json.append(quoted(area.code())).append(", \"navn\": ").append(quoted(area.name()));
      json.append(", \"niveau\": ").append(quoted(area.level())).append(", \"overordnet\": ");
      json.append(quoted(area.parent())).append(", \"gyldig_fra\": ").append(quoted(VALID_FROM));
      json.append(", \"gyldig_til\": null},\n \"geometry\": {\"type\": \"MultiPolygon\", ");
      json.append("\"coordinates\": ");
      append(json, multi(area.geometry()));
      json.append("}}");
      separator = ",\n";
    }
    json.append("\n]}\n");
    Files.writeString(file, json, StandardCharsets.UTF_8);
  }

  /**
   * A GeoPackage 1.3 with one layer, named as the level. Its time stamp is fixed, so that the file
   * is the same whenever it is written.
   */
  static void writeGeoPackage(Path file, List<Area> areas) throws IOException, SQLException {
    Files.deleteIfExists(file);
    String layer = areas.get(0).level();
    Envelope box = new Envelope();
    areas.forEach(area -> box.expandToInclude(area.geometry().getEnvelopeInternal()));
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = database.createStatement()) {
      // Otherwise whatever lay in memory before may stand between the rows.
      statement.execute("PRAGMA secure_delete = ON");
      database.setAutoCommit(false);
      for (String sql : schema(layer, box)) {
        statement.executeUpdate(sql);
      }
      try (PreparedStatement insert =
          database.prepareStatement(
              "INSERT INTO "
                  + layer
                  + " (geom, kode, navn, niveau, overordnet, gyldig_fra,"
                  + " gyldig_til) VALUES (?, ?, ?, ?, ?, ?, NULL)")) {
        for (Area area : areas) {
          insert.setBytes(1, binary(area.geometry()));
          insert.setString(2, area.code());
          insert.setString(3, area.name());
          insert.setString(4, area.level());
          insert.setString(5, area.parent());
          insert.setString(6, VALID_FROM);
          insert.executeUpdate();
        }
      }
      database.commit();
    }
  }

  private static List<String> schema(String layer, Envelope box) {
    return List.of(
        // "GPKG" and version 1.3, as OGC 12-128r17, clause 1.1.1.1.1 demands.
        "PRAGMA application_id = 1196444487",
        "PRAGMA user_version = 10300",
        "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL"
            + " PRIMARY KEY, organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL,"
            + " definition TEXT NOT NULL, description TEXT)",
        "INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined Cartesian', -1, 'NONE', -1,"
            + " 'undefined', NULL), ('Undefined geographic', 0, 'NONE', 0, 'undefined', NULL),"
            + " ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\","
            + "SPHEROID[\"WGS 84\",6378137,298.257223563]],PRIMEM[\"Greenwich\",0],"
            + "UNIT[\"degree\",0.0174532925199433],AUTHORITY[\"EPSG\",\"4326\"]]', NULL),"
            + " ('ETRS89 / UTM zone 32N', 25832, 'EPSG', 25832, 'PROJCS[\"ETRS89 / UTM zone 32N\","
            + "GEOGCS[\"ETRS89\",DATUM[\"European_Terrestrial_Reference_System_1989\","
            + "SPHEROID[\"GRS 1980\",6378137,298.257222101]],PRIMEM[\"Greenwich\",0],"
            + "UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],"
            + "PARAMETER[\"latitude_of_origin\",0],PARAMETER[\"central_meridian\",9],"
            + "PARAMETER[\"scale_factor\",0.9996],PARAMETER[\"false_easting\",500000],"
            + "PARAMETER[\"false_northing\",0],UNIT[\"metre\",1],AUTHORITY[\"EPSG\",\"25832\"]]',"
            + " NULL)",
        "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,"
            + " identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL,"
            + " min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,"
            + " CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id)"
            + " REFERENCES gpkg_spatial_ref_sys(srs_id))",
        "INSERT INTO gpkg_contents VALUES ('%1$s', 'features', '%1$s', '', '%2$s', %3$s, %4$s, %5$s, %6$s,"
                .formatted(
                    layer,
                    "2026-01-01T00:00:00.000Z",
                    box.getMinX(),
                    box.getMinY(),
                    box.getMaxX(),
                    box.getMaxY())
            + " 25832)",
        "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,"
            + " geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL,"
            + " m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),"
            + " CONSTRAINT uk_gc_table_name UNIQUE (table_name), CONSTRAINT fk_gc_tn FOREIGN KEY"
            + " (table_name) REFERENCES gpkg_contents(table_name), CONSTRAINT fk_gc_srs"
            + " FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))",
        "INSERT INTO gpkg_geometry_columns VALUES ('%s', 'geom', 'MULTIPOLYGON', 25832, 0, 0)"
            .formatted(layer),
        "CREATE TABLE %s (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom MULTIPOLYGON,"
                .formatted(layer)
            + " kode TEXT NOT NULL, navn TEXT NOT NULL, niveau TEXT NOT NULL, overordnet TEXT,"
            + " gyldig_fra DATE, gyldig_til DATE)");
  }

  /** GeoPackage binary: a header of eight bytes without envelope, then WKB. */
  private static byte[] binary(Geometry geometry) {
    byte[] wkb = new WKBWriter(2, 2).write(multi(geometry));
    ByteBuffer bytes = ByteBuffer.allocate(8 + wkb.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 'G').put((byte) 'P').put((byte) 0).put((byte) 1).putInt(25832).put(wkb);
    return bytes.array();
  }

  private static MultiPolygon multi(Geometry geometry) {
    return geometry instanceof MultiPolygon already
        ? already
        : geometry.getFactory().createMultiPolygon(new Polygon[] {(Polygon) geometry});
  }

  private static void append(StringBuilder json, MultiPolygon polygons) {
    json.append('[');
    for (int i = 0; i < polygons.getNumGeometries(); i++) {
      // Outer rings run against the clock, as RFC 7946 asks.
      Polygon polygon = (Polygon) polygons.getGeometryN(i).norm().reverse();
      json.append(i == 0 ? "[" : ", [");
      append(json, polygon.getExteriorRing());
      for (int k = 0; k < polygon.getNumInteriorRing(); k++) {
        json.append(", ");
        append(json, polygon.getInteriorRingN(k));
      }
      json.append(']');
    }
    json.append(']');
  }

  private static void append(StringBuilder json, LinearRing ring) {
    String separator = "[";
    for (Coordinate c : ring.getCoordinates()) {
      json.append(separator).append('[').append(decimal(c.x)).append(", ");
      json.append(decimal(c.y)).append(']');
      separator = ", ";
    }
    json.append(']');
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String quoted(String text) {
    return text == null ? "null" : '"' + text + '"';
  }
}
