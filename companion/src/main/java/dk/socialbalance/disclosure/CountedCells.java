/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Containment.Link;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.Period;
import dk.socialbalance.disclosure.AtomCounts.Count;
import dk.socialbalance.disclosure.Equations.Behind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Cells that are sums of atoms, as equations: those of the count at hand, or of a former
 * publication whose counts were others.
 */
final class CountedCells implements Cadences.Sums {

  private final Equations equations;
  private final Catalogue catalogue;
  private final Quantities quantities;
  private final Places places;
  private final AtomCounts counts;
  private final Naming naming;
  private final Pieces pieces;
  private final Cadences cadences;
  private final Map<String, Map<String, Set<String>>> holders = new HashMap<>();

  /** How an atom's count is called; a former count that is still the same has the present name. */
  interface Naming {
    /** Names of the unknowns whose sum is this atom's count. */
    Collection<String> names(String quantity, String source, String atom);
  }

  CountedCells(
      Equations equations,
      Catalogue catalogue,
      Quantities quantities,
      Places places,
      AtomCounts counts,
      Naming naming,
      Cadences cadences,
      String label) {
    this.equations = equations;
    this.catalogue = catalogue;
    this.quantities = quantities;
    this.places = places;
    this.counts = counts;
    this.naming = naming;
    this.pieces = new Pieces(equations, catalogue, quantities, label);
    this.cadences = cadences;
  }

  /**
   * Adds a cell.
   *
   * @param id how it is called
   * @param state whether it is shown
   * @param cost of hiding it
   */
  void add(JudgedCell cell, String id, Cell.State state, double cost) {
    Indicator indicator = catalogue.indicator(cell.indicator()).orElseThrow();
    String population = Quantities.condition(indicator);
    Terms n = terms(indicator.id(), population, cell);
    if (n.unknowns().isEmpty()) {
      return;
    }
    Form form = Equations.sum(n.unknowns());
    if (Math.round(equations.truth(form)) != cell.n()) {
      throw new IllegalStateException(
          "The cell %s is not the sum of its atoms; count again (./sb compute).".formatted(id));
    }
    if (cell.mean()) {
      Form sum = Equations.sum(sums(indicator.id(), population, cell));
      equations.add(
          new Cell(
              id,
              state,
              cost,
              List.of(
                  new Figure(sum, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false),
                  new Figure(form, 0, Double.POSITIVE_INFINITY, true))));
      if (state == Cell.State.HIDDEN) {
        equations.guard(Means.guard(id, sum, cell));
      }
      return;
    }
    Rules rules = Rules.of(indicator, catalogue.disclosure());
    List<Figure> figures = new ArrayList<>();
    figures.add(
        new Figure(
            form, population == null ? rules.least(cell) : 0, Double.POSITIVE_INFINITY, true));
    if (state == Cell.State.HIDDEN) {
      equations.guard(rules.guard(id, form, cell));
      if (cell.n() == 1) {
        equations.single(form);
      }
    }
    if (population != null) {
      Terms d = terms(population, null, cell);
      Form whole = Equations.sum(d.unknowns());
      figures.add(new Figure(whole, 0, Double.POSITIVE_INFINITY, true));
      Rules own = new Rules(quantities.protection(population), true, false, catalogue.disclosure());
      long members = Math.round(equations.truth(whole));
      if (state == Cell.State.HIDDEN
          && (own.hidesNumerator(members, Long.MAX_VALUE)
              || own.hidesComplement(members, d.whole()))) {
        equations.guard(
            own.guard(id + " (" + population + ")", whole, members, d.whole(), Long.MAX_VALUE));
      }
      pieces.add(population, d.span(), cell, whole, d.whole(), null);
      tell(population, cell);
    }
    pieces.add(indicator.id(), n.span(), cell, form, cell.d(), rules);
    tell(indicator.id(), cell);
    equations.add(new Cell(id, state, cost, figures));
  }

  private void tell(String quantity, JudgedCell cell) {
    if (!quantities.withinPeriod(quantity)) {
      return;
    }
    String version =
        places
            .area(cell.level(), cell.area(), day(cell))
            .map(Places.Version::key)
            .orElse(area(cell));
    for (Period part : cell.period().parts()) {
      cadences.tell(quantity, version, area(cell), day(cell), part);
    }
  }

  private static String area(JudgedCell cell) {
    return cell.level() + "/" + cell.area();
  }

  private static LocalDate day(JudgedCell cell) {
    return cell.period().areaDay();
  }

  @Override
  public Collection<Period> periods(String quantity) {
    return counts.sources(quantity).stream().map(Period::parse).sorted().toList();
  }

