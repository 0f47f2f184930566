/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cells;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.cells.CountPlan.Scan;
import dk.socialbalance.cells.CountPlan.WantedPopulation;
import dk.socialbalance.db.DatabaseAccess;
import dk.socialbalance.db.DatabaseException;
import dk.socialbalance.db.Role;
import dk.socialbalance.db.RunLog;
import dk.socialbalance.db.SqlResource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Counts everything anew: register and delivered figures become {@code indicator.cell}, {@code
 * indicator.population} and {@code indicator.unplaced} (docs/method.md, "Counting").
 *
 * <p>The register is first copied, in one snapshot, into work tables of whole numbers. The
 * catalogue is compiled to one grouped statement per period and reference day over them; several
 * connections take the next one when they are free. Last, one transaction replaces the cells: until
 * it commits everybody sees the old ones, and an end at any moment leaves them as they were.
 */
public final class CellCounter {

  /** Any two numbers will do as long as nothing else in the database uses them. */
  static final long COUNT_LOCK = 7_305_521_150L;

  private static final long WORKER_LOCK = 7_305_521_151L;

  private static final int MAX_WORKERS = 4;
  private static final long PROGRESS_NANOS = 1_000_000_000L;
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** How long a count waits for the last statement of one that was interrupted. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String SETTINGS =
      "SET jit = off; SET synchronize_seqscans = off; SET enable_mergejoin = off; SET work_mem = '64MB'; SET datestyle = 'ISO';";

  private static final String WORKER_SETTINGS =
      SETTINGS
          + "SET max_parallel_workers_per_gather = 0;"
          + "SELECT pg_advisory_lock_shared("
          + WORKER_LOCK
          + ")";

  private final DatabaseAccess access;
  private final Catalogue catalogue;
  private final Consumer<String> progress;
  private final Duration patience;

  private CellCounter(
      DatabaseAccess access, Catalogue catalogue, Consumer<String> progress, Duration patience) {
    this.access = access;
    this.catalogue = catalogue;
    this.progress = progress;
    this.patience = patience;
  }

  /**
   * Counts everything anew.
   *
   * @param progress is told in a line a second at most, possibly from another thread
   * @throws DatabaseException when another count is running or the database fails; the former cells
   *     stand then
   * @throws IllegalArgumentException when the catalogue asks for what cannot be counted
   */
  public static CellReport count(
      DatabaseAccess access, Catalogue catalogue, Consumer<String> progress) {
    return count(access, catalogue, progress, PATIENCE);
  }

  static CellReport count(
      DatabaseAccess access, Catalogue catalogue, Consumer<String> progress, Duration patience) {
    try {
      return new CellCounter(access, catalogue, progress, patience).logged();
    } catch (SQLException e) {
      throw new DatabaseException(
          "Counting failed; the former cells stand. The database says: " + e.getMessage(), e);
    }
  }

  private CellReport logged() throws SQLException {
    RunLog run = RunLog.start(access, "cells", catalogue.version());
    try {
      return locked(run);
    } catch (SQLException | RuntimeException e) {
      try {
        run.finish(new RunLog.Outcome("failed", null, 0, 0, 0, e.getMessage()), List.of());
      } catch (SQLException unlogged) {
        e.addSuppressed(unlogged);
      }
      throw e;
    }
  }

  private CellReport locked(RunLog run) throws SQLException {
    long begun = System.nanoTime();
    CountPlan plan = CountPlan.of(catalogue);
    SpellBits bits = new SpellBits();
    List<List<String>> scans = scans(plan, bits);
    try (Connection connection = access.connect(Role.COUNT);
        Statement statement = connection.createStatement()) {
      statement.execute(SETTINGS);
      lock(statement);
      try {
        long facts = prepare(connection, statement, plan, bits);
        AtomicLong told = new AtomicLong(System.nanoTime());
        workers(Math.min(MAX_WORKERS, Math.max(1, Runtime.getRuntime().availableProcessors())))
            .run(new ConcurrentLinkedQueue<>(scans), done -> tell(told, done, scans.size()));
        return replace(connection, run, facts, plan.scans().size(), begun);
      } finally {
        if (!connection.isClosed() && connection.isValid(5)) {
          connection.rollback();
          connection.setAutoCommit(true);
          statement.execute(SqlResource.read("compute/cells/clear.sql"));
        }
      }
    }
  }

