/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import dk.socialbalance.disclosure.audit.Asked.Form;
import dk.socialbalance.disclosure.audit.Edition.Span;
import dk.socialbalance.disclosure.audit.Rules.Need;
import dk.socialbalance.disclosure.audit.Target.Kind;
import dk.socialbalance.disclosure.audit.Truth.Count;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Finds all that must stay uncertain, and how uncertain: judged by the truth. */
final class Targets {

  private final Knowledge knowledge;
  private final Versions versions;
  private final Rules rules;
  private final List<Target> found = new ArrayList<>();
  private final List<Breach> exposed = new ArrayList<>();
  private final Set<List<Object>> seen = new HashSet<>();

  private Targets(Knowledge knowledge, Versions versions, Rules rules) {
    this.knowledge = knowledge;
    this.versions = versions;
    this.rules = rules;
  }

  static Targets of(Knowledge knowledge, Versions versions, Rules rules, Truth truth) {
    Targets targets = new Targets(knowledge, versions, rules);
    for (Stated cell : knowledge.cells()) {
      targets.cell(cell, truth);
    }
    List<Stated> now =
        knowledge.cells().stream()
            .filter(c -> c.edition().current() && c.asked().form() == Form.COUNT)
            .filter(c -> c.asked().additive() && !c.asked().delivered())
            .toList();
    targets.pieces(now);
    targets.differences(now);
    return targets;
  }

  List<Target> found() {
    return found;
  }

  /** Cells that are shown although their own rule hides them. */
  List<Breach> exposed() {
    return exposed;
  }

  private void cell(Stated cell, Truth truth) {
    Count count = behind(cell.counts());
    boolean mean = cell.asked().form() == Form.MEAN;
    if (versions.isNewest(cell.edition().id())) {
      Figure f = cell.figure();
      Count whole = truth.cell(f.indicator(), f.level(), f.area(), f.period());
      if (whole != null && (!cell.asked().additive() || cell.asked().delivered())) {
        count = whole;
      } else if (whole != null && count != null) {
        count =
            new Count(
                count.n(),
                count.d(),
                whole.households(),
                count.sum(),
                whole.largest(),
                false,
                false);
      }
    }
    if (count == null || count.bare() && count.d() == 0) {
      if (cell.figure().hidden() && count == null && !mean) {
        // Nothing on record: it must at least not be known exactly.
        add(
            new Target(
                Kind.CELL, cell, cell.area().code(), Stated.sum(cell.counts()), Rules.FURTHER));
      }
      return;
    }
    boolean gated = rules.gated(cell.area(), cell.span());
    Optional<String> rule = rules.hides(cell.asked(), count, gated);
    if (cell.figure().hidden()) {
      hidden(cell, count, rule);
    } else if (cell.figure().shown() && cell.edition().current() && rule.isPresent()) {
      exposed.add(
          new Breach(
              BreachKind.EXPOSED,
              cell.edition().id(),
              cell.asked().id(),
              cell.figure().level(),
              cell.figure().area(),
              cell.figure().period(),
              count.n(),
              count.n(),
              "must be hidden (" + rule.get() + ")"));
    }
  }

  private void hidden(Stated cell, Count count, Optional<String> rule) {
    String area = cell.area().code();
    Asked asked = cell.asked();
    if (asked.form() == Form.MEAN) {
      double unit = knowledge.unknowns().unit(knowledge.unknowns().key(cell.sums()[0]).question());
      double largest = count.largest() == null ? 0 : Math.abs(count.largest()) / unit;
      add(
          new Target(
              Kind.MEAN,
              cell,
              area,
              Stated.sum(cell.sums()),
              new Need(rule.orElse("further"), largest, 0, Double.POSITIVE_INFINITY)));
      return;
    }
    boolean ownComplement =
        cell.denominators().length > 0
            && rule.filter(r -> r.equals("complement") || r.equals("everyone")).isPresent();
    Need need = rule.map(r -> Rules.need(r, asked.k(), count.d())).orElse(Rules.FURTHER);
    if (ownComplement) {
      Need other =
          new Need(
              rule.get(), need.width(), Math.min(asked.k(), count.d()), Double.POSITIVE_INFINITY);
      add(
          new Target(
              Kind.COMPLEMENT,
              cell,
              area,
              Stated.difference(cell.denominators(), cell.counts()),
              other));
      need = new Need(rule.get(), need.width(), 0, Double.POSITIVE_INFINITY);
    }
    add(new Target(Kind.CELL, cell, area, Stated.sum(cell.counts()), need));
    if (cell.denominators().length > 0 && asked.population().isPresent()) {
      Asked population = cell.edition().asked().get(asked.population().get());
      Count members = behind(cell.denominators());
      if (members != null) {
        rules
            .hidesPopulation(population, members)
            .ifPresent(
                r ->
                    add(
                        new Target(
                            Kind.POPULATION,
                            cell,
                            area,
                            Stated.sum(cell.denominators()),
                            Rules.need(r, population.k(), members.d()))));
      }
    }
  }

  private void add(Target target) {
    if (!target.sum().isEmpty()
        && seen.add(List.of(target.kind(), target.sum(), target.cell().asked().k()))) {
      found.add(target);
    }
  }

