/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import dk.socialbalance.disclosure.audit.Edition.Area;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** The counts themselves, read with role {@code sb_disclose}: what the proof is held against. */
final class Truth {

  /**
   * A count in one place, or of one cell.
   *
   * @param n numerator; of means the persons
   * @param d denominator
   * @param households that contribute; null when not told
   * @param sum of means
   * @param largest contribution to a mean; null when not known
   * @param bare true when it is a delivered value without counts
   * @param cleared whether a delivered value was cleared
   */
  record Count(
      double n,
      double d,
      Double households,
      Double sum,
      Double largest,
      boolean bare,
      boolean cleared) {

    static final Count NOBODY = new Count(0, 0, 0.0, 0.0, 0.0, false, false);

    /** Whether another count gives the same figure. */
    boolean like(Count other) {
      return other != null && n == other.n && d == other.d && Objects.equals(sum, other.sum);
    }

    Count plus(Count other) {
      return new Count(
          n + other.n,
          d + other.d,
          households == null || other.households == null ? null : households + other.households,
          sum == null ? other.sum : other.sum == null ? sum : Double.valueOf(sum + other.sum),
          largest == null
              ? other.largest
              : other.largest == null ? largest : Double.valueOf(Math.max(largest, other.largest)),
          false,
          false);
    }
  }

  /** An area's residents and households on a day. */
  record Residents(long residents, long households) {}

  /** Counts by the areas that hold them: keys of areas, sorted. */
  private final Map<String, Map<List<String>, Count>> tallies = new HashMap<>();

  private final Map<Long, Map<String, Map<List<String>, Count>>> told = new HashMap<>();
  private final Map<String, Count> cells = new HashMap<>();
  private final Map<String, Map<String, Residents>> residents = new HashMap<>();
  private final Map<String, Map<String, Long>> reasons = new TreeMap<>();

  private Truth() {}

  /**
   * Reads what has been counted, and what lay behind earlier publications.
   *
   * @param connection as {@code sb_disclose}
   */
  static Truth read(Connection connection, String audience, long current) throws SQLException {
    Truth truth = new Truth();
    truth.readTallies(connection);
    truth.readTold(connection, audience);
    truth.readCells(connection, current);
    truth.readReasons(connection, current);
    return truth;
  }

  private void readTallies(Connection connection) throws SQLException {
    Map<Integer, List<String>> atoms = new HashMap<>();
    each(
        connection,
        "SELECT atom, niveau, kode, gyldig_fra::text FROM indicator.atom_area ORDER BY 1, 2, 3, 4",
        row ->
            atoms
                .computeIfAbsent(row.getInt(1), a -> new ArrayList<>())
                .add(row.getString(2) + "/" + row.getString(3) + "/" + row.getString(4)));
    atoms.values().forEach(Collections::sort);
    each(
        connection,
        "SELECT indikator, kilde, atom, n, d, households, sum, max_value FROM indicator.tally",
        row ->
            tallies
                .computeIfAbsent(row.getString(1) + " " + row.getString(2), k -> new HashMap<>())
                .merge(
                    atoms.getOrDefault(row.getInt(3), List.of()),
                    new Count(
                        row.getLong(4),
                        row.getLong(5),
                        number(row, 6),
                        number(row, 7),
                        number(row, 8),
                        false,
                        false),
                    Count::plus));
  }

