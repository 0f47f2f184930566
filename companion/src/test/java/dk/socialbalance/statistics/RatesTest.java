/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.Indicator.Hide;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.catalogue.Period;
import dk.socialbalance.db.TestDatabase;
import dk.socialbalance.publication.PublishFixture;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Rates and 95 % intervals as published, in the indicator's unit: each row of the table is an
 * indicator of its own in area M1. References: method's printed examples and SciPy 1.17.
 */
class RatesTest {

  private static TestDatabase database;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
    PublishFixture.areas(database, 1);
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @ParameterizedTest(name = "{0}: {1} {2}/{3}")
  @CsvFileSource(resources = "rates.csv", delimiter = '|', numLinesToSkip = 1)
  void isPublishedWithItsInterval(
      String id,
      String measure,
      boolean additive,
      String period,
      String figures,
      Double rate,
      Double lower,
      Double upper)
      throws SQLException {
    database.execute(
        "INSERT INTO indicator.cell (indikator, niveau, omraade_kode, periode, n, d, sum,"
            + " sum_squares, max_value, value, cleared_by) VALUES ('%s', 'kommune', 'M1', '%s', %s)"
                .formatted(id, period, figures));
    Indicator indicator =
        PublishFixture.indicator(
            id,
            Measure.valueOf(measure),
            1,
            Hide.BOTH,
            Map.of("kommune", Period.parse(period).cadence()),
            true,
            additive);
    PublishFixture.publish(
        database.access(), PublishFixture.catalogue(List.of(indicator), List.of()));
    String[] row =
        PublishFixture.rows(
                database,
                "SELECT vaerdi, nedre, oevre FROM publish.cell JOIN publish.current_publication"
                    + " USING (publication_id) WHERE indikator = '"
                    + id
                    + "'")
            .get(0)
            .split(" ");
    check(row[0], rate);
    check(row[1], lower);
    check(row[2], upper);
  }

  private static void check(String published, Double expected) {
    if (expected == null) {
      assertThat(published).isEqualTo("-");
    } else {
      assertThat(Double.parseDouble(published)).isCloseTo(expected, within(1e-9));
    }
  }
}
