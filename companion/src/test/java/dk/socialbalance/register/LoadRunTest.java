/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.socialbalance.db.Role;
import dk.socialbalance.db.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promises of the frame, with a loader that keeps each line as an address. */
class LoadRunTest {

  private static final LoadRun.Delivery DELIVERY =
      new LoadRun.Delivery("addresses", "adresser", LoadRun.WHOLE, "v1", null);

  @TempDir private Path folder;
  private TestDatabase database;
  private Path file;

  @BeforeEach
  void create() {
    database = TestDatabase.create();
    file = folder.resolve("adresser.csv");
  }

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void aLoadIsKeptAndLogged() throws Exception {
    LoadReport report = load("a\nb\n", LoadOptions.defaults());

    assertThat(report.result()).isEqualTo("done");
    assertThat(report.rowsIn()).isEqualTo(2);
    assertThat(report.rowsOut()).isEqualTo(2);
    assertThat(state()).isEqualTo("a,b");
    assertThat(
            look(
                "SELECT step || '|' || subject || '|' || result || '|' || rows_in || '|' ||"
                    + " rows_out || '|' || (input_hash = encode(sha256('a\nb\n'), 'hex')) ||"
                    + " '|' || (finished_at >= started_at) FROM ops.run WHERE id = "
                    + report.runId()))
        .isEqualTo("load addresses|adresser alle: adresser.csv|done|2|2|true|true");
  }

  @Test
  void theSameFileChangesNothingAndANewReadingLoadsItAgain() throws Exception {
    load("a\n", LoadOptions.defaults());
    String rows = look("SELECT xmin::text FROM register.address");
    String delivery = look("SELECT xmin::text || run_id FROM indicator.delivery");

    assertThat(load("a\n", LoadOptions.defaults()).result()).isEqualTo("unchanged");
    assertThat(look("SELECT xmin::text FROM register.address")).isEqualTo(rows);
    assertThat(look("SELECT xmin::text || run_id FROM indicator.delivery")).isEqualTo(delivery);

    LoadRun.Delivery otherwise =
        new LoadRun.Delivery("addresses", "adresser", LoadRun.WHOLE, "v2", null);
    LoadReport again =
        LoadRun.execute(
            database.access(), otherwise, file, LoadOptions.defaults(), LoadRunTest::lines);
    assertThat(again.result()).isEqualTo("done");
  }

  @Test
  void aCorrectedFileReplaces() throws Exception {
    load("a\nb\n", LoadOptions.defaults());
    load("b\nc\n", LoadOptions.defaults());

    assertThat(state()).isEqualTo("b,c");
    assertThat(look("SELECT count(*)::text FROM indicator.delivery")).isEqualTo("1");
  }

  @Test
  void aDryRunKeepsNothing() throws Exception {
    load("a\n", LoadOptions.defaults());
    LoadReport report = load("b\nc\n", new LoadOptions(true, 0.02, line -> {}));

    assertThat(report.result()).isEqualTo("dry run");
    assertThat(report.rowsOut()).isEqualTo(2);
    assertThat(state()).isEqualTo("a");
    assertThat(look("SELECT result FROM ops.run WHERE id = " + report.runId()))
        .isEqualTo("dry run");
  }

  @Test
  void tooManyRejectedRowsLeaveEverythingAsItWas() throws Exception {
    load("a\n", LoadOptions.defaults());
    String tooMany = "x\n".repeat(3) + lettersBut(3, 100);

    assertThatThrownBy(() -> load(tooMany, LoadOptions.defaults()))
        .isInstanceOfSatisfying(
            LoadFailedException.class,
            e -> {
              assertThat(e.getMessage())
                  .isEqualTo(
                      "adresser.csv: 3 of 100 rows (3.0 %) were rejected, more than 2.0 %. Nothing"
                          + " was kept. The first: line 1, column id: x is not wanted");
              LoadReport report = e.report().orElseThrow();
              assertThat(report.rejects()).hasSize(3);
              assertThat(report.result()).isEqualTo("failed");
            });
    assertThat(state()).isEqualTo("a");
    assertThat(look("SELECT string_agg(result, ',' ORDER BY id) FROM ops.run"))
        .isEqualTo("done,failed");
    assertThat(look("SELECT count(*)::text FROM ops.reject")).isEqualTo("3");

    assertThat(load("x\n".repeat(2) + lettersBut(2, 100), LoadOptions.defaults()).result())
        .as("exactly the share is not more than the share")
        .isEqualTo("done");
  }

