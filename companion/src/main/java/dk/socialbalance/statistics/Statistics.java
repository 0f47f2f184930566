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
      statement.execute(SqlResource.read("compute/statistics_trends.sql"));
      progress.accept("trends");
      statement.execute(SqlResource.read("compute/statistics_indices.sql"));
      progress.accept("indices");
      Warnings.detect(statement);
      progress.accept("warnings");
      List<String> remarks = new ArrayList<>();
      try (ResultSet row =
          statement.executeQuery(
              // Only where there is an index: a level with a single area varies in nothing.
              "SELECT indeks_id, niveau, string_agg(target, ', ' ORDER BY target), indikator"
                  + " FROM spread s WHERE constant AND kind = 'status' AND EXISTS (SELECT FROM score"
                  + " t WHERE (t.indeks_id, t.niveau, t.target, t.kind) = (s.indeks_id, s.niveau,"
                  + " s.target, s.kind)) GROUP BY indeks_id, niveau, indikator ORDER BY 1, 2, 4")) {
        while (row.next()) {
          remarks.add(
              "%s (%s, %s): %s does not vary and was left out"
                  .formatted(
                      row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
        }
      }
      return remarks;
    }
  }
}
