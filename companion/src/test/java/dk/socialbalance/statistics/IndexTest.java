/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.statistics;

import static dk.socialbalance.statistics.IndexFixture.fill;
import static dk.socialbalance.statistics.IndexFixture.standardised;
import static dk.socialbalance.statistics.IndexFixture.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dk.socialbalance.catalogue.Cadence;
import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.Indicator.Hide;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.publication.PublicationReport;
import dk.socialbalance.publication.PublishFixture;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Indices as published, against a plain reckoning in Java. Areas are the quarters B01 to B12. */
class IndexTest {

  private static final int AREAS = IndexFixture.AREAS;

  private IndexFixture fixture;

  @BeforeEach
  void create() {
    fixture = new IndexFixture();
  }

  @AfterEach
  void drop() {
    fixture.close();
  }

  @Test
  void isTheStandardisedSumOfOrientedStandardisedComponents() throws SQLException {
    double[] a2023 = fill(i -> (i * i * 7) % 13 + 0.25 * i);
    double[] b2023 = fill(i -> Math.sin(3 * i) * 5 + 20);
    double[] a2025 = fill(i -> (i * 5) % 11 + 0.5 * i);
    double[] b2025 = fill(i -> Math.cos(2 * i) * 4 + 18);
    fixture.values("a", "2023", a2023);
    fixture.values("b", "2023", b2023);
    fixture.values("a", "2025", a2025);
    fixture.values("b", "2025", b2025);
    fixture.publish(
        List.of(value("a", true), value("b", false)),
        PublishFixture.index("samlet", Map.of("a", 2.0, "b", 1.0)));
    double[] za = standardised(a2025);
    double[] zb = standardised(fill(i -> -b2025[i]));
    double[] index = standardised(fill(i -> 2 * za[i] + zb[i]));
    double[] ca = standardised(fill(i -> a2025[i] - a2023[i]));
    double[] cb = standardised(fill(i -> b2023[i] - b2025[i]));
    double[] dynamics = standardised(fill(i -> 2 * ca[i] + cb[i]));
    Map<String, String[]> rows =
        fixture.published(
            "indeks, dynamik_indeks, status, dynamik, gruppe, rang, erstattet", "bydel", "2025");
    assertThat(rows).hasSize(AREAS);
    for (int i = 0; i < AREAS; i++) {
      String[] row = rows.get("B%02d".formatted(i + 1));
      double x = index[i];
      double change = dynamics[i];
      assertThat(Double.parseDouble(row[0])).isCloseTo(x, within(1e-12));
      assertThat(Double.parseDouble(row[1])).isCloseTo(change, within(1e-12));
      int status = x < -1 ? 1 : x <= 1 ? 2 : x <= 1.5 ? 3 : 4;
      String sign = change < -1 ? "+" : change <= 1 ? "+/-" : "-";
      assertThat(row[2]).isEqualTo(Integer.toString(status));
      assertThat(row[3])
          .isEqualTo(Map.of("+", "positiv", "+/-", "stabil", "-", "negativ").get(sign));
      assertThat(row[4]).isEqualTo(status + sign);
      assertThat(row[5])
          .isEqualTo(Long.toString(1 + Arrays.stream(index).filter(other -> other > x).count()));
      assertThat(row[6]).isEqualTo("0");
    }
    // 2023 has no year before it to be compared with.
    assertThat(
            fixture.published("dynamik_indeks, gruppe, indeks IS NULL", "bydel", "2023").get("B01"))
        .containsExactly("-", "-", "f");
  }

