/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.statistics;

import static dk.socialbalance.statistics.IndexFixture.fill;
import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.IndicatorBuilder;
import dk.socialbalance.publication.PublishFixture;
import dk.socialbalance.publication.Publisher;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Classes as published, over 24 values of two years. Breaks: numpy.quantile, equal widths, and the
 * best of all partitions by trying them; rounded with Python's decimal.
 */
class ClassesTest {

  private IndexFixture fixture;

  @BeforeEach
  void deliver() {
    fixture = new IndexFixture();
    for (String indicator : List.of("kvantil", "gunstig", "jenks", "lige", "faste")) {
      fixture.values(indicator, "2024", fill(i -> (i * i * 7) % 13 + 0.25 * i));
      fixture.values(indicator, "2025", fill(i -> (i * 5) % 11 + 0.5 * i));
    }
  }

  @AfterEach
  void drop() {
    fixture.close();
  }

  private static Indicator indicator(String id, boolean unfavourable, Indicator.Breaks breaks) {
    return IndicatorBuilder.like(IndexFixture.value(id, unfavourable)).breaks(breaks).build();
  }

  private void publish(boolean repin) {
    Indicator.Breaks quantile = new Indicator.Breaks("quantile", List.of());
    Catalogue catalogue =
        PublishFixture.catalogue(
            List.of(
                indicator("kvantil", true, quantile),
                indicator("gunstig", false, quantile),
                indicator("jenks", true, new Indicator.Breaks("jenks", List.of())),
                indicator("lige", true, new Indicator.Breaks("equal", List.of())),
                indicator(
                    "faste", true, new Indicator.Breaks("fixed", List.of(2.0, 4.0, 8.0, 12.5)))),
            List.of());
    Publisher.publish(
        fixture.database.access(), catalogue, "offentlig", PublishFixture.KEY, repin, line -> {});
  }

  private String one(String sql) throws SQLException {
    List<String> rows = PublishFixture.rows(fixture.database, sql);
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private String breaks(String indicator) throws SQLException {
    return one("SELECT breaks FROM publish.class_break WHERE indikator = '" + indicator + "'");
  }

  private String classes(String indicator) throws SQLException {
    return one(
        "SELECT string_agg(klasse::text, '' ORDER BY omraade_kode) FROM publish.cell JOIN"
            + " publish.current_publication USING (publication_id) WHERE periode = '2024' AND"
            + " indikator = '"
            + indicator
            + "'");
  }

  @Test
  void breaksOfEveryMethodAndTheirClasses() throws SQLException {
    publish(false);
    // Quantiles 5.5, 5.7, 7.85, 11; step 0.2 of 5.5/12; halves away from zero.
    assertThat(breaks("kvantil")).isEqualTo("{5.6,5.8,7.8,11}");
    assertThat(breaks("gunstig")).isEqualTo("{5.6,5.8,7.8,11}");
    assertThat(breaks("lige")).isEqualTo("{2.5,5.5,8,11}");
    assertThat(breaks("jenks")).isEqualTo("{5,7,10.5,13.5}");
    assertThat(breaks("faste")).isEqualTo("{2,4,8,12.5}");
    assertThat(classes("kvantil")).isEqualTo("131543334451");
    assertThat(classes("gunstig")).isEqualTo("535123332215");
    assertThat(classes("lige")).isEqualTo("132543334452");
    assertThat(classes("jenks")).isEqualTo("131433223351");
    assertThat(classes("faste")).isEqualTo("132443334453");
  }

  @Test
  void pinnedBreaksAndTheirDateStayUntilTheyArePinnedAnew() throws SQLException {
    publish(false);
    fixture.database.execute(
        "UPDATE publish.class_break SET pinned_at = '2026-02-03 23:30:00+00';"
            + " UPDATE indicator.cell SET value = 2 * value WHERE periode = '2025'");
    publish(false);
    assertThat(breaks("kvantil")).isEqualTo("{5.6,5.8,7.8,11}");
    assertThat(abstracts())
        .contains("Klassegrænser fastlagt 03-02-2026.")
        .contains("pinned 2026-02-03.");
    publish(true);
    assertThat(breaks("kvantil")).isEqualTo("{6.5,9.5,11,17}");
    assertThat(abstracts()).doesNotContain("2026-02-03");
    assertThat(one("SELECT min(pinned_at) > now() - interval '1 hour' FROM publish.class_break"))
        .isEqualTo("t");
  }

  private String abstracts() throws SQLException {
    return one(
        "SELECT abstract_da || abstract_en FROM publish.layer JOIN publish.current_publication USING"
            + " (publication_id) WHERE name = 'bydel_kvantil'");
  }
}
