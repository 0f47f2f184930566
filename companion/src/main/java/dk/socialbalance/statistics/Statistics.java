/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.statistics;

import dk.socialbalance.db.SqlResource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rates, intervals, classes, trends, indices and signals of warnings (docs/method.md,
 * "Statistics"), computed in PostGIS from disclosed cells alone. Runs as {@code sb_statistics},
 * which can read nothing else.
 */
public final class Statistics {

  private Statistics() {}

  /**
   * Completes the publication named by the setting {@code sb.publication}.
   *
   * @param connection in a transaction, role {@code sb_statistics} taken
   * @param audience whose pinned class breaks hold
   * @param repin true: class breaks are drawn anew from this publication
   * @param progress told after each family
   * @return remarks for the run: what could not be computed as asked
   */
  public static List<String> compute(
      Connection connection, String audience, boolean repin, Consumer<String> progress)
      throws SQLException {
    try (PreparedStatement set =
        connection.prepareStatement("SELECT set_config('sb.audience', ?, true)")) {
      set.setString(1, audience);
      set.execute();
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(SqlResource.read("compute/statistics_rates.sql"));
      if (repin) {
        try (PreparedStatement delete =
            connection.prepareStatement("DELETE FROM publish.class_break WHERE audience = ?")) {
          delete.setString(1, audience);
          delete.executeUpdate();
        }
      }
      statement.execute(SqlResource.read("compute/statistics_breaks.sql"));
      progress.accept("rates, intervals and classes");
      statement.execute(SqlResource.read("compute/statistics_carried.sql"));
      statement.execute(SqlResource.read("compute/statistics_trends.sql"));
      progress.accept("trends");
      statement.execute(SqlResource.read("compute/statistics_scores.sql"));
      statement.execute(SqlResource.read("compute/statistics_indices.sql"));
      progress.accept("indices");
      Warnings.detect(statement);
      progress.accept("warnings");
      List<String> remarks = new ArrayList<>();
      unvarying(statement, remarks);
      carriedOver(statement, remarks);
      return remarks;
    }
  }

  /** Components left out because they do not vary, where there is an index at all. */
  private static void unvarying(Statement statement, List<String> remarks) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT indeks_id, niveau, string_agg(target, ', ' ORDER BY target), CASE kind WHEN"
                + " 'change' THEN 'the change of ' ELSE '' END || indikator FROM spread s WHERE"
                + " constant AND EXISTS (SELECT FROM score t WHERE (t.indeks_id, t.niveau,"
                + " t.target, t.kind) = (s.indeks_id, s.niveau, s.target, s.kind)) GROUP BY"
                + " indeks_id, niveau, kind, indikator ORDER BY 1, 2, kind DESC, indikator")) {
      while (row.next()) {
        remarks.add(
            "%s (%s, %s): %s does not vary and was left out"
                .formatted(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
      }
    }
  }

  /** How many figures rest on counts that a key carried over from former areas. */
  private static void carriedOver(Statement statement, List<String> remarks) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT niveau, count(*), count(DISTINCT omraade_kode) FROM publish.cell WHERE"
                + " publication_id = current_setting('sb.publication')::bigint AND overfoert > 0"
                + " GROUP BY niveau ORDER BY niveau")) {
      while (row.next()) {
        remarks.add(
            "%s: %d trends of %d redrawn areas rest on counts carried over by the key"
                .formatted(row.getString(1), row.getLong(2), row.getLong(3)));
      }
    }
  }
}
