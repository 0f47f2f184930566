/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Containment.Link;
import dk.socialbalance.catalogue.Period;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a client can form from several cells: the pieces that overlapping areas cut each other into,
 * and the difference of a count and a part of it. They are judged like cells (docs/method.md,
 * "Disclosure").
 */
final class Pieces {

  /**
   * A count that some cell tells, or that several years of one add up to.
   *
   * @param area level and code, joined by a slash
   * @param sources the counted periods
   * @param d its denominator
   * @param rules null for a population: its pieces are nobody's secret but through a difference
   */
  private record Told(String level, String area, String sources, Form form, long d, Rules rules) {

    String key() {
      return level + "/" + area;
    }
  }

  private final String label;
  private final Equations equations;
  private final Set<String> overlapping;
  private final Quantities quantities;
  private final Catalogue.Disclosure limits;

  /** By quantity, then by span, then by level and area. */
  private final Map<String, Map<String, Map<String, Told>>> told = new LinkedHashMap<>();

  Pieces(Equations equations, Catalogue catalogue, Quantities quantities, String label) {
    this.label = label;
    this.equations = equations;
    this.quantities = quantities;
    this.limits = catalogue.disclosure();
    overlapping =
        catalogue.levels().stream()
            .filter(Catalogue.Level::overlapping)
            .map(Catalogue.Level::id)
            .collect(Collectors.toSet());
  }

  /** Notes what a cell tells when it is shown. */
  void add(String quantity, String span, JudgedCell cell, Form form, long d, Rules rules) {
    String sources =
        cell.period().parts().stream().map(Period::code).collect(Collectors.joining(" "));
    Told one = new Told(cell.level(), cell.area(), sources, form, d, rules);
    told.computeIfAbsent(quantity, q -> new LinkedHashMap<>())
        .computeIfAbsent(span, s -> new LinkedHashMap<>())
        .putIfAbsent(one.key(), one);
  }

  /** Adds the guards. */
  void guards(List<Link> links) {
    told.values().forEach(Pieces::addYearsUp);
    told.forEach(
        (quantity, spans) -> spans.forEach((span, areas) -> overlaps(quantity, span, areas)));
    for (Link link : links) {
      differences(link);
    }
  }

  /** Whoever has each year of a window has the window. */
  private static void addYearsUp(Map<String, Map<String, Told>> spans) {
    for (Map.Entry<String, Map<String, Told>> window : spans.entrySet()) {
      String[] moments = window.getKey().split(" ");
      if (moments.length == 1) {
        continue;
      }
      List<Map<String, Told>> years =
          Arrays.stream(moments).map(m -> spans.getOrDefault(m, Map.of())).toList();
      for (String key : years.get(0).keySet()) {
        List<Told> each = years.stream().map(y -> y.get(key)).toList();
        if (!window.getValue().containsKey(key) && each.stream().allMatch(t -> t != null)) {
          Set<Integer> all = new TreeSet<>();
          each.forEach(t -> Arrays.stream(t.form().unknowns()).forEach(all::add));
          Told first = each.get(0);
          window
              .getValue()
              .put(
                  key,
                  new Told(
                      first.level(),
                      first.area(),
                      each.stream().map(Told::sources).collect(Collectors.joining(" ")),
                      Equations.sum(all),
                      each.stream().mapToLong(Told::d).sum(),
                      first.rules()));
        }
      }
    }
  }

  private void overlaps(String quantity, String span, Map<String, Told> areas) {
    Collection<Form> cells = areas.values().stream().map(Told::form).toList();
    List<Told> crossing =
        areas.values().stream().filter(t -> overlapping.contains(t.level())).toList();
    for (Told h : crossing) {
      for (Told c : areas.values()) {
        boolean both = overlapping.contains(c.level());
        if (c == h || c.rules() == null || (both && c.key().compareTo(h.key()) < 0)) {
          continue;
        }
        Set<Integer> inside = new TreeSet<>(unknowns(h));
        inside.retainAll(unknowns(c));
        if (inside.isEmpty()) {
          continue;
        }
        String where = label + quantity + " " + span + " ";
        piece(where + c.key() + " and " + h.key(), inside, c, cells);
        piece(where + c.key() + " without " + h.key(), without(c, h), c, cells);
        piece(where + h.key() + " without " + c.key(), without(h, c), h, cells);
      }
    }
  }

  private static Set<Integer> unknowns(Told told) {
    return Arrays.stream(told.form().unknowns())
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<Integer> without(Told all, Told part) {
    Set<Integer> rest = unknowns(all);
    rest.removeAll(unknowns(part));
    return rest;
  }

  private void piece(String name, Set<Integer> unknowns, Told of, Collection<Form> cells) {
    if (unknowns.isEmpty()) {
      return;
    }
    Form form = Equations.sum(unknowns);
    if (cells.contains(form)) {
      return;
    }
    long n = Math.round(equations.truth(form));
    Equations.Behind behind = equations.behind(unknowns);
    if (behind.d() > 0 && of.rules().hides(n, behind.d(), behind.households())) {
      equations.guard(of.rules().guard(name, form, n, behind.d(), behind.households()));
    }
  }

  private void differences(Link link) {
    Map<String, Told> outer = new HashMap<>();
    told.getOrDefault(link.outer(), Map.of())
        .forEach(
            (span, areas) ->
                areas.forEach(
                    (key, whole) -> {
                      outer.put(span + " " + key, whole);
                      outer.put(whole.sources() + " " + key, whole);
                    }));
    told.getOrDefault(link.inner(), Map.of())
        .forEach(
            (span, areas) ->
                areas.forEach(
                    (key, part) -> {
                      // The same moment; or a state on a day, which is part of the day's period.
                      Told whole = outer.get(span + " " + key);
                      difference(
                          link,
                          span,
                          part,
                          whole != null ? whole : outer.get(part.sources() + " " + key));
                    }));
  }

  private void difference(Link link, String span, Told part, Told whole) {
    if (whole == null || quantities.isPopulationOf(link.outer(), link.inner())) {
      return;
    }
    Form form = whole.form().minus(part.form());
    long rest = Math.round(equations.truth(form));
    Rules rules = new Rules(quantities.protection(link.inner()), false, false, limits);
    if (form.unknowns().length > 0 && rest > 0 && rules.hidesNumerator(rest, Long.MAX_VALUE)) {
      equations.guard(
          rules.guard(
              label + link.outer() + " without " + link.inner() + " " + span + " " + part.key(),
              form,
              rest,
              whole.d(),
              Long.MAX_VALUE));
    }
  }
}
