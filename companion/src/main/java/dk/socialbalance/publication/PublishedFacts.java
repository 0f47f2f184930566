/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a publication holds, as far as its layers depend on it.
 *
 * @param levels levels that have areas
 * @param figures for each indicator on each level that has cells: its first and last period
 * @param breaks pinned class breaks
 * @param pinned the day (UTC) on which the breaks of a subject were pinned
 * @param indices indices that have values, by level
 * @param carried indicators and indices with figures that rest on counts carried over from former
 *     areas
 */
record PublishedFacts(
    Set<String> levels,
    Map<Subject, Span> figures,
    Map<Subject, List<Double>> breaks,
    Map<Subject, LocalDate> pinned,
    Set<Subject> indices,
    Set<Subject> carried) {

  /** An indicator or index on a level. */
  record Subject(String niveau, String id) {}

  /** First and last period code by time. */
  record Span(String first, String last) {}

  static PublishedFacts read(Connection connection, String audience, long publication)
      throws SQLException {
    Set<String> levels = new HashSet<>();
    Map<Subject, Span> figures = new HashMap<>();
    Map<Subject, List<Double>> breaks = new HashMap<>();
    Map<Subject, LocalDate> pinned = new HashMap<>();
    Set<Subject> indices = new HashSet<>();
    Set<Subject> carried = new HashSet<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT DISTINCT a.niveau FROM publish.area a JOIN publish.publication p USING"
                + " (area_revision) WHERE p.id = ?")) {
      query.setLong(1, publication);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          levels.add(row.getString(1));
        }
      }
    }
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT niveau, indikator, (array_agg(periode ORDER BY periode_start))[1],"
                + " (array_agg(periode ORDER BY periode_slut DESC))[1]"
                + " FROM (SELECT DISTINCT niveau, indikator, publication_id, periode"
                + "       FROM publish.cell WHERE publication_id = ?) c"
                + " JOIN publish.period USING (publication_id, periode) GROUP BY 1, 2")) {
      query.setLong(1, publication);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          figures.put(
              new Subject(row.getString(1), row.getString(2)),
              new Span(row.getString(3), row.getString(4)));
        }
      }
    }
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT niveau, indikator, breaks, (pinned_at AT TIME ZONE 'UTC')::date"
                + " FROM publish.class_break WHERE audience = ?")) {
      query.setString(1, audience);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          Subject subject = new Subject(row.getString(1), row.getString(2));
          Array array = row.getArray(3);
          breaks.put(subject, List.of((Double[]) array.getArray()));
          pinned.put(subject, row.getObject(4, LocalDate.class));
        }
      }
    }
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT DISTINCT niveau, indeks_id FROM publish.index_value WHERE publication_id = ?")) {
      query.setLong(1, publication);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          indices.add(new Subject(row.getString(1), row.getString(2)));
        }
      }
    }
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT DISTINCT niveau, indikator FROM publish.cell"
                + " WHERE publication_id = ? AND overfoert > 0"
                + " UNION SELECT DISTINCT niveau, indeks_id FROM publish.index_value"
                + " WHERE publication_id = ? AND overfoert > 0")) {
      query.setLong(1, publication);
      query.setLong(2, publication);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          carried.add(new Subject(row.getString(1), row.getString(2)));
        }
      }
    }
    return new PublishedFacts(levels, figures, breaks, pinned, indices, carried);
  }
}
