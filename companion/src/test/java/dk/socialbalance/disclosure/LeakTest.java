/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Indicator.Hide;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.db.TestDatabase;
import dk.socialbalance.publication.PublicationReport;
import dk.socialbalance.publication.PublishFixture;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Properties of a whole publication of many random cells: nothing hidden shows, anywhere. */
class LeakTest {

  private static final Catalogue CATALOGUE =
      PublishFixture.catalogue(
          List.of(
              PublishFixture.indicator(
                  "sjaelden", Measure.SHARE, 5, Hide.BOTH, PublishFixture.yearly()),
              PublishFixture.indicator(
                  "hyppig", Measure.SHARE, 5, Hide.BOTH, PublishFixture.yearly()),
              PublishFixture.indicator(
                  "indkomst", Measure.MEAN, 5, Hide.BOTH, PublishFixture.yearly())),
          List.of(
              PublishFixture.index(
                  "samlet", Map.of("sjaelden", 1.0, "hyppig", 1.0, "indkomst", 1.0))));

  private static TestDatabase database;
  private static PublicationReport first;

  @BeforeAll
  static void publish() {
    database = TestDatabase.create();
    PublishFixture.areas(database, 20);
    database.execute(
        """
        SELECT setseed(0.42);
        INSERT INTO indicator.cell (indikator, niveau, omraade_kode, periode, n, d)
        SELECT i, niveau, kode, y::text, floor(random() * CASE i WHEN 'sjaelden' THEN 12 ELSE 205 END),
               205 - floor(random() * 5)
        FROM indicator.area, generate_series(2016, 2025) y, unnest(ARRAY['sjaelden', 'hyppig']) i;
        INSERT INTO indicator.cell (indikator, niveau, omraade_kode, periode, n, d, sum, sum_squares, max_value)
        SELECT 'indkomst', niveau, kode, y::text, p, p, 300.0 * p, 95000.0 * p, 290 + random() * 800
        FROM indicator.area, generate_series(2016, 2025) y, LATERAL (SELECT 15 + floor(random() * 20) + y - y AS p) q;
        """);
    first = PublishFixture.publish(database.access(), CATALOGUE);
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @Test
  void theSampleHidesPlentyInEveryWay() {
    assertThat(first.hiddenByRule())
        .containsOnlyKeys("numerator", "complement", "few_persons", "dominance");
    assertThat(first.hiddenByRule().values()).allMatch(count -> count > 10);
    assertThat(first.shown()).isGreaterThan(500);
  }

  @Test
  void noHiddenCellCarriesANumber() throws SQLException {
    // Whatever columns there are: of a hidden row only its names and a public denominator.
    assertThat(
            PublishFixture.rows(
                database,
                """
                SELECT DISTINCT k.key
                FROM publish.cell c, jsonb_each(to_jsonb(c)) k
                WHERE c.datastatus <> 'vist' AND k.value <> 'null'::jsonb ORDER BY 1
                """))
        .containsExactly(
            "datastatus",
            "indikator",
            "naevner",
            "niveau",
            "omraade_kode",
            "periode",
            "publication_id");
    assertThat(
            PublishFixture.rows(
                database,
                "SELECT DISTINCT indikator FROM publish.cell WHERE datastatus <> 'vist'"
                    + " AND naevner IS NOT NULL ORDER BY 1"))
        .containsExactly("hyppig", "sjaelden");
  }

  @Test
  void anIndexThatIsNotShownCarriesNoNumber() throws SQLException {
    assertThat(
            PublishFixture.rows(
                database,
                """
                SELECT DISTINCT k.key
                FROM publish.index_value c, jsonb_each(to_jsonb(c)) k
                WHERE c.datastatus <> 'vist' AND k.value <> 'null'::jsonb ORDER BY 1
                """))
        .containsExactly(
            "datastatus", "indeks_id", "niveau", "omraade_kode", "periode", "publication_id");
  }

  @Test
  void everyShownRateIsOfAShownCount() throws SQLException {
    assertThat(
            PublishFixture.rows(
                database,
                """
                SELECT count(*) FILTER (WHERE vaerdi IS NULL OR nedre IS NULL OR oevre IS NULL OR klasse IS NULL),
                       count(*) FILTER (WHERE NOT (nedre <= vaerdi AND vaerdi <= oevre AND klasse BETWEEN 1 AND 5))
                FROM publish.cell WHERE datastatus = 'vist'
                """))
        .containsExactly("0 0");
  }

  /**
   * What is published does not depend on what is hidden: other counts behind the same decisions
   * give the same publication, to the last digit of every rate, class, trend, rank and index.
   */
  @Test
  void otherCountsBehindTheSameDecisionsPublishTheSame() throws SQLException {
    database.execute(
        """
        UPDATE indicator.cell c SET n = CASE h.rule WHEN 'numerator' THEN 5 - c.n ELSE c.d - 4 + greatest(c.d - c.n, 0) END
        FROM ops.hiding h
        WHERE h.publication_id = %1$d AND h.rule IN ('numerator', 'complement')
          AND (h.indikator, h.niveau, h.omraade_kode, h.periode) = (c.indikator, c.niveau, c.omraade_kode, c.periode);
        UPDATE indicator.cell c SET sum = c.sum * 1.1, sum_squares = c.sum_squares * 1.3, max_value = c.max_value * 1.2
        FROM ops.hiding h
        WHERE h.publication_id = %1$d AND h.indikator = 'indkomst'
          AND (h.indikator, h.niveau, h.omraade_kode, h.periode) = (c.indikator, c.niveau, c.omraade_kode, c.periode);
        """
            .formatted(first.publication()));
    PublicationReport again = PublishFixture.publish(database.access(), CATALOGUE);
    assertThat(again.hiddenByRule()).isEqualTo(first.hiddenByRule());
    assertThat(again.unchanged()).isTrue();
    // And a change of a single count that is shown does show.
    database.execute(
        """
        UPDATE indicator.cell c SET n = c.n + 1
        FROM (SELECT * FROM publish.cell WHERE datastatus = 'vist' AND taeller BETWEEN 6 AND 50 LIMIT 1) p
        WHERE (p.indikator, p.niveau, p.omraade_kode, p.periode) = (c.indikator, c.niveau, c.omraade_kode, c.periode)
        """);
    assertThat(PublishFixture.publish(database.access(), CATALOGUE).unchanged()).isFalse();
  }
}
