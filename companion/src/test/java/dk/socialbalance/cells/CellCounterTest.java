/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Condition;
import dk.socialbalance.catalogue.Condition.Comparison;
import dk.socialbalance.catalogue.Condition.Rule;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.db.DatabaseException;
import dk.socialbalance.db.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The count as a step: repeatable, all or nothing, one at a time. */
class CellCounterTest {

  private static final String CELLS = "SELECT c::text FROM indicator.cell c ORDER BY 1";
  private static final String BACKENDS =
      " FROM pg_stat_activity WHERE datname = current_database()"
          + " AND application_name = 'socialbalance-sb_count'";

  private TestDatabase database;

  @BeforeEach
  void fill() throws SQLException, IOException {
    database = TestDatabase.create();
    HandRegister.load(database);
  }

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void countingTwiceGivesTheSameRows() throws SQLException {
    List<List<String>> first = new ArrayList<>();
    List<List<String>> second = new ArrayList<>();
    for (List<List<String>> run : List.of(first, second)) {
      count(SixteenIndicators.catalogue(2016, 2018));
      run.add(strings(CELLS));
      run.add(strings("SELECT p::text FROM indicator.population p ORDER BY 1"));
      run.add(strings("SELECT u::text FROM indicator.unplaced u ORDER BY 1"));
    }
    assertThat(first.get(0)).hasSizeGreaterThan(200);
    assertThat(second).isEqualTo(first);
  }

  @Test
  void aKilledCountLeavesTheOldCellsAndTheNextOneSucceeds() throws Exception {
    count(SixteenIndicators.catalogue(2016, 2018));
    List<String> old = strings(CELLS);
    database.execute("UPDATE register.spell SET code = 'su' WHERE source = 'ydelser'");
    // The last step waits for the lock held here; until then everything else has been done.
    try (Connection blocker = database.superuser();
        Statement lock = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      lock.execute("LOCK TABLE indicator.cell IN SHARE ROW EXCLUSIVE MODE");
      CompletableFuture<CellReport> count =
          CompletableFuture.supplyAsync(() -> count(SixteenIndicators.catalogue(2016, 2018)));
      awaitOne("SELECT count(*)" + BACKENDS + " AND wait_event_type = 'Lock'");
      database.execute("SELECT pg_terminate_backend(pid)" + BACKENDS);
      assertThatThrownBy(count::join)
          .hasCauseInstanceOf(DatabaseException.class)
          .hasMessageContaining("the former cells stand");
      blocker.rollback();
    }
    assertThat(strings(CELLS)).isEqualTo(old);
    assertThat(strings("SELECT result FROM ops.run WHERE step = 'cells' ORDER BY id"))
        .containsExactly("done", "failed");
    count(SixteenIndicators.catalogue(2016, 2018));
    assertThat(strings(CELLS)).isNotEqualTo(old);
    assertThat(strings("SELECT relname FROM pg_class WHERE relnamespace = 'work'::regnamespace"))
        .isEmpty();
  }

  @Test
  void twoCountsAtOnceAreRefused() throws SQLException {
    try (Connection other = database.superuser();
        Statement statement = other.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(" + CellCounter.COUNT_LOCK + ")");
      assertThatThrownBy(
              () ->
                  CellCounter.count(
                      database.access(),
                      SixteenIndicators.catalogue(2016, 2018),
                      line -> {},
                      Duration.ofMillis(20)))
          .isInstanceOf(DatabaseException.class)
          .hasMessageStartingWith("Another count is running");
    }
    assertThat(strings(CELLS)).isEmpty();
  }

