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
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What former publications of an audience have told, withdrawn ones too: whoever kept them can
 * subtract. A cell whose counts have not changed since is told for good, also when it is published
 * no longer; of changed counts the former cells are protected together with the new ones.
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

  /**
   * A cell that is published no longer, of counts that are still the same.
   *
   * @param publication that had it last, or showed it last
   */
  record Gone(long publication, JudgedCell cell, boolean shown) {}

  private final Set<String> told = new HashSet<>();
  private final Map<String, Gone> gone = new LinkedHashMap<>();
  private final List<Former> changed = new ArrayList<>();

  private FormerPublications() {}

  /** Ids of present cells that were shown once and rest on counts that are still the same. */
  Set<String> told() {
    return told;
  }

  /** Cells that are published no longer, each once. */
  Collection<Gone> gone() {
    return gone.values();
  }

  /** Former publications whose counts were others. */
  List<Former> changed() {
    return changed;
  }

  /**
   * Reads what there is. Needs the temporary table present_hash.
   *
   * @param present ids of the cells that are to be published
   */
  static FormerPublications read(
      Connection connection, Catalogue catalogue, String audience, Set<String> present)
      throws SQLException {
    FormerPublications all = new FormerPublications();
    Set<String> seen = new HashSet<>();
    for (Map.Entry<Long, Set<String>> publication : counts(connection, audience).entrySet()) {
      all.read(connection, catalogue, publication.getKey(), publication.getValue(), present, seen);
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

  /** A cell as it was published. */
  private record Published(
      Indicator indicator, String level, String area, Period period, boolean shown) {

    String id() {
      return String.join(" ", indicator.id(), level, area, period.code());
    }

    /** The quantities and counted periods that it rests on. */
    List<String> rests() {
      List<String> rests = new ArrayList<>();
      String population = Quantities.condition(indicator);
      for (Period part : period.parts()) {
        rests.add(indicator.id() + " " + part.code());
        if (population != null) {
          rests.add(population + " " + part.code());
        }
      }
      return rests;
    }
  }

  private void read(
      Connection connection,
      Catalogue catalogue,
      long publication,
      Set<String> changedCounts,
      Set<String> present,
      Set<String> seen)
      throws SQLException {
    List<Published> others = new ArrayList<>();
    for (Published cell : published(connection, catalogue, publication)) {
      if (!present.contains(cell.id()) || cell.rests().stream().anyMatch(changedCounts::contains)) {
        others.add(cell);
      } else if (cell.shown()) {
        told.add(cell.id());
      }
    }
    if (others.isEmpty()) {
      return;
    }
    AtomCounts counts = counts(connection, publication);
    Map<String, Count> own = ownCells(counts);
    Map<String, Long> signatures = signatures(connection, publication);
    Places places = Places.read(connection, catalogue, publication);
    Holders holders = new Holders(places, counts, new HashMap<>());
    Map<String, String> reasons = reasons(connection, publication);
    List<JudgedCell> cells = new ArrayList<>();
    Set<String> shown = new HashSet<>();
    for (Published cell : others) {
      String id = cell.id();
      Count count = own.get(id);
      JudgedCell judged =
          judged(cell, reasons.get(id), count != null ? count : holders.count(cell));
      if (cell.rests().stream().noneMatch(changedCounts::contains)) {
        Gone one = new Gone(publication, judged, cell.shown());
        gone.merge(id, one, (later, earlier) -> later.shown() ? later : earlier);
        continue;
      }
      // Several publications of the same counts that showed the same are one.
      if (seen.add(
          id + cell.shown() + cell.rests().stream().map(r -> " " + signatures.get(r)).toList())) {
        cells.add(judged);
        if (cell.shown()) {
          shown.add(id);
        }
      }
    }
    if (!cells.isEmpty()) {
      changed.add(new Former(publication, places, counts, cells, shown));
    }
  }

  private static List<Published> published(
      Connection connection, Catalogue catalogue, long publication) throws SQLException {
    List<Published> cells = new ArrayList<>();
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
          if (indicator != null && indicator.measure() != Indicator.Measure.VALUE) {
            cells.add(
                new Published(
                    indicator,
                    row.getString(2),
                    row.getString(3),
                    Period.parse(row.getString(4)),
                    row.getBoolean(5)));
          }
        }
      }
    }
    return cells;
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

  private static JudgedCell judged(Published cell, String rule, Count count) {
    return new JudgedCell(
        cell.indicator().id(),
        cell.level(),
        cell.area(),
        cell.period(),
        cell.indicator().measure().sqlName(),
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
    Count count(Published cell) {
      Count sum = Count.NOBODY;
      for (Period part : cell.period().parts()) {
        Map<String, Count> atoms = counts.of(cell.indicator().id(), part.code());
        Set<String> inside =
            found
                .computeIfAbsent(
                    cell.indicator().id() + " " + part.code() + " " + cell.period().areaDay(),
                    k -> places.holders(atoms.keySet(), cell.period().areaDay()))
                .getOrDefault(cell.level() + "/" + cell.area(), Set.of());
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
