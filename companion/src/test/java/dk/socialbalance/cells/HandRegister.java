/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cells;

import dk.socialbalance.db.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The small register under {@code hand/}, written straight into the tables. */
final class HandRegister {

  private HandRegister() {}

  /** The lines of a file under {@code hand/} without comments, each split at semicolons. */
  static List<String[]> rows(String file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                HandRegister.class.getResourceAsStream("hand/" + file), StandardCharsets.UTF_8))) {
      return reader.lines().filter(l -> !l.startsWith("#")).map(l -> l.split(";", -1)).toList();
    }
  }

  /** Fills an empty database. */
  static void load(TestDatabase database) throws SQLException, IOException {
    try (Connection connection = database.superuser()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "INSERT INTO ops.run (step) VALUES ('load');"
                + "INSERT INTO indicator.delivery (kind, subject, periode, input_hash, run_id)"
                + " SELECT 'register', 'hand', 'alle', 'x', id FROM ops.run;"
                + "INSERT INTO register.address (id, geom) SELECT unnest('{a1,a2,a3,b1,b2,b3,x1}'"
                + "::text[]), postgis.ST_SetSRID(postgis.ST_Point(0, 0), 25832)");
      }
      areas(connection);
      persons(connection);
      spells(connection);
      connection.commit();
    }
  }

  private static void areas(Connection connection) throws SQLException, IOException {
    try (PreparedStatement area =
            connection.prepareStatement(
                "INSERT INTO indicator.area VALUES (?, ?, ?, nullif(?, ''), '0159', ?::date,"
                    + " nullif(?, '')::date, postgis.ST_Multi("
                    + "postgis.ST_MakeEnvelope(0, 0, 1, 1, 25832)))");
        PreparedStatement held =
            connection.prepareStatement(
                "INSERT INTO register.address_area VALUES (?, ?, ?, ?::date, nullif(?, '')::date)")) {
      for (String[] row : rows("areas.csv")) {
        List<String> values = List.of(row[0], row[1], row[1], row[2], row[3], row[4]);
        bind(area, values);
        area.execute();
        for (String address : row[5].split(" ")) {
          bind(held, List.of(address, row[0], row[1], row[3], row[4]));
          held.execute();
        }
      }
    }
  }

  private static void persons(Connection connection) throws SQLException, IOException {
    try (PreparedStatement person =
            connection.prepareStatement(
                "INSERT INTO register.person SELECT substring(sha256(?::bytea) FOR 16),"
                    + " (? || '-01')::date,"
                    + " substring(sha256(nullif(?, '')::bytea) FOR 16), max(id)"
                    + " FROM indicator.delivery");
        PreparedStatement stay =
            connection.prepareStatement(
                "INSERT INTO register.residence SELECT substring(sha256(?::bytea) FOR 16),"
                    + " nullif(?, '-'), nullif(?, '')::bytea, ?::date, nullif(?, '')::date, max(id)"
                    + " FROM indicator.delivery")) {
      for (String[] row : rows("persons.csv")) {
        bind(person, List.of(row[0], row[1], row[2]));
        person.execute();
        if (row[4].isEmpty()) {
          continue;
        }
        String[] households = row[3].split(">", -1);
        String[] stays = row[4].split(", ");
        for (int i = 0; i < stays.length; i++) {
          String[] parts = stays[i].split(" |\\.\\.", -1);
          String household = households[Math.min(i, households.length - 1)];
          bind(stay, List.of(row[0], parts[0], household, parts[1], parts[2]));
          stay.execute();
        }
      }
    }
  }

  private static void spells(Connection connection) throws SQLException, IOException {
    try (PreparedStatement spell =
        connection.prepareStatement(
            "INSERT INTO register.spell SELECT substring(sha256(?::bytea) FOR 16), ?, ?, ?::date,"
                + " nullif(?, '')::date, nullif(?, '')::double precision, max(id)"
                + " FROM indicator.delivery")) {
      for (String[] row : rows("spells.csv")) {
        bind(spell, List.of(row));
        spell.execute();
      }
    }
  }

  private static void bind(PreparedStatement statement, List<String> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      statement.setString(i + 1, values.get(i));
    }
  }
}