  @Test
  void anEmptyOrMissingFileIsRefused() throws Exception {
    load("a\n", LoadOptions.defaults());

    assertThatThrownBy(() -> load("", LoadOptions.defaults()))
        .isInstanceOf(LoadFailedException.class)
        .hasMessageContaining("holds no rows");
    Files.delete(file);
    assertThatThrownBy(
            () ->
                LoadRun.execute(
                    database.access(), DELIVERY, file, LoadOptions.defaults(), LoadRunTest::lines))
        .isInstanceOf(LoadFailedException.class)
        .hasMessageContaining("adresser.csv does not exist")
        .hasMessageNotContaining(folder.toString());
    assertThat(state()).isEqualTo("a");
  }

  @Test
  void aFileThatChangesWhileItIsReadIsRefused() {
    assertThatThrownBy(
            () -> {
              Files.writeString(file, "a\n");
              LoadRun.execute(
                  database.access(),
                  DELIVERY,
                  file,
                  LoadOptions.defaults(),
                  loading -> {
                    lines(loading);
                    Files.writeString(file, "a\nb\n");
                  });
            })
        .isInstanceOf(LoadFailedException.class)
        .hasMessageContaining("was changed while it was read");
  }

  @Test
  void anErrorOfTheDatabaseIsToldWithoutItsWords() {
    assertThatThrownBy(
            () -> {
              Files.writeString(file, "a\n");
              LoadRun.execute(
                  database.access(),
                  DELIVERY,
                  file,
                  LoadOptions.defaults(),
                  loading -> {
                    try (Statement statement = loading.connection().createStatement()) {
                      statement.execute("SELECT * FROM publish.cell");
                    }
                  });
            })
        .isInstanceOf(LoadFailedException.class)
        .hasMessageContaining("42501")
        .hasMessageNotContaining("SELECT")
        .hasMessageNotContaining("publish");
  }

  @Test
  void loadsOfOneKindWaitForEachOther() throws Exception {
    Files.writeString(file, "a\n");
    CountDownLatch waits = new CountDownLatch(1);
    List<String> told = new ArrayList<>();
    LoadOptions second =
        new LoadOptions(
            false,
            0.02,
            line -> {
              told.add(line);
              waits.countDown();
            });
    CompletableFuture<LoadReport> later = new CompletableFuture<>();
    LoadReport first =
        LoadRun.execute(
            database.access(),
            DELIVERY,
            file,
            LoadOptions.defaults(),
            loading -> {
              lines(loading);
              new Thread(
                      () -> {
                        try {
                          later.complete(
                              LoadRun.execute(
                                  database.access(), DELIVERY, file, second, LoadRunTest::lines));
                        } catch (RuntimeException e) {
                          later.completeExceptionally(e);
                        }
                      })
                  .start();
              await(waits);
            });

    assertThat(first.result()).isEqualTo("done");
    assertThat(later.get(20, TimeUnit.SECONDS).result()).isEqualTo("unchanged");
    assertThat(told).containsExactly("Waits for another load of addresses to end.");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String lettersBut(int from, int to) {
    StringBuilder lines = new StringBuilder();
    for (int i = from; i < to; i++) {
      lines.append('a').append(i).append('\n');
    }
    return lines.toString();
  }

  private LoadReport load(String content, LoadOptions options) throws IOException {
    Files.writeString(file, content);
    return LoadRun.execute(database.access(), DELIVERY, file, options, LoadRunTest::lines);
  }

  private static void lines(Loading loading) throws IOException, SQLException {
    Connection connection = loading.connection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM register.address");
    }
    String all;
    try (var in = loading.open()) {
      all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    int number = 0;
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO register.address (id, geom) VALUES (?, postgis.ST_Point(0, 0))")) {
      for (String line : all.lines().toList()) {
        number++;
        loading.rowsRead(1);
        if (line.equals("x")) {
          loading.reject(number, "id", "x is not wanted", line);
        } else {
          insert.setString(1, line);
          insert.executeUpdate();
          loading.rowsStored(1);
        }
      }
    }
  }

  private String state() throws SQLException {
    return look("SELECT string_agg(id, ',' ORDER BY id) FROM register.address");
  }

  private String look(String sql) throws SQLException {
    try (Connection connection = database.access().connect(Role.OWNER);
        Statement statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : null;
    }
  }
}
