/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ops;

import dk.socialbalance.db.DatabaseAccess;
import dk.socialbalance.db.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an administrator may look up: publications, what has been loaded, runs and their rejects.
 */
public final class Journal {

  private final DatabaseAccess access;

  /** The journal of one installation. */
  public Journal(DatabaseAccess access) {
    this.access = access;
  }

  /** The publication that is in service, and how many came before it; empty when there is none. */
  public List<Map<String, Object>> publications() throws SQLException {
    return rows(
        "SELECT p.id AS publication, p.audience, p.created_at, p.catalogue_version,"
            + " p.method_version, p.withdrawn_at, c.publication_id IS NOT NULL AS in_service"
            + " FROM publish.publication p LEFT JOIN publish.current_publication c"
            + " ON c.publication_id = p.id ORDER BY p.id DESC LIMIT 20");
  }

  /** What is loaded: one row a delivery. */
  public List<Map<String, Object>> deliveries() throws SQLException {
    return rows(
        "SELECT d.kind, d.subject, d.periode AS period, r.finished_at AS loaded_at, r.rows_out,"
            + " r.rows_rejected FROM indicator.delivery d JOIN ops.run r ON r.id = d.run_id"
            + " ORDER BY d.kind, d.subject, d.periode");
  }

  /** The latest runs, newest first. */
  public List<Map<String, Object>> runs(int limit) throws SQLException {
    return rows(
        "SELECT id, step, subject, started_at, finished_at,"
            + " extract(epoch FROM finished_at - started_at) AS seconds,"
            + " rows_in, rows_out, rows_rejected, result, message"
            + " FROM ops.run ORDER BY id DESC LIMIT ?",
        limit);
  }

  /** The rejects of a run; values are masked when they are personal. */
  public List<Map<String, Object>> rejects(long run) throws SQLException {
    return rows(
        "SELECT file, line, col AS column, reason, value FROM ops.reject WHERE run_id = ?"
            + " ORDER BY file, line LIMIT 10000",
        run);
  }

  private List<Map<String, Object>> rows(String sql, Object... parameters) throws SQLException {
    try (Connection connection = access.connect(Role.OWNER);
        PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        query.setObject(i + 1, parameters[i]);
      }
      List<Map<String, Object>> rows = new ArrayList<>();
      try (ResultSet result = query.executeQuery()) {
        ResultSetMetaData columns = result.getMetaData();
        while (result.next()) {
          Map<String, Object> row = new LinkedHashMap<>();
          for (int c = 1; c <= columns.getColumnCount(); c++) {
            Object value = result.getObject(c);
            row.put(
                columns.getColumnLabel(c),
                value instanceof Timestamp time ? time.toInstant().toString() : value);
          }
          rows.add(row);
        }
      }
      return rows;
    }
  }
}