  private Count behind(int[] unknowns) {
    Count total = null;
    for (int unknown : unknowns) {
      Count count = knowledge.unknowns().behind(unknown);
      if (count == null) {
        return null;
      }
      total = total == null ? count : total.plus(count);
    }
    return total == null ? Count.NOBODY : total;
  }

  // Areas that overlap others cut pieces: a client can subtract.
  private void pieces(List<Stated> cells) {
    Map<String, List<Stated>> byQuestion = new TreeMap<>();
    cells.forEach(c -> byQuestion.computeIfAbsent(c.asked().id(), q -> new ArrayList<>()).add(c));
    for (List<Stated> family : byQuestion.values()) {
      Map<String, Map<String, Stated>> overlapping = new TreeMap<>();
      for (Stated cell : family) {
        if (knowledge.overlapping(cell.figure().level())) {
          overlapping
              .computeIfAbsent(cell.area().key(), a -> new HashMap<>())
              .put(cell.when(), cell);
        }
      }
      for (Stated cell : family) {
        boolean own = knowledge.overlapping(cell.figure().level());
        overlapping.forEach(
            (key, there) -> {
              if (!own || key.compareTo(cell.area().key()) > 0) {
                over(there, cell.sources()).ifPresent(h -> cut(cell, h, code(key)));
              }
            });
      }
    }
  }

  private static String code(String areaKey) {
    return areaKey.split("/")[1];
  }

  /** What an area tells for these sources together; empty when it does not tell all of them. */
  private static Optional<int[]> over(Map<String, Stated> cells, List<String> sources) {
    Stated same = cells.get(String.join("+", sources));
    if (same != null) {
      return Optional.of(same.counts());
    }
    List<int[]> parts = new ArrayList<>();
    for (String source : sources) {
      if (!cells.containsKey(source)) {
        return Optional.empty();
      }
      parts.add(cells.get(source).counts());
    }
    return Optional.of(parts.stream().flatMapToInt(Arrays::stream).toArray());
  }

  private void cut(Stated cell, int[] other, String code) {
    Set<Integer> a = set(cell.counts());
    Set<Integer> b = set(other);
    Set<Integer> both = new HashSet<>(a);
    both.retainAll(b);
    if (both.isEmpty() || a.equals(b)) {
      return;
    }
    String own = cell.area().code();
    if (both.size() < a.size()) {
      if (both.size() < b.size()) {
        piece(cell, own + " ∩ " + code, both);
      }
      piece(cell, own + " \\ " + code, without(a, both));
    }
    if (both.size() < b.size()) {
      piece(cell, code + " \\ " + own, without(b, both));
    }
  }

  private static Set<Integer> set(int[] unknowns) {
    Set<Integer> set = new HashSet<>();
    Arrays.stream(unknowns).forEach(set::add);
    return set;
  }

  private static Set<Integer> without(Set<Integer> all, Set<Integer> some) {
    Set<Integer> rest = new HashSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  private void piece(Stated cell, String area, Set<Integer> unknowns) {
    int[] numbers = unknowns.stream().mapToInt(i -> i).toArray();
    Count count = behind(numbers);
    if (count != null) {
      rules
          .hides(cell.asked(), count, false)
          .ifPresent(
              rule ->
                  add(
                      new Target(
                          Kind.PIECE,
                          cell,
                          area,
                          Stated.sum(numbers),
                          Rules.need(rule, cell.asked().k(), count.d()))));
    }
  }

  // What an indicator that holds another has beyond it, where both are told for the area.
  private void differences(List<Stated> cells) {
    Set<Set<Integer>> told = new HashSet<>();
    for (Stated cell : cells) {
      told.add(set(cell.counts()));
      told.add(set(cell.denominators()));
    }
    for (Stated cell : cells) {
      for (String id : cell.asked().subsetOf()) {
        Asked whole = cell.edition().asked().get(id);
        int[] all = whole == null ? new int[0] : counterparts(cell, whole);
        if (all.length == 0 || !told.contains(set(all))) {
          continue;
        }
        Map<Integer, Double> difference = Stated.difference(all, cell.counts());
        double n = knowledge.unknowns().truth(difference);
        Asked asked = cell.asked();
        Count count = behind(cell.counts());
        if (count != null && asked.hidesNumerator() && n > 0 && n < asked.k()) {
          add(
              new Target(
                  Kind.DIFFERENCE,
                  cell,
                  cell.area().code() + " (" + id + " less " + asked.id() + ")",
                  difference,
                  Rules.need("numerator", asked.k(), count.d())));
        }
      }
    }
  }

  private int[] counterparts(Stated cell, Asked whole) {
    List<Integer> all = new ArrayList<>();
    for (Span source : Knowledge.sources(cell.asked(), cell.span())) {
      Collection<String> inside =
          knowledge
              .place(cell.edition(), cell.asked(), cell.figure(), cell.span(), source)
              .orElse(List.of());
      for (String place : inside) {
        int unknown = knowledge.counterpart(cell.edition(), whole, source, place);
        if (unknown < 0) {
          return new int[0];
        }
        all.add(unknown);
      }
    }
    return all.stream().mapToInt(i -> i).toArray();
  }
}
