/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import dk.socialbalance.db.DatabaseAccess;
import dk.socialbalance.db.DatabaseException;
import dk.socialbalance.db.Role;
import dk.socialbalance.db.RunLog;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Takes a delivery back: its rows leave the database, as if it had never been loaded. */
public final class Withdrawal {

  private Withdrawal() {}

  /**
   * Takes back one delivery of the register, of delivered figures, or the key between areas.
   *
   * @param kind {@code register}, {@code measures} or {@code key}
   * @param subject source or origin; of the key {@code omraader}
   * @param period {@code alle} or the period of the delivery
   * @return the number of rows that left
   * @throws LoadFailedException when there is no such delivery; nothing was changed
   * @throws DatabaseException when the database does not answer
   */
  public static long withdraw(DatabaseAccess access, String kind, String subject, String period) {
    if (!List.of(RegisterLoader.KIND, "measures", AreaKeyLoader.KIND).contains(kind)) {
      throw new IllegalArgumentException(
          "Only register, measures and key are withdrawn, not " + kind);
    }
    return withdraw(
        access, kind, subject, period, connection -> remove(connection, kind, subject, period));
  }

  /** Takes the rows of a delivery out. */
  @FunctionalInterface
  public interface Removal {
    /**
     * Removes them, in the role {@code sb_load} and the transaction of the withdrawal.
     *
     * @return the number of rows that left
     * @throws LoadFailedException when there is no such delivery
     */
    long remove(Connection connection) throws SQLException;
  }

  /**
   * Takes back one delivery whose rows its own loader knows how to remove.
   *
   * @return the number of rows that left
   * @throws LoadFailedException when there is no such delivery; nothing was changed
   * @throws DatabaseException when the database does not answer
   */
  public static long withdraw(
      DatabaseAccess access, String kind, String subject, String period, Removal removal) {
    try {
      RunLog run = RunLog.start(access, "withdraw " + kind, subject + " " + period);
      try (Connection connection = access.connect(Role.LOAD)) {
        connection.setAutoCommit(false);
        LoadRun.lock(connection, kind, line -> {});
        long rows = removal.remove(connection);
        try (PreparedStatement delete =
            connection.prepareStatement(
                "DELETE FROM indicator.delivery WHERE kind = ? AND subject = ? AND periode = ?")) {
          delete.setString(1, kind);
          delete.setString(2, subject);
          delete.setString(3, period);
          delete.executeUpdate();
        }
        RunLog.Outcome done = new RunLog.Outcome("done", null, rows, 0, 0, "withdrawn");
        run.finish(connection, done, List.of());
        connection.commit();
        return rows;
      } catch (LoadFailedException e) {
        run.finish(failed(e.getMessage()), List.of());
        throw e;
      } catch (SQLException e) {
        run.finish(failed("The database refused (SQLSTATE " + e.getSQLState() + ")."), List.of());
        throw e;
      }
    } catch (SQLException e) {
      throw new DatabaseException(
          "The delivery could not be withdrawn (SQLSTATE "
              + e.getSQLState()
              + "). Nothing was changed.",
          e);
    }
  }

  private static RunLog.Outcome failed(String message) {
    return new RunLog.Outcome("failed", null, 0, 0, 0, message);
  }

  private static long remove(Connection connection, String kind, String subject, String period)
      throws SQLException {
    long delivery;
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT id FROM indicator.delivery WHERE kind = ? AND subject = ? AND periode = ?")) {
      query.setString(1, kind);
      query.setString(2, subject);
      query.setString(3, period);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw new LoadFailedException(
              "There is no delivery of "
                  + kind
                  + " "
                  + subject
                  + " for the period "
                  + period
                  + ".");
        }
        delivery = row.getLong(1);
      }
    }
    long rows =
        update(connection, "DELETE FROM indicator.measure WHERE delivery_id = ?", delivery)
            + update(connection, "DELETE FROM indicator.area_key WHERE delivery_id = ?", delivery)
            + update(connection, "DELETE FROM register.spell WHERE delivery_id = ?", delivery)
            + update(connection, "DELETE FROM register.residence WHERE delivery_id = ?", delivery);
    // Persons whom another delivery names stay, and belong to that one from now on.
    update(
        connection,
        "UPDATE register.person p SET delivery_id = r.delivery_id"
            + " FROM (SELECT pseudonym, max(delivery_id) AS delivery_id FROM register.residence"
            + " GROUP BY pseudonym) r WHERE r.pseudonym = p.pseudonym AND p.delivery_id = ?",
        delivery);
    update(connection, "DELETE FROM register.person WHERE delivery_id = ?", delivery);
    return rows;
  }

  private static long update(Connection connection, String sql, long delivery) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, delivery);
      return statement.executeLargeUpdate();
    }
  }
}
