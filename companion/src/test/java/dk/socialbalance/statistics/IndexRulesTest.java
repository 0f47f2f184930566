/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.statistics;

import static dk.socialbalance.statistics.IndexFixture.fill;
import static dk.socialbalance.statistics.IndexFixture.standardised;
import static dk.socialbalance.statistics.IndexFixture.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Indicator.Hide;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.publication.PublishFixture;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who takes part in an index, what may be missing, ranks, and delivered changes. */
class IndexRulesTest {

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

  private static Catalogue.Index index(
      String id,
      Map<String, Double> components,
      Map<String, Double> dynamicsComponents,
      Map<String, List<String>> exclusions) {
    Catalogue.Index plain = PublishFixture.index(id, components);
    return new Catalogue.Index(
        id,
        plain.title(),
        plain.description(),
        components,
        dynamicsComponents,
        plain.minPopulation(),
        exclusions,
        plain.breaks(),
        plain.span(),
        plain.dynamicsBreaks());
  }

  private void check(String index, String period, String column, double[] expected)
      throws SQLException {
    List<String> rows =
        PublishFixture.rows(
            fixture.database,
            "SELECT %s FROM publish.index_value WHERE indeks_id = '%s' AND periode = '%s' ORDER BY"
                    .formatted(column, index, period)
                + " omraade_kode");
    assertThat(rows).hasSize(AREAS);
    int at = 0;
    for (int i = 0; i < AREAS; i++) {
      if (!rows.get(i).equals("-")) {
        assertThat(Double.parseDouble(rows.get(i))).isCloseTo(expected[at++], within(1e-12));
      }
    }
    assertThat(at).isEqualTo(expected.length);
  }

  @Test
  void deliveredChangesMakeTheDynamics() throws SQLException {
    double[] level = fill(i -> i * i);
    double[] change = fill(i -> (i * 5) % 12 - 6.5);
    double[] other = fill(i -> (i * 7) % 11);
    fixture.values("stand", "2025", level);
    fixture.values("aendring", "2025", change);
    fixture.values("gunstig_aendring", "2025", other);
    // A level of two years ago that must play no part.
    fixture.values("stand", "2023", fill(i -> -i));
    fixture.publish(
        List.of(value("stand", true), value("aendring", true), value("gunstig_aendring", false)),
        index(
            "samlet",
            Map.of("stand", 1.0),
            Map.of("aendring", 3.0, "gunstig_aendring", 1.0),
            Map.of()));
    double[] za = standardised(change);
    double[] zb = standardised(fill(i -> -other[i]));
    check("samlet", "2025", "indeks", standardised(level));
    check("samlet", "2025", "dynamik_indeks", standardised(fill(i -> 3 * za[i] + zb[i])));
  }

  @Test
  void overHalfOfTheDeliveredChangesMissingIsNoDynamics() throws SQLException {
    fixture.values("stand", "2025", fill(i -> i * i));
    double[] change = fill(i -> (i * 5) % 12 - 6.5);
    change[4] = Double.NaN;
    fixture.values("aendring", "2025", change);
    double[] other = fill(i -> (i * 7) % 11);
    other[8] = Double.NaN;
    fixture.values("lille", "2025", other);
    fixture.publish(
        List.of(value("stand", true), value("aendring", true), value("lille", true)),
        index("samlet", Map.of("stand", 1.0), Map.of("aendring", 2.0, "lille", 1.0), Map.of()));
    Map<String, String[]> rows =
        fixture.published(
            "indeks IS NULL, dynamik_indeks IS NULL, dynamik, gruppe", "bydel", "2025");
    assertThat(rows.get("B05")).containsExactly("f", "t", "-", "-");
    assertThat(Arrays.copyOf(rows.get("B09"), 2)).containsExactly("f", "f");
  }

