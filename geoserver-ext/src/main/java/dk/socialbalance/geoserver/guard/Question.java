/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.guard;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;

/** Asks a store's database what it is, whatever name, host or login it is reached by. */
public final class Question {

  private static final int SECONDS = 5;

  private Question() {}

  /**
   * Recognises a social-balance database by its schemas, which every role may see the names of.
   *
   * @return {@link Origin#UNKNOWN} when it does not answer
   */
  public static Origin origin(DataSource source) {
    try (Connection connection = source.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT count(*) = 5 FROM pg_catalog.pg_namespace WHERE nspname IN"
                    + " ('register', 'indicator', 'publish', 'ops', 'lag')")) {
      if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
        return Origin.OTHER;
      }
      query.setQueryTimeout(SECONDS);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getBoolean(1) ? Origin.OURS : Origin.OTHER;
      }
    } catch (SQLException e) {
      return Origin.UNKNOWN;
    }
  }

  /** The views of schema {@code lag} that are layers now. */
  public static Set<String> views(Connection connection) throws SQLException {
    Set<String> views = new HashSet<>();
    try (PreparedStatement query =
            connection.prepareStatement("SELECT DISTINCT table_name FROM lag.gt_pk_metadata");
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        views.add(row.getString(1));
      }
    }
    return views;
  }
}
