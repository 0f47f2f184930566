/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.db.DatabaseAccess;
import dk.socialbalance.db.DatabaseException;
import dk.socialbalance.db.Role;
import dk.socialbalance.db.RunLog;
import dk.socialbalance.db.SqlResource;
import dk.socialbalance.disclosure.DisclosureControl;
import dk.socialbalance.statistics.Statistics;
import dk.socialbalance.statistics.Warnings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes publications: raw cells through disclosure control and statistics to layers, in one
 * transaction. Whatever ends it early leaves the former publication as it was; former ones are
 * kept.
 */
public final class Publisher {

  /** Version of docs/method.md that figures are made by; changes when a formula does. */
  public static final String METHOD_VERSION = "2";

  /** The channel on which every change of a current publication is told. */
  static final String CHANNEL = "publication";

  private Publisher() {}

  /**
   * Publishes what has been counted. When the result is the current publication to the letter, no
   * new one is made.
   *
   * @param audience id of an audience of the catalogue
   * @param key the secret that breaks ties in disclosure control, 32 bytes
   * @param repin true: class breaks are drawn anew; otherwise the pinned ones hold
   * @param progress told a line after each step
   * @throws DatabaseException when it failed; nothing has changed then
   */
  public static PublicationReport publish(
      DatabaseAccess access,
      Catalogue catalogue,
      String audience,
      byte[] key,
      boolean repin,
      Consumer<String> progress) {
    if (catalogue.audiences().stream().noneMatch(a -> a.id().equals(audience))) {
      throw new DatabaseException(
          "No audience '%s' in the catalogue; it has %s."
              .formatted(
                  audience, catalogue.audiences().stream().map(Catalogue.Audience::id).toList()));
    }
    return logged(
        access,
        "publish",
        audience,
        connection -> make(connection, catalogue, audience, key, repin, progress));
  }

  /**
   * Returns to the publication before the current one, at once. The withdrawn one is kept, marked.
   *
   * @return the report of the publication that is current now; its counts are nil
   * @throws DatabaseException when there is no former one, or it failed; nothing has changed then
   */
  public static PublicationReport withdraw(
      DatabaseAccess access, String audience, Consumer<String> progress) {
    return logged(
        access,
        "withdraw",
        audience,
        connection -> {
          try (Statement statement = connection.createStatement()) {
            lock(statement);
            long current = current(connection, audience);
            long former = former(connection, audience, current);
            if (former == 0) {
              throw new DatabaseException(
                  current == 0
                      ? "Nothing is published for '" + audience + "': nothing can be withdrawn."
                      : "Publication %d of '%s' is the first: there is no former one to return to."
                          .formatted(current, audience));
            }
            takeRole(statement, Role.DISCLOSE);
            statement.executeUpdate(
                "UPDATE publish.publication SET withdrawn_at = clock_timestamp() WHERE id = "
                    + current);
            takeRole(statement, Role.STATISTICS);
            Warnings.undo(connection, audience, current);
            Warnings.live(connection, audience, former);
            makeCurrent(connection, audience, former);
            progress.accept("publication %d withdrawn, back to %d".formatted(current, former));
            return new PublicationReport(former, false, 0, Map.of(), 0, 0, List.of(), 0, 0);
          }
        });
  }

  private static PublicationReport make(
      Connection connection,
      Catalogue catalogue,
      String audience,
      byte[] key,
      boolean repin,
      Consumer<String> progress)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      lock(statement);
      long before = current(connection, audience);
      takeRole(statement, Role.DISCLOSE);
      long id = PublicationInput.write(connection, catalogue, audience, METHOD_VERSION);
      statement.execute(SqlResource.read("compute/publish_areas.sql"));
      statement.execute(SqlResource.read("compute/publish_area_key.sql"));
      long begin = System.nanoTime();
      DisclosureControl.Decision decision =
          DisclosureControl.apply(connection, catalogue, audience, key, progress);
      long controlMillis = (System.nanoTime() - begin) / 1_000_000;
      progress.accept(
          "disclosure control: %,d cells shown, %,d hidden, %,d without data"
              .formatted(decision.shown(), decision.hidden(), decision.withoutData()));