  @Override
  public Optional<Form> sum(String quantity, Period period, String area, LocalDate day) {
    String population = catalogue.indicator(quantity).map(Quantities::condition).orElse(null);
    Map<String, Count> atoms = atoms(quantity, population, period.code());
    Set<String> inside = in(area, day, period.code(), quantity, atoms);
    boolean spokenOf =
        inside.isEmpty()
            || inside.stream()
                .anyMatch(atom -> equations.knows(naming.names(quantity, period.code(), atom)));
    if (!spokenOf) {
      return Optional.empty();
    }
    Set<Integer> unknowns = new TreeSet<>();
    for (String atom : inside) {
      unknowns(quantity, population, period.code(), atom, atoms.get(atom), false, unknowns);
    }
    return Optional.of(Equations.sum(unknowns));
  }

  /**
   * What follows from several counts together; to be called when all cells are added.
   *
   * @param links which counts are parts of others
   */
  void finish(List<Link> links) {
    for (Link link : links) {
      for (String source : counts.sources(link.inner())) {
        for (String atom : counts.of(link.inner(), source).keySet()) {
          relate(
              naming.names(link.inner(), source, atom), naming.names(link.outer(), source, atom));
        }
      }
    }
    pieces.guards(links);
    cadences.relate(this);
  }

  private void relate(Collection<String> inner, Collection<String> outer) {
    if (inner.isEmpty() || outer.isEmpty() || !equations.knows(inner) || !equations.knows(outer)) {
      return;
    }
    Set<Integer> part = new TreeSet<>();
    Set<Integer> whole = new TreeSet<>();
    inner.forEach(name -> part.add(equations.find(name)));
    outer.forEach(name -> whole.add(equations.find(name)));
    if (!part.equals(whole)) {
      equations.relate(
          inner + " in " + outer,
          new Relation(
              Equations.sum(whole).minus(Equations.sum(part)), 0, Double.POSITIVE_INFINITY));
    }
  }

  /**
   * The unknowns of a cell.
   *
   * @param span the moments that it adds up
   * @param whole residents of the ages
   */
  private record Terms(Set<Integer> unknowns, String span, long whole) {}

  private Terms terms(String quantity, String population, JudgedCell cell) {
    Set<Integer> unknowns = new TreeSet<>();
    Set<String> span = new TreeSet<>();
    long whole = 0;
    for (Period part : cell.period().parts()) {
      span.add(quantities.moment(quantity, part.code()));
      Map<String, Count> atoms = atoms(quantity, population, part.code());
      for (String atom : in(area(cell), day(cell), part.code(), quantity, atoms)) {
        Count count = atoms.get(atom);
        whole += count.d();
        unknowns(quantity, population, part.code(), atom, count, cell.mean(), unknowns);
      }
    }
    return new Terms(unknowns, String.join(" ", span), whole);
  }

  /** Adds the unknowns of an atom's count. */
  private void unknowns(
      String quantity,
      String population,
      String source,
      String atom,
      Count count,
      boolean mean,
      Set<Integer> unknowns) {
    // A member of a condition is one of the residents of its ages; how many have a value of
    // those who may have one is not public.
    double upper =
        population != null
            ? counts.of(population, source).getOrDefault(atom, Count.NOBODY).d()
            : mean ? Double.POSITIVE_INFINITY : count.d();
    Unknown unknown = new Unknown(0, upper, count.n());
    Behind behind = new Behind(count.d(), count.households());
    for (String name : naming.names(quantity, source, atom)) {
      unknowns.add(equations.unknown(name, unknown, behind));
    }
  }

  /**
   * The atoms where somebody may count: of a condition's population, all with residents of its
   * ages.
   */
  private Map<String, Count> atoms(String quantity, String population, String source) {
    Map<String, Count> counted = counts.of(quantity, source);
    if (population == null) {
      return counted;
    }
    Map<String, Count> all = new HashMap<>(counted);
    counts.of(population, source).keySet().forEach(atom -> all.putIfAbsent(atom, Count.NOBODY));
    return all;
  }

  private Set<Integer> sums(String quantity, String population, JudgedCell cell) {
    Set<Integer> unknowns = new TreeSet<>();
    for (Period part : cell.period().parts()) {
      Map<String, Count> atoms = atoms(quantity, population, part.code());
      for (String atom : in(area(cell), day(cell), part.code(), quantity, atoms)) {
        double sum = atoms.get(atom).sum();
        for (String name : naming.names(quantity, part.code(), atom)) {
          unknowns.add(
              equations.unknown(
                  name + "#sum",
                  new Unknown(
                      sum >= 0 ? 0 : Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, sum),
                  Behind.NOBODY));
        }
      }
    }
    return unknowns;
  }

  private Set<String> in(
      String area, LocalDate day, String source, String quantity, Map<String, Count> atoms) {
    return holders
        .computeIfAbsent(
            quantity + " " + source + " " + day, k -> places.holders(atoms.keySet(), day))
        .getOrDefault(area, Set.of());
  }
}
