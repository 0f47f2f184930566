/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Catalogue.Level;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.Period;
import dk.socialbalance.disclosure.Equations.Behind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Cells that are no sums of atoms, as equations: those that are counted anew on each level, and
 * delivered counts, of which only the cells are known.
 */
final class OwnCells {

  /** A cell on its way into the equations. */
  record Wanted(JudgedCell cell, String id, Cell.State state, double cost) {}

  private final Equations equations;
  private final Catalogue catalogue;
  private final Places places;

  /** Residents without an area by indicator, level and period: the most that a level can miss. */
  private final Map<String, Long> unplaced;

  private final Function<JudgedCell, String> naming;

  /**
   * @param unplaced residents without an area by indicator, level and period
   * @param naming how a cell's count is called; a former one that is still the same has the present
   *     name
   */
  OwnCells(
      Equations equations,
      Catalogue catalogue,
      Places places,
      Map<String, Long> unplaced,
      Function<JudgedCell, String> naming) {
    this.equations = equations;
    this.catalogue = catalogue;
    this.places = places;
    this.unplaced = unplaced;
    this.naming = naming;
  }

  /**
   * Adds all cells of an indicator whose levels are counted each anew: a whole is at most the sum
   * of its parts, within a part's period too.
   */
  void countedAnew(Indicator indicator, List<Wanted> cells) {
    Map<String, Form> forms = new HashMap<>();
    for (Wanted wanted : cells) {
      forms.put(wanted.id(), single(wanted, Double.POSITIVE_INFINITY));
      cell(indicator, wanted, forms.get(wanted.id()));
    }
    for (Wanted parent : cells) {
      for (Level level : catalogue.levels()) {
        if (level.parent().filter(parent.cell().level()::equals).isEmpty()) {
          continue;
        }
        Map<Period, List<Wanted>> parts = new HashMap<>();
        for (Wanted part : cells) {
          if (part.cell().level().equals(level.id())
              && part.cell().period().holds(parent.cell().period())
              && parent.cell().area().equals(ancestor(part.cell(), parent.cell().level()))) {
            parts.computeIfAbsent(part.cell().period(), p -> new ArrayList<>()).add(part);
          }
        }
        parts.forEach((period, children) -> atMost(parent, level.id(), period, children, forms));
      }
    }
  }

  private String ancestor(JudgedCell cell, String level) {
    return places
        .area(cell.level(), cell.area(), cell.period().areaDay())
        .map(v -> places.ancestor(catalogue, v, level, cell.period().areaDay()))
        .orElse(null);
  }

  private void atMost(
      Wanted parent, String level, Period period, List<Wanted> children, Map<String, Form> forms) {
    Set<Integer> parts = new TreeSet<>();
    children.forEach(c -> parts.add(forms.get(c.id()).unknowns()[0]));
    Form rest = Equations.sum(parts).minus(forms.get(parent.id()));
    long missing =
        unplaced.getOrDefault(
            String.join(" ", parent.cell().indicator(), level, period.code()), 0L);
    if (equations.truth(rest) + missing >= 0) {
      equations.relate(
          parent.id() + " of " + period.code(),
          new Relation(rest, -missing, Double.POSITIVE_INFINITY));
    }
  }

  /**
   * Adds all cells of an indicator whose counts are delivered. A whole is its parts and the rest
   * that no part holds; where the delivered figures do not add up nothing follows from them.
   *
   * @return the cells that do not add up
   */
  List<String> delivered(Indicator indicator, List<Wanted> cells) {
    List<String> odd = new ArrayList<>();
    Map<Period, Map<String, Map<String, Wanted>>> byPeriod = new HashMap<>();
    for (Wanted wanted : cells) {
      byPeriod
          .computeIfAbsent(wanted.cell().period(), p -> new HashMap<>())
          .computeIfAbsent(wanted.cell().level(), l -> new HashMap<>())
          .put(wanted.cell().area(), wanted);
    }
    byPeriod.values().forEach(levels -> period(indicator, levels, odd));
    return odd;
  }

  private void period(
      Indicator indicator, Map<String, Map<String, Wanted>> levels, List<String> odd) {
    Map<String, Form> forms = new HashMap<>();
    List<Level> upwards = new ArrayList<>(catalogue.levels());
    Collections.reverse(upwards);
    for (Level level : upwards) {
      for (Wanted wanted : levels.getOrDefault(level.id(), Map.of()).values()) {
        List<Wanted> parts = level.overlapping() ? List.of() : parts(wanted, levels);
        Form form =
            wanted.cell().mean()
                ? sums(wanted, parts, forms, odd)
                : counts(wanted, parts, forms, odd);
        forms.put(wanted.id(), form);
        cell(indicator, wanted, form);
      }
    }
  }

