/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import dk.socialbalance.disclosure.audit.Edition.Area;
import dk.socialbalance.disclosure.audit.Edition.Span;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads every publication of an audience with the doors' role: nothing that a client cannot see.
 */
final class Editions {

  private final Connection connection;

  private Editions(Connection connection) {
    this.connection = connection;
  }

  /**
   * All publications of the audience, the current one first, then the newest; withdrawn ones too:
   * whoever kept them can subtract.
   *
   * @param connection as {@code sb_publish}
   * @return empty when nothing is published
   */
  static List<Edition> read(Connection connection, String audience) throws SQLException {
    Editions reader = new Editions(connection);
    Map<Long, Boolean> ids = new LinkedHashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            SELECT p.id, c.publication_id IS NOT NULL
            FROM publish.publication p
            LEFT JOIN publish.current_publication c ON c.publication_id = p.id AND c.audience = p.audience
            WHERE p.audience = ? ORDER BY 2 DESC, 1 DESC
            """)) {
      query.setString(1, audience);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          ids.put(row.getLong(1), row.getBoolean(2));
        }
      }
    }
    if (!ids.containsValue(true)) {
      return List.of();
    }
    List<Edition> editions = new ArrayList<>();
    for (Map.Entry<Long, Boolean> entry : ids.entrySet()) {
      editions.add(reader.edition(entry.getKey(), entry.getValue()));
    }
    return editions;
  }

  private Edition edition(long id, boolean current) throws SQLException {
    Map<String, Asked> asked = new TreeMap<>();
    each(
        "SELECT definition::text FROM publish.indicator WHERE publication_id = ?",
        id,
        row -> Asked.read(row.getString(1)).forEach(a -> asked.putIfAbsent(a.id(), a)));
    Map<String, Span> periods = new HashMap<>();
    each(
        "SELECT periode, cadence, periode_start, periode_slut FROM publish.period"
            + " WHERE publication_id = ?",
        id,
        row ->
            periods.put(
                row.getString(1),
                new Span(row.getString(1), row.getString(2), day(row, 3), day(row, 4))));
    List<Area> areas = new ArrayList<>();
    each(
        "SELECT a.niveau, a.omraade_kode, a.overordnet, a.gyldig_fra, a.gyldig_til"
            + " FROM publish.area a JOIN publish.publication p USING (area_revision)"
            + " WHERE p.id = ?",
        id,
        row ->
            areas.add(
                new Area(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    day(row, 4),
                    day(row, 5))));
    Map<Integer, List<String>> atoms = new TreeMap<>();
    each(
        "SELECT atom, niveau, omraade_kode, gyldig_fra FROM publish.atom_area"
            + " WHERE publication_id = ? ORDER BY 1, 2, 3, 4",
        id,
        row ->
            atoms
                .computeIfAbsent(row.getInt(1), a -> new ArrayList<>())
                .add(Area.key(row.getString(2), row.getString(3), day(row, 4))));
    Map<String, Long> residents = new HashMap<>();
    each(
        "SELECT niveau, omraade_kode, periode, residents FROM publish.population"
            + " WHERE publication_id = ?",
        id,
        row ->
            residents.put(
                row.getString(1) + "/" + row.getString(2) + "/" + row.getString(3), whole(row, 4)));
    return new Edition(
        id, current, asked, periods, areas, List.copyOf(atoms.values()), residents, figures(id));
  }

  private List<Figure> figures(long id) throws SQLException {
    List<Figure> figures = new ArrayList<>();
    each(
        "SELECT indikator, niveau, omraade_kode, periode, datastatus, taeller, naevner, sum,"
            + " sum_squares, vaerdi, nedre, oevre, klasse, udvikling, udvikling_pr_aar"
            + " FROM publish.cell WHERE publication_id = ? ORDER BY 1, 4, 2, 3",
        id,
        row -> {
          Long klass = whole(row, 13);
          figures.add(
              new Figure(
                  id,
                  row.getString(1).intern(),
                  row.getString(2).intern(),
                  row.getString(3).intern(),
                  row.getString(4).intern(),
                  row.getString(5).intern(),
                  whole(row, 6),
                  whole(row, 7),
                  number(row, 8),
                  number(row, 9),
                  number(row, 10),
                  number(row, 11),
                  number(row, 12),
                  klass == null ? null : klass.intValue(),
                  row.getString(14),
                  number(row, 15)));
        });
    return figures;
  }

  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void each(String sql, long id, RowReader reader) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setLong(1, id);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          reader.read(row);
        }
      }
    }
  }

  /** Moments in publications are whole days in UTC. */
  private static LocalDate day(ResultSet row, int column) throws SQLException {
    OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
    return moment == null ? null : moment.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
  }

  private static Long whole(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  private static Double number(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }
}
