/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.catalogue;

import dk.socialbalance.catalogue.Condition.Rule;
import dk.socialbalance.catalogue.Condition.Spell;
import dk.socialbalance.catalogue.Indicator.Population;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds indicators whose numerator is contained in another's without saying so. Their difference
 * could be read off two maps, so disclosure control must know (docs/method.md, section 1).
 */
final class SubsetCheck {

  private SubsetCheck() {}

  /** An undeclared pair: the numerator of {@code inner} is a part of that of {@code outer}. */
  record Pair(Indicator inner, Indicator outer) {}

  static List<Pair> undeclared(Catalogue catalogue) {
    List<Pair> pairs = new ArrayList<>();
    List<Indicator> all = catalogue.indicators();
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < all.size(); j++) {
        Indicator inner = all.get(i);
        Indicator outer = all.get(j);
        // Of two with the same numerator the later one is the inner.
        boolean same = i < j && contained(outer, inner);
        if (i != j
            && !same
            && contained(inner, outer)
            && !declared(catalogue, inner, outer)
            && !declared(catalogue, outer, inner)) {
          pairs.add(new Pair(inner, outer));
        }
      }
    }
    return pairs;
  }

  private static boolean declared(Catalogue catalogue, Indicator inner, Indicator outer) {
    Optional<String> next = inner.subsetOf();
    while (next.isPresent()) {
      if (next.get().equals(outer.id())) {
        return true;
      }
      next = catalogue.indicator(next.get()).flatMap(Indicator::subsetOf);
    }
    return false;
  }

  private static boolean contained(Indicator inner, Indicator outer) {
    return inner.condition().orElse(null) instanceof Spell a
        && outer.condition().orElse(null) instanceof Spell b
        && contained(a, b)
        && inner.population().isPresent()
        && outer.population().isPresent()
        && contained(inner.population().get(), outer.population().get());
  }

  private static boolean contained(Spell a, Spell b) {
    boolean codes =
        b.codes().isEmpty()
            || (!a.codes().isEmpty() && new HashSet<>(b.codes()).containsAll(a.codes()));
    boolean value =
        b.comparison() == null || (a.comparison() == b.comparison() && a.limit() == b.limit());
    return a.source().equals(b.source()) && codes && value && implies(a, b);
  }

  /** Whether a spell that holds by a's rule holds by b's. */
  private static boolean implies(Spell a, Spell b) {
    return switch (a.rule()) {
      case ANY_DAY -> b.rule() == Rule.ANY_DAY;
      case REFERENCE_DAY -> b.rule() != Rule.ALL_MONTHS;
      case ALL_MONTHS -> b.rule() != Rule.ALL_MONTHS || a.months() >= b.months();
    };
  }

  private static boolean contained(Population a, Population b) {
    return ages(b).containsAll(ages(a))
        && (b.holders().isEmpty() || b.holders().equals(a.holders()))
        && a.referenceDay() == b.referenceDay()
        && a.residence() == b.residence();
  }

  private static Set<Integer> ages(Population population) {
    return population.ages().isEmpty()
        ? IntStream.rangeClosed(population.minAge(), population.maxAge())
            .boxed()
            .collect(Collectors.toSet())
        : Set.copyOf(population.ages());
  }
}
