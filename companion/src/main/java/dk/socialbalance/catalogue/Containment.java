/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.catalogue;

import dk.socialbalance.catalogue.Condition.Rule;
import dk.socialbalance.catalogue.Condition.Spell;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.catalogue.Indicator.Population;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which counts are parts of others: numerators, and populations that are themselves a condition.
 * The difference of two such counts can be read off two maps, so disclosure control must know
 * (docs/method.md, "Disclosure").
 */
public final class Containment {

  private Containment() {}

  /**
   * Everybody who counts in {@code inner} counts in {@code outer} too, on the same day.
   *
   * @param inner id of an indicator or of a population with holders
   * @param outer likewise
   */
  public record Link(String inner, String outer) {}

  /**
   * Who is counted: residents of these ages who meet all of several conditions.
   *
   * @param indicator the indicator itself; null for a population
   */
  private record Count(
      String id, Indicator indicator, Population population, List<Condition> conditions) {}

  /**
   * All links, declared or not: {@code subset_of} of the catalogue, each numerator in its own
   * population, and what follows from the definitions. Without those that follow from two others.
   */
  public static List<Link> links(Catalogue catalogue) {
    Set<Link> links = new HashSet<>();
    List<Count> counts = counts(catalogue);
    for (Count inner : counts) {
      for (Count outer : counts) {
        if (!inner.id().equals(outer.id()) && contained(inner, outer)) {
          links.add(new Link(inner.id(), outer.id()));
        }
      }
    }
    for (Indicator indicator : catalogue.indicators()) {
      indicator.subsetOf().forEach(outer -> links.add(new Link(indicator.id(), outer)));
    }
    return links.stream()
        .filter(
            l ->
                links.contains(new Link(l.outer(), l.inner()))
                    || counts.stream()
                        .map(Count::id)
                        .noneMatch(
                            between ->
                                !between.equals(l.inner())
                                    && !between.equals(l.outer())
                                    && links.contains(new Link(l.inner(), between))
                                    && links.contains(new Link(between, l.outer()))
                                    && !links.contains(new Link(between, l.inner()))))
        .sorted((a, b) -> (a.inner() + " " + a.outer()).compareTo(b.inner() + " " + b.outer()))
        .toList();
  }

  /** An undeclared pair: the numerator of {@code inner} is a part of that of {@code outer}. */
  record Pair(Indicator inner, Indicator outer) {}

  static List<Pair> undeclared(Catalogue catalogue) {
    List<Pair> pairs = new ArrayList<>();
    List<Count> all =
        counts(catalogue).stream()
            .filter(c -> c.indicator() != null && c.indicator().measure() != Measure.MEAN)
            .toList();
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < all.size(); j++) {
        Count inner = all.get(i);
        Count outer = all.get(j);
        // Of two with the same numerator the later one is the inner.
        boolean same = i < j && contained(outer, inner);
        if (i != j
            && !same
            && contained(inner, outer)
            && !declared(catalogue, inner.id(), outer.id())
            && !declared(catalogue, outer.id(), inner.id())) {
          pairs.add(new Pair(inner.indicator(), outer.indicator()));
        }
      }
    }
    return pairs;
  }

  private static boolean declared(Catalogue catalogue, String inner, String outer) {
    Set<String> seen = new HashSet<>();
    List<String> open = new ArrayList<>(List.of(inner));
    while (!open.isEmpty()) {
      String next = open.remove(0);
      if (seen.add(next)) {
        catalogue.indicator(next).ifPresent(i -> open.addAll(i.subsetOf()));
      }
    }
    return seen.contains(outer);
  }

  private static List<Count> counts(Catalogue catalogue) {
    Map<String, Count> counts = new LinkedHashMap<>();
    for (Indicator indicator : catalogue.indicators()) {
      Population population = indicator.population().orElse(null);
      if (population == null) {
        continue;
      }
      List<Condition> conditions = new ArrayList<>();
      population
          .holders()
          .ifPresent(
              h -> {
                conditions.add(h.condition());
                counts.putIfAbsent(
                    h.id(), new Count(h.id(), null, population, List.of(h.condition())));
              });
      // The persons behind a mean are a count too.
      Optional<Condition> asked =
          indicator.condition().or(() -> indicator.valueOf().map(Condition.class::cast));
      if (asked.isPresent()) {
        conditions.add(asked.get());
        counts.put(
            indicator.id(),
            new Count(indicator.id(), indicator, population, List.copyOf(conditions)));
      }
    }
    return List.copyOf(counts.values());
  }

  private static boolean contained(Count inner, Count outer) {
    Population a = inner.population();
    Population b = outer.population();
    return inner.conditions().stream().noneMatch(Condition.MovedOut.class::isInstance)
        && ages(b).containsAll(ages(a))
        && a.referenceDay() == b.referenceDay()
        && a.residence() == b.residence()
        && outer.conditions().stream()
            .allMatch(
                asked -> inner.conditions().stream().anyMatch(given -> implies(given, asked)));
  }

  private static boolean implies(Condition given, Condition asked) {
    return given.equals(asked)
        || (given instanceof Spell a && asked instanceof Spell b && implies(a, b));
  }

  private static boolean implies(Spell a, Spell b) {
    boolean codes =
        b.codes().isEmpty()
            || (!a.codes().isEmpty() && new HashSet<>(b.codes()).containsAll(a.codes()));
    boolean value =
        b.comparison() == null || (a.comparison() == b.comparison() && a.limit() == b.limit());
    return a.source().equals(b.source()) && codes && value && inTime(a, b);
  }

  /** Whether a spell that holds by a's rule holds by b's. */
  private static boolean inTime(Spell a, Spell b) {
    return switch (a.rule()) {
      case ANY_DAY -> b.rule() == Rule.ANY_DAY;
      case REFERENCE_DAY -> b.rule() != Rule.ALL_MONTHS;
      case ALL_MONTHS -> b.rule() != Rule.ALL_MONTHS || a.months() >= b.months();
    };
  }

  private static Set<Integer> ages(Population population) {
    return population.ages().isEmpty()
        ? IntStream.rangeClosed(population.minAge(), population.maxAge())
            .boxed()
            .collect(Collectors.toSet())
        : Set.copyOf(population.ages());
  }
}
