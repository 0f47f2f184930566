/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.statistics;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.db.DatabaseAccess;
import dk.socialbalance.db.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The register of warnings: what there is, and what people do about it. Each change is kept for
 * ever and told to the doors. Works as {@code sb_statistics}.
 */
public final class WarningRegister {

  /** Statuses that a warning can have, in the order of its life. */
  public static final List<String> STATUSES =
      List.of("ny", "set", "handlet", "lukket", "bortfaldet");

  private static final String COLUMNS =
      "SELECT w.id, w.status, w.alvor, w.regel, w.indikator, w.niveau, w.omraade_kode, w.periode,"
          + " w.vaerdi, w.forventet, w.q, w.tekst_da, w.tekst_en, w.opened_at, w.sidst_behandlet,"
          + " w.audience FROM publish.warning w ";

  private final DatabaseAccess access;
  private final Catalogue catalogue;

  /** The register of one installation. */
  public WarningRegister(DatabaseAccess access, Catalogue catalogue) {
    this.access = access;
    this.catalogue = catalogue;
  }

  /** A step that the warning's status does not allow. */
  public static final class NotNowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotNowException(String message) {
      super(message);
    }
  }

  /**
   * Warnings, the most severe first.
   *
   * @param status one of {@link #STATUSES}, or {@code aaben} for all that are not closed or lapsed;
   *     empty for all
   * @param niveau level; empty for all
   * @param indikator indicator or index; empty for all
   */
  public List<Map<String, Object>> list(String status, String niveau, String indikator)
      throws SQLException {
    if (!status.isEmpty() && !status.equals("aaben") && !STATUSES.contains(status)) {
      throw new IllegalArgumentException(
          "No such status; write aaben or one of %s.".formatted(String.join(", ", STATUSES)));
    }
    try (Connection connection = access.connect(Role.STATISTICS)) {
      return rows(
          connection,
          COLUMNS
              + "WHERE (? IN ('', w.status) OR (? = 'aaben' AND w.status IN ('ny', 'set',"
              + " 'handlet'))) AND ? IN ('', w.niveau) AND ? IN ('', w.indikator)"
              + " ORDER BY w.alvor DESC, w.q, w.id",
          status,
          status,
          niveau,
          indikator);
    }
  }

  /** One warning with its signals and what happened to it, oldest first; empty when unknown. */
  public Optional<Map<String, Object>> find(long id) throws SQLException {
    try (Connection connection = access.connect(Role.STATISTICS)) {
      return find(connection, id);
    }
  }

  private static Optional<Map<String, Object>> find(Connection connection, long id)
      throws SQLException {
    List<Map<String, Object>> found = rows(connection, COLUMNS + "WHERE w.id = ?", id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> warning = found.get(0);
    warning.put(
        "historik",
        rows(
            connection,
            "SELECT at, event, status, periode, publication_id, role, text, acted_on"
                + " FROM ops.warning_event WHERE warning_id = ? ORDER BY id",
            id));
    warning.put(
        "signaler",
        rows(
            connection,
            "SELECT s.publication_id, s.periode, s.vaerdi, s.forventet, s.q, s.alvor"
                + " FROM publish.warning_signal s JOIN publish.warning w ON w.id = ?"
                + " JOIN publish.publication p ON p.id = s.publication_id AND p.audience ="
                + " w.audience AND p.withdrawn_at IS NULL WHERE (s.regel, s.indikator,"
                + " s.omraade_kode) = (w.regel, w.indikator, w.omraade_kode)"
                + " ORDER BY s.publication_id",
            id));
    return Optional.of(warning);
  }

  /** Says that a new warning has been seen. */
  public Optional<Map<String, Object>> acknowledge(long id, String role) throws SQLException {
    return step(id, "set", List.of("ny"), role, null, null);
  }

  /**
   * Says what was done.
   *
   * @param role id of a role of the catalogue
   * @param text what, 3 to 500 characters, nothing that names a person
   * @param on the day it was done, not in the future
   */
  public Optional<Map<String, Object>> act(long id, String role, String text, LocalDate on)
      throws SQLException {
    if (on == null || on.isAfter(LocalDate.now())) {
      throw new IllegalArgumentException("The day (acted_on) is missing or lies in the future.");
    }
    return step(
        id, "handlet", List.of("ny", "set", "handlet"), role, WarningText.checked(text), on);
  }

  /** Closes a warning; it comes back only after a period without signal. */
  public Optional<Map<String, Object>> close(long id, String role, String text)
      throws SQLException {
    return step(
        id,
        "lukket",
        List.of("ny", "set", "handlet"),
        role,
        text == null || text.isBlank() ? null : WarningText.checked(text),
        null);
  }

  private Optional<Map<String, Object>> step(
      long id, String event, List<String> from, String role, String text, LocalDate on)
      throws SQLException {
    if (catalogue.roles().stream().noneMatch(r -> r.id().equals(role))) {
      throw new IllegalArgumentException(
          "No such role; choose one of %s."
              .formatted(catalogue.roles().stream().map(Catalogue.Role::id).toList()));
    }
    try (Connection connection = access.connect(Role.STATISTICS)) {
      connection.setAutoCommit(false);
      List<Map<String, Object>> found =
          rows(
              connection,
              "SELECT status, audience FROM publish.warning WHERE id = ? FOR UPDATE",
              id);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      String status = (String) found.get(0).get("status");
      if (!from.contains(status)) {
        throw new NotNowException(
            "Warning %d is '%s'; this can be done while it is %s."
                .formatted(id, status, String.join(", ", from)));
      }
      write(
          connection,
          "INSERT INTO ops.warning_event (warning_id, event, status, periode, role, text, acted_on)"
              + " SELECT id, ?, ?, periode, ?, ?, ?::date FROM publish.warning WHERE id = ?",
          event,
          event,
          role,
          text,
          on == null ? null : on.toString(),
          id);
      write(
          connection,
          "UPDATE publish.warning SET status = ?, quiet = false, sidst_behandlet ="
              + " transaction_timestamp() WHERE id = ?",
          event,
          id);
      rows(connection, "SELECT publish.warnings_changed(?)", found.get(0).get("audience"));
      Optional<Map<String, Object>> now = find(connection, id);
      connection.commit();
      return now;
    }
  }

  private static void write(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      fill(statement, parameters);
      statement.executeUpdate();
    }
  }

  private static List<Map<String, Object>> rows(
      Connection connection, String sql, Object... parameters) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      fill(query, parameters);
      List<Map<String, Object>> rows = new ArrayList<>();
      try (ResultSet result = query.executeQuery()) {
        ResultSetMetaData columns = result.getMetaData();
        while (result.next()) {
          Map<String, Object> row = new LinkedHashMap<>();
          for (int c = 1; c <= columns.getColumnCount(); c++) {
            Object value = result.getObject(c);
            row.put(
                columns.getColumnLabel(c),
                value instanceof Timestamp time
                    ? time.toInstant().toString()
                    : value instanceof java.sql.Date day ? day.toString() : value);
          }
          rows.add(row);
        }
      }
      return rows;
    }
  }

  private static void fill(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i] instanceof String text) {
        statement.setString(i + 1, text);
      } else {
        statement.setObject(i + 1, parameters[i]);
      }
    }
  }
}
