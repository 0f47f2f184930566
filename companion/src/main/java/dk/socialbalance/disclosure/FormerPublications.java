/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.Period;
import dk.socialbalance.disclosure.AtomCounts.Count;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What former publications of an audience have told, withdrawn ones too: whoever kept them can
 * subtract. A cell whose counts have not changed since is told for good; of changed counts the
 * former cells are protected together with the new ones.
 */
final class FormerPublications {

  /**
   * A former publication with counts that are others now.
   *
   * @param cells all cells that rest on a changed count
   * @param shown ids of those that were shown
   */
  record Former(
      long publication,
      Places places,
      AtomCounts counts,
      List<JudgedCell> cells,
      Set<String> shown) {}

  private final Set<String> told = new HashSet<>();
  private final List<Former> changed = new ArrayList<>();

  private FormerPublications() {}

  /** Ids of cells that were shown once and rest on counts that are still the same. */
  Set<String> told() {
    return told;
  }

  /** Former publications whose counts were others. */
  List<Former> changed() {
    return changed;
  }

  /** Reads what there is. Needs the temporary table present_hash. */
  static FormerPublications read(Connection connection, Catalogue catalogue, String audience)
      throws SQLException {
    FormerPublications all = new FormerPublications();
    Set<String> seen = new HashSet<>();
    for (Map.Entry<Long, Set<String>> publication : counts(connection, audience).entrySet()) {
      all.read(connection, catalogue, publication.getKey(), publication.getValue(), seen);
    }
    return all;
  }

