/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dk.socialbalance.db.Role;
import dk.socialbalance.db.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * The formulas against printed examples and against SciPy 1.17 (chi2.ppf, t.ppf, kendalltau); run
 * with the role that uses them.
 */
class StatisticsFormulasTest {

  private static TestDatabase database;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvFileSource(resources = "formulas.csv", delimiter = '|', numLinesToSkip = 1)
  void givesTheReferenceValue(String expression, double expected, double tolerance)
      throws SQLException {
    assertThat(Double.parseDouble(value(expression))).isCloseTo(expected, within(tolerance));
  }

  @Test
  void roundsBreaksAndKeepsThemApart() throws SQLException {
    // (9.1 - 2.3) / 12 = 0.567: step 0.5
    assertThat(value("publish.round_breaks(ARRAY[2.3, 4.25, 6.6, 9.1], 0.1)"))
        .isEqualTo("{2.5,4.5,6.5,9}");
    // Half away from zero, also below it: step 1 of (10 + 2.5) / 12
    assertThat(value("publish.round_breaks(ARRAY[-2.5, 0.5, 1.5, 10.0], 0.1)"))
        .isEqualTo("{-3,1,2,10}");
    // Equal breaks move up one step: step 0.05
    assertThat(value("publish.round_breaks(ARRAY[1.0, 1.01, 1.02, 1.9], 0.1)"))
        .isEqualTo("{1,1.05,1.1,1.9}");
    assertThat(value("publish.round_breaks(ARRAY[3.14, 3.14, 3.14, 3.14], 0.1)"))
        .isEqualTo("{3.1,3.2,3.3,3.4}");
  }

  @Test
  void classOneIsTheFavourableEnd() throws SQLException {
    String breaks = ", ARRAY[1, 2, 3, 4]::double precision[], ";
    assertThat(value("publish.class_of(0.9" + breaks + "1)")).isEqualTo("1");
    assertThat(value("publish.class_of(1" + breaks + "1)")).isEqualTo("2");
    assertThat(value("publish.class_of(4" + breaks + "1)")).isEqualTo("5");
    assertThat(value("publish.class_of(0.9" + breaks + "-1)")).isEqualTo("5");
    assertThat(value("publish.class_of(4" + breaks + "-1)")).isEqualTo("1");
  }

  @Test
  void naturalBreaksPartNaturalGroups() throws SQLException {
    assertThat(
            value(
                "publish.jenks_breaks(ARRAY[1, 1.1, 1.2, 5, 5.1, 9, 9.2, 14, 14.5, 20, 20.5, 21])"))
        .isEqualTo("{5,9,14,20}");
    assertThat(
            value(
                "publish.round_breaks(publish.jenks_breaks((SELECT array_agg(10 * g + n / 1000.0::double precision) FROM"
                    + " generate_series(0, 4) g, generate_series(0, 99) n)), 0.1)"))
        .isEqualTo("{10,20,30,40}");
  }

  @Test
  void tiesAndLongSeriesAreTestedByTheNormalApproximation() throws SQLException {
    // n 12: variance 12 * 11 * 29 / 18 = 212.67; S 46 gives z 3.0858, S 48 gives 3.2229
    assertThat(value("publish.mann_kendall_significant(46, 12, 0)")).isEqualTo("f");
    assertThat(value("publish.mann_kendall_significant(48, 12, 0)")).isEqualTo("t");
    // All equal: nothing can be significant
    assertThat(value("publish.mann_kendall_significant(0, 7, 7 * 6 * 19)")).isEqualTo("f");
  }

  private static String value(String expression) throws SQLException {
    try (Connection connection = database.access().connect(Role.STATISTICS);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT " + expression)) {
      row.next();
      return row.getString(1);
    }
  }
}
