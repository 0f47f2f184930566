/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.db.SqlResource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** What a cell must not tell by itself (docs/method.md, "Disclosure"). */
final class PrimaryRules {

  private PrimaryRules() {}

  /**
   * Makes the temporary table {@code judged}: all wanted cells, with the rule that hides them.
   * Needs the temporary tables {@code wanted} (indikator, niveau, periode) and {@code area_period}.
   *
   * @param connection in a transaction, role {@code sb_disclose} taken
   */
  static void judge(Connection connection, Catalogue catalogue) throws SQLException {
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
      statement.execute(SqlResource.read("compute/judge_cells.sql"));
      statement.execute("ANALYZE judged");
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
