/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dk.socialbalance.catalogue.Indicator.Hide;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.db.TestDatabase;
import dk.socialbalance.publication.PublishFixture;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An explanation holds all that a reader needs to work the number out again. */
class ProvenanceTest {

  private static TestDatabase database;
  private static Provenance provenance;

  @BeforeAll
  static void publish() {
    database = TestDatabase.create();
    PublishFixture.areas(database, 8);
    for (int year = 2016; year <= 2025; year++) {
      for (String id : List.of("a", "b")) {
        PublishFixture.cells(
            database,
            id,
            "basisdistrikt",
            Integer.toString(year),
            "CASE kode WHEN 'D03a' THEN 3 ELSE 10 + 3 * substr(kode, 2, 2)::int"
                + (id.equals("a") ? " + " + (year - 2016) : " - substr(kode, 2, 2)::int % 3")
                + " END",
            "200");
      }
    }
    PublishFixture.addUp(database, "a");
    PublishFixture.addUp(database, "b");
    PublishFixture.publish(
        database.access(),
        PublishFixture.catalogue(
            List.of(
                PublishFixture.indicator("a", Measure.SHARE, 5, Hide.BOTH, PublishFixture.yearly()),
                PublishFixture.indicator(
                    "b", Measure.SHARE, 5, Hide.BOTH, PublishFixture.yearly())),
            List.of(PublishFixture.index("samlet", Map.of("a", 1.0, "b", 2.0)))));
    provenance = new Provenance(database.access());
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  private static Map<String, Object> explain(String layer, String area, String period)
      throws SQLException {
    return provenance.explain("offentlig", layer, area, period).orElseThrow();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<String, Object> document, String key) {
    return (Map<String, Object>) document.get(key);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Map<String, Object> document, String key) {
    return (List<Map<String, Object>>) document.get(key);
  }

  private static double number(Map<String, Object> document, String key) {
    return ((Number) document.get(key)).doubleValue();
  }

  @Test
  void aRateItsIntervalAndItsTrendCanBeWorkedOutAgain() throws SQLException {
    Map<String, Object> found = explain("basisdistrikt_a", "D05a", "2025");
    double n = number(map(found, "inputs"), "n");
    double d = number(map(found, "inputs"), "N");
    assertThat(n).isEqualTo(34);
    assertThat(number(found, "value")).isCloseTo(100 * n / d, within(1e-9));
    double z = 1.959963984540054;
    double middle = n + z * z / 2;
    double half = z * Math.sqrt(n * (d - n) / d + z * z / 4);
    assertThat(number(map(found, "interval"), "lower"))
        .isCloseTo(100 * (middle - half) / (d + z * z), within(1e-9));
    assertThat(number(map(found, "interval"), "upper"))
        .isCloseTo(100 * (middle + half) / (d + z * z), within(1e-9));
    List<Map<String, Object>> points = list(map(found, "trend"), "points");
    assertThat(points)
        .extracting(p -> p.get("period"))
        .containsExactly("2021", "2022", "2023", "2024", "2025");
    // All denominators are alike: the slope is that of five points.
    double slope = 0;
    for (int i = 0; i < 5; i++) {
      slope += (i - 2) * 100 * number(points.get(i), "n") / number(points.get(i), "N") / 10;
    }
    assertThat(number(map(found, "trend"), "perYear")).isCloseTo(slope, within(1e-9));
    Map<String, Object> classes = map(found, "classification");
    long below = ((List<?>) classes.get("breaks")).stream().filter(b -> (Double) b <= 17).count();
    assertThat(classes.get("class")).isEqualTo((int) below + 1);
    assertThat((String) classes.get("pinnedAt")).startsWith("20");
  }

  @Test
  void everyNumberNamesItsPublicationCatalogueMethodAndRun() throws SQLException {
    Map<String, Object> found = explain("basisdistrikt_a", "D05a", "2025");
    assertThat(map(found, "publication"))
        .containsEntry("number", 1L)
        .containsEntry("catalogueVersion", "v1")
        .containsEntry("methodVersion", "2");
    assertThat(map(map(found, "runs"), "publish")).containsEntry("result", "done");
    assertThat(
            PublishFixture.rows(
                database,
                "SELECT DISTINCT kind FROM publish.layer WHERE abstract_da NOT LIKE '%Katalog v1, metode 2.'"))
        .containsExactly("area");
  }

  @Test
  void ofAHiddenNumberNothingIsToldButThatItIsHidden() throws SQLException {
    Map<String, Object> found = explain("basisdistrikt_a", "D03a", "2025");
    assertThat(found).containsEntry("status", "diskretioneret").containsEntry("value", null);
    assertThat(map(found, "inputs")).containsEntry("n", "hidden").containsEntry("N", 200L);
    assertThat(found.toString()).doesNotContain("numerator", "further", "few_persons");
    for (Map<String, Object> point : list(map(found, "trend"), "points")) {
      assertThat(point).containsEntry("n", "hidden").containsEntry("value", null);
    }
  }

  @Test
  void anIndexCanBeWorkedOutAgain() throws SQLException {
    for (String area : List.of("D05a", "D03a", "D08b")) {
      Map<String, Object> found = explain("basisdistrikt_samlet", area, "2025");
      for (String score : List.of("statusScore", "dynamicsScore")) {
        Map<String, Object> part = map(found, score);
        if (part.get("score") == null) {
          continue;
        }
        double sum = 0;
        double weight = 0;
        double known = 0;
        for (Map<String, Object> component : list(part, "components")) {
          weight +=
              Boolean.TRUE.equals(component.get("leftOut"))
                      && component.get("z") == null
                      && component.get("oriented") != null
                  ? 0
                  : number(component, "weight");
          if (component.get("z") != null) {
            sum += number(component, "weight") * number(component, "z");
            known += number(component, "weight");
            assertThat(number(component, "z"))
                .isCloseTo(
                    (number(component, "oriented") - number(component, "mean"))
                        / number(component, "standardDeviation"),
                    within(1e-12));
          }
        }
        assertThat(number(part, "sum")).isCloseTo(sum * weight / known, within(1e-9));
        assertThat(number(part, "score"))
            .isCloseTo(
                (number(part, "sum") - number(part, "meanOfSums"))
                    / number(part, "standardDeviationOfSums"),
                within(1e-12));
      }
      assertThat(map(found, "value").get("indeks"))
          .isEqualTo(map(found, "statusScore").get("score"));
    }
    Map<String, Object> hidden = explain("basisdistrikt_samlet", "D03a", "2025");
    assertThat(list(map(hidden, "statusScore"), "components"))
        .allSatisfy(
            c -> {
              assertThat(c).containsEntry("own", "hidden");
              assertThat(c.get("standIn")).isInstanceOf(Double.class);
            });
  }

  @Test
  void explainingChangesNothing() throws SQLException {
    String all = "SELECT md5(string_agg(v::text, '' ORDER BY v::text)) FROM publish.index_value v";
    List<String> before = PublishFixture.rows(database, all);
    explain("basisdistrikt_samlet", "D05a", "2025");
    assertThat(PublishFixture.rows(database, all)).isEqualTo(before);
  }

  @Test
  void whatIsNotPublishedIsNotExplained() throws SQLException {
    assertThat(provenance.explain("offentlig", "basisdistrikt_a", "D99", "2025")).isEmpty();
    assertThat(provenance.explain("offentlig", "basisdistrikt_a", "D05a", "1999")).isEmpty();
    assertThat(provenance.explain("offentlig", "basisdistrikt_c", "D05a", "2025")).isEmpty();
    assertThat(provenance.explain("offentlig", "basisdistrikt", "D05a", "2025")).isEmpty();
    assertThat(provenance.explain("andre", "basisdistrikt_a", "D05a", "2025")).isEmpty();
    assertThat(provenance.explain("offentlig", "x' OR '1'='1", "D05a", "2025")).isEmpty();
  }
}