  /** By publication, the latest first, the quantities and counted periods that have changed. */
  private static Map<Long, Set<String>> counts(Connection connection, String audience)
      throws SQLException {
    Map<Long, Set<String>> changed = new LinkedHashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            SELECT p.id, c.indikator || ' ' || c.kilde, h.hash IS NOT NULL
            FROM publish.publication p
            JOIN indicator.told_by b ON b.publication_id = p.id
            JOIN indicator.told_count c ON c.id = b.count_id
            LEFT JOIN present_hash h ON h.indikator = c.indikator AND h.kilde = c.kilde AND h.hash = c.hash
            WHERE p.audience = ? AND p.id <> current_setting('sb.publication')::bigint
            ORDER BY p.id DESC
            """)) {
      query.setString(1, audience);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          Set<String> those = changed.computeIfAbsent(row.getLong(1), p -> new HashSet<>());
          if (!row.getBoolean(3)) {
            those.add(row.getString(2));
          }
        }
      }
    }
    return changed;
  }

  private void read(
      Connection connection,
      Catalogue catalogue,
      long publication,
      Set<String> changedCounts,
      Set<String> seen)
      throws SQLException {
    AtomCounts counts =
        changedCounts.isEmpty() ? new AtomCounts() : counts(connection, publication);
    Map<String, Count> own = ownCells(counts);
    Map<String, Long> signatures = signatures(connection, publication);
    Places places = Places.read(connection, catalogue, publication);
    Holders holders = new Holders(places, counts, new HashMap<>());
    Map<String, String> reasons =
        changedCounts.isEmpty() ? Map.of() : reasons(connection, publication);
    List<JudgedCell> cells = new ArrayList<>();
    Set<String> shown = new HashSet<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            SELECT indikator, niveau, omraade_kode, periode, datastatus = 'vist'
            FROM publish.cell
            WHERE publication_id = ? AND datastatus <> 'ingen_data'
            ORDER BY 1, 4, 2, 3
            """)) {
      query.setLong(1, publication);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          Indicator indicator = catalogue.indicator(row.getString(1)).orElse(null);
          if (indicator == null || indicator.measure() == Indicator.Measure.VALUE) {
            continue;
          }
          Period period = Period.parse(row.getString(4));
          boolean isShown = row.getBoolean(5);
          List<String> rests = new ArrayList<>();
          for (Period part : period.parts()) {
            rests.add(indicator.id() + " " + part.code());
            String population = Quantities.condition(indicator);
            if (population != null) {
              rests.add(population + " " + part.code());
            }
          }
          String id =
              String.join(" ", indicator.id(), row.getString(2), row.getString(3), period.code());
          if (rests.stream().noneMatch(changedCounts::contains)) {
            if (isShown) {
              told.add(id);
            }
            continue;
          }
          // Several publications of the same counts that showed the same are one.
          String like = id + isShown + rests.stream().map(r -> " " + signatures.get(r)).toList();
          if (seen.add(like)) {
            Count count = own.get(id);
            cells.add(
                cell(
                    indicator,
                    row.getString(2),
                    row.getString(3),
                    period,
                    reasons.get(id),
                    count != null
                        ? count
                        : holders.count(
                            indicator.id(), row.getString(2), row.getString(3), period)));
            if (isShown) {
              shown.add(id);
            }
          }
        }
      }
    }
    if (!cells.isEmpty()) {
      changed.add(new Former(publication, places, counts, cells, shown));
    }
  }

  private static Map<String, String> reasons(Connection connection, long publication)
      throws SQLException {
    Map<String, String> reasons = new HashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT concat_ws(' ', indikator, niveau, omraade_kode, periode), rule FROM ops.hiding"
                + " WHERE publication_id = ?")) {
      query.setLong(1, publication);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          reasons.put(row.getString(1), row.getString(2));
        }
      }
    }
    return reasons;
  }

  private static JudgedCell cell(
      Indicator indicator, String level, String area, Period period, String rule, Count count) {
    return new JudgedCell(
        indicator.id(),
        level,
        area,
        period,
        indicator.measure().sqlName(),
        count.n(),
        count.d(),
        count.sum(),
        // The largest contribution is not kept; the mean stands for it.
        Math.abs(count.sum()) / Math.max(1, count.n()),
        "gate".equals(rule),
        rule);
  }

  /** Which atoms lie in which areas, worked out once for each count. */
  private record Holders(
      Places places, AtomCounts counts, Map<String, Map<String, Set<String>>> found) {

    /** The count of a cell that is a sum of atoms. */
    Count count(String indicator, String level, String area, Period period) {
      Count sum = Count.NOBODY;
      for (Period part : period.parts()) {
        Map<String, Count> atoms = counts.of(indicator, part.code());
        Set<String> inside =
            found
                .computeIfAbsent(
                    indicator + " " + part.code() + " " + period.areaDay(),
                    k -> places.holders(atoms.keySet(), period.areaDay()))
                .getOrDefault(level + "/" + area, Set.of());
        for (String atom : inside) {
          sum = sum.plus(atoms.get(atom));
        }
      }
      return sum;
    }
  }

  private static Map<String, Long> signatures(Connection connection, long publication)
      throws SQLException {
    Map<String, Long> signatures = new HashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT c.indikator || ' ' || c.kilde, c.id FROM indicator.told_by b JOIN"
                + " indicator.told_count c ON c.id = b.count_id WHERE b.publication_id = ?")) {
      query.setLong(1, publication);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          signatures.put(row.getString(1), row.getLong(2));
        }
      }
    }
    return signatures;
  }

  private static AtomCounts counts(Connection connection, long publication) throws SQLException {
    AtomCounts counts = new AtomCounts();
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            SELECT c.indikator, c.kilde, a.areas, a.n, a.d, coalesce(a.sum, 0)
            FROM indicator.told_by b
            JOIN indicator.told_count c ON c.id = b.count_id
            JOIN indicator.told_atom a ON a.count_id = c.id
            WHERE b.publication_id = ?
            """)) {
      query.setLong(1, publication);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          counts.add(
              row.getString(1),
              row.getString(2),
              row.getString(3),
              new Count(row.getLong(4), row.getLong(5), 0, row.getDouble(6)));
        }
      }
    }
    return counts;
  }

  /** Cells that are no sums of atoms, by their ids. */
  private static Map<String, Count> ownCells(AtomCounts counts) {
    Map<String, Count> own = new HashMap<>();
    counts.each(
        (quantity, source, atom, count) -> {
          if (atom.startsWith("=")) {
            own.put(String.join(" ", quantity, atom.substring(1).replace('/', ' '), source), count);
          }
        });
    return own;
  }
}
