/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Condition;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.Indicator.Population;
import dk.socialbalance.catalogue.Indicator.ReferenceDay;
import dk.socialbalance.catalogue.Period;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is counted, numerators and populations that are conditions, and when two counted periods are
 * one: a state on a day is the same count in the year, the quarter and the month that end with it.
 */
final class Quantities {

  private final Map<String, Indicator> indicators = new HashMap<>();
  private final Map<String, Population> populations = new HashMap<>();

  Quantities(Catalogue catalogue) {
    for (Indicator indicator : catalogue.indicators()) {
      indicators.put(indicator.id(), indicator);
      indicator
          .population()
          .ifPresent(p -> p.holders().ifPresent(h -> populations.putIfAbsent(h.id(), p)));
    }
  }

  /** The population of an indicator that is itself a condition; null when it is ages alone. */
  static String condition(Indicator indicator) {
    return indicator
        .population()
        .flatMap(Population::holders)
        .map(Indicator.Holders::id)
        .orElse(null);
  }

  /** Whether the indicator is counted among this population. */
  boolean isPopulationOf(String population, String indicator) {
    Indicator counted = indicators.get(indicator);
    return counted != null && population.equals(condition(counted));
  }

  /** How a quantity is protected. */
  Indicator.Protection protection(String quantity) {
    Indicator indicator = indicators.get(quantity);
    return indicator != null
        ? indicator.protection()
        : populations.get(quantity).holders().orElseThrow().protection();
  }

  /**
   * The moment that a count speaks of: the day, where it asks for that day alone, else the period's
   * code.
   *
   * @param quantity id of an indicator or of a population with holders
   * @param source code of the counted period
   */
  String moment(String quantity, String source) {
    Indicator indicator = indicators.get(quantity);
    Population population =
        indicator == null ? populations.get(quantity) : indicator.population().orElse(null);
    Period period = Period.parse(source);
    if (population == null || population.meanPopulation()) {
      return source;
    }
    boolean start = population.referenceDay() == ReferenceDay.PERIOD_START;
    boolean day =
        population.holders().map(h -> onDay(h.condition(), start)).orElse(true)
            && (indicator == null
                || (indicator.condition().map(c -> onDay(c, start)).orElse(true)
                    && indicator.valueOf().map(c -> onDay(c, start)).orElse(true)));
    return day ? "@" + (start ? period.firstDay() : period.lastDay()) : source;
  }

  /**
   * Whether the count is of what happens within a period, on any of its days: then everybody
   * expects that a quarter has no more of it than its year (see {@link Cadences}).
   *
   * @param quantity id of an indicator or of a population with holders
   */
  boolean withinPeriod(String quantity) {
    Indicator indicator = indicators.get(quantity);
    Optional<Condition> condition =
        indicator == null
            ? populations.get(quantity).holders().map(Indicator.Holders::condition)
            : indicator.condition().filter(c -> indicator.subset());
    return condition.filter(c -> leaves(c).anyMatch(Quantities::anyDay)).isPresent();
  }

  private static boolean anyDay(Condition condition) {
    return condition instanceof Condition.Spell spell && spell.rule() == Condition.Rule.ANY_DAY;
  }

  private static boolean onDay(Condition condition, boolean start) {
    return leaves(condition)
        .allMatch(
            leaf -> {
              if (leaf instanceof Condition.Spell spell) {
                return switch (spell.rule()) {
                  case REFERENCE_DAY -> true;
                  case ANY_DAY -> false;
                  // Its months end with the period's last day.
                  case ALL_MONTHS -> !start;
                };
              }
              return leaf instanceof Condition.HouseholdAdults;
            });
  }

  /** What a condition is put together of. */
  private static Stream<Condition> leaves(Condition condition) {
    if (condition instanceof Condition.AllOf all) {
      return all.conditions().stream().flatMap(Quantities::leaves);
    }
    if (condition instanceof Condition.AnyOf any) {
      return any.conditions().stream().flatMap(Quantities::leaves);
    }
    if (condition instanceof Condition.NoneOf none) {
      return none.conditions().stream().flatMap(Quantities::leaves);
    }
    if (condition instanceof Condition.HouseholdMember member) {
      return leaves(member.condition());
    }
    return Stream.of(condition);
  }
}