  private void readTold(Connection connection, String audience) throws SQLException {
    Map<Long, Map<List<String>, Count>> counts = new HashMap<>();
    each(
        connection,
        "SELECT count_id, areas, n, d, sum FROM indicator.told_atom",
        row -> {
          List<String> areas = new ArrayList<>(Arrays.asList(row.getString(2).split("\\s+")));
          areas.removeIf(String::isBlank);
          Collections.sort(areas);
          counts
              .computeIfAbsent(row.getLong(1), c -> new HashMap<>())
              .merge(
                  areas,
                  new Count(
                      row.getLong(3), row.getLong(4), null, number(row, 5), null, false, false),
                  Count::plus);
        });
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT b.publication_id, c.indikator, c.kilde, c.id FROM indicator.told_by b"
                + " JOIN indicator.told_count c ON c.id = b.count_id"
                + " JOIN publish.publication p ON p.id = b.publication_id WHERE p.audience = ?")) {
      query.setString(1, audience);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String counted = row.getString(2) + " " + row.getString(3);
          Map<List<String>, Count> atoms =
              new HashMap<>(counts.getOrDefault(row.getLong(4), Map.of()));
          // The largest contribution is not kept; while a count is the same, it is today's.
          Map<List<String>, Count> today = tallies.getOrDefault(counted, Map.of());
          atoms.replaceAll((areas, then) -> then.like(today.get(areas)) ? today.get(areas) : then);
          told.computeIfAbsent(row.getLong(1), p -> new HashMap<>()).put(counted, atoms);
        }
      }
    }
  }

  private void readCells(Connection connection, long current) throws SQLException {
    each(
        connection,
        // A percentage delivered over a known population is a count.
        "SELECT c.indikator, niveau, omraade_kode, periode, CASE WHEN n = 0 AND d > 0 AND value > 0"
            + " THEN round(value * d / CASE i.measure WHEN 'share' THEN 100 ELSE 1000 END) ELSE n"
            + " END, d, households, sum, max_value, value, cleared_by FROM indicator.cell c"
            + " LEFT JOIN publish.indicator i ON i.indikator = c.indikator"
            + " AND i.publication_id = "
            + current,
        row ->
            cells.put(
                key(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                new Count(
                    row.getLong(5),
                    row.getLong(6),
                    number(row, 7),
                    number(row, 8),
                    number(row, 9),
                    row.getObject(10) != null,
                    row.getObject(11) != null)));
    each(
        connection,
        "SELECT niveau, omraade_kode, periode, residents, households FROM indicator.population",
        row ->
            residents
                .computeIfAbsent(row.getString(1) + "/" + row.getString(2), a -> new HashMap<>())
                .put(row.getString(3), new Residents(row.getLong(4), row.getLong(5))));
  }

  private void readReasons(Connection connection, long current) throws SQLException {
    each(
        connection,
        "SELECT indikator, rule, count(*) FROM ops.hiding WHERE publication_id = "
            + current
            + " GROUP BY 1, 2",
        row ->
            reasons
                .computeIfAbsent(row.getString(2), r -> new TreeMap<>())
                .put(row.getString(1), row.getLong(3)));
  }

  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private static void each(Connection connection, String sql, RowReader reader)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        reader.read(row);
      }
    }
  }

  private static Double number(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }

  private static String key(String indicator, String level, String area, String period) {
    return indicator + " " + level + " " + area + " " + period;
  }

  /** Whether the counts behind an edition were kept. */
  boolean keeps(long edition) {
    return told.containsKey(edition);
  }

  /**
   * Counts by areas, of an indicator or population in one counted period.
   *
   * @param edition the publication whose counts are asked for
   * @param newest true for the publication made of the present counts
   * @return null when they are not on record
   */
  Map<List<String>, Count> counts(long edition, boolean newest, String id, String source) {
    Map<String, Map<List<String>, Count>> kept = told.get(edition);
    if (kept != null && kept.containsKey(id + " " + source)) {
      return newest && tallies.containsKey(id + " " + source)
          ? withDetails(kept.get(id + " " + source), tallies.get(id + " " + source))
          : kept.get(id + " " + source);
    }
    return newest ? tallies.getOrDefault(id + " " + source, Map.of()) : null;
  }

  // The record keeps counts only; households and largest contributions are those of the same count.
  private static Map<List<String>, Count> withDetails(
      Map<List<String>, Count> kept, Map<List<String>, Count> present) {
    Map<List<String>, Count> result = new HashMap<>();
    kept.forEach(
        (areas, count) -> {
          Count now = present.get(areas);
          result.put(areas, now != null && now.n() == count.n() ? now : count);
        });
    return result;
  }

  /** The counts of a cell now; null when it has none. */
  Count cell(String indicator, String level, String area, String period) {
    return cells.get(key(indicator, level, area, period));
  }

  /** Hidden cells of the current publication: rule, then indicator, then how many. */
  Map<String, Map<String, Long>> reasons() {
    return reasons;
  }

  /** Residents and households of an area by period code. */
  Map<String, Residents> residents(Area area) {
    return residents.getOrDefault(area.level() + "/" + area.code(), Map.of());
  }

  /** All questions and counted periods that the present count has, as {@code id source}. */
  Set<String> counted() {
    return new HashSet<>(tallies.keySet());
  }
}
