/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.statistics;

import static dk.socialbalance.statistics.IndexFixture.fill;
import static dk.socialbalance.statistics.IndexFixture.standardised;
import static dk.socialbalance.statistics.IndexFixture.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.Indicator.Hide;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.publication.PublicationReport;
import dk.socialbalance.publication.PublishFixture;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes out where there is nothing to compute; docs/method.md, "Degenerate input". */
class DegenerateInputTest {

  private IndexFixture fixture;

  @BeforeEach
  void create() {
    fixture = new IndexFixture();
  }

  @AfterEach
  void drop() {
    fixture.close();
  }

  private List<String> rows(String sql) throws SQLException {
    return PublishFixture.rows(fixture.database, sql);
  }

  @Test
  void aSingleAreaHasATrendAndAClassButNoIndex() throws SQLException {
    for (int year = 2021; year <= 2025; year++) {
      PublishFixture.cells(
          fixture.database, "sag", "kommune", "" + year, "100 + 40 * " + (year - 2021), "1000");
    }
    PublishFixture.publish(
        fixture.database.access(),
        PublishFixture.catalogue(
            List.of(
                PublishFixture.indicator(
                    "sag", Measure.SHARE, 5, Hide.BOTH, PublishFixture.yearly())),
            List.of(PublishFixture.index("samlet", Map.of("sag", 1.0)))));
    assertThat(rows("SELECT udvikling, klasse FROM publish.cell WHERE periode = '2025'"))
        .containsExactly("forvaerret 5");
    assertThat(rows("SELECT count(*) FROM publish.index_value")).containsExactly("0");
  }

  @Test
  void whereAllIsHiddenThereIsNothingButTheFact() throws SQLException {
    PublishFixture.cells(fixture.database, "sag", "basisdistrikt", "2025", "3", "200");
    PublishFixture.cells(fixture.database, "sag", "bydel", "2025", "4", "400");
    PublishFixture.cells(fixture.database, "sag", "kommune", "2025", "4", "4800");
    PublishFixture.publish(
        fixture.database.access(),
        PublishFixture.catalogue(
            List.of(
                PublishFixture.indicator(
                    "sag", Measure.SHARE, 5, Hide.BOTH, PublishFixture.yearly())),
            List.of(PublishFixture.index("samlet", Map.of("sag", 1.0)))));
    assertThat(
            rows("SELECT DISTINCT datastatus, vaerdi, nedre, klasse, udvikling FROM publish.cell"))
        .containsExactly("diskretioneret - - - -");
    assertThat(rows("SELECT count(*) FROM publish.class_break")).containsExactly("0");
    assertThat(rows("SELECT count(*) FROM publish.index_value")).containsExactly("0");
  }

  @Test
  void aMissingYearIsBridgedByNothing() throws SQLException {
    fixture.values("a", "2022", fill(i -> i * i));
    fixture.values("a", "2024", fill(i -> i * i + i % 3));
    fixture.values("a", "2025", fill(i -> i * i + i % 5));
    fixture.publish(List.of(value("a", true)), PublishFixture.index("samlet", Map.of("a", 1.0)));
    String dynamics = "dynamik_indeks IS NULL, gruppe IS NULL, status IS NULL";
    assertThat(fixture.published(dynamics, "bydel", "2022").get("B07"))
        .containsExactly("t", "t", "f");
    assertThat(fixture.published(dynamics, "bydel", "2024").get("B07"))
        .containsExactly("f", "f", "f");
    assertThat(fixture.published(dynamics, "bydel", "2025").get("B07"))
        .containsExactly("t", "t", "f");
    assertThat(fixture.published(dynamics, "bydel", "2023")).isEmpty();
  }

  @Test
  void nothingThatVariesIsNoIndex() throws SQLException {
    fixture.values("a", "2025", fill(i -> 3.3));
    fixture.publish(List.of(value("a", true)), PublishFixture.index("samlet", Map.of("a", 1.0)));
    assertThat(rows("SELECT count(*) FROM publish.index_value")).containsExactly("0");
    // And all values in one class.
    assertThat(rows("SELECT DISTINCT klasse, vaerdi FROM publish.cell")).containsExactly("2 3.3");
  }

  @Test
  void componentsThatCancelEachOtherLeaveNoRoundingErrorsAsIndex() throws SQLException {
    fixture.values("a", "2025", fill(i -> 0.1 * i * i + 0.7));
    fixture.values("b", "2025", fill(i -> 0.3 * i * i + 0.2));
    fixture.publish(
        List.of(value("a", true), value("b", false)),
        PublishFixture.index("samlet", Map.of("a", 1.0, "b", 1.0)));
    assertThat(rows("SELECT count(*) FROM publish.index_value")).containsExactly("0");
  }

  @Test
  void anEqualChangeIsNoDynamicsWhateverTheLastDigitsSay() throws SQLException {
    double[] a = fill(i -> 5.1 + 1.3 * (i % 7));
    double[] b = fill(i -> (i * 5) % 12);
    double[] later = fill(i -> (i * 7) % 12);
    fixture.values("a", "2023", a);
    // 0.2 more everywhere, but 5.3 - 5.1 is not 6.6 - 6.4 in binary.
    fixture.values("a", "2025", fill(i -> Math.round(10 * a[i] + 2) / 10.0));
    fixture.values("b", "2023", b);
    fixture.values("b", "2025", later);
    PublicationReport report =
        fixture.publish(
            List.of(value("a", true), value("b", true)),
            PublishFixture.index("samlet", Map.of("a", 1.0, "b", 1.0)));
    double[] dynamics = standardised(fill(i -> later[i] - b[i]));
    Map<String, String[]> rows = fixture.published("dynamik_indeks", "bydel", "2025");
    for (int i = 0; i < IndexFixture.AREAS; i++) {
      assertThat(Double.parseDouble(rows.get("B%02d".formatted(i + 1))[0]))
          .isCloseTo(dynamics[i], within(1e-12));
    }
    assertThat(report.remarks())
        .containsExactly("samlet (bydel, 2025): the change of a does not vary and was left out");
  }

  @Test
  void aComponentWithoutAnyFigureWeighsAsMissing() throws SQLException {
    fixture.values("a", "2024", fill(i -> i * i));
    fixture.values("a", "2025", fill(i -> i * i));
    fixture.values("b", "2025", fill(i -> (i * 5) % 12));
    List<Indicator> indicators =
        List.of(value("a", true), value("b", true), value("c", true), value("d", true));
    Catalogue.Index three = PublishFixture.index("tre", Map.of("a", 1.0, "b", 1.0, "c", 1.0));
    Catalogue.Index four =
        PublishFixture.index("fire", Map.of("a", 1.0, "b", 1.0, "c", 1.0, "d", 1.0));
    fixture.publish(indicators, three, four);
    assertThat(rows("SELECT DISTINCT indeks_id, periode FROM publish.index_value ORDER BY 1, 2"))
        // 2024 has one of three and of four; 2025 two of three, and half of four.
        .containsExactly("fire 2025", "tre 2025");
  }
}
