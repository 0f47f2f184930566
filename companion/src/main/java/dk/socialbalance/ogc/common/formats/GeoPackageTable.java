/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.formats;

import dk.socialbalance.ogc.common.RequestDeadline;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * One layer as a table of a GeoPackage: a key {@code fid}, the geometry, the feature id, the
 * attributes. With a spatial index; without geometry it is a table of attributes.
 */
final class GeoPackageTable {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Export export;
  private final FeatureRows part;
  private final String name;
  private final String key;
  private final String geometry;
  private final String index;

  /**
   * @param name of the table
   */
  GeoPackageTable(Export export, FeatureRows part, String name) {
    this.export = export;
    this.part = part;
    this.name = name;
    this.key = part.besideAttributes("fid");
    this.geometry = part.besideAttributes(FeatureRows.GEOMETRY);
    this.index = "rtree_" + name + "_" + geometry;
  }

  String name() {
    return name;
  }

  /** The geometry's column; empty where there is none. */
  String geometryColumn() {
    return part.geometry() ? geometry : "";
  }

  Layer layer() {
    return part.layer();
  }

  /** Writes the table, its rows, its index and what the catalogue tables say of it. */
  void write(Connection file, String identifier) throws SQLException {
    try (Statement statement = file.createStatement()) {
      statement.executeUpdate(definition());
      if (part.geometry()) {
        statement.executeUpdate(
            "CREATE VIRTUAL TABLE " + quoted(index) + " USING rtree(id, minx, maxx, miny, maxy)");
      }
    }
    String type = part.geometry() ? GeoPackageGeometry.type(part, export.srid()) : "";
    Envelope box = rows(file, type);
    contents(file, identifier, box);
    if (part.geometry()) {
      GeoPackageFile.insert(
          file, "gpkg_geometry_columns", name, geometry, type, export.srid(), 0, 0);
      GeoPackageFile.insert(
          file,
          "gpkg_extensions",
          name,
          geometry,
          "gpkg_rtree_index",
          "http://www.geopackage.org/spec120/#extension_rtree",
          "write-only");
      // Only now: SQLite alone has none of the functions that they call.
      GeoPackageFile.run(
          file,
          "geopackage-rtree.sql",
          sql ->
              sql.replace("{t}", inside(name))
                  .replace("{g}", inside(geometry))
                  .replace("{k}", inside(key))
                  .replace("{r}", inside(index)));
    }
  }

  private String definition() {
    StringBuilder sql = new StringBuilder("CREATE TABLE ").append(quoted(name)).append(" (");
    sql.append(quoted(key)).append(" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL");
    if (part.geometry()) {
      sql.append(", ").append(quoted(geometry)).append(' ');
      sql.append(GeoPackageGeometry.type(part, export.srid()));
    }
    sql.append(", ").append(quoted(part.besideAttributes(FeatureRows.ID))).append(" TEXT");
    for (Layer.Attribute attribute : part.chosen()) {
      sql.append(", ").append(quoted(attribute.name())).append(' ').append(type(attribute.type()));
    }
    return sql.append(')').toString();
  }

  private static String type(Column.Type type) {
    return switch (type) {
      case TEXT -> "TEXT";
      case INTEGER -> "MEDIUMINT";
      case BIGINT -> "INTEGER";
      case DOUBLE -> "REAL";
      case TIMESTAMP -> "DATETIME";
      case DATE -> "DATE";
      case BOOLEAN -> "BOOLEAN";
    };
  }

  private Envelope rows(Connection file, String type) throws SQLException {
    int values = part.attributes().length + (part.geometry() ? 3 : 2);
    Envelope all = new Envelope();
    Layer layer = part.layer();
    try (PreparedStatement insert =
            file.prepareStatement(
                "INSERT INTO " + quoted(name) + " VALUES (" + "?, ".repeat(values - 1) + "?)");
        PreparedStatement indexed =
            part.geometry()
                ? file.prepareStatement("INSERT INTO " + quoted(index) + " VALUES (?, ?, ?, ?, ?)")
                : null) {
      for (int i = 0; i < part.rows().length; i++) {
        RequestDeadline.check();
        int row = part.rows()[i];
        int at = 1;
        insert.setInt(at++, i + 1);
        if (part.geometry()) {
          Geometry shape = layer.geometry(row, export.srid());
          insert.setBytes(
              at++,
              shape == null
                  ? null
                  : GeoPackageGeometry.blob(GeoPackageGeometry.as(type, shape), export.srid()));
          if (shape != null && !shape.isEmpty()) {
            Envelope box = shape.getEnvelopeInternal();
            all.expandToInclude(box);
            GeoPackageFile.set(
                indexed, i + 1, box.getMinX(), box.getMaxX(), box.getMinY(), box.getMaxY());
            indexed.executeUpdate();
          }
        }
        insert.setString(at++, layer.id(row));
        for (int attribute : part.attributes()) {
          insert.setObject(at++, stored(layer.value(row, attribute)));
        }
        insert.executeUpdate();
      }
    }
    return all;
  }

  private static Object stored(Object value) {
    if (value instanceof Instant moment) {
      return MOMENT.format(moment);
    }
    if (value instanceof Boolean known) {
      return known ? 1 : 0;
    }
    return value instanceof Number || value == null ? value : value.toString();
  }

  private void contents(Connection file, String identifier, Envelope box) throws SQLException {
    boolean none = box.isNull();
    GeoPackageFile.insert(
        file,
        "gpkg_contents",
        name,
        part.geometry() ? "features" : "attributes",
        identifier,
        part.layer().description().description().in(export.language()),
        MOMENT.format(export.snapshot().createdAt()),
        none ? null : box.getMinX(),
        none ? null : box.getMinY(),
        none ? null : box.getMaxX(),
        none ? null : box.getMaxY(),
        part.geometry() ? export.srid() : null);
  }

  /** When something was changed, as a GeoPackage says it. */
  static String moment(Instant moment) {
    return MOMENT.format(moment);
  }

  private static String inside(String identifier) {
    return identifier.replace("\"", "\"\"");
  }

  private static String quoted(String identifier) {
    return '"' + inside(identifier) + '"';
  }
}
