/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Containment;
import dk.socialbalance.catalogue.Containment.Link;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.disclosure.AtomCounts.Count;
import dk.socialbalance.disclosure.FormerPublications.Former;
import dk.socialbalance.disclosure.FormerPublications.Gone;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gathers what everybody can know of a publication and its former ones, and decides which further
 * cells are hidden so that nothing can be worked out (docs/method.md, "Disclosure").
 */
final class FurtherHiding {

  private final Catalogue catalogue;
  private final Quantities quantities;
  private final Places places;
  private final AtomCounts counts;
  private final List<JudgedCell> cells;
  private final FormerPublications former;
  private final Map<String, Long> unplaced;
  private final Equations equations = new Equations();
  private final Cadences cadences = new Cadences(equations);
  private final List<String> odd = new ArrayList<>();

  private FurtherHiding(
      Catalogue catalogue,
      Places places,
      AtomCounts counts,
      List<JudgedCell> cells,
      FormerPublications former,
      Map<String, Long> unplaced) {
    this.catalogue = catalogue;
    this.quantities = new Quantities(catalogue);
    this.places = places;
    this.counts = counts;
    this.cells = cells;
    this.former = former;
    this.unplaced = unplaced;
  }

  /**
   * Everything that is known and must not be.
   *
   * @param systems with nothing to do with each other
   * @param odd delivered cells that do not add up
   */
  record Gathered(List<ProtectionSystem> systems, List<String> odd) {}

  /** Reads the judged cells and all that goes with them. */
  static Gathered gather(Connection connection, Catalogue catalogue, String audience)
      throws SQLException {
    List<JudgedCell> cells = JudgedCell.read(connection);
    Set<String> present = cells.stream().map(JudgedCell::id).collect(Collectors.toSet());
    return new FurtherHiding(
            catalogue,
            Places.read(connection, catalogue),
            AtomCounts.read(connection),
            cells,
            FormerPublications.read(connection, catalogue, audience, present),
            unplaced(connection))
        .gather();
  }

