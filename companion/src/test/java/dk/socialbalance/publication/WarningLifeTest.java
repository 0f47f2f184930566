/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Indicator.Hide;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.db.Role;
import dk.socialbalance.db.TestDatabase;
import dk.socialbalance.statistics.WarningRegister;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of a warning over publications, and what people do about it. */
class WarningLifeTest {

  private static final String ROLE = "distriktsleder";

  private final Catalogue catalogue =
      PublishFixture.catalogue(
          List.of(
              PublishFixture.indicator(
                  "underretninger", Measure.SHARE, 5, Hide.BOTH, PublishFixture.yearly())),
          List.of());
  private TestDatabase database;
  private WarningRegister register;
  private int ripple;

  @BeforeEach
  void fill() {
    database = TestDatabase.create();
    register = new WarningRegister(database.access(), catalogue);
    PublishFixture.areas(database, 3);
    for (int year = 2020; year <= 2025; year++) {
      PublishFixture.cells(
          database, "underretninger", "bydel", Integer.toString(year), "40", "400");
      PublishFixture.cells(
          database, "underretninger", "kommune", Integer.toString(year), "10000", "100000");
    }
  }

  @AfterEach
  void drop() {
    database.close();
  }

  /** A publication in which B01's latest year is as given, and something else differs. */
  private long publish(int latest) {
    ripple++;
    database.execute(
        "UPDATE indicator.cell SET n = %d WHERE omraade_kode = 'B01' AND periode = '2025';"
                .formatted(latest)
            + "UPDATE indicator.cell SET n = %d WHERE omraade_kode = 'B03' AND periode = '2020'"
                .formatted(40 + ripple));
    return PublishFixture.publish(database.access(), catalogue).publication();
  }

  private String status() throws SQLException {
    return String.join(
        ",",
        PublishFixture.rows(
            database,
            "SELECT status || absent FROM publish.warning WHERE regel = 'spring' ORDER BY id"));
  }

  private long id() throws SQLException {
    return Long.parseLong(
        PublishFixture.rows(database, "SELECT id FROM publish.warning WHERE regel = 'spring'")
            .get(0));
  }

  private List<String> events() throws SQLException {
    return PublishFixture.rows(
        database,
        "SELECT e.event FROM ops.warning_event e JOIN publish.warning w ON w.id = e.warning_id"
            + " WHERE w.regel = 'spring' ORDER BY e.id");
  }

  @Test
  void anOpenWarningIsRenewedAndLapsesAfterTwoPublicationsWithout() throws SQLException {
    publish(90);
    assertThat(status()).isEqualTo("ny0");
    publish(95);
    assertThat(status()).isEqualTo("ny0");
    assertThat(register.find(id()).orElseThrow()).containsEntry("vaerdi", 23.75);
    publish(40);
    assertThat(status()).isEqualTo("ny1");
    // The same again is no publication, and ages nothing.
    assertThat(PublishFixture.publish(database.access(), catalogue).unchanged()).isTrue();
    assertThat(status()).isEqualTo("ny1");
    publish(40);
    assertThat(status()).isEqualTo("bortfaldet2");
    publish(90);
    assertThat(status()).isEqualTo("ny0");
    assertThat(events()).containsExactly("aabnet", "bortfaldet", "genaabnet");
  }

  @Test
  void ofAnAreasWarningsTheOneToAttendToIsPaintedLast() throws SQLException {
    database.execute(
        "UPDATE indicator.cell SET n = 90 WHERE omraade_kode IN ('B02', 'B03') AND periode ="
            + " '2025'");
    publish(90);
    database.execute(
        "UPDATE publish.warning SET alvor = 2, omraade_kode = 'B01', regel = 'test' ||"
            + " omraade_kode, status = CASE omraade_kode WHEN 'B02' THEN 'ny' ELSE 'handlet' END"
            + " WHERE regel = 'spring'; DELETE FROM publish.warning WHERE regel !~ '^test'");
    Layer layer = PublishFixture.read(database.access(), null).layer("advarsler");
    assertThat(layer.size()).isEqualTo(3);
    assertThat(layer.value(2, "status")).isEqualTo("ny");
  }

  @Test
  void withdrawingTakesBackWhatThePublicationDid() throws SQLException {
    publish(90);
    publish(40);
    publish(40);
    assertThat(status()).isEqualTo("bortfaldet2");
    Publisher.withdraw(database.access(), "offentlig", line -> {});
    assertThat(status()).isEqualTo("ny1");
    publish(40);
    assertThat(status()).isEqualTo("bortfaldet2");
    Publisher.withdraw(database.access(), "offentlig", line -> {});
    Publisher.withdraw(database.access(), "offentlig", line -> {});
    assertThat(status()).isEqualTo("ny0");
  }

  @Test
  void aWarningOfAWithdrawnPublicationAloneIsGone() throws SQLException {
    publish(40);
    publish(90);
    assertThat(status()).isEqualTo("ny0");
    Publisher.withdraw(database.access(), "offentlig", line -> {});
    assertThat(status()).startsWith("bortfaldet");
    assertThat(PublishFixture.read(database.access(), null).layer("advarsler").size()).isZero();
  }

