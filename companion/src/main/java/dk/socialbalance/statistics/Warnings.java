/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.statistics;

import dk.socialbalance.db.SqlResource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Early warnings (docs/method.md, "Warnings"): what the rules see in a publication, and how the
 * warnings live on from one publication to the next. Runs as {@code sb_statistics}.
 */
public final class Warnings {

  private static final List<String> RULES =
      List.of("prepare", "trend", "jump", "cusum", "hotspot", "index", "signals");

  private Warnings() {}

  /**
   * Writes the signals of the publication named by the setting {@code sb.publication}, after its
   * trends and indices.
   *
   * @param statement in a transaction, role {@code sb_statistics} taken
   */
  public static void detect(Statement statement) throws SQLException {
    for (String rule : RULES) {
      statement.execute(SqlResource.read("compute/warnings_" + rule + ".sql"));
    }
  }

  /**
   * Opens, renews and lets lapse warnings, now that a publication comes into service; in the same
   * transaction.
   *
   * @param audience whose publication it is
   * @param publication that is in service from now on
   */
  public static void live(Connection connection, String audience, long publication)
      throws SQLException {
    set(connection, "sb.audience", audience);
    set(connection, "sb.publication", Long.toString(publication));
    run(connection, "life");
  }

  /**
   * Undoes what a withdrawn publication did to warnings, where nobody has acted since; {@link
   * #live} for the former publication follows.
   *
   * @param withdrawn the publication that is marked withdrawn
   */
  public static void undo(Connection connection, String audience, long withdrawn)
      throws SQLException {
    set(connection, "sb.audience", audience);
    set(connection, "sb.withdrawn", Long.toString(withdrawn));
    run(connection, "withdraw");
  }

  private static void run(Connection connection, String step) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(SqlResource.read("compute/warnings_" + step + ".sql"));
    }
  }

  private static void set(Connection connection, String name, String value) throws SQLException {
    try (PreparedStatement set = connection.prepareStatement("SELECT set_config(?, ?, true)")) {
      set.setString(1, name);
      set.setString(2, value);
      set.execute();
    }
  }
}
