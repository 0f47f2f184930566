/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/**
 * Reads the features of a GeoPackage (OGC 12-128r19), one in memory at a time. The file is opened
 * read-only; nothing that its schema defines beside tables and columns is trusted.
 */
public final class GeoPackageReader implements AutoCloseable {

  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int[] ENVELOPE_BYTES = {0, 32, 48, 48, 64};

  private final Connection connection;
  private final String fileName;

  /**
   * A feature table.
   *
   * @param name name of the table
   * @param geometryColumn name of its geometry column
   * @param epsg EPSG code of its coordinates; 0 when they have none
   * @param key name of its primary key; empty when it has none
   * @param columns all others and their types, as the file declares them, in order
   */
  public record Table(
      String name, String geometryColumn, int epsg, String key, Map<String, String> columns) {}

  private GeoPackageReader(Connection connection, String fileName) {
    this.connection = connection;
    this.fileName = fileName;
  }

  /** Whether the file begins as a GeoPackage does. */
  public static boolean isGeoPackage(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    }
  }

  /**
   * Opens a file.
   *
   * @throws LoadFailedException when it is no GeoPackage
   */
  public static GeoPackageReader open(Path file) {
    String name = Masking.fileName(file);
    // Without a journal beside it nobody is writing, and no file need be made to read it.
    boolean journal = Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
    String url =
        "jdbc:sqlite:"
            + file.toAbsolutePath().toUri()
            + (journal ? "?mode=ro" : "?mode=ro&immutable=1");
    try {
      Connection connection = DriverManager.getConnection(url);
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA trusted_schema = OFF");
        statement.executeQuery("SELECT 1 FROM gpkg_geometry_columns LIMIT 1").close();
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      return new GeoPackageReader(connection, name);
    } catch (SQLException e) {
      throw new LoadFailedException(
          name + " is no GeoPackage, or it is damaged. Write it anew, for example with QGIS.");
    }
  }

  /**
   * The table to read.
   *
   * @param name its name; empty: the only feature table of the file
   * @throws LoadFailedException when there is none, or a choice; the message lists the tables
   */
  public Table table(Optional<String> name) throws SQLException {
    List<Table> tables = tables();
    List<Table> chosen =
        tables.stream()
            .filter(t -> name.isEmpty() || t.name().equalsIgnoreCase(name.get()))
            .toList();
    if (chosen.size() == 1) {
      return chosen.get(0);
    }
    String list = String.join(", ", tables.stream().map(Table::name).toList());
    throw new LoadFailedException(
        tables.isEmpty()
            ? fileName + " holds no feature table."
            : "%s: name the table that is meant: %s.".formatted(fileName, list));
  }

  /** The feature tables in the order of the file. */
  public List<Table> tables() throws SQLException {
    List<Table> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT g.table_name, g.column_name, s.organization, s.organization_coordsys_id
                FROM gpkg_geometry_columns g
                JOIN gpkg_contents c ON lower(c.table_name) = lower(g.table_name)
                LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
                WHERE c.data_type = 'features' ORDER BY g.rowid
                """)) {
      while (row.next()) {
        boolean epsg = "EPSG".equalsIgnoreCase(row.getString(3));
        tables.add(
            new Table(row.getString(1), row.getString(2), epsg ? row.getInt(4) : 0, "", Map.of()));
      }
    }
    tables.replaceAll(this::withColumns);
    return tables;
  }

  private Table withColumns(Table table) {
    String key = "";
    Map<String, String> columns = new LinkedHashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement("SELECT name, type, pk FROM pragma_table_info(?)")) {
      query.setString(1, table.name());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String name = row.getString(1);
          if (row.getInt(3) > 0 && key.isEmpty()) {
            key = name;
          } else if (!name.equalsIgnoreCase(table.geometryColumn())) {
            columns.put(name, row.getString(2).toUpperCase(Locale.ROOT));
          }
        }
      }
    } catch (SQLException e) {
      throw new LoadFailedException(
          "%s: the table %s cannot be read; the file is damaged."
              .formatted(fileName, Masking.value(table.name())));
    }
    return new Table(table.name(), table.geometryColumn(), table.epsg(), key, columns);
  }

  /** Reads all features of a table. */
  public void read(Table table, GeoFeature.Sink sink) throws IOException, SQLException {
    String sql = "SELECT * FROM \"" + table.name().replace("\"", "\"\"") + "\"";
    WKBReader wkb = new WKBReader();
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      ResultSetMetaData columns = row.getMetaData();
      for (long line = 1; row.next(); line++) {
        sink.accept(feature(line, row, columns, table, wkb));
      }
    }
  }

  private static GeoFeature feature(
      long line, ResultSet row, ResultSetMetaData columns, Table table, WKBReader wkb)
      throws SQLException {
    Map<String, Object> values = new LinkedHashMap<>();
    String id = null;
    byte[] blob = null;
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String name = columns.getColumnName(i);
      Object value = row.getObject(i);
      if (name.equalsIgnoreCase(table.geometryColumn())) {
        blob = value instanceof byte[] bytes ? bytes : null;
      } else {
        values.put(name, value instanceof Integer number ? (Object) number.longValue() : value);
        if (name.equalsIgnoreCase(table.key()) && value != null) {
          id = value.toString();
        }
      }
    }
    if (blob == null) {
      return new GeoFeature(line, id, values, null, null);
    }
    try {
      Geometry geometry = wkb.read(body(blob));
      return new GeoFeature(line, id, values, geometry.isEmpty() ? null : geometry, null);
    } catch (ParseException | IllegalArgumentException e) {
      return new GeoFeature(
          line,
          id,
          values,
          null,
          "a geometry that cannot be read; points, lines and polygons are, no curves");
    }
  }

  /** The well-known binary behind the header of a GeoPackage geometry (section 2.1.3). */
  private static byte[] body(byte[] blob) throws ParseException {
    if (blob.length < 8 || blob[0] != 'G' || blob[1] != 'P') {
      throw new ParseException("no GeoPackage geometry");
    }
    int flags = blob[3];
    int envelope = (flags >> 1) & 7;
    boolean extended = (flags & 0x20) != 0;
    if (envelope >= ENVELOPE_BYTES.length || extended) {
      throw new ParseException("an unknown kind of GeoPackage geometry");
    }
    int start = 8 + ENVELOPE_BYTES[envelope];
    if (start >= blob.length) {
      throw new ParseException("a geometry that ends early");
    }
    return Arrays.copyOfRange(blob, start, blob.length);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