  /** The delivered areas of the nearest level below that has any. */
  private List<Wanted> parts(Wanted whole, Map<String, Map<String, Wanted>> levels) {
    String under = whole.cell().level();
    while (true) {
      String above = under;
      Optional<String> next =
          catalogue.levels().stream()
              .filter(l -> l.parent().filter(above::equals).isPresent())
              .map(Level::id)
              .findFirst();
      if (next.isEmpty()) {
        return List.of();
      }
      under = next.get();
      List<Wanted> parts =
          levels.getOrDefault(under, Map.of()).values().stream()
              .filter(p -> whole.cell().area().equals(ancestor(p.cell(), whole.cell().level())))
              .toList();
      if (!parts.isEmpty()) {
        return parts;
      }
    }
  }

  private Form counts(Wanted whole, List<Wanted> parts, Map<String, Form> forms, List<String> odd) {
    long n = whole.cell().n() - parts.stream().mapToLong(p -> p.cell().n()).sum();
    long d = whole.cell().d() - parts.stream().mapToLong(p -> p.cell().d()).sum();
    if (parts.isEmpty() || n < 0 || n > d) {
      if (!parts.isEmpty()) {
        odd.add(whole.id());
      }
      return single(whole, whole.cell().d());
    }
    return withRest(whole, parts, forms, new Unknown(0, d, n), d > 0);
  }

  private Form sums(Wanted whole, List<Wanted> parts, Map<String, Form> forms, List<String> odd) {
    double sum = whole.cell().sum() - parts.stream().mapToDouble(p -> p.cell().sum()).sum();
    long persons = whole.cell().n() - parts.stream().mapToLong(p -> p.cell().n()).sum();
    boolean complete = persons == 0 && Math.abs(sum) <= 1e-9 * Math.abs(whole.cell().sum());
    if (parts.isEmpty() || (!complete && persons <= 0)) {
      if (!parts.isEmpty()) {
        odd.add(whole.id());
      }
      return single(whole, Double.POSITIVE_INFINITY);
    }
    return withRest(
        whole,
        parts,
        forms,
        new Unknown(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, sum),
        !complete);
  }

  private Form withRest(
      Wanted whole, List<Wanted> parts, Map<String, Form> forms, Unknown rest, boolean needed) {
    Set<Integer> sum = new TreeSet<>();
    for (Wanted part : parts) {
      for (int unknown : forms.get(part.id()).unknowns()) {
        sum.add(unknown);
      }
    }
    if (needed) {
      sum.add(
          equations.unknown(
              naming.apply(whole.cell()) + " rest " + rest.truth(), rest, Behind.NOBODY));
    }
    return Equations.sum(sum);
  }

  private Form single(Wanted wanted, double upper) {
    JudgedCell cell = wanted.cell();
    Unknown unknown =
        cell.mean()
            ? new Unknown(
                cell.sum() >= 0 ? 0 : Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                cell.sum())
            : new Unknown(Math.min(0, cell.n()), Math.max(upper, cell.n()), cell.n());
    return Form.sum(equations.unknown(naming.apply(cell), unknown, Behind.NOBODY));
  }

  private void cell(Indicator indicator, Wanted wanted, Form form) {
    JudgedCell cell = wanted.cell();
    boolean hidden = wanted.state() == Cell.State.HIDDEN;
    if (cell.mean()) {
      equations.add(
          new Cell(
              wanted.id(),
              wanted.state(),
              wanted.cost(),
              List.of(
                  new Figure(form, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false))));
      if (hidden) {
        equations.guard(Means.guard(wanted.id(), form, cell));
      }
      return;
    }
    Rules rules = Rules.of(indicator, catalogue.disclosure());
    equations.add(
        new Cell(
            wanted.id(),
            wanted.state(),
            wanted.cost(),
            List.of(new Figure(form, rules.least(cell), Double.POSITIVE_INFINITY, true))));
    if (hidden) {
      equations.guard(rules.guard(wanted.id(), form, cell));
      if (cell.n() == 1) {
        equations.single(form);
      }
    }
  }
}
