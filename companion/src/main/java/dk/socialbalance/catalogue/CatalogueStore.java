/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.catalogue;

import dk.socialbalance.catalogue.CatalogueException.Mistake;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a catalogue into the database: its content for provenance, and what this place is. */
public final class CatalogueStore {

  private CatalogueStore() {}

  /**
   * Makes the catalogue the current one; a second time changes nothing. Works within the
   * connection's transaction: the caller commits.
   *
   * @param connection as the owner or {@code sb_load}
   * @throws CatalogueException when the coordinate system is unknown or not in metres, or when
   *     areas or addresses are stored in another one
   */
  public static void apply(Connection connection, Catalogue catalogue) throws SQLException {
    checkCrs(connection, catalogue.crs());
    checkStored(connection, catalogue.crs());
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO indicator.catalogue (version, content) VALUES (?, ?::jsonb)
            ON CONFLICT (version) DO UPDATE
            SET content = excluded.content, applied_at = clock_timestamp()
            WHERE catalogue.content <> excluded.content
               OR catalogue.applied_at < (SELECT max(applied_at) FROM indicator.catalogue)
            """)) {
      insert.setString(1, catalogue.version());
      insert.setString(2, CatalogueJson.of(catalogue));
      insert.executeUpdate();
    }
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("srid", Integer.toString(catalogue.crs()));
    settings.put("kommune_kode", catalogue.municipality().code());
    settings.put("kommune_navn", catalogue.municipality().name().da());
    settings.put("audience", catalogue.audiences().get(0).id());
    settings.put("synthetic", Boolean.toString(catalogue.municipality().synthetic()));
    store(connection, settings);
  }

  /**
   * Keeps the address that clients see, for the links to area reports in what others than this
   * service show. Works within the connection's transaction.
   *
   * @param connection as the owner or {@code sb_load}
   * @param url without a slash at its end
   */
  public static void publicUrl(Connection connection, String url) throws SQLException {
    store(connection, Map.of("public_url", url));
  }

  private static void store(Connection connection, Map<String, String> settings)
      throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            INSERT INTO publish.setting (key, value) VALUES (?, ?)
            ON CONFLICT (key) DO UPDATE SET value = excluded.value
            WHERE setting.value <> excluded.value
            """)) {
      for (Map.Entry<String, String> setting : settings.entrySet()) {
        upsert.setString(1, setting.getKey());
        upsert.setString(2, setting.getValue());
        upsert.addBatch();
      }
      upsert.executeBatch();
    }
  }

  private static void checkCrs(Connection connection, int crs) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT srtext LIKE 'PROJCS%' AND proj4text LIKE '%+units=m %'
            FROM postgis.spatial_ref_sys WHERE srid = ?
            """)) {
      select.setInt(1, crs);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw wrong(
              "'crs: %d' is no EPSG code that PostGIS knows; 25832 is Denmark's".formatted(crs));
        }
        if (!row.getBoolean(1)) {
          throw wrong(
              ("'crs: %d' is not a projected coordinate system in metres; take the UTM zone of the"
                      + " place, such as 25832 (Denmark)")
                  .formatted(crs));
        }
      }
    }
  }

  private static void checkStored(Connection connection, int crs) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
                SELECT what, srid FROM (
                    (SELECT 'areas' AS what, postgis.ST_SRID(geom) AS srid FROM indicator.area LIMIT 1)
                    UNION ALL
                    (SELECT 'addresses', postgis.ST_SRID(geom) FROM register.address LIMIT 1)) stored
                WHERE srid <> ?
                """)) {
      select.setInt(1, crs);
      try (ResultSet row = select.executeQuery()) {
        if (row.next()) {
          throw wrong(
              ("'crs: %d', but the %s in the database are stored in %d; write 'crs: %d', or load"
                      + " into an empty database")
                  .formatted(crs, row.getString(1), row.getInt(2), row.getInt(2)));
        }
      }
    }
  }

  private static CatalogueException wrong(String message) {
    return new CatalogueException(List.of(new Mistake("", 0, 0, message)));
  }
}