  @Test
  void aClosedOneComesBackOnlyAfterAPeriodWithoutSignal() throws SQLException {
    publish(90);
    register.close(id(), ROLE, null);
    publish(95);
    publish(40);
    publish(90);
    assertThat(status()).startsWith("lukket");
    // A later year without signal, and one with it.
    database.execute(
        "UPDATE indicator.cell SET periode = (periode::int - 1)::text WHERE periode = '2020';"
            + " UPDATE indicator.cell SET n = 40 WHERE periode = '2025' AND omraade_kode = 'B01'");
    database.execute("UPDATE publish.warning SET periode = '2024' WHERE regel = 'spring'");
    publish(40);
    assertThat(status()).startsWith("lukket");
    publish(90);
    assertThat(status()).isEqualTo("ny0");
    assertThat(events()).containsExactly("aabnet", "lukket", "genaabnet");
  }

  @Test
  void peopleActAndItIsKept() throws SQLException {
    publish(90);
    long id = id();
    assertThat(register.acknowledge(id, ROLE).orElseThrow()).containsEntry("status", "set");
    assertThatThrownBy(() -> register.acknowledge(id, ROLE))
        .isInstanceOf(WarningRegister.NotNowException.class);
    register.act(id, ROLE, "Fremskudt rådgivning på skolen", LocalDate.of(2026, 3, 1));
    register.close(id, ROLE, null);
    assertThat(events()).containsExactly("aabnet", "set", "handlet", "lukket");
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> history =
        (List<Map<String, Object>>) register.find(id).orElseThrow().get("historik");
    assertThat(history.get(2))
        .containsEntry("role", ROLE)
        .containsEntry("text", "Fremskudt rådgivning på skolen")
        .containsEntry("acted_on", "2026-03-01");
    assertThat(register.list("aaben", "", "")).isEmpty();
    assertThat(register.list("lukket", "bydel", "underretninger")).hasSize(1);
    assertThat(register.find(9999)).isEmpty();
  }

  @Test
  void nothingThatNamesAPersonIsTaken() throws SQLException {
    publish(90);
    long id = id();
    LocalDate day = LocalDate.of(2026, 3, 1);
    // Synthetic numbers: the day has 60 added.
    for (String text :
        List.of("Talt med 710190-1234", "710190 1234", "7101901234", "skriv til a.b@c.dk", "x")) {
      assertThatThrownBy(() -> register.act(id, ROLE, text, day))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .doesNotContain("1234");
    }
    assertThatThrownBy(() -> register.act(id, "Peter Hansen", "Gjort noget", day))
        .hasMessageContaining("distriktsleder");
    // And by the database, whatever the code does.
    assertThatThrownBy(
            () ->
                database.execute(
                    "INSERT INTO ops.warning_event (warning_id, event, status, role, text,"
                        + " acted_on) VALUES (%d, 'handlet', 'handlet', 'x', 'om 710190-1234',"
                            .formatted(id)
                        + " now())"))
        .hasMessageContaining("check");
    assertThat(events()).containsExactly("aabnet");
  }

  @Test
  void aChangeOfStatusReachesTheLayerAndNoOther() throws SQLException {
    publish(90);
    Snapshot before = PublishFixture.read(database.access(), null);
    Layer open = before.layer("advarsler");
    int row = open.row("advarsler." + id());
    assertThat(row).isNotNegative();
    assertThat(open.value(row, "status")).isEqualTo("ny");
    assertThat(open.value(row, "niveau")).isEqualTo("bydel");
    assertThat(open.value(row, "tekst")).asString().contains("sprunget op til 22,5 %");
    assertThat(open.geometry(row, 25832).getArea()).isEqualTo(1e6);
    register.acknowledge(id(), ROLE);
    try (Connection connection = database.access().connect(Role.PUBLISH)) {
      Snapshot after =
          SnapshotReader.withChanges(connection, "offentlig", before, "http://localhost:8080");
      Layer seen = after.layer("advarsler");
      assertThat(seen.value(seen.row("advarsler." + id()), "status")).isEqualTo("set");
      assertThat(seen.value(0, "sidst_behandlet")).isNotNull();
      assertThat(seen.revision()).isNotEqualTo(open.revision());
      assertThat(seen.geometries()).isSameAs(open.geometries());
      assertThat(after.layer("bydel_underretninger"))
          .isSameAs(before.layer("bydel_underretninger"));
    }
  }

  @Test
  void aFailedPublicationChangesNothing() throws SQLException {
    publish(90);
    database.execute(
        "CREATE FUNCTION publish.fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no';"
            + " END $$; CREATE TRIGGER fail BEFORE UPDATE ON publish.current_publication FOR EACH"
            + " ROW EXECUTE FUNCTION publish.fail()");
    assertThatThrownBy(() -> publish(40)).hasMessageContaining("nothing has changed");
    assertThat(status()).isEqualTo("ny0");
  }
}