  @Test
  void excludedSmallAndUnvaryingOnesTakeNoPart() throws SQLException {
    fixture.values("a", "2025", fill(i -> i * i));
    fixture.values("b", "2025", fill(i -> 3.3));
    fixture.database.execute(
        "UPDATE indicator.population SET residents = 299 WHERE omraade_kode = 'B12' AND periode ="
            + " '2025'");
    Catalogue.Index plain = PublishFixture.index("samlet", Map.of("a", 1.0, "b", 1.0));
    PublicationReport report =
        fixture.publish(
            List.of(value("a", true), value("b", true)),
            new Catalogue.Index(
                plain.id(),
                plain.title(),
                plain.description(),
                plain.components(),
                plain.dynamicsComponents(),
                plain.minPopulation(),
                Map.of("2025", List.of("B11"), "2024", List.of("B01")),
                plain.breaks(),
                plain.span(),
                plain.dynamicsBreaks()));
    double[] expected = standardised(Arrays.copyOf(fill(i -> i * i), 10));
    Map<String, String[]> rows = fixture.published("indeks, datastatus", "bydel", "2025");
    for (int i = 0; i < 10; i++) {
      assertThat(Double.parseDouble(rows.get("B%02d".formatted(i + 1))[0]))
          .isCloseTo(expected[i], within(1e-12));
    }
    assertThat(rows.get("B11")).containsExactly("-", "ingen_data");
    assertThat(rows.get("B12")).containsExactly("-", "ingen_data");
    assertThat(report.remarks()).hasSize(1);
    assertThat(report.remarks().get(0)).contains("samlet", "bydel", "2025", "b does not vary");
  }

  @Test
  void fewerThanTenAreasGetNoIndex() throws SQLException {
    fixture.values("a", "2025", Arrays.copyOf(fill(i -> i * i), 9));
    fixture.publish(List.of(value("a", true)), PublishFixture.index("samlet", Map.of("a", 1.0)));
    assertThat(PublishFixture.rows(fixture.database, "SELECT count(*) FROM publish.index_value"))
        .containsExactly("0");
  }

  @Test
  void overHalfOfTheWeightMissingIsNoIndexAndUpToHalfIsRescaled() throws SQLException {
    double[] a = fill(i -> i * i);
    double[] b = fill(i -> (i * 5) % 12);
    double[] gap = a.clone();
    gap[3] = Double.NaN;
    fixture.values("a", "2025", gap);
    double[] otherGap = b.clone();
    otherGap[5] = Double.NaN;
    fixture.values("b", "2025", otherGap);
    fixture.publish(
        List.of(value("a", true), value("b", true)),
        PublishFixture.index("samlet", Map.of("a", 2.0, "b", 1.0)));
    Map<String, String[]> rows = fixture.published("indeks, datastatus", "bydel", "2025");
    assertThat(rows.get("B04")).containsExactly("-", "ingen_data");
    // B06 lacks a third of the weight: its z of a counts for the whole.
    double[] za = standardised(without(a, 3));
    double[] zb = standardised(without(b, 5));
    List<Double> sums = new ArrayList<>();
    for (int i = 0; i < AREAS; i++) {
      if (i != 3) {
        double ofA = za[i < 3 ? i : i - 1];
        sums.add(i == 5 ? 3 * ofA : 2 * ofA + zb[i < 5 ? i : i - 1]);
      }
    }
    double[] index = standardised(sums.stream().mapToDouble(Double::doubleValue).toArray());
    assertThat(Double.parseDouble(rows.get("B06")[0])).isCloseTo(index[4], within(1e-12));
    assertThat(Double.parseDouble(rows.get("B12")[0])).isCloseTo(index[10], within(1e-12));
  }

