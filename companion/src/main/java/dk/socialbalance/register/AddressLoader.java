/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.db.DatabaseAccess;
import dk.socialbalance.db.DatabaseException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

/**
 * Loads the register of addresses as a whole and places every address in its areas. Residences name
 * addresses by id: those of an address that is gone keep the id and are unplaced.
 */
public final class AddressLoader {

  private static final String SUBJECT = "adresser";

  /**
   * Headers of the columns.
   *
   * @param id identifier in Danmarks Adresseregister, or the file's own
   * @param roadCode four digits in Denmark
   * @param houseNumber with letter, without floor
   * @param east easting; longitude for geographic coordinates
   * @param north northing; latitude for geographic coordinates
   */
  public record Columns(String id, String roadCode, String houseNumber, String east, String north) {

    /** The headers of the shipped formats. */
    public static final Columns DANISH = new Columns("id", "vejkode", "husnr", "oest", "nord");
  }

  /**
   * How the file is written.
   *
   * @param format encoding and delimiter of a CSV file; a GeoPackage is known by its first bytes
   * @param columns headers
   * @param epsg EPSG code of the coordinates; 0: a GeoPackage's own, else the catalogue's
   */
  public record AddressOptions(CsvSource.Format format, Columns columns, int epsg) {

    /** The shipped format, in the catalogue's coordinate system. */
    public static final AddressOptions DEFAULT =
        new AddressOptions(CsvSource.Format.DANISH, Columns.DANISH, 0);
  }

  private AddressLoader() {}

  /**
   * Loads one file; it replaces all addresses.
   *
   * @throws LoadFailedException when nothing was kept; the message is for people
   * @throws DatabaseException when the database does not answer
   */
  public static LoadReport load(
      DatabaseAccess access,
      Catalogue catalogue,
      Path file,
      AddressOptions addressOptions,
      LoadOptions options) {
    String reading = "EPSG:" + catalogue.crs() + " " + addressOptions;
    return LoadRun.execute(
        access,
        new LoadRun.Delivery("addresses", SUBJECT, LoadRun.WHOLE, reading, null),
        file,
        options,
        loading -> {
          int epsg = AddressStage.read(loading, addressOptions, catalogue.crs());
          rejectDoubles(loading, addressOptions.columns().id());
          place(loading, epsg, catalogue.crs(), addressOptions.columns());
          store(loading);
          loading.step("placing addresses in areas");
          AddressAreas.assign(loading.connection(), catalogue);
          noteUnplaced(loading);
        });
  }

  private static void rejectDoubles(Loading loading, String idColumn) throws SQLException {
    try (Statement statement = loading.connection().createStatement();
        ResultSet row =
            statement.executeQuery(
                "WITH numbered AS (SELECT line, id, min(line) OVER (PARTITION BY id) AS first"
                    + " FROM pg_temp.address_stage), gone AS (DELETE FROM pg_temp.address_stage s"
                    + " USING numbered n WHERE n.line = s.line AND n.line > n.first"
                    + " RETURNING n.line, n.first, n.id)"
                    + " SELECT line, first, id FROM gone ORDER BY line")) {
      while (row.next()) {
        loading.reject(
            row.getLong(1),
            idColumn,
            "the same identifier stands on line " + row.getLong(2),
            Masking.value(row.getString(3)));
      }
    }
  }

