/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dk.socialbalance.catalogue.Cadence;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.Indicator.Hide;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.catalogue.IndicatorBuilder;
import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.catalogue.Period;
import dk.socialbalance.db.Role;
import dk.socialbalance.db.TestDatabase;
import dk.socialbalance.publication.PublishFixture;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The rules of warnings as published, on series whose probabilities were worked out with SciPy 1.17
 * and NumPy from the formulas of docs/method.md.
 */
class WarningRulesTest {

  private static final String YEARS = "2021 2022 2023 2024 2025";
  private static final String OF = "430 432 431 430 433";
  private static final List<Indicator> INDICATORS = new ArrayList<>();
  private static TestDatabase database;

  @BeforeAll
  static void publish() {
    database = TestDatabase.create();
    PublishFixture.areas(database, 12);
    database.execute("UPDATE indicator.area SET navn = 'Værebro' WHERE kode = 'B01'");
    // Printed sentence: from 9.1 to 14.3 percent of 433 pupils, the municipality at 8.7.
    yearly("elevfravaer", "Højt elevfravær", "elever", true, true);
    series("elevfravaer", "B01", YEARS, "39 36 48 60 62", OF);
    series("elevfravaer", "B02", YEARS, "39 39 39 39 39", OF);
    series(
        "elevfravaer",
        "M1",
        YEARS,
        "8700 8700 8700 8700 8700",
        "100000 100000 100000 100000 100000");
    // The same counts where the municipality rises too.
    yearly("faelles", "Fælles", "personer", true, true);
    series("faelles", "B01", YEARS, "39 36 48 60 62", OF);
    series(
        "faelles", "M1", YEARS, "8000 8200 8500 8600 8700", "100000 100000 100000 100000 100000");
    // And where it is good that it rises, or that its complement falls.
    yearly("gunstig", "Gunstig", "personer", false, true);
    series("gunstig", "B01", YEARS, "39 36 48 60 62", OF);
    series("gunstig", "B02", YEARS, "391 396 383 370 371", OF);
    series(
        "gunstig",
        "M1",
        YEARS,
        "91300 91300 91300 91300 91300",
        "100000 100000 100000 100000 100000");
    String four = "2022 2023 2024 2025";
    String town = "55000 56000 54000 60000";
    String towns = "1000000 1000000 1000000 1000000";
    yearly("spring", "Spring", "personer", true, true);
    series("spring", "B01", four, "20 22 21 48", "400 400 400 400");
    // Alone below the limit, but not when three years are known to be a sample too.
    series("spring", "B02", four, "20 22 21 44", "400 400 400 400");
    // A gap: the last three visible years are taken.
    series("spring", "B03", "2020 2022 2023 2025", "20 20 23 48", "400 400 400 400");
    // Only two years before: nothing to be said.
    series("spring", "B04", "2023 2024 2025", "20 22 48", "400 400 400");
    series("spring", "M1", "2020 " + four, "55000 " + town, "1000000 " + towns);
    yearly("taelles", "Tælles", "personer", true, false);
    series("taelles", "B01", four, "20 22 21 48", "400 400 400 400");
    series("taelles", "M1", four, town, towns);
    cusum();
    hotspot();
    PublishFixture.publish(database.access(), PublishFixture.catalogue(INDICATORS, List.of()));
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  /** Two percent a quarter; in 2025 it doubles in B02, and is 3.6 percent in B03. */
  private static void cusum() {
    add("kvartalsvis", "Kvartalsvis", "personer", true, true, Cadence.QUARTER);
    for (Period quarter : Period.within(Cadence.QUARTER, 2016, 2025)) {
      boolean late = quarter.code().startsWith("2025");
      String period = quarter.code();
      series("kvartalsvis", "M1", period, "20000", "1000000");
      series("kvartalsvis", "B02", period, late ? "40" : "20", "1000");
      series("kvartalsvis", "B03", period, late ? "36" : "20", "1000");
    }
  }

  /** High in three neighbouring quarters, which are six districts at one end. */
  private static void hotspot() {
    add("klynge", "Klynge", "personer", true, true, Cadence.YEAR);
    for (int year = 2024; year <= 2025; year++) {
      PublishFixture.cells(
          database,
          "klynge",
          "basisdistrikt",
          Integer.toString(year),
          "CASE WHEN substr(kode, 2, 2)::int <= 3 THEN 300 ELSE 100 + ascii(substr(kode, 4)) - 97 + substr(kode, 2, 2)::int END",
          "1000");
    }
  }

  private static void yearly(
      String id, String title, String noun, boolean highIsUnfavourable, boolean additive) {
    add(id, title, noun, highIsUnfavourable, additive, Cadence.YEAR);
  }

  private static void add(
      String id,
      String title,
      String noun,
      boolean highIsUnfavourable,
      boolean additive,
      Cadence cadence) {
    INDICATORS.add(
        IndicatorBuilder.like(
                PublishFixture.indicator(
                    id,
                    Measure.SHARE,
                    5,
                    Hide.BOTH,
                    Map.of("kommune", cadence, "bydel", cadence, "basisdistrikt", cadence),
                    highIsUnfavourable,
                    additive))
            .title(new LocalText(title, title + " (en)"))
            .noun(new LocalText(noun, "pupils"))
            .build());
  }

  private static void series(String id, String area, String periods, String counts, String of) {
    String level = area.startsWith("M") ? "kommune" : "bydel";
    for (int i = 0; i < periods.split(" ").length; i++) {
      database.execute(
          "INSERT INTO indicator.cell (indikator, niveau, omraade_kode, periode, n, d)"
              + " VALUES ('%s', '%s', '%s', '%s', %s, %s)"
                  .formatted(
                      id,
                      level,
                      area,
                      periods.split(" ")[i],
                      counts.split(" ")[i],
                      of.split(" ")[i]));
    }
  }

  private static List<String> signals(String rule, String indicator) throws SQLException {
    return PublishFixture.rows(
        database,
        "SELECT omraade_kode FROM publish.warning_signal WHERE regel = '%s' AND indikator = '%s' ORDER BY 1"
            .formatted(rule, indicator));
  }

  private static double number(String column, String rule, String indicator, String area)
      throws SQLException {
    return Double.parseDouble(
        PublishFixture.rows(
                database,
                "SELECT %s FROM publish.warning_signal WHERE regel = '%s' AND indikator = '%s' AND omraade_kode = '%s'"
                    .formatted(column, rule, indicator, area))
            .get(0));
  }

  @Test
  void aTrendIsToldInOneSentence() throws SQLException {
    assertThat(
            PublishFixture.rows(
                database,
                "SELECT tekst_da || '|' || tekst_en FROM publish.warning_signal WHERE regel ="
                    + " 'tendens' AND indikator = 'elevfravaer'"))
        .containsExactly(
            "Værebro: højt elevfravær steget fra 9,1 % til 14,3 % på fire år (62 af 433 elever);"
                + " kommunen 8,7 %|Værebro: højt elevfravær (en) up from 9.1% to 14.3% in four years"
                + " (62 of 433 pupils); the municipality 8.7%");
    assertThat(number("p", "tendens", "elevfravaer", "B01"))
        .isCloseTo(0.00042451533842874036, within(1e-13));
    // Two tests on the level in that year: the smaller of two probabilities, doubled.
    assertThat(number("alvor", "tendens", "elevfravaer", "B01")).isEqualTo(2);
  }

  @Test
  void aTrendThatTheMunicipalitySharesIsToldOnceThere() throws SQLException {
    // Net of the municipality z is 2.84: chi-square 8.06, below 9.5495.
    assertThat(signals("tendens", "faelles")).containsExactly("M1");
  }

  @Test
  void ofFavourableIndicatorsTheComplementCounts() throws SQLException {
    assertThat(signals("tendens", "gunstig")).containsExactly("B02");
    assertThat(number("p", "tendens", "gunstig", "B02"))
        .isCloseTo(0.00042451533842874036, within(1e-13));
    assertThat(
            PublishFixture.rows(
                database,
                "SELECT tekst_da FROM publish.warning_signal WHERE indikator = 'gunstig' AND"
                    + " regel = 'tendens'"))
        .first()
        .asString()
        .contains("faldet fra 90,9 % til 85,7 %");
  }

  @Test
  void aJumpIsAgainstTheAreasOwnPastAndTheMunicipalitysChange() throws SQLException {
    assertThat(signals("spring", "spring")).containsExactly("B01", "B03");
    assertThat(number("p", "spring", "spring", "B01"))
        .isCloseTo(1.3730671947569057e-06, within(1e-16));
    assertThat(number("forventet", "spring", "spring", "B01"))
        .isCloseTo(100 * 22.90909090909091 / 400, within(1e-12));
  }

  @Test
  void aCountThatIsNoPartOfItsDenominatorIsPoisson() throws SQLException {
    assertThat(number("p", "spring", "taelles", "B01"))
        .isCloseTo(3.197377953893854e-06, within(1e-16));
  }

  @Test
  void cusumAddsUpAndBeginsAnewAfterASignal() throws SQLException {
    // z = 20 / sqrt(19.6): 4.02, 8.04 signal, 4.02, 8.04 signal. B03: 3.11, 6.23, 9.34 signal,
    // 3.11.
    assertThat(signals("kumuleret", "kvartalsvis")).containsExactly("B02");
    double z = 20 / Math.sqrt(19.6);
    assertThat(number("p", "kumuleret", "kvartalsvis", "B02"))
        .isCloseTo(Math.exp(-(2 * (z - 0.5) + 0.583)), within(1e-15));
    assertThat(number("forventet", "kumuleret", "kvartalsvis", "B02"))
        .isCloseTo(2.0, within(1e-12));
  }

  @Test
  void aHotSpotIsHighAmongHighInTwoPeriods() throws SQLException {
    // Only areas all of whose neighbours are high: those of B01 and B02.
    assertThat(signals("klynge", "klynge")).isSubsetOf("D01a", "D01b", "D02a", "D02b").isNotEmpty();
    assertThat(number("p", "klynge", "klynge", signals("klynge", "klynge").get(0)))
        .isLessThanOrEqualTo(0.0003);
  }

  @Test
  void permutationsGiveTheExactProbability() throws SQLException {
    // All 8,855 ways to draw 4 of 23, by itertools.combinations; five standard errors of 9,999
    // draws.
    String values =
        "(SELECT array_agg(((i * i) % 23)::float8 ORDER BY i) FROM generate_series(1, 23) i)";
    assertThat(moran(values, "12")).isCloseTo(EXACT_12, within(0.0136));
    assertThat(moran(values, "14")).isCloseTo(EXACT_14, within(0.0053));
    assertThat(moran(values, "14")).isEqualTo(moran(values, "14"));
    assertThat(moran(values, "20.5")).isEqualTo(0.0001);
  }

  private static final double EXACT_12 = 0.07622811970638058;
  private static final double EXACT_14 = 0.0132128740824393;

  private static double moran(String values, String lag) throws SQLException {
    try (Connection connection = database.access().connect(Role.STATISTICS);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT publish.moran_p(%s, 4, %s, 42, 9999, 9999)".formatted(values, lag))) {
      row.next();
      return row.getDouble(1);
    }
  }
}