  private static double[] without(double[] xs, int index) {
    List<Double> kept = new ArrayList<>();
    for (int i = 0; i < xs.length; i++) {
      if (i != index) {
        kept.add(xs[i]);
      }
    }
    return kept.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Test
  void aHiddenComponentTakesTheRateOfItsHiddenSiblingsTogether() throws SQLException {
    // D02a 2 and D02b 2 of 200: B02 with 4 of 400 is hidden itself, and so is B01 with 7, or B02
    // could be subtracted. D01a 3, D01b 4, D02a and D02b take what the municipality has beyond the
    // quarters that are shown: 11 of 800.
    // D03a 3 of 200 hides D03b with 43 too: each takes 46 of 400.
    PublishFixture.cells(
        fixture.database,
        "sag",
        "basisdistrikt",
        "2025",
        "CASE kode WHEN 'D01a' THEN 3 WHEN 'D01b' THEN 4 WHEN 'D02a' THEN 2 WHEN 'D02b' THEN 2"
            + " WHEN 'D03a' THEN 3 ELSE 40 + substr(kode, 2, 2)::int END",
        "200");
    PublishFixture.addUp(fixture.database, "sag");
    PublishFixture.cells(
        fixture.database, "andet", "basisdistrikt", "2025", "40 + substr(kode, 2, 2)::int", "200");
    PublishFixture.addUp(fixture.database, "andet");
    fixture.publish(
        List.of(
            PublishFixture.indicator("sag", Measure.SHARE, 5, Hide.BOTH, PublishFixture.yearly()),
            PublishFixture.indicator(
                "andet", Measure.SHARE, 5, Hide.BOTH, PublishFixture.yearly())),
        PublishFixture.index("samlet", Map.of("sag", 1.0, "andet", 1.0)));
    double[] sag = new double[2 * AREAS];
    double[] andet = new double[2 * AREAS];
    for (int i = 0; i < sag.length; i++) {
      int quarter = 1 + i / 2;
      sag[i] = (40.0 + quarter) / 2;
      andet[i] = sag[i];
    }
    sag[0] = sag[1] = sag[2] = sag[3] = 11 / 8.0;
    sag[4] = sag[5] = 46 / 4.0;
    double[] zs = standardised(sag);
    double[] za = standardised(andet);
    double[] sum = new double[sag.length];
    Arrays.setAll(sum, i -> zs[i] + za[i]);
    double[] index = standardised(sum);
    Map<String, String[]> rows = fixture.published("indeks, erstattet", "basisdistrikt", "2025");
    for (int i = 0; i < sag.length; i++) {
      String[] row = rows.get("D%02d%s".formatted(1 + i / 2, i % 2 == 0 ? "a" : "b"));
      assertThat(Double.parseDouble(row[0])).as("area %d", i).isCloseTo(index[i], within(1e-12));
      assertThat(row[1]).isEqualTo(i < 6 ? "1" : "0");
    }
  }

  @Test
  void aWindowSpeaksUntilTheNextIsCompleteAndItsChangeIsPerSpan() throws SQLException {
    Indicator pooled =
        PublishFixture.indicator(
            "sag", Measure.SHARE, 5, Hide.BOTH, Map.of("basisdistrikt", Cadence.pooled(3)));
    for (int window = 0; window < 2; window++) {
      PublishFixture.cells(
          fixture.database,
          "sag",
          "basisdistrikt",
          window == 0 ? "2016-2018" : "2019-2021",
          "30 + substr(kode, 2, 2)::int * " + (window + 1) + " + ascii(substr(kode, 4)) % 7",
          "600");
    }
    Catalogue.Index index = PublishFixture.index("samlet", Map.of("sag", 1.0));
    fixture.publish(List.of(pooled), index);
    List<String> byYear =
        PublishFixture.rows(
            fixture.database,
            "SELECT periode, round(indeks::numeric, 9), round(dynamik_indeks::numeric, 9) FROM"
                + " publish.index_value WHERE omraade_kode = 'D07b' ORDER BY 1");
    // The window of 2016-2018 speaks for 2018 to 2020, the next for 2021 to 2023; then it is too
    // old.
    assertThat(byYear)
        .extracting(row -> row.substring(0, 4))
        .containsExactly("2018", "2019", "2020", "2021", "2022", "2023");
    assertThat(byYear.get(0).substring(4)).isEqualTo(byYear.get(2).substring(4)).endsWith(" -");
    assertThat(byYear.get(3).substring(4))
        .isEqualTo(byYear.get(5).substring(4))
        .doesNotEndWith("-");
  }
}
