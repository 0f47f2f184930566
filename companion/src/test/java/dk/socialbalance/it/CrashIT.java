/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * kill -9 at any moment of a load, a count or a publication leaves the old state or the new one,
 * never something between. Moments are drawn at random; the seed is printed.
 */
class CrashIT {

  private static final int KILLS = 6;
  private static final long SEED = Long.getLong("sb.seed", System.nanoTime());

  private static Installation installation;
  private static Installation.Running holder;
  private static Path original;
  private static Path changed;

  @BeforeAll
  static void begin() throws IOException, InterruptedException {
    System.out.println("CrashIT: repeat with -Dsb.seed=" + SEED);
    installation = new Installation();
    // A server without data keeps the database up between the short commands.
    holder =
        installation.start("Ctrl-C stops.", "run", "--empty").awaitReady(Duration.ofMinutes(2));
    Path demo = installation.home().resolve("files");
    installation.run(0, "demo", "--residents", "20000", demo.toString());
    installation.run(
        0,
        "load",
        "areas",
        demo.resolve("omraader_kommune.geojson").toString(),
        demo.resolve("omraader_bydel.geojson").toString(),
        demo.resolve("omraader_basisdistrikt.geojson").toString());
    installation.run(0, "load", "addresses", demo.resolve("adresser.csv").toString());
    installation.run(
        0,
        "load",
        "register",
        demo.resolve("folkeregister.csv").toString(),
        demo.resolve("ydelser.csv").toString());
    original = demo.resolve("ydelser.csv");
    changed = demo.resolve("rettet").resolve("ydelser.csv");
    Files.createDirectories(changed.getParent());
    List<String> lines = Files.readAllLines(original);
    Files.write(changed, lines.subList(0, lines.size() - 30));
    installation.run(0, "compute");
  }

  @AfterAll
  static void end() throws InterruptedException {
    holder.interrupt();
    installation.close();
  }

  /** Of everything that a load replaces. */
  private static final String LOADED =
      """
      SELECT md5(concat_ws('|',
        (SELECT count(*) FROM register.spell), (SELECT count(*) FROM register.residence),
        (SELECT md5(string_agg(s::text, ',' ORDER BY s::text))
           FROM (SELECT pseudonym, source, code, valid_from, valid_to, value
                   FROM register.spell) s),
        (SELECT string_agg(d.subject || d.input_hash, ',' ORDER BY d.subject)
           FROM indicator.delivery d WHERE kind = 'register')))
      """;

  /** Of the raw cells: one transaction. */
  private static final String COUNTED =
      """
      SELECT md5(concat_ws('|',
        (SELECT md5(string_agg(c::text, ',' ORDER BY c::text)) FROM indicator.cell c),
        (SELECT md5(string_agg(p::text, ',' ORDER BY p::text)) FROM indicator.population p)))
      """;

  /** Of what is in service: one transaction. */
  private static final String PUBLISHED =
      """
      SELECT md5(concat_ws('|',
        (SELECT md5(string_agg(x::text, ',' ORDER BY x::text)) FROM (
           SELECT c.indikator, c.niveau, c.omraade_kode, c.periode, c.datastatus, c.taeller,
                  c.vaerdi, c.klasse, c.udvikling
             FROM publish.cell c JOIN publish.current_publication USING (publication_id)) x),
        (SELECT count(*) FROM publish.layer JOIN publish.current_publication USING (publication_id)),
        (SELECT count(*) FROM publish.style JOIN publish.current_publication USING (publication_id))))
      """;

  @Test
  void aKilledLoadLeavesTheOldOrTheNewState() throws Exception {
    String before = fingerprint(LOADED);
    long begin = System.nanoTime();
    installation.run(0, "load", "register", changed.toString());
    long took = System.nanoTime() - begin;
    String after = fingerprint(LOADED);
    assertThat(after).isNotEqualTo(before);
    installation.run(0, "load", "register", original.toString());
    assertThat(fingerprint(LOADED)).isEqualTo(before);

    Random random = new Random(SEED);
    int unfinished = 0;
    for (int i = 0; i < KILLS; i++) {
      killAfter(
          took / 3 + (long) (random.nextDouble() * took * 2 / 3),
          "load",
          "register",
          changed.toString());
      String now = fingerprint(LOADED);
      assertThat(now).isIn(before, after);
      if (now.equals(before)) {
        unfinished++;
      } else {
        installation.run(0, "load", "register", original.toString());
      }
    }
    assertThat(unfinished).as("kills that came before the end").isPositive();
  }

  @Test
  void aKilledComputationLeavesTheOldOrTheNewState() throws Exception {
    String oldCells = fingerprint(COUNTED);
    String oldPublication = fingerprint(PUBLISHED);
    installation.run(0, "load", "register", changed.toString());
    forgetFormerCounts();
    long begin = System.nanoTime();
    installation.run(0, "compute");
    long took = System.nanoTime() - begin;
    String newCells = fingerprint(COUNTED);
    String newPublication = fingerprint(PUBLISHED);
    assertThat(newCells).isNotEqualTo(oldCells);
    assertThat(newPublication).isNotEqualTo(oldPublication);

    Random random = new Random(SEED + 1);
    boolean toNew = false;
    for (int i = 0; i < KILLS; i++) {
      // There and back again: each round is killed once, looked at, and then let through.
      installation.run(0, "load", "register", (toNew ? changed : original).toString());
      forgetFormerCounts();
      killAfter(took / 4 + (long) (random.nextDouble() * took * 3 / 4), "compute");
      assertThat(fingerprint(COUNTED)).isIn(oldCells, newCells);
      assertThat(fingerprint(PUBLISHED)).isIn(oldPublication, newPublication);
      forgetFormerCounts();
      installation.run(0, "compute");
      assertThat(fingerprint(COUNTED)).isEqualTo(toNew ? newCells : oldCells);
      assertThat(fingerprint(PUBLISHED)).isEqualTo(toNew ? newPublication : oldPublication);
      toNew = !toNew;
    }
    installation.run(0, "load", "register", original.toString());
    forgetFormerCounts();
    installation.run(0, "compute");
  }

  /**
   * To and fro between the same two states is for this test alone: protected together with all that
   * was told before, the way back would be refused.
   */
  private static void forgetFormerCounts() throws SQLException {
    try (Connection connection = installation.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE indicator.told_count CASCADE");
    }
  }

  private static void killAfter(long nanos, String... arguments) throws Exception {
    Installation.Running running = installation.start(null, arguments);
    running.process().waitFor(nanos, TimeUnit.NANOSECONDS);
    running.kill();
    awaitQuiet();
  }

  /** Until the server has noticed that the killed client is gone. */
  private static void awaitQuiet() throws SQLException {
    try (Connection connection = installation.connect();
        Statement statement = connection.createStatement()) {
      boolean quiet;
      do {
        try (ResultSet row =
            statement.executeQuery(
                "SELECT count(*) = 0 FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND pid <> pg_backend_pid() AND usename = 'sb_owner'"
                    + " AND state <> 'idle'")) {
          row.next();
          quiet = row.getBoolean(1);
        }
      } while (!quiet);
    }
  }

  private static String fingerprint(String sql) throws SQLException {
    try (Connection connection = installation.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