  @Test
  void exclusionsAndSmallPopulationsHoldForTheirPeriod() throws SQLException {
    double[] xs = fill(i -> i * i);
    fixture.values("a", "2024", xs);
    fixture.values("a", "2025", xs);
    fixture.database.execute(
        "UPDATE indicator.population SET residents = 299 WHERE omraade_kode = 'B12' AND periode ="
            + " '2025'");
    fixture.publish(
        List.of(value("a", true)),
        index("samlet", Map.of("a", 1.0), Map.of(), Map.of("2024", List.of("B01", "B02"))),
        index("altid", Map.of("a", 1.0), Map.of(), Map.of("*", List.of("B03"))));
    check("samlet", "2024", "indeks", standardised(Arrays.copyOfRange(xs, 2, 12)));
    check("samlet", "2025", "indeks", standardised(Arrays.copyOf(xs, 11)));
    double[] without = fill(i -> xs[i < 2 ? i : Math.min(i + 1, 11)]);
    check("altid", "2024", "indeks", standardised(Arrays.copyOf(without, 11)));
    check("altid", "2025", "indeks", standardised(Arrays.copyOf(without, 10)));
  }

  @Test
  void indicesStandSideBySide() throws SQLException {
    double[] a = fill(i -> i * i);
    double[] b = fill(i -> (i * 5) % 12);
    fixture.values("a", "2025", a);
    fixture.values("b", "2025", b);
    fixture.publish(
        List.of(value("a", true), value("b", false)),
        PublishFixture.index("den_ene", Map.of("a", 1.0)),
        PublishFixture.index("den_anden", Map.of("b", 1.0)),
        PublishFixture.index("begge", Map.of("a", 0.5, "b", 2.5)));
    double[] za = standardised(a);
    double[] zb = standardised(fill(i -> -b[i]));
    check("den_ene", "2025", "indeks", za);
    check("den_anden", "2025", "indeks", zb);
    check("begge", "2025", "indeks", standardised(fill(i -> 0.5 * za[i] + 2.5 * zb[i])));
  }

  @Test
  void equalAreasShareTheBetterRank() throws SQLException {
    fixture.values("a", "2025", new double[] {9, 9, 7, 7, 7, 5, 4, 3, 2, 2, 1, 0});
    fixture.publish(List.of(value("a", true)), PublishFixture.index("samlet", Map.of("a", 1.0)));
    assertThat(
            PublishFixture.rows(
                fixture.database, "SELECT rang FROM publish.index_value ORDER BY omraade_kode"))
        .containsExactly("1", "1", "3", "3", "3", "6", "7", "8", "9", "9", "11", "12");
  }

  @Test
  void overHalfOfTheWeightHiddenIsNoIndex() throws SQLException {
    // In B01 both districts are hidden and take the rate of the two together; sag weighs more than
    // half in one index, half in the other.
    PublishFixture.cells(
        fixture.database,
        "sag",
        "basisdistrikt",
        "2025",
        "CASE substr(kode, 1, 3) WHEN 'D01' THEN 4 ELSE 40 + substr(kode, 2, 2)::int END",
        "200");
    PublishFixture.addUp(fixture.database, "sag");
    PublishFixture.cells(
        fixture.database,
        "andet",
        "basisdistrikt",
        "2025",
        "40 + ascii(right(kode, 1)) % 7",
        "200");
    PublishFixture.addUp(fixture.database, "andet");
    fixture.publish(
        List.of(
            PublishFixture.indicator("sag", Measure.SHARE, 5, Hide.BOTH, PublishFixture.yearly()),
            PublishFixture.indicator(
                "andet", Measure.SHARE, 5, Hide.BOTH, PublishFixture.yearly())),
        PublishFixture.index("halvt", Map.of("sag", 1.0, "andet", 1.0)),
        PublishFixture.index("over", Map.of("sag", 1.01, "andet", 1.0)));
    String column = "SELECT datastatus, indeks IS NULL, erstattet FROM publish.index_value";
    String where = " WHERE omraade_kode = 'D01a' AND indeks_id = ";
    assertThat(PublishFixture.rows(fixture.database, column + where + "'halvt'"))
        .containsExactly("vist f 1");
    assertThat(PublishFixture.rows(fixture.database, column + where + "'over'"))
        .containsExactly("diskretioneret t -");
  }

  @Test
  void specialAttentionFollowsFromTheGroup() throws SQLException {
    assertThat(
            PublishFixture.rows(
                fixture.database,
                "SELECT status || sign FROM generate_series(1, 4) status, (VALUES ('+', 'positiv'),"
                    + " ('+/-', 'stabil'), ('-', 'negativ'), ('', NULL)) d (sign, dynamik) WHERE"
                    + " publish.special_attention(status, dynamik) ORDER BY 1"))
        .containsExactly("3-", "4", "4+", "4+/-", "4-");
  }
}
