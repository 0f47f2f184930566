/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Counts by atom, of indicators and of populations that are conditions, by counted period. */
final class AtomCounts {

  /**
   * What was counted in one atom.
   *
   * @param n numerator
   * @param d denominator
   * @param households that contribute to n; 0 where the catalogue does not ask
   * @param sum of a mean; 0 otherwise
   */
  record Count(long n, long d, long households, double sum) {

    /** Of an atom where nobody was counted. */
    static final Count NOBODY = new Count(0, 0, 0, 0);

    /** Whether another count gives the same figures. */
    boolean like(Count other) {
      return n == other.n && d == other.d && sum == other.sum;
    }

    Count plus(Count other) {
      return new Count(n + other.n, d + other.d, households + other.households, sum + other.sum);
    }
  }

  private final Map<String, Map<String, Map<String, Count>>> counts = new HashMap<>();

  /** Adds to an atom's count. */
  void add(String quantity, String source, String atom, Count count) {
    counts
        .computeIfAbsent(quantity, q -> new HashMap<>())
        .computeIfAbsent(source, s -> new HashMap<>())
        .merge(atom, count, Count::plus);
  }

  /** The count of the register as it is now. */
  static AtomCounts read(Connection connection) throws SQLException {
    AtomCounts counts = new AtomCounts();
    try (Statement statement = connection.createStatement()) {
      Map<Integer, String> names = new HashMap<>();
      try (ResultSet row =
          statement.executeQuery(
              "SELECT atom, string_agg(niveau || '/' || kode || '/' || gyldig_fra, E'\\n' ORDER BY"
                  + " niveau, kode, gyldig_fra) FROM indicator.atom_area GROUP BY atom")) {
        while (row.next()) {
          names.put(row.getInt(1), row.getString(2));
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              "SELECT indikator, kilde, atom, n, d, households, coalesce(sum, 0) FROM"
                  + " indicator.tally")) {
        while (row.next()) {
          counts.add(
              row.getString(1),
              row.getString(2),
              names.getOrDefault(row.getInt(3), ""),
              new Count(row.getLong(4), row.getLong(5), row.getLong(6), row.getDouble(7)));
        }
      }
    }
    return counts;
  }

  /** What {@link #each} is told. */
  interface Visitor {
    void visit(String quantity, String source, String atom, Count count);
  }

  /** All counts. */
  void each(Visitor visitor) {
    counts.forEach(
        (quantity, sources) ->
            sources.forEach(
                (source, atoms) ->
                    atoms.forEach((atom, count) -> visitor.visit(quantity, source, atom, count))));
  }

  /** Whether anything was counted by atom for an indicator or population. */
  boolean has(String quantity) {
    return counts.containsKey(quantity);
  }

  /** The counts of one quantity and counted period by atom; empty when nobody was counted. */
  Map<String, Count> of(String quantity, String source) {
    return counts.getOrDefault(quantity, Map.of()).getOrDefault(source, Map.of());
  }

  /** The counted periods of a quantity. */
  Set<String> sources(String quantity) {
    return counts.getOrDefault(quantity, Map.of()).keySet();
  }
}
