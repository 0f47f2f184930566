/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dk.socialbalance.catalogue.Cadence;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.Indicator.Hide;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.db.TestDatabase;
import dk.socialbalance.publication.PublishFixture;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Trends as published, on series whose answer is known. Each series is an indicator in area M1. */
class TrendTest {

  private static TestDatabase database;

  @BeforeAll
  static void publish() {
    database = TestDatabase.create();
    PublishFixture.areas(database, 1);
    List<Indicator> indicators = new ArrayList<>();
    // Printed example: chi-square 47.8967, decreasing.
    String falling = "1367 1332 1199 1023 994";
    String fallingOf = "44701 44064 42811 41527 40299";
    series(indicators, "faldende", Cadence.YEAR, "2021 2022 2023 2024 2025", falling, fallingOf);
    series(indicators, "hul", Cadence.YEAR, "2020 2021 2022 2024 2025", falling, fallingOf);
    series(
        indicators,
        "skjult",
        Cadence.YEAR,
        "2021 2022 2023 2024 2025",
        "1367 1332 3 1023 994",
        fallingOf);
    series(
        indicators,
        "kvartal",
        Cadence.QUARTER,
        "2021-Q3 2022-Q3 2023-Q3 2024-Q3 2025-Q3",
        falling,
        fallingOf);
    series(
        indicators,
        "vinduer",
        Cadence.pooled(2),
        "2016-2017 2018-2019 2020-2021 2022-2023 2024-2025",
        falling,
        fallingOf);
    // Significant, but all of it is the last year: without it nothing rises.
    series(
        indicators,
        "udslag",
        Cadence.YEAR,
        "2021 2022 2023 2024 2025",
        "100 100 100 100 300",
        "1000 1000 1000 1000 1000");
    // Chi-square 6.69 and, with a little more, 10.72: the limit is 9.5495.
    series(
        indicators,
        "svag",
        Cadence.YEAR,
        "2021 2022 2023 2024 2025",
        "100 108 117 125 133",
        "1000 1000 1000 1000 1000");
    series(
        indicators,
        "knap",
        Cadence.YEAR,
        "2021 2022 2023 2024 2025",
        "100 108 117 126 144",
        "1000 1000 1000 1000 1000");
    series(
        indicators,
        "intet",
        Cadence.YEAR,
        "2021 2022 2023 2024 2025",
        "0 0 0 0 0",
        "1000 1000 1000 1000 1000");
    String years = "2016 2017 2018 2019 2020 2021 2022 2023 2024 2025";
    values(indicators, "stigende", years, "10 11 13 14 18 19 22 23 25 30");
    values(indicators, "vaklende", years, "10 30 12 28 14 26 16 24 18 22");
    values(indicators, "kort", "2020 2021 2022 2023 2024 2025", "1 2 3 4 5 6");
    values(indicators, "uden_enkelte", "2016 2018 2019 2020 2022 2023 2025", "1 3 4 5 7 8 10");
    PublishFixture.publish(database.access(), PublishFixture.catalogue(indicators, List.of()));
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  private static void series(
      List<Indicator> indicators,
      String id,
      Cadence cadence,
      String periods,
      String counts,
      String of) {
    indicators.add(
        PublishFixture.indicator(id, Measure.SHARE, 5, Hide.BOTH, Map.of("kommune", cadence)));
    String[] period = periods.split(" ");
    for (int i = 0; i < period.length; i++) {
      PublishFixture.cells(
          database, id, "kommune", period[i], counts.split(" ")[i], of.split(" ")[i]);
    }
  }

  private static void values(List<Indicator> indicators, String id, String periods, String xs) {
    indicators.add(
        PublishFixture.indicator(id, Measure.VALUE, 5, Hide.BOTH, Map.of("kommune", Cadence.YEAR)));
    String[] period = periods.split(" ");
    for (int i = 0; i < period.length; i++) {
      database.execute(
          "INSERT INTO indicator.cell (indikator, niveau, omraade_kode, periode, n, d, value,"
              + " cleared_by) VALUES ('%s', 'kommune', 'M1', '%s', 0, 0, %s, 'KL')"
                  .formatted(id, period[i], xs.split(" ")[i]));
    }
  }

  private static String trend(String indicator, String period) throws SQLException {
    return PublishFixture.rows(
            database,
            "SELECT udvikling FROM publish.cell WHERE indikator = '%s' AND periode = '%s'"
                .formatted(indicator, period))
        .get(0);
  }

  private static double perYear(String indicator, String period) throws SQLException {
    return Double.parseDouble(
        PublishFixture.rows(
                database,
                "SELECT udvikling_pr_aar FROM publish.cell WHERE indikator = '%s' AND periode = '%s'"
                    .formatted(indicator, period))
            .get(0));
  }

  @Test
  void aClearFallIsAnImprovement() throws SQLException {
    assertThat(trend("faldende", "2025")).isEqualTo("forbedret");
    assertThat(trend("faldende", "2024")).isEqualTo("-");
    assertThat(trend("kvartal", "2025-Q3")).isEqualTo("forbedret");
    assertThat(trend("vinduer", "2024-2025")).isEqualTo("forbedret");
  }

  @Test
  void theSlopeIsPerYearAndWeightedByTheDenominator() throws SQLException {
    // numpy.polyfit(range(1, 6), 100 * n / N, 1, w=sqrt(N))[0]
    double slope = -0.17427638408979318;
    assertThat(perYear("faldende", "2025")).isCloseTo(slope, within(1e-12));
    assertThat(perYear("kvartal", "2025-Q3")).isCloseTo(slope, within(1e-12));
    assertThat(perYear("vinduer", "2024-2025")).isCloseTo(slope / 2, within(1e-12));
  }

  @Test
  void aGapOrAHiddenCellLeavesItOpen() throws SQLException {
    assertThat(trend("hul", "2025")).isEqualTo("-");
    assertThat(trend("skjult", "2025")).isEqualTo("-");
  }

  @Test
  void oneOddYearIsNoTrend() throws SQLException {
    assertThat(trend("udslag", "2025")).isEqualTo("uaendret");
  }

  @Test
  void aSlopeIsATrendFromTheLimitOn() throws SQLException {
    assertThat(trend("svag", "2025")).isEqualTo("uaendret");
    assertThat(trend("knap", "2025")).isEqualTo("forvaerret");
    assertThat(trend("intet", "2025")).isEqualTo("uaendret");
    assertThat(perYear("intet", "2025")).isZero();
  }

  @Test
  void valuesAreTestedByRank() throws SQLException {
    assertThat(trend("stigende", "2025")).isEqualTo("forvaerret");
    assertThat(trend("vaklende", "2025")).isEqualTo("uaendret");
    assertThat(trend("kort", "2025")).isEqualTo("-");
    // Seven points in order: p 2/5040; gaps do no harm, and the slope is per year.
    assertThat(trend("uden_enkelte", "2025")).isEqualTo("forvaerret");
    assertThat(perYear("uden_enkelte", "2025")).isCloseTo(1, within(1e-12));
    // scipy.stats.theilslopes
    assertThat(perYear("stigende", "2025")).isCloseTo(2.0, within(1e-12));
  }
}
