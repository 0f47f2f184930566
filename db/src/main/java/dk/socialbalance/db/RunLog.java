/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The log of runs in {@code ops.run}. A run is written at its start and at its end on a connection
 * of its own, so that it is on record also when the work is rolled back.
 */
public final class RunLog {

  private static final int MAX_REJECTS_KEPT = 10_000;

  private final DatabaseAccess access;
  private final long id;

  private RunLog(DatabaseAccess access, long id) {
    this.access = access;
    this.id = id;
  }

  /**
   * One rejected row.
   *
   * @param file the file's name without its folder
   * @param line line in the file, 1 for the first
   * @param column header of the column; null when the row as a whole is wrong
   * @param reason what is wrong and what is expected
   * @param value the value, masked when personal; may be null
   */
  public record Reject(String file, long line, String column, String reason, String value) {}

  /**
   * The end of a run.
   *
   * @param result {@code done}, {@code unchanged}, {@code failed} or {@code dry run}
   * @param inputHash SHA-256 of the input, hex; null when there is none
   */
  public record Outcome(
      String result,
      String inputHash,
      long rowsIn,
      long rowsOut,
      long rowsRejected,
      String message) {}

  /**
   * Writes the start of a run.
   *
   * @param step for example {@code load areas}
   * @param subject what it works on; a file's name without its folder, never a path
   */
  public static RunLog start(DatabaseAccess access, String step, String subject)
      throws SQLException {
    try (Connection connection = access.connect(Role.OWNER);
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO ops.run (step, subject) VALUES (?, ?) RETURNING id")) {
      insert.setString(1, step);
      insert.setString(2, subject);
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return new RunLog(access, row.getLong(1));
      }
    }
  }

  /** The number of the run. */
  public long id() {
    return id;
  }

  /** Writes the end of the run and up to 10,000 of its rejects, on a connection of its own. */
  public void finish(Outcome outcome, List<Reject> rejects) throws SQLException {
    try (Connection connection = access.connect(Role.OWNER)) {
      connection.setAutoCommit(false);
      finish(connection, outcome, rejects);
      connection.commit();
    }
  }

  /**
   * Writes the end of the run inside the caller's transaction, so that the log says {@code done} if
   * and only if the work is there.
   */
  public void finish(Connection connection, Outcome outcome, List<Reject> rejects)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE ops.run SET finished_at = clock_timestamp(), result = ?, input_hash = ?,"
                + " rows_in = ?, rows_out = ?, rows_rejected = ?, message = ? WHERE id = ?")) {
      update.setString(1, outcome.result());
      update.setString(2, outcome.inputHash());
      update.setLong(3, outcome.rowsIn());
      update.setLong(4, outcome.rowsOut());
      update.setLong(5, outcome.rowsRejected());
      update.setString(6, outcome.message());
      update.setLong(7, id);
      update.executeUpdate();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO ops.reject (run_id, file, line, col, reason, value)"
                + " VALUES (?, ?, ?, ?, ?, ?)")) {
      for (Reject reject : rejects.subList(0, Math.min(rejects.size(), MAX_REJECTS_KEPT))) {
        insert.setLong(1, id);
        insert.setString(2, reject.file());
        insert.setLong(3, reject.line());
        insert.setString(4, reject.column());
        insert.setString(5, reject.reason());
        insert.setString(6, reject.value());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /**
   * Marks runs as failed whose process has ended without saying so.
   *
   * @return how many
   */
  public static int closeInterrupted(DatabaseAccess access) throws SQLException {
    try (Connection connection = access.connect(Role.OWNER);
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(
          "UPDATE ops.run SET result = 'failed', finished_at = clock_timestamp(),"
              + " message = 'interrupted: nothing of it was kept' WHERE result = 'running'");
    }
  }
}