  @Test
  void deliveredFiguresAreCopiedWhereTheCatalogueAsksForThem() throws SQLException {
    database.execute(
        "INSERT INTO indicator.delivery (kind, subject, periode, input_hash, cleared_by, run_id)"
            + " SELECT 'measures', 'flis', 'alle', 'x', 'KL', max(id) FROM ops.run;"
            + "INSERT INTO indicator.measure SELECT max(d.id), m.* FROM indicator.delivery d,"
            + " (VALUES ('doemte', 'basisdistrikt', '101', '2016', 3, 700, NULL::float8),"
            + " ('doemte', 'basisdistrikt', '101', '2015', 4, 700, NULL),"
            + " ('doemte', 'basisdistrikt', '999', '2016', 5, 700, NULL),"
            + " ('ukendt', 'basisdistrikt', '101', '2016', 6, 700, NULL),"
            + " ('indeks', 'bydel', 'B01', '2018', NULL, NULL, 1.25)) m GROUP BY 2,3,4,5,6,7,8");
    CellReport report =
        count(
            SixteenIndicators.catalogue(
                2016,
                2018,
                List.of(
                    SixteenIndicators.delivered(
                        "doemte", SixteenIndicators.cadence("year", "year"), Measure.SHARE),
                    SixteenIndicators.delivered(
                        "indeks", SixteenIndicators.cadence("year", "year"), Measure.VALUE))));
    assertThat(
            strings(
                "SELECT concat_ws('|', indikator, omraade_kode, periode, n, d, value, cleared_by)"
                    + " FROM indicator.cell ORDER BY 1"))
        .containsExactly("doemte|101|2016|3|700|KL", "indeks|B01|2018|0|0|1.25|KL");
    assertThat(report.delivered()).isEqualTo(2);
    assertThat(report.ignoredFigures()).isEqualTo(3);
  }

  @Test
  void withoutARegisterThereAreNoPopulations() throws SQLException {
    database.execute("TRUNCATE register.residence, register.person, register.spell");
    count(SixteenIndicators.catalogue(2016, 2018));
    assertThat(strings("SELECT niveau FROM indicator.population")).isEmpty();
    assertThat(strings("SELECT DISTINCT n || '/' || d FROM indicator.cell")).containsExactly("0/0");
  }

  @Test
  void aResidenceOfNobodyIsRefused() {
    database.execute(
        "INSERT INTO register.residence SELECT sha256('stray')::bytea, 'a1', NULL, '2016-01-01',"
            + " NULL, max(id) FROM indicator.delivery");
    assertThatThrownBy(() -> count(SixteenIndicators.catalogue(2016, 2018)))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("1 residences belong to nobody");
  }

  @Test
  void moreQuestionsThanBitsInAWordAreCounted() throws SQLException {
    List<Indicator> many = new ArrayList<>();
    for (int limit = 0; limit < 130; limit++) {
      many.add(
          SixteenIndicators.share(
              "over_" + limit,
              SixteenIndicators.cadence("year", "year"),
              SixteenIndicators.ages(0, 150),
              SixteenIndicators.value(
                  "indkomst", Rule.REFERENCE_DAY, Comparison.GT, limit * 2500.0, "brutto")));
    }
    count(SixteenIndicators.catalogue(2016, 2016, many));
    // G1, A1, B2, E1, D2 of the residents; S1 has 1,000; E1 has 400,000 beside 200,000
    assertThat(
            strings(
                "SELECT n FROM indicator.cell WHERE omraade_kode = '0159' AND indikator IN"
                    + " ('over_0', 'over_1', 'over_20', 'over_40', 'over_61', 'over_62', 'over_120',"
                    + " 'over_124', 'over_129') ORDER BY substring(indikator FROM 6)::int"))
        .containsExactly("6", "5", "4", "3", "2", "2", "1", "1", "1");
  }

  @Test
  void whatCannotBeCountedIsRefusedByName() {
    Indicator nested =
        SixteenIndicators.share(
            "flyttet_eller_ej",
            SixteenIndicators.cadence("year", "year"),
            SixteenIndicators.ages(0, 150),
            new Condition.NoneOf(List.of(new Condition.MovedOut())));
    assertThatThrownBy(() -> count(SixteenIndicators.catalogue(2016, 2016, List.of(nested))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("flyttet_eller_ej")
        .hasMessageContaining("moved_out must be the whole condition");
  }

  private CellReport count(Catalogue catalogue) {
    return CellCounter.count(database.access(), catalogue, line -> {});
  }

  private void awaitOne(String sql) throws SQLException {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!strings(sql).equals(List.of("1"))) {
      assertThat(System.nanoTime()).as("waiting for: " + sql).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private List<String> strings(String sql) throws SQLException {
    try (Connection connection = database.superuser();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }
}