      // Fresh rows have no statistics yet, and only the owner may gather them.
      statement.execute("RESET ROLE");
      statement.execute("ANALYZE publish.cell, publish.population, publish.area, publish.period");
      takeRole(statement, Role.STATISTICS);
      List<String> remarks = new ArrayList<>(decision.remarks());
      remarks.addAll(Statistics.compute(connection, audience, repin, progress));
      LayerPlan plan = LayerPlan.of(catalogue, PublishedFacts.read(connection, audience, id));
      DesiredState.write(connection, id, plan);
      String hash = DesiredState.seal(connection, id);
      boolean unchanged = hash.equals(hash(connection, before));
      if (unchanged) {
        connection.rollback();
        progress.accept("nothing has changed: publication %d stays".formatted(before));
      } else {
        Warnings.live(connection, audience, id);
        makeCurrent(connection, audience, id);
        progress.accept("publication %d: %,d layers".formatted(id, plan.layers().size()));
      }
      return new PublicationReport(
          unchanged ? before : id,
          unchanged,
          decision.shown(),
          decision.hiddenByRule(),
          decision.withoutData(),
          plan.layers().size(),
          remarks,
          controlMillis,
          0);
    }
  }

  private interface Work {
    PublicationReport in(Connection connection) throws SQLException;
  }

  /** One transaction of the owner's, on record in {@code ops.run}. */
  private static PublicationReport logged(
      DatabaseAccess access, String step, String audience, Work work) {
    long start = System.nanoTime();
    try {
      RunLog run = RunLog.start(access, step, audience);
      try (Connection connection = access.connect(Role.OWNER)) {
        connection.setAutoCommit(false);
        PublicationReport report = work.in(connection);
        connection.commit();
        long cells = report.shown() + report.hidden() + report.withoutData();
        run.finish(
            new RunLog.Outcome(
                report.unchanged() ? "unchanged" : "done",
                null,
                cells,
                cells,
                0,
                "publication %d; hidden %s%s"
                    .formatted(
                        report.publication(),
                        report.hiddenByRule(),
                        report.remarks().isEmpty()
                            ? ""
                            : "; " + String.join("; ", report.remarks()))),
            List.of());
        return new PublicationReport(
            report.publication(),
            report.unchanged(),
            report.shown(),
            report.hiddenByRule(),
            report.withoutData(),
            report.layers(),
            report.remarks(),
            report.controlMillis(),
            (System.nanoTime() - start) / 1_000_000);
      } catch (SQLException | RuntimeException e) {
        run.finish(
            new RunLog.Outcome("failed", null, 0, 0, 0, "nothing of it was kept: " + e), List.of());
        throw e;
      }
    } catch (SQLException e) {
      throw new DatabaseException(
          "Could not %s; nothing has changed. %s".formatted(step, e.getMessage()), e);
    }
  }

  /** One publication at a time; the lock ends with the transaction. */
  private static void lock(Statement statement) throws SQLException {
    // Periods are moments in UTC, whatever zone the client sits in; and one process keeps sums in
    // a fixed order, so that the same cells give the same last digit.
    statement.execute("SET LOCAL TimeZone = 'UTC'");
    statement.execute("SET LOCAL max_parallel_workers_per_gather = 0");
    statement.execute("SELECT pg_advisory_xact_lock(hashtext('socialbalance publication'))");
  }

  private static void takeRole(Statement statement, Role role) throws SQLException {
    statement.execute("SET LOCAL ROLE " + role.sqlName());
  }

  private static long current(Connection connection, String audience) throws SQLException {
    return number(
        connection,
        "SELECT publication_id FROM publish.current_publication WHERE audience = ?",
        audience,
        null);
  }

  private static long former(Connection connection, String audience, long current)
      throws SQLException {
    return number(
        connection,
        "SELECT max(id) FROM publish.publication"
            + " WHERE audience = ? AND id < ? AND withdrawn_at IS NULL",
        audience,
        current);
  }

  private static long number(Connection connection, String sql, String audience, Long second)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, audience);
      if (second != null) {
        query.setLong(2, second);
      }
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  private static String hash(Connection connection, long publication) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT content_hash FROM publish.publication WHERE id = ?")) {
      query.setLong(1, publication);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  private static void makeCurrent(Connection connection, String audience, long publication)
      throws SQLException {
    try (PreparedStatement upsert =
            connection.prepareStatement(
                "INSERT INTO publish.current_publication (audience, publication_id) VALUES (?, ?)"
                    + " ON CONFLICT (audience) DO UPDATE SET publication_id ="
                    + " excluded.publication_id, switched_at = clock_timestamp()");
        PreparedStatement tell = connection.prepareStatement("SELECT pg_notify(?, ?)")) {
      upsert.setString(1, audience);
      upsert.setLong(2, publication);
      upsert.executeUpdate();
      tell.setString(1, CHANNEL);
      tell.setString(2, audience);
      tell.execute();
    }
  }
}
