/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.Period;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * The frame of a publication: its row, its periods and its copy of the catalogue, so that later
 * steps read schema {@code publish} alone. Role {@code sb_disclose}.
 */
final class PublicationInput {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private PublicationInput() {}

  /**
   * Writes the frame, sets {@code sb.publication}, {@code sb.srid} and {@code sb.kommune_kode} for
   * the transaction, and makes the temporary tables {@code wanted} (indikator, niveau, periode:
   * what has been counted and the catalogue asks for) and {@code population_period} (periode,
   * slut).
   *
   * @return the publication's number
   */
  static long write(
      Connection connection, Catalogue catalogue, String audience, String methodVersion)
      throws SQLException {
    setting(connection, "sb.srid", Integer.toString(catalogue.crs()));
    setting(connection, "sb.kommune_kode", catalogue.municipality().code());
    long id = publicationRow(connection, catalogue, audience, methodVersion);
    setting(connection, "sb.publication", Long.toString(id));
    Map<String, Period> periods = new TreeMap<>(wanted(connection, catalogue));
    if (!catalogue.indices().isEmpty()) {
      for (int year = catalogue.firstYear(); year <= catalogue.lastYear(); year++) {
        periods.putIfAbsent(Period.year(year).code(), Period.year(year));
      }
    }
    periods(connection, id, periods.values());
    populationPeriods(connection);
    indicators(connection, id, catalogue);
    indices(connection, id, catalogue);
    levels(connection, id, catalogue);
    return id;
  }

  private static void setting(Connection connection, String name, String value)
      throws SQLException {
    try (PreparedStatement set = connection.prepareStatement("SELECT set_config(?, ?, true)")) {
      set.setString(1, name);
      set.setString(2, value);
      set.execute();
    }
  }

  private static long publicationRow(
      Connection connection, Catalogue catalogue, String audience, String methodVersion)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO publish.publication (audience, catalogue_version, method_version,
                area_revision, content_hash, synthetic, srid, place_da, place_en)
            SELECT ?, ?, ?, left(encode(sha256(convert_to(?::text || '|' || ? || '|' || coalesce(string_agg(
                md5(ROW(niveau, kode, navn, overordnet, kommune_kode, gyldig_fra, gyldig_til,
                    md5(postgis.ST_AsEWKB(geom)))::text), '' ORDER BY kode, gyldig_fra), ''),
                'UTF8')), 'hex'), 16), '', ?, ?, ?, ?
            FROM indicator.area
            RETURNING id
            """)) {
      Catalogue.Municipality place = catalogue.municipality();
      insert.setString(1, audience);
      insert.setString(2, catalogue.version());
      insert.setString(3, methodVersion);
      insert.setInt(4, catalogue.crs());
      insert.setString(5, place.code());
      insert.setBoolean(6, place.synthetic());
      insert.setInt(7, catalogue.crs());
      insert.setString(8, place.title().da());
      insert.setString(9, place.title().en());
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static Map<String, Period> wanted(Connection connection, Catalogue catalogue)
      throws SQLException {
    Map<String, Period> used = new LinkedHashMap<>();
    Map<String, Set<String>> asked = new LinkedHashMap<>();
    for (Indicator indicator : catalogue.indicators()) {
      for (Catalogue.Level level : catalogue.levels()) {
        Set<String> codes = new HashSet<>();
        catalogue.periods(indicator, level).forEach(p -> codes.add(p.code()));
        asked.put(indicator.id() + " " + level.id(), codes);
      }
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TEMPORARY TABLE wanted (indikator text, niveau text, periode text)"
              + " ON COMMIT DROP");
      try (PreparedStatement insert =
              connection.prepareStatement("INSERT INTO wanted VALUES (?, ?, ?)");
          ResultSet row =
              statement.executeQuery(
                  "SELECT DISTINCT indikator, niveau, periode FROM indicator.cell ORDER BY 1, 2,"
                      + " 3")) {
        while (row.next()) {
          Set<String> codes = asked.get(row.getString(1) + " " + row.getString(2));
          String code = row.getString(3);
          if (codes != null && codes.contains(code)) {
            used.computeIfAbsent(code, Period::parse);
            insert.setString(1, row.getString(1));
            insert.setString(2, row.getString(2));
            insert.setString(3, code);
            insert.addBatch();
          }
        }
        insert.executeBatch();
      }
      statement.execute("ANALYZE wanted");
    }
    return used;
  }

  private static void periods(Connection connection, long id, Collection<Period> periods)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO publish.period VALUES (?, ?, ?, ?, ?)")) {
      for (Period period : periods) {
        insert.setLong(1, id);
        insert.setString(2, period.code());
        insert.setTimestamp(3, Timestamp.from(period.start()));
        insert.setTimestamp(4, Timestamp.from(period.end()));
        insert.setString(5, period.cadence().toString());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void populationPeriods(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TEMPORARY TABLE population_period (periode text PRIMARY KEY, slut timestamptz)"
              + " ON COMMIT DROP");
      try (PreparedStatement insert =
              connection.prepareStatement("INSERT INTO population_period VALUES (?, ?)");
          ResultSet row =
              statement.executeQuery("SELECT DISTINCT periode FROM indicator.population")) {
        while (row.next()) {
          insert.setString(1, row.getString(1));
          insert.setTimestamp(2, Timestamp.from(Period.parse(row.getString(1)).end()));
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
  }

  private static void indicators(Connection connection, long id, Catalogue catalogue)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO publish.indicator VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb)")) {
      for (Indicator indicator : catalogue.indicators()) {
        insert.setLong(1, id);
        insert.setString(2, indicator.id());
        insert.setString(3, indicator.measure().sqlName());
        insert.setBoolean(4, indicator.subset());
        insert.setInt(5, indicator.highIsUnfavourable() ? 1 : -1);
        insert.setString(6, indicator.breaks().method());
        insert.setArray(
            7,
            indicator.breaks().fixed().isEmpty()
                ? null
                : connection.createArrayOf("float8", indicator.breaks().fixed().toArray()));
        insert.setString(8, JSON.writeValueAsString(indicator));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void indices(Connection connection, long id, Catalogue catalogue)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO publish.index_definition VALUES (?, ?, ?::jsonb)")) {
      for (Catalogue.Index index : catalogue.indices()) {
        insert.setLong(1, id);
        insert.setString(2, index.id());
        insert.setString(3, JSON.writeValueAsString(index));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void levels(Connection connection, long id, Catalogue catalogue)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO publish.level VALUES (?, ?, ?, ?, ?)")) {
      int ordinal = 0;
      for (Catalogue.Level level : catalogue.levels()) {
        insert.setLong(1, id);
        insert.setString(2, level.id());
        insert.setString(3, level.parent().orElse(null));
        insert.setBoolean(4, level.overlapping());
        insert.setInt(5, ordinal++);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
