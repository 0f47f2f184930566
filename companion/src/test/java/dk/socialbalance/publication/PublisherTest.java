/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Indicator.Hide;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.db.DatabaseException;
import dk.socialbalance.db.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublisherTest {

  private final Catalogue catalogue =
      PublishFixture.catalogue(
          List.of(
              PublishFixture.indicator(
                  "underretninger", Measure.SHARE, 5, Hide.BOTH, PublishFixture.yearly())),
          List.of(PublishFixture.index("samlet", Map.of("underretninger", 1.0))));
  private TestDatabase database;

  @BeforeEach
  void fill() {
    database = TestDatabase.create();
    PublishFixture.areas(database, 12);
    for (int year = 2016; year <= 2025; year++) {
      PublishFixture.cells(
          database,
          "underretninger",
          "basisdistrikt",
          Integer.toString(year),
          "CASE kode WHEN 'D03a' THEN 3 ELSE 10 + 2 * substr(kode, 2, 2)::int END",
          "200");
    }
    PublishFixture.addUp(database, "underretninger");
  }

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void makesLayersOfTheContract() throws SQLException {
    PublicationReport report = PublishFixture.publish(database.access(), catalogue);
    assertThat(report.hiddenByRule())
        .containsExactly(Map.entry("further", 10L), Map.entry("numerator", 10L));
    Snapshot snapshot = PublishFixture.read(database.access(), null);
    assertThat(snapshot.layers().keySet())
        .containsExactly(
            "kommune",
            "kommune_oversigt",
            "kommune_underretninger",
            "kommune_underretninger_seneste",
            "bydel",
            "bydel_oversigt",
            "bydel_samlet",
            "bydel_samlet_seneste",
            "bydel_underretninger",
            "bydel_underretninger_seneste",
            "basisdistrikt",
            "basisdistrikt_oversigt",
            "basisdistrikt_samlet",
            "basisdistrikt_samlet_seneste",
            "basisdistrikt_underretninger",
            "basisdistrikt_underretninger_seneste",
            "boligomraade",
            "noegletal",
            "advarsler");
    Layer layer = snapshot.layer("basisdistrikt_underretninger");
    assertThat(layer.size()).isEqualTo(240);
    assertThat(layer.description().title().da())
        .isEqualTo("underretninger · basisdistrikter · Prøvedata");
    int row = layer.row("basisdistrikt_underretninger.D05b.2020");
    assertThat(layer.value(row, "taeller")).isEqualTo(20L);
    assertThat(layer.value(row, "vaerdi")).isEqualTo(10.0);
    assertThat(layer.value(row, "udvikling")).isEqualTo("uaendret");
    assertThat(layer.value(row, "kommune_kode")).isEqualTo("0999");
    assertThat(layer.value(row, "enhed")).isEqualTo("%");
    assertThat(layer.value(row, "link"))
        .isEqualTo("http://localhost:8080/rapport/basisdistrikt/D05b");
    int hidden = layer.row("basisdistrikt_underretninger.D03a.2020");
    assertThat(layer.value(hidden, "datastatus")).isEqualTo("diskretioneret");
    assertThat(layer.value(hidden, "taeller")).isNull();
    assertThat(layer.value(hidden, "naevner")).isEqualTo(200L);
    assertThat(layer.times()).hasSize(10);
    assertThat(snapshot.layer("basisdistrikt_underretninger_seneste").size()).isEqualTo(24);
    Layer overview = snapshot.layer("basisdistrikt_oversigt");
    int district = overview.row("basisdistrikt_oversigt.D05b.2025");
    assertThat(overview.value(district, "underretninger")).isEqualTo(10.0);
    assertThat(overview.value(district, "samlet")).isInstanceOf(Double.class);
    assertThat(overview.attributes())
        .extracting(Layer.Attribute::name)
        .endsWith("underretninger", "samlet", "underretninger_datastatus", "samlet_datastatus");
    assertThat(overview.value(district, "underretninger_datastatus")).isEqualTo("vist");
    assertThat(overview.value(district, "samlet_datastatus")).isEqualTo("vist");
    int hiddenDistrict = overview.row("basisdistrikt_oversigt.D03a.2025");
    assertThat(overview.value(hiddenDistrict, "underretninger")).isNull();
    assertThat(overview.value(hiddenDistrict, "underretninger_datastatus"))
        .isEqualTo("diskretioneret");
    assertThat(overview.value(hiddenDistrict, "samlet")).isNull();
    assertThat(overview.value(hiddenDistrict, "samlet_datastatus")).isEqualTo("diskretioneret");
    assertThat(snapshot.layer("noegletal").size()).isEqualTo(370);
    assertThat(snapshot.styles().get("basisdistrikt_underretninger").sld()).contains("klasse_5");
    assertThat(snapshot.groups())
        .extracting(LayerGroup::name)
        .contains("niveau_basisdistrikt", "basisdistrikt_tema_boern");
  }

  @Test
  void publishesNothingNewWhenNothingChanged() throws SQLException {
    PublicationReport first = PublishFixture.publish(database.access(), catalogue);
    PublicationReport again = PublishFixture.publish(database.access(), catalogue);
    assertThat(again.unchanged()).isTrue();
    assertThat(again.publication()).isEqualTo(first.publication());
    assertThat(PublishFixture.rows(database, "SELECT result FROM ops.run ORDER BY id"))
        .containsExactly("done", "unchanged");
    database.execute("UPDATE indicator.area SET navn = 'Æblelunden' WHERE kode = 'D01a'");
    PublicationReport renamed = PublishFixture.publish(database.access(), catalogue);
    assertThat(renamed.unchanged()).isFalse();
    assertThat(
            PublishFixture.rows(
                database, "SELECT count(DISTINCT area_revision) FROM publish.publication"))
        .containsExactly("2");
  }

  @Test
  void withdrawingReturnsToTheFormerPublication() throws SQLException {
    long first = PublishFixture.publish(database.access(), catalogue).publication();
    database.execute("UPDATE indicator.cell SET n = n + 1 WHERE omraade_kode = 'D05b'");
    long second = PublishFixture.publish(database.access(), catalogue).publication();
    assertThat(second).isGreaterThan(first);
    assertThat(Publisher.withdraw(database.access(), "offentlig", line -> {}).publication())
        .isEqualTo(first);
    Layer layer =
        PublishFixture.read(database.access(), null).layer("basisdistrikt_underretninger");
    assertThat(layer.value(layer.row("basisdistrikt_underretninger.D05b.2020"), "taeller"))
        .isEqualTo(20L);
    assertThatThrownBy(() -> Publisher.withdraw(database.access(), "offentlig", line -> {}))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("no former one");
  }

  @Test
  void breaksStayPinnedUntilTheyAreDrawnAnew() throws SQLException {
    PublishFixture.publish(database.access(), catalogue);
    String breaks =
        "SELECT breaks FROM publish.class_break WHERE indikator = 'underretninger' AND niveau ="
            + " 'basisdistrikt'";
    // Ten times 6 6 7 7 9 9 ... 17 17 percent (of D03 both parts are hidden): type 7 gives 9, 11,
    // 13, 15 at the places 43.8, 87.6, 131.4 and 175.2 of 219; the step is 0.5.
    assertThat(PublishFixture.rows(database, breaks)).containsExactly("{9,11,13,15}");
    List<String> pinned = PublishFixture.rows(database, breaks);
    database.execute("UPDATE indicator.cell SET n = 2 * n WHERE niveau = 'basisdistrikt'");
    PublishFixture.publish(database.access(), catalogue);
    assertThat(PublishFixture.rows(database, breaks)).isEqualTo(pinned);
    Publisher.publish(
        database.access(), catalogue, "offentlig", PublishFixture.KEY, true, line -> {});
    assertThat(PublishFixture.rows(database, breaks)).isNotEqualTo(pinned);
  }

  @Test
  void classesFollowThePinnedBreaks() throws SQLException {
    PublishFixture.publish(database.access(), catalogue);
    assertThat(
            PublishFixture.rows(
                database,
                "SELECT vaerdi, klasse FROM publish.cell WHERE niveau = 'basisdistrikt' AND periode"
                    + " = '2025' AND omraade_kode IN ('D02a', 'D03b', 'D05a', 'D06a', 'D10a')"
                    + " ORDER BY omraade_kode"))
        .containsExactly("7 1", "- -", "10 2", "11 3", "15 5");
  }

  @Test
  void aFailureLeavesEverythingAsItWas() throws SQLException {
    long first = PublishFixture.publish(database.access(), catalogue).publication();
    database.execute("UPDATE indicator.cell SET n = n + 1 WHERE omraade_kode = 'D05b'");
    database.execute("ALTER TABLE publish.style ADD CONSTRAINT broken CHECK (false) NOT VALID");
    assertThatThrownBy(() -> PublishFixture.publish(database.access(), catalogue))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("nothing has changed");
    assertThat(PublishFixture.read(database.access(), null).publication()).isEqualTo(first);
    assertThat(PublishFixture.rows(database, "SELECT count(*) FROM publish.publication"))
        .containsExactly("1");
    assertThat(PublishFixture.rows(database, "SELECT result FROM ops.run ORDER BY id"))
        .containsExactly("done", "failed");
  }

  @Test
  void anUnknownAudienceIsNamed() {
    assertThatThrownBy(
            () ->
                Publisher.publish(
                    database.access(), catalogue, "presse", PublishFixture.KEY, false, line -> {}))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("presse")
        .hasMessageContaining("offentlig");
  }
}