  private static Map<String, Long> unplaced(Connection connection) throws SQLException {
    Map<String, Long> unplaced = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT indikator, niveau, periode, greatest(n, d) FROM indicator.unplaced")) {
      while (row.next()) {
        unplaced.put(
            String.join(" ", row.getString(1), row.getString(2), row.getString(3)), row.getLong(4));
      }
    }
    return unplaced;
  }

  private Gathered gather() {
    List<Link> links = Containment.links(catalogue);
    CountedCells counted =
        new CountedCells(
            equations, catalogue, quantities, places, counts, this::presentNames, cadences, "");
    OwnCells own = new OwnCells(equations, catalogue, places, unplaced, JudgedCell::id);
    Map<String, Double> totals =
        cells.stream()
            .collect(
                Collectors.groupingBy(FurtherHiding::table, Collectors.summingDouble(this::size)));
    // Cells that are gone stand beside the present ones, whose pieces they may tell.
    Map<JudgedCell, Gone> gone = new LinkedHashMap<>();
    former.gone().forEach(one -> gone.put(one.cell(), one));
    List<JudgedCell> all = new ArrayList<>(cells);
    all.addAll(gone.keySet());
    add(
        all,
        cell -> {
          if (gone.containsKey(cell)) {
            return formerly(cell, gone.get(cell).publication(), gone.get(cell).shown());
          }
          double cost = 1 + size(cell) / Math.max(1, totals.get(table(cell)));
          return new OwnCells.Wanted(cell, cell.id(), state(cell), cost);
        },
        counted,
        own);
    counted.finish(links);
    Set<Form> toldBefore = new HashSet<>();
    for (JudgedCell cell : cells) {
      if (cell.rule() != null && former.told().contains(cell.id())) {
        equations.cell(cell.id()).figures().forEach(f -> toldBefore.add(f.form()));
      }
    }
    Map<String, JudgedCell> present =
        cells.stream().collect(Collectors.toMap(JudgedCell::id, c -> c));
    former.changed().forEach(f -> addFormer(f, present, links));
    equations.tell(toldBefore);
    return new Gathered(equations.systems(), odd);
  }

  private static String table(JudgedCell cell) {
    return cell.indicator() + " " + cell.level() + " " + cell.period().code();
  }

  private double size(JudgedCell cell) {
    return cell.mean() ? Math.abs(cell.sum()) : cell.n();
  }

  private interface Wanting {
    OwnCells.Wanted of(JudgedCell cell);
  }

  private void add(List<JudgedCell> all, Wanting wanting, CountedCells counted, OwnCells own) {
    Map<String, List<OwnCells.Wanted>> byIndicator = new LinkedHashMap<>();
    for (JudgedCell cell : all) {
      byIndicator.computeIfAbsent(cell.indicator(), i -> new ArrayList<>()).add(wanting.of(cell));
    }
    byIndicator.forEach(
        (id, wanted) -> {
          Indicator indicator = catalogue.indicator(id).orElseThrow();
          if (!indicator.additive()) {
            own.countedAnew(indicator, wanted);
          } else if (counts.has(id)) {
            wanted.forEach(w -> counted.add(w.cell(), w.id(), w.state(), w.cost()));
          } else {
            odd.addAll(own.delivered(indicator, wanted));
          }
        });
  }

  private Cell.State state(JudgedCell cell) {
    if (cell.rule() != null) {
      return Cell.State.HIDDEN;
    }
    Indicator indicator = catalogue.indicator(cell.indicator()).orElseThrow();
    Catalogue.Level level = catalogue.level(cell.level()).orElseThrow();
    boolean top = level.parent().isEmpty() && !level.overlapping();
    boolean openZero =
        cell.n() == 0
            && !cell.mean()
            && !indicator.protection().zeroSensitive()
            && Quantities.condition(indicator) == null;
    return top || openZero || former.told().contains(cell.id())
        ? Cell.State.ALWAYS_SHOWN
        : Cell.State.MAY_HIDE;
  }

  private Collection<String> presentNames(String quantity, String source, String atom) {
    return List.of(presentName(quantity, source, atom));
  }

  private String presentName(String quantity, String source, String atom) {
    return quantity + " " + quantities.moment(quantity, source) + "\n" + atom;
  }

  private void addFormer(Former one, Map<String, JudgedCell> present, List<Link> links) {
    Map<String, Map<String, List<String>>> cut = new HashMap<>();
    CountedCells counted =
        new CountedCells(
            equations,
            catalogue,
            quantities,
            one.places(),
            one.counts(),
            (quantity, source, atom) -> formerNames(one, cut, quantity, source, atom),
            cadences,
            "publication %d: ".formatted(one.publication()));
    OwnCells own =
        new OwnCells(
            equations,
            catalogue,
            one.places(),
            Map.of(),
            cell -> {
              JudgedCell now = present.get(cell.id());
              boolean same =
                  now != null
                      && now.n() == cell.n()
                      && now.d() == cell.d()
                      && now.sum() == cell.sum();
              return same
                  ? cell.id()
                  : "%s was %d of %d, %s".formatted(cell.id(), cell.n(), cell.d(), cell.sum());
            });
    add(
        one.cells(),
        cell -> formerly(cell, one.publication(), one.shown().contains(cell.id())),
        counted,
        own);
    counted.finish(links);
  }

  private static OwnCells.Wanted formerly(JudgedCell cell, long publication, boolean shown) {
    return new OwnCells.Wanted(
        cell,
        "publication %d: %s".formatted(publication, cell.id()),
        shown ? Cell.State.ALWAYS_SHOWN : Cell.State.HIDDEN,
        1);
  }

  /**
   * An atom of a former count. Where nothing has changed it is the atoms of today that lie in it;
   * else a number of its own.
   */
  private Collection<String> formerNames(
      Former one,
      Map<String, Map<String, List<String>>> cut,
      String quantity,
      String source,
      String atom) {
    Count then = one.counts().of(quantity, source).getOrDefault(atom, Count.NOBODY);
    Map<String, Count> today = counts.of(quantity, source);
    List<String> pieces =
        cut.computeIfAbsent(
                quantity + " " + source,
                k ->
                    today.keySet().stream()
                        .collect(Collectors.groupingBy(a -> one.places().known(a))))
            .getOrDefault(atom, List.of());
    Count now = pieces.stream().map(today::get).reduce(Count.NOBODY, Count::plus);
    List<String> names =
        pieces.stream().map(piece -> presentName(quantity, source, piece)).toList();
    return now.like(then) && equations.knows(names)
        ? names
        : List.of(
            "%s was %d of %d, %s"
                .formatted(presentName(quantity, source, atom), then.n(), then.d(), then.sum()));
  }
}