  /** A worker of an interrupted count holds the second lock as long as its last statement runs. */
  private void lock(Statement statement) throws SQLException {
    statement.execute("SET lock_timeout = " + patience.toMillis());
    try {
      statement.execute("SELECT pg_advisory_lock(" + COUNT_LOCK + ")");
      statement.execute("SELECT pg_advisory_lock(" + WORKER_LOCK + ")");
      statement.execute("SELECT pg_advisory_unlock(" + WORKER_LOCK + ")");
    } catch (SQLException e) {
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        throw new DatabaseException(
            "Another count is running on this database. Wait until it has ended, then count again.",
            e);
      }
      throw e;
    }
    statement.execute("SET lock_timeout = 0");
  }

  private ScanWorkers workers(int connections) {
    return new ScanWorkers(access, connections, WORKER_SETTINGS);
  }

  /** Compiles all scans; the longest first, so that the workers end at about the same time. */
  private static List<List<String>> scans(CountPlan plan, SpellBits bits) {
    ScanSql sql = new ScanSql(plan, bits);
    return plan.scans().stream()
        .sorted(Comparator.comparingInt((Scan s) -> s.indicators().size()).reversed())
        .map(sql::statements)
        .toList();
  }

  private static List<List<String>> populations(CountPlan plan) {
    return plan.populations().stream()
        .map(WantedPopulation::day)
        .distinct()
        .sorted(Comparator.<LocalDate>naturalOrder())
        .map(day -> List.of(ScanSql.residentCount(day)))
        .toList();
  }

  /**
   * Copies the register into work tables: persons, then the facts, and beside them who lived where.
   * Whoever has done so first counts residents. These are three transactions; when a load ended
   * between them, all begin anew, so that all tables tell of one state of the register.
   *
   * @return the number of facts
   */
  private long prepare(Connection connection, Statement statement, CountPlan plan, SpellBits bits)
      throws SQLException {
    progress.accept("Counting: reading the register");
    while (true) {
      connection.setAutoCommit(true);
      statement.execute(SqlResource.read("compute/cells/clear.sql"));
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      String state = copyPersons(connection, statement, plan);
      Queue<List<String>> populations = new ConcurrentLinkedQueue<>();
      AtomicBoolean staysSame = new AtomicBoolean();
      try (Beside stays =
          Beside.start(
              () -> {
                if (copyStays(state)) {
                  staysSame.set(true);
                  populations.addAll(populations(plan));
                  workers(1).run(populations, done -> {});
                }
              })) {
        boolean factsSame = copyFacts(connection, statement, plan, bits, state);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        workers(1).run(populations, done -> {});
        stays.await();
        if (factsSame && staysSame.get()) {
          return number(statement, "SELECT count(*) FROM work.fact");
        }
      }
      progress.accept("Counting: a load has ended meanwhile, reading the register anew");
    }
  }

  /**
   * Commits the table of persons and what the catalogue asks; gives the state of the deliveries.
   */
  private String copyPersons(Connection connection, Statement statement, CountPlan plan)
      throws SQLException {
    statement.execute(SqlResource.read("compute/cells/persons.sql"));
    statement.execute(SqlResource.read("compute/cells/results.sql"));
    new WorkTables(connection).write(catalogue, plan);
    String state = deliveries(statement);
    connection.commit();
    return state;
  }

  /**
   * Commits the tables of stays and places, on a connection of its own.
   *
   * @return whether the deliveries are still in the given state
   */
  private boolean copyStays(String state) throws SQLException {
    try (Connection connection = access.connect(Role.COUNT);
        Statement statement = connection.createStatement()) {
      statement.execute(WORKER_SETTINGS);
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      statement.execute(SqlResource.read("compute/cells/stays.sql"));
      boolean same = deliveries(statement).equals(state);
      long lost = number(statement, "SELECT count(*) FROM work.stay WHERE person IS NULL");
      if (same && lost > 0) {
        throw new DatabaseException(
            lost + " residences belong to nobody in register.person: load the register again.");
      }
      connection.commit();
      return same;
    }
  }

  /**
   * Commits the table of facts.
   *
   * @return whether the deliveries are still in the given state
   */
  private static boolean copyFacts(
      Connection connection, Statement statement, CountPlan plan, SpellBits bits, String state)
      throws SQLException {
    if (!plan.indicators().isEmpty()) {
      new FactTable(bits, plan).create(connection);
    } else {
      statement.execute("CREATE UNLOGGED TABLE work.fact (person integer)");
    }
    boolean same = deliveries(statement).equals(state);
    connection.commit();
    return same;
  }

  /** Changes with every load and withdrawal of what is counted. */
  private static String deliveries(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT concat_ws(' ', count(*), max(run_id), sum(run_id)) FROM indicator.delivery"
                + " WHERE kind <> 'layer'")) {
      row.next();
      return row.getString(1);
    }
  }

  /** The one transaction that others see; the run is on record as done if and only if it is. */
  private CellReport replace(Connection connection, RunLog run, long facts, int scans, long begun)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(SqlResource.read("compute/cells/place.sql"));
      statement.execute(SqlResource.read("compute/cells/cells.sql"));
      statement.execute(SqlResource.read("compute/cells/unplaced.sql"));
      statement.execute(SqlResource.read("compute/cells/population.sql"));
      statement.execute(SqlResource.read("compute/cells/tallies.sql"));
      long cells = number(statement, "SELECT count(*) FROM indicator.cell");
      int delivered = statement.executeUpdate(SqlResource.read("compute/cells/measures.sql"));
      long ignored = number(statement, "SELECT count(*) FROM indicator.measure") - delivered;
      long withoutAddress =
          number(
              statement,
              "SELECT coalesce(sum(residents), 0) FROM work.resident_count"
                  + " WHERE atom = 0 AND day = (SELECT max(day) FROM work.resident_count)");
      CellReport report =
          new CellReport(
              facts,
              scans,
              cells,
              delivered,
              ignored,
              withoutAddress,
              Duration.ofNanos(System.nanoTime() - begun));
      run.finish(
          connection,
          new RunLog.Outcome("done", null, facts, cells + delivered, 0, report.summary()),
          List.of());
      connection.commit();
      return report;
    }
  }

  private void tell(AtomicLong told, int done, int all) {
    long last = told.get();
    long now = System.nanoTime();
    if (now - last >= PROGRESS_NANOS && told.compareAndSet(last, now)) {
      progress.accept("Counting: " + done + " of " + all + " passes");
    }
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
