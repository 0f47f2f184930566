/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.db.SqlResource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/**
 * Hides what a cell must not tell by itself (docs/method.md, "Disclosure"). Runs as {@code
 * sb_disclose}, the only role that sees raw cells and publications.
 */
public final class PrimaryRules {

  private PrimaryRules() {}

  /**
   * What was decided.
   *
   * @param shown cells with their numbers
   * @param hiddenByRule hidden cells by the rule that hid them; for administrators
   * @param withoutData cells for which there are no figures
   */
  public record Decision(long shown, Map<String, Long> hiddenByRule, long withoutData) {

    /** The number of hidden cells. */
    public long hidden() {
      return hiddenByRule.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * Fills {@code publish.cell} and {@code ops.hiding} of the publication named by the setting
   * {@code sb.publication}. Needs the temporary tables {@code wanted} (indikator, niveau, periode)
   * and {@code area_period}.
   *
   * @param connection in a transaction, role {@code sb_disclose} taken
   */
  public static Decision apply(Connection connection, Catalogue catalogue) throws SQLException {
    Catalogue.Disclosure limits = catalogue.disclosure();
    try (PreparedStatement set =
        connection.prepareStatement(
            "SELECT set_config('sb.min_residents', ?, true), set_config('sb.min_households', ?,"
                + " true), set_config('sb.min_denominator', ?, true),"
                + " set_config('sb.min_contributing', ?, true), set_config('sb.dominance', ?,"
                + " true)")) {
      set.setString(1, Integer.toString(limits.minResidents()));
      set.setString(2, Integer.toString(limits.minHouseholds()));
      set.setString(3, Integer.toString(limits.minDenominator()));
      set.setString(4, Integer.toString(limits.minHouseholdsContributing()));
      set.setString(5, Double.toString(limits.dominance()));
      set.execute();
    }
    writeRules(connection, catalogue);
    try (Statement statement = connection.createStatement()) {
      statement.execute(SqlResource.read("compute/disclose_cells.sql"));
      long shown = 0;
      long withoutData = 0;
      Map<String, Long> hidden = new TreeMap<>();
      try (ResultSet row =
          statement.executeQuery(
              "SELECT coalesce(j.rule, c.datastatus), c.datastatus, count(*) FROM judged j"
                  + " JOIN publish.cell c USING (indikator, niveau, omraade_kode, periode)"
                  + " WHERE c.publication_id = current_setting('sb.publication')::bigint"
                  + " GROUP BY 1, 2")) {
        while (row.next()) {
          switch (row.getString(2)) {
            case "diskretioneret" -> hidden.put(row.getString(1), row.getLong(3));
            case "ingen_data" -> withoutData += row.getLong(3);
            default -> shown += row.getLong(3);
          }
        }
      }
      return new Decision(shown, hidden, withoutData);
    }
  }

  private static void writeRules(Connection connection, Catalogue catalogue) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TEMPORARY TABLE disclosure_rule (indikator text PRIMARY KEY, measure text, k"
              + " bigint, hide text, by_household boolean, zero_sensitive boolean, subset boolean,"
              + " unfavourable boolean, public_denominator boolean) ON COMMIT DROP");
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO disclosure_rule VALUES (?,?,?,?,?,?,?,?,?)")) {
      for (Indicator indicator : catalogue.indicators()) {
        Indicator.Protection protection = indicator.protection();
        insert.setString(1, indicator.id());
        insert.setString(2, indicator.measure().sqlName());
        insert.setLong(3, protection.k());
        insert.setString(4, protection.hide().name());
        insert.setBoolean(5, protection.byHousehold());
        insert.setBoolean(6, protection.zeroSensitive());
        insert.setBoolean(7, indicator.subset());
        insert.setBoolean(8, indicator.highIsUnfavourable());
        insert.setBoolean(9, publicDenominator(indicator));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /**
   * Whether everybody may know the denominator of a hidden cell: it counts residents by age. One
   * that is itself a condition (pupils with marks), or that was delivered, is not known to be
   * public, and is hidden with the cell.
   */
  static boolean publicDenominator(Indicator indicator) {
    return indicator.measure() != Indicator.Measure.MEAN
        && indicator.population().filter(p -> p.holders().isEmpty()).isPresent();
  }
}
