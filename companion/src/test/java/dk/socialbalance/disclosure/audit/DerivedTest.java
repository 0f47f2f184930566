/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Indicator.Hide;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.db.Role;
import dk.socialbalance.db.TestDatabase;
import dk.socialbalance.publication.PublishFixture;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Statistics that were made of what is not shown: the product computes them while a cell is shown,
 * and then the cell is hidden.
 */
class DerivedTest {

  private static final Catalogue CATALOGUE =
      PublishFixture.catalogue(
          List.of(
              PublishFixture.indicator("a", Measure.SHARE, 5, Hide.BOTH, PublishFixture.yearly()),
              PublishFixture.indicator("b", Measure.SHARE, 5, Hide.BOTH, PublishFixture.yearly()),
              PublishFixture.indicator("m", Measure.MEAN, 5, Hide.BOTH, PublishFixture.yearly())),
          List.of(PublishFixture.index("samlet", Map.of("a", 1.0, "b", 2.0, "m", 1.0))));

  private TestDatabase database;

  @BeforeEach
  void create() {
    database = TestDatabase.create();
    PublishFixture.areas(database, 6);
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private void publish(int lastYear) {
    for (String indicator : List.of("a", "b")) {
      for (int year = 2016; year <= lastYear; year++) {
        PublishFixture.cells(
            database,
            indicator,
            "basisdistrikt",
            Integer.toString(year),
            "10 + (ascii(substr(kode, 3, 1)) * 7 + ascii(substr(kode, 4, 1)) * 11 + ascii('"
                + indicator
                + "') * "
                + year
                + ") % 97",
            "200");
      }
      PublishFixture.addUp(database, indicator);
    }
    database.execute(
        """
        INSERT INTO indicator.cell (indikator, niveau, omraade_kode, periode, n, d, sum, sum_squares, max_value)
        SELECT 'm', niveau, kode, year::text, p, p, s, s * s / p + 1000.0 * p, s / p * 2
        FROM indicator.area, generate_series(2016, %d) year,
             LATERAL (SELECT 40 + ascii(substr(kode, 3, 1)) AS p) q, LATERAL (SELECT 300.0 * p + year * 7.0 + ascii(kode) AS s) r
        WHERE niveau = 'basisdistrikt'
        """
            .formatted(lastYear));
    PublishFixture.publish(database.access(), CATALOGUE);
  }

  private void hide(String indicator, String area, int year) {
    database.execute(
        """
        UPDATE publish.cell SET datastatus = 'diskretioneret', taeller = NULL, vaerdi = NULL, nedre = NULL,
            oevre = NULL, klasse = NULL, udvikling = NULL, udvikling_pr_aar = NULL
        WHERE indikator = '%s' AND omraade_kode = '%s' AND periode = '%d'
        """
            .formatted(indicator, area, year));
  }

  private List<String> breaches() throws SQLException {
    try (Connection door = database.access().connect(Role.PUBLISH)) {
      Edition edition = Editions.read(door, "offentlig").get(0);
      return Derived.read(door, "offentlig", edition).check(door).stream()
          .map(b -> b.kind().label() + ": " + b.indicator() + " " + b.level() + " " + b.period())
          .toList();
    }
  }

  @Test
  void whatTheProductComputesCanBeReproduced() throws SQLException {
    publish(2025);
    assertThat(
            PublishFixture.rows(
                database,
                "SELECT count(*) FILTER (WHERE udvikling IS NOT NULL) > 100,"
                    + " count(*) FILTER (WHERE klasse IS NOT NULL) > 200,"
                    + " count(DISTINCT udvikling) > 1,"
                    + " (SELECT count(*) > 50 FROM publish.index_value WHERE dynamik IS NOT NULL)"
                    + " FROM publish.cell"))
        .containsExactly("t t t t");
    assertThat(breaches()).isEmpty();
  }

  @Test
  void anIndexMadeOfAHiddenComponent() throws SQLException {
    publish(2017);
    hide("b", "D03a", 2016);
    assertThat(breaches()).containsExactly("index: samlet basisdistrikt 2016");
  }

  @Test
  void aTrendThroughAHiddenPoint() throws SQLException {
    publish(2020);
    database.execute("DELETE FROM publish.index_value");
    hide("a", "D03a", 2018);
    assertThat(breaches()).containsExactly("trend: a basisdistrikt 2020");
  }

  @Test
  void aClassOfAnotherValue() throws SQLException {
    publish(2017);
    database.execute(
        "UPDATE publish.cell SET klasse = 6 - klasse WHERE klasse IN (1, 5)"
            + " AND (indikator, omraade_kode, periode) = (SELECT indikator, omraade_kode, periode"
            + " FROM publish.cell WHERE klasse IN (1, 5) AND niveau = 'basisdistrikt' LIMIT 1)");
    assertThat(breaches()).singleElement().asString().startsWith("rate: ");
  }

  @Test
  void quantilesOfTheLiterature() {
    assertThat(Quantiles.student(1)).isEqualTo(12.706204736174694, within());
    assertThat(Quantiles.student(10)).isEqualTo(2.2281388519649385, within());
    assertThat(Quantiles.student(1000)).isEqualTo(1.9623390808264078, within());
    // Garwood: no event, at most 3.6889; one event, at least 0.0253.
    assertThat(Quantiles.poissonMean(0, 0.025)).isEqualTo(3.6888794541139363, within());
    assertThat(Quantiles.poissonMean(0, 0.975)).isEqualTo(0.025317807984289897, within());
  }

  private static Offset<Double> within() {
    return Offset.offset(1e-10);
  }
}
