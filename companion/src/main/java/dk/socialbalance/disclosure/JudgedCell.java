/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import dk.socialbalance.catalogue.Period;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A cell with its numbers and what the primary rules say of it.
 *
 * @param form share, per_1000 or mean: what the cell really holds
 * @param n numerator; of a mean the persons with a value
 * @param d denominator
 * @param sum of a mean; 0 otherwise
 * @param largest the largest single contribution to the sum; 0 when there is none
 * @param gated whether the area is too small for any figure
 * @param rule the primary rule that hides it; null when none does
 */
record JudgedCell(
    String indicator,
    String level,
    String area,
    Period period,
    String form,
    long n,
    long d,
    double sum,
    double largest,
    boolean gated,
    String rule) {

  /** The reason of a cell that is hidden for the sake of others. */
  static final String FURTHER = "further";

  /** Names the cell, in messages too. */
  String id() {
    return String.join(" ", indicator, level, area, period.code());
  }

  /** Whether it was hidden in a former publication for the sake of others. */
  boolean further() {
    return FURTHER.equals(rule);
  }

  boolean mean() {
    return form.equals("mean");
  }

  /** All cells with figures that are not delivered values, from the temporary table judged. */
  static List<JudgedCell> read(Connection connection) throws SQLException {
    List<JudgedCell> cells = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT indikator, niveau, omraade_kode, periode, form, n, d, coalesce(sum, 0),
                       coalesce(abs(max_value), 0), coalesce(gated, false), rule
                FROM judged
                WHERE NOT missing AND form <> 'value' AND (d > 0 OR n <> 0)
                ORDER BY indikator, periode, niveau, omraade_kode
                """)) {
      while (row.next()) {
        cells.add(
            new JudgedCell(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Period.parse(row.getString(4)),
                row.getString(5),
                row.getLong(6),
                row.getLong(7),
                row.getDouble(8),
                row.getDouble(9),
                row.getBoolean(10),
                row.getString(11)));
      }
    }
    return cells;
  }
}
