/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Indicator.Hide;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.db.DatabaseException;
import dk.socialbalance.db.Role;
import dk.socialbalance.db.TestDatabase;
import dk.socialbalance.publication.context.ContextFixture;
import dk.socialbalance.publication.context.ContextLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotRefresherTest {

  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofMillis(50);

  private final Catalogue catalogue =
      PublishFixture.catalogue(
          List.of(
              PublishFixture.indicator(
                  "underretninger", Measure.SHARE, 5, Hide.BOTH, PublishFixture.yearly())),
          List.of());
  private final CurrentSnapshot current = new CurrentSnapshot();
  @TempDir private Path folder;
  private TestDatabase database;

  @BeforeEach
  void fill() {
    database = TestDatabase.create();
    PublishFixture.areas(database, 3);
    PublishFixture.cells(database, "underretninger", "basisdistrikt", "2024", "20", "200");
    PublishFixture.cells(database, "underretninger", "basisdistrikt", "2025", "20", "200");
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private SnapshotRefresher refresher(Duration poll) {
    SnapshotRefresher refresher =
        new SnapshotRefresher(
            database.access(), "offentlig", "http://localhost:8080", current, poll, SOON);
    refresher.start();
    return refresher;
  }

  private long publish(int n) {
    database.execute("UPDATE indicator.cell SET n = " + n);
    return PublishFixture.publish(database.access(), catalogue).publication();
  }

  private void awaitPublication(long publication) {
    await().atMost(Duration.ofSeconds(20)).until(() -> current.get().publication() == publication);
  }

  @Test
  void isToldOfANewPublicationAndOfAWithdrawal() {
    try (SnapshotRefresher refresher = refresher(NEVER)) {
      assertThat(refresher).isNotNull();
      long first = publish(20);
      awaitPublication(first);
      awaitPublication(publish(21));
      Publisher.withdraw(database.access(), "offentlig", line -> {});
      awaitPublication(first);
    }
  }

  @Test
  void isToldOfAChangedWarningAndSwapsOnlyItsLayer() {
    try (SnapshotRefresher refresher = refresher(NEVER)) {
      assertThat(refresher).isNotNull();
      awaitPublication(publish(20));
      Snapshot before = current.get();
      database.execute("SELECT publish.warnings_changed('offentlig')");
      await().atMost(Duration.ofSeconds(20)).until(() -> current.get() != before);
      assertThat(current.get().layer("advarsler")).isNotSameAs(before.layer("advarsler"));
      assertThat(current.get().layer("basisdistrikt_underretninger"))
          .isSameAs(before.layer("basisdistrikt_underretninger"));
      assertThat(current.get().revision()).isNotEqualTo(before.revision());
    }
  }

  @Test
  void isToldOfAnOwnLayerWithAndWithoutAPublication() throws Exception {
    try (ContextFixture own = new ContextFixture(folder, database);
        SnapshotRefresher refresher = refresher(NEVER)) {
      assertThat(refresher).isNotNull();
      own.features(ContextFixture.layer("x"), ContextFixture.feature("null", "'a': 1"));
      await().atMost(Duration.ofSeconds(20)).until(() -> current.get().layer("x") != null);
      awaitPublication(publish(20));
      Snapshot before = current.get();
      assertThat(before.layer("x")).isNotNull();
      own.features(ContextFixture.layer("x"), ContextFixture.feature("null", "'a': 2"));
      await().atMost(Duration.ofSeconds(20)).until(() -> current.get() != before);
      assertThat(current.get().layer("x").value(0, "a")).isEqualTo(2);
      assertThat(current.get().layer("advarsler")).isSameAs(before.layer("advarsler"));
      assertThat(current.get().layer("basisdistrikt_underretninger"))
          .isSameAs(before.layer("basisdistrikt_underretninger"));
      ContextLoader.remove(database.access(), "x");
      await().atMost(Duration.ofSeconds(20)).until(() -> current.get().layer("x") == null);
      assertThat(current.get().groups()).hasSize(before.groups().size() - 1);
    }
  }

  @Test
  void findsAPublicationThatItWasNotToldOf() {
    long first = publish(20);
    long second = publish(21);
    try (SnapshotRefresher refresher = refresher(SOON)) {
      assertThat(refresher).isNotNull();
      awaitPublication(second);
      database.execute("UPDATE publish.current_publication SET publication_id = " + first);
      awaitPublication(first);
    }
  }

  @Test
  void servesOnWhileTheDatabaseIsAwayAndCatchesUp() throws Exception {
    long first = publish(20);
    try (SnapshotRefresher refresher = refresher(NEVER)) {
      assertThat(refresher).isNotNull();
      awaitPublication(first);
      Snapshot served = current.get();
      // Nobody may connect, and who is connected is thrown out: the database is away.
      connect("REVOKE CONNECT ON DATABASE %I FROM sb_publish");
      try {
        database.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'sb_publish'"
                + " AND datname = current_database()");
        long second = publish(21);
        await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () ->
                    PublishFixture.rows(
                            database,
                            "SELECT 1 FROM pg_stat_activity WHERE usename = 'sb_publish'"
                                + " AND datname = current_database()")
                        .isEmpty());
        assertThat(current.get()).isSameAs(served);
        connect("GRANT CONNECT ON DATABASE %I TO sb_publish");
        awaitPublication(second);
      } finally {
        connect("GRANT CONNECT ON DATABASE %I TO sb_publish");
      }
    }
  }

  @Test
  void aReaderSeesOneSnapshotFromStartToEnd() throws Exception {
    awaitAfterFirst();
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try (SnapshotRefresher refresher = refresher(NEVER)) {
      assertThat(refresher).isNotNull();
      Future<Integer> read =
          reader.submit(
              () -> {
                int passes = 0;
                while (!done.get() || passes == 0) {
                  Layer layer = current.get().layer("basisdistrikt_underretninger");
                  Object first = layer.value(0, "taeller");
                  for (int row = 0; row < layer.size(); row++) {
                    assertThat(layer.value(row, "taeller")).isEqualTo(first);
                  }
                  passes++;
                }
                return passes;
              });
      for (int n = 21; n <= 25; n++) {
        awaitPublication(publish(n));
      }
      done.set(true);
      assertThat(read.get()).isPositive();
    } finally {
      reader.shutdownNow();
    }
  }

  private void connect(String right) {
    database.execute("DO $$ BEGIN EXECUTE format('" + right + "', current_database()); END $$");
  }

  private void awaitAfterFirst() throws SQLException {
    publish(20);
    current.swap(PublishFixture.read(database.access(), null));
  }

  @Test
  void geometryAndItsReprojectionsOutliveAPublication() throws SQLException {
    publish(20);
    Snapshot before = PublishFixture.read(database.access(), null);
    Layer layer = before.layer("basisdistrikt_underretninger");
    var reprojected = layer.geometry(0, 4326);
    assertThat(before.layer("basisdistrikt").geometries()).isSameAs(layer.geometries());
    publish(21);
    Snapshot after = PublishFixture.read(database.access(), before);
    assertThat((Object) after.layer("basisdistrikt_underretninger").geometry(0, 4326))
        .isSameAs(reprojected);
    database.execute(
        "UPDATE indicator.area SET geom = postgis.ST_Translate(geom, 1, 0) WHERE kode = 'D01a'");
    publish(22);
    Snapshot moved = PublishFixture.read(database.access(), after);
    assertThat(moved.layer("basisdistrikt_underretninger").geometries())
        .isNotSameAs(layer.geometries());
  }

  @Test
  void refusesWhatIsLargerThanTheBudget() throws SQLException {
    publish(20);
    try (Connection connection = database.access().connect(Role.PUBLISH)) {
      assertThatThrownBy(
              () -> SnapshotReader.read(connection, "offentlig", null, "http://x", 11, 1000))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("12 rows")
          .hasMessageContaining("at most 11");
      assertThatThrownBy(
              () -> SnapshotReader.read(connection, "offentlig", null, "http://x", 1000, 10))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("55 vertices");
    }
  }
}
