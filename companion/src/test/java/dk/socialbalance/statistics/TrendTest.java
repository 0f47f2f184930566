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
    // Five points count, whatever lies before them.
    series(
        indicators,
        "seks",
        Cadence.YEAR,
        "2020 2021 2022 2023 2024 2025",
        "40000 " + falling,
        "44000 " + fallingOf);
    // Another season does not fill the gap.
    series(
        indicators,
        "kvartal_hul",
        Cadence.QUARTER,
        "2021-Q3 2022-Q3 2023-Q2 2024-Q3 2025-Q3",
        falling,
        fallingOf);
    series(
        indicators,
        "skoleaar",
        Cadence.SCHOOL_YEAR,
        "2020S 2021S 2022S 2023S 2024S",
        falling,
        fallingOf);
    // Chi-square 44.9; without the last point the slope turns when all points weigh the same, and
    // keeps its sign when they weigh as much as their denominators.
    series(
        indicators,
        "vejet",
        Cadence.YEAR,
        "2021 2022 2023 2024 2025",
        "463 122 93 20 684",
        "5000 1000 1000 200 5000");
    // Chi-square 13.1; the other way round: without the first point it turns when weighted only.
    series(
        indicators,
        "uvejet",
        Cadence.YEAR,
        "2021 2022 2023 2024 2025",
        "616 31 99 86 512",
        "5000 300 1000 1000 5000");
    String years = "2016 2017 2018 2019 2020 2021 2022 2023 2024 2025";
    values(indicators, "stigende", years, "10 11 13 14 18 19 22 23 25 30");
    values(indicators, "vaklende", years, "10 30 12 28 14 26 16 24 18 22");
    // scipy: S 42, ties 54, z 3.712, p 0.0002; theilslopes 5/7
    values(indicators, "ens_par", years, "1 1 2 3 3 4 5 6 6 7");
    values(indicators, "ens", "2019 2020 2021 2022 2023 2024 2025", "4 4 4 4 4 4 4");
    // scipy.stats.kendalltau, exact: p 0.0055 and 0.0004; theilslopes 1
    String eight = "2018 2019 2020 2021 2022 2023 2024 2025";
    values(indicators, "otte", eight, "1 3 2 4 6 5 8 7");
    values(indicators, "otte_klar", eight, "2 1 3 4 5 6 7 8");
    means(indicators, "gennemsnit", "2019 2020 2021 2022 2023 2024 2025");
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

  /** Means of 50 persons: 10 and, from year to year, a half more. */
  private static void means(List<Indicator> indicators, String id, String periods) {
    indicators.add(
        PublishFixture.indicator(id, Measure.MEAN, 5, Hide.BOTH, Map.of("kommune", Cadence.YEAR)));
    double mean = 10;
    for (String period : periods.split(" ")) {
      database.execute(
          "INSERT INTO indicator.cell (indikator, niveau, omraade_kode, periode, n, d, sum,"
              + " sum_squares, max_value) VALUES ('%s', 'kommune', 'M1', '%s', 50, 50, %s, %s, 20)"
                  .formatted(id, period, 50 * mean, 50 * mean * mean + 100));
      mean += 0.5;
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

  @Test
  void onlyTheSameSeasonOfTheLastFiveCounts() throws SQLException {
    assertThat(trend("seks", "2025")).isEqualTo("forbedret");
    assertThat(perYear("seks", "2025")).isCloseTo(-0.17427638408979318, within(1e-12));
    assertThat(trend("kvartal_hul", "2025-Q3")).isEqualTo("-");
    assertThat(trend("skoleaar", "2024S")).isEqualTo("forbedret");
  }

  @Test
  void leavingAPointOutIsWeightedToo() throws SQLException {
    assertThat(trend("vejet", "2025")).isEqualTo("forvaerret");
    assertThat(perYear("vejet", "2025")).isCloseTo(1.0465338645418327, within(1e-12));
    assertThat(trend("uvejet", "2025")).isEqualTo("uaendret");
    assertThat(perYear("uvejet", "2025")).isCloseTo(-0.5561970443349755, within(1e-12));
  }

  @Test
  void tiesCountHalfAndShortSeriesExactly() throws SQLException {
    assertThat(trend("ens_par", "2025")).isEqualTo("forvaerret");
    assertThat(perYear("ens_par", "2025")).isCloseTo(5 / 7.0, within(1e-12));
    assertThat(trend("ens", "2025")).isEqualTo("uaendret");
    assertThat(perYear("ens", "2025")).isZero();
    assertThat(trend("otte", "2025")).isEqualTo("uaendret");
    assertThat(trend("otte_klar", "2025")).isEqualTo("forvaerret");
    assertThat(perYear("otte_klar", "2025")).isCloseTo(1, within(1e-12));
  }

  @Test
  void meansAreTestedByRank() throws SQLException {
    assertThat(trend("gennemsnit", "2025")).isEqualTo("forvaerret");
    assertThat(perYear("gennemsnit", "2025")).isCloseTo(0.5, within(1e-12));
    assertThat(trend("gennemsnit", "2024")).isEqualTo("-");
  }

  @Test
  void nothingRestsOnCarriedCounts() throws SQLException {
    assertThat(
            PublishFixture.rows(
                database, "SELECT count(*) FROM publish.cell WHERE overfoert IS NOT NULL"))
        .containsExactly("0");
  }
}