  /** Makes points in the catalogue's coordinate system; rejects what cannot be transformed. */
  private static void place(Loading loading, int epsg, int crs, Columns columns)
      throws SQLException {
    Connection connection = loading.connection();
    requireCrs(connection, epsg);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "ALTER TABLE pg_temp.address_stage ADD COLUMN geom postgis.geometry(Point)");
      String point =
          "postgis.ST_Transform(postgis.ST_SetSRID(postgis.ST_MakePoint(%s.x, %s.y), "
              + epsg
              + "), "
              + crs
              + ")";
      Savepoint before = connection.setSavepoint();
      try {
        statement.execute("UPDATE pg_temp.address_stage s SET geom = " + point.replace("%s", "s"));
        connection.releaseSavepoint(before);
      } catch (SQLException e) {
        // Some coordinate lies beyond what the projection knows: row by row, to say which.
        connection.rollback(before);
        statement.execute(
            "DO $$ DECLARE r record; BEGIN FOR r IN SELECT ctid AS tid, x, y FROM pg_temp.address_stage LOOP"
                + " BEGIN UPDATE pg_temp.address_stage SET geom = "
                + point.replace("%s", "r")
                + " WHERE ctid = r.tid; EXCEPTION WHEN internal_error THEN NULL; END;"
                + " END LOOP; END $$");
      }
      try (ResultSet row =
          statement.executeQuery(
              "DELETE FROM pg_temp.address_stage WHERE geom IS NULL"
                  + " OR NOT postgis.ST_X(geom) BETWEEN -1e9 AND 1e9"
                  + " OR NOT postgis.ST_Y(geom) BETWEEN -1e9 AND 1e9 RETURNING line")) {
        while (row.next()) {
          loading.reject(
              row.getLong(1),
              columns.east(),
              "coordinates that EPSG:" + epsg + " does not have",
              null);
        }
      }
    }
  }

  private static void requireCrs(Connection connection, int epsg) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT 1 FROM postgis.spatial_ref_sys WHERE srid = ?")) {
      query.setInt(1, epsg);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw new LoadFailedException(
              "PostGIS knows no EPSG:" + epsg + ". Name the coordinate system of the file.");
        }
      }
    }
  }

  /** Unchanged addresses are left untouched. */
  private static void store(Loading loading) throws SQLException {
    try (Statement statement = loading.connection().createStatement()) {
      statement.execute("CREATE UNIQUE INDEX ON pg_temp.address_stage (id)");
      statement.execute("ANALYZE pg_temp.address_stage");
      statement.execute(
          "DELETE FROM register.address a"
              + " WHERE NOT EXISTS (SELECT FROM pg_temp.address_stage s WHERE s.id = a.id)");
      statement.execute(
          "INSERT INTO register.address AS a (id, road_code, house_number, geom)"
              + " SELECT id, road_code, house_number, geom FROM pg_temp.address_stage"
              + " ON CONFLICT (id) DO UPDATE SET road_code = EXCLUDED.road_code,"
              + " house_number = EXCLUDED.house_number, geom = EXCLUDED.geom"
              + " WHERE (a.road_code, a.house_number, postgis.ST_AsEWKB(a.geom)) IS DISTINCT FROM"
              + " (EXCLUDED.road_code, EXCLUDED.house_number,"
              + " postgis.ST_AsEWKB(EXCLUDED.geom))");
      try (ResultSet row = statement.executeQuery("SELECT count(*) FROM register.address")) {
        row.next();
        loading.rowsStored(row.getLong(1));
      }
    }
  }

  private static void noteUnplaced(Loading loading) throws SQLException {
    try (Statement statement = loading.connection().createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT EXISTS (SELECT FROM indicator.area), count(*),"
                    + " count(*) FILTER (WHERE NOT EXISTS (SELECT FROM register.address_area x"
                    + " WHERE x.address_id = a.id)),"
                    + " (SELECT count(*) FROM register.residence r WHERE r.address_id IS NOT NULL"
                    + " AND NOT EXISTS (SELECT FROM register.address b"
                    + " WHERE b.id = r.address_id))"
                    + " FROM register.address a")) {
      row.next();
      if (!row.getBoolean(1)) {
        loading.note("No areas are loaded yet: the addresses are placed when they are.");
      } else if (row.getLong(2) > 0 && row.getLong(2) == row.getLong(3)) {
        throw new LoadFailedException(
            loading.fileName()
                + ": no address lies in any loaded area. Are the coordinate columns swapped, or"
                + " is the file in another coordinate system (EPSG) than was said?");
      } else {
        loading.note(
            row.getLong(3), "addresses lie outside every loaded area: kept without a place.");
      }
      loading.note(row.getLong(4), "residences name an address that the file does not have.");
    }
  }
}
