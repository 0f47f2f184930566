/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cells;

import dk.socialbalance.catalogue.Cadence;
import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Catalogue.Level;
import dk.socialbalance.catalogue.Condition;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.Indicator.Holders;
import dk.socialbalance.catalogue.Indicator.Origin;
import dk.socialbalance.catalogue.Indicator.Population;
import dk.socialbalance.catalogue.Indicator.ReferenceDay;
import dk.socialbalance.catalogue.Indicator.Residence;
import dk.socialbalance.catalogue.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which periods are counted for which indicators, and which cells come of it.
 *
 * <p>A pooled window is never scanned itself: the calendar years in it are, and are added up.
 *
 * @param indicators those counted from the register, in the catalogue's order, then the populations
 *     that are themselves conditions; the index is the number in the work tables
 * @param sources the periods that are scanned; the index is the number in the work tables
 * @param scans one per scanned period and reference day
 * @param wanted the cells' indicators, levels and periods
 * @param delivered the same for delivered figures
 * @param populations levels and periods that need a number of residents
 */
record CountPlan(
    List<Indicator> indicators,
    List<Period> sources,
    List<Scan> scans,
    List<Wanted> wanted,
    List<Delivered> delivered,
    Set<WantedPopulation> populations) {

  /**
   * A scan over the facts, for all indicators of a period that share a reference day.
   *
   * @param source number of the period
   * @param referenceDay the day of residence, age and household
   * @param indicators numbers
   */
  record Scan(int source, LocalDate referenceDay, List<Integer> indicators) {}

  /**
   * Cells of one indicator, level and period.
   *
   * @param day the areas that are valid on it are counted
   * @param sources numbers of the periods that are added up
   */
  record Wanted(int indicator, String level, String period, LocalDate day, List<Integer> sources) {}

  /** Delivered cells of one indicator, level and period. */
  record Delivered(String indicator, String level, String period, LocalDate day) {}

  /** The residents of one level and period. */
  record WantedPopulation(String level, String period, LocalDate day) {}

  /**
   * Residents are counted at the end of each calendar year and at each school start. A quarter or a
   * month within a year takes the latest number before it (docs/method.md, "Disclosure": gate).
   */
  private static boolean needsPopulation(Period period) {
    return period.cadence().kind() == Cadence.Kind.SCHOOL_YEAR
        || period.lastDay().getDayOfYear() == period.lastDay().lengthOfYear();
  }

  /**
   * Makes the plan.
   *
   * @throws IllegalArgumentException when an indicator asks for what cannot be counted; the message
   *     names it
   */
  static CountPlan of(Catalogue catalogue) {
    List<Indicator> counted = new ArrayList<>();
    Map<Period, Integer> sources = new LinkedHashMap<>();
    Map<Integer, Set<Integer>> indicatorsOfSource = new TreeMap<>();
    List<Wanted> wanted = new ArrayList<>();
    List<Delivered> delivered = new ArrayList<>();
    Set<WantedPopulation> populations = new LinkedHashSet<>();
    for (Indicator indicator : catalogue.indicators()) {
      boolean register = indicator.origin() == Origin.REGISTER;
      int number = counted.size();
      if (register) {
        check(indicator);
        counted.add(indicator);
      }
      for (Level level : catalogue.levels()) {
        for (Period period : catalogue.periods(indicator, level)) {
          LocalDate day = period.areaDay();
          if (needsPopulation(period)) {
            populations.add(new WantedPopulation(level.id(), period.code(), day));
          }
          if (!register) {
            delivered.add(new Delivered(indicator.id(), level.id(), period.code(), day));
            continue;
          }
          List<Integer> parts = new ArrayList<>();
          for (Period part : period.parts()) {
            int source = sources.computeIfAbsent(part, p -> sources.size());
            indicatorsOfSource.computeIfAbsent(source, s -> new LinkedHashSet<>()).add(number);
            parts.add(source);
          }
          wanted.add(new Wanted(number, level.id(), period.code(), day, parts));
        }
      }
    }
    populations(counted, indicatorsOfSource);
    List<Period> periods = List.copyOf(sources.keySet());
    return new CountPlan(
        List.copyOf(counted),
        periods,
        scans(counted, periods, indicatorsOfSource),
        wanted,
        delivered,
        populations);
  }

  /**
   * Adds, for each population that is itself a condition, a count of its members among the
   * residents of its ages: disclosure control protects it like a numerator. No cell comes of it.
   */
  private static void populations(
      List<Indicator> counted, Map<Integer, Set<Integer>> indicatorsOfSource) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    for (Indicator user : List.copyOf(counted)) {
      Population population = population(user);
      if (population.holders().isEmpty()) {
        continue;
      }
      int number = counted.indexOf(user);
      int members =
          numbers.computeIfAbsent(
              population.holders().get().id(),
              id -> {
                counted.add(membership(user, population.holders().get()));
                return counted.size() - 1;
              });
      indicatorsOfSource
          .values()
          .forEach(
              those -> {
                if (those.contains(number)) {
                  those.add(members);
                }
              });
    }
  }

  private static Indicator membership(Indicator user, Holders holders) {
    Population whole = population(user);
    return new Indicator(
        holders.id(),
        user.title(),
        user.description(),
        user.theme(),
        user.system(),
        Origin.REGISTER,
        Optional.of(
            new Population(
                whole.minAge(),
                whole.maxAge(),
                whole.ages(),
                Optional.empty(),
                whole.referenceDay(),
                whole.residence(),
                false)),
        Optional.of(holders.condition()),
        Optional.empty(),
        Indicator.Measure.SHARE,
        user.unit(),
        user.decimals(),
        user.highIsUnfavourable(),
        Map.of(),
        true,
        true,
        List.of(),
        holders.protection(),
        user.breaks(),
        user.noun());
  }

  /** Whether the indicator counts those who moved out. */
  static boolean movedOut(Indicator indicator) {
    return indicator.condition().filter(Condition.MovedOut.class::isInstance).isPresent();
  }

  /** The population of an indicator that {@link #check} let pass. */
  static Population population(Indicator indicator) {
    return indicator.population().orElseThrow();
  }

  private static List<Scan> scans(
      List<Indicator> indicators,
      List<Period> sources,
      Map<Integer, Set<Integer>> indicatorsOfSource) {
    List<Scan> scans = new ArrayList<>();
    indicatorsOfSource.forEach(
        (source, numbers) -> {
          Map<LocalDate, List<Integer>> byDay = new TreeMap<>();
          for (int number : numbers) {
            LocalDate day =
                population(indicators.get(number)).referenceDay() == ReferenceDay.PERIOD_START
                    ? sources.get(source).firstDay()
                    : sources.get(source).lastDay();
            byDay.computeIfAbsent(day, d -> new ArrayList<>()).add(number);
          }
          byDay.forEach((day, members) -> scans.add(new Scan(source, day, members)));
        });
    return scans;
  }

  private static void check(Indicator indicator) {
    if (indicator.population().isEmpty()) {
      throw refused(indicator, "is counted from the register and so needs a population");
    }
    if (indicator.measure() == Indicator.Measure.VALUE) {
      throw refused(indicator, "is counted from the register and so cannot be a delivered value");
    }
    if (indicator.measure() == Indicator.Measure.MEAN) {
      if (indicator.valueOf().isEmpty()) {
        throw refused(indicator, "is a mean and so needs value_of");
      }
    } else if (indicator.condition().isEmpty()) {
      throw refused(indicator, "needs a condition");
    }
    Population population = population(indicator);
    boolean special = population.meanPopulation() || movedOut(indicator);
    if (special
        && (population.holders().isPresent()
            || population.residence() == Residence.GUARDIAN
            || population.referenceDay() == ReferenceDay.PERIOD_START)) {
      throw refused(
          indicator,
          "has a mean population or counts who moved out: its population is told by age alone, at"
              + " the person's own address, on the period's last day");
    }
  }

  private static IllegalArgumentException refused(Indicator indicator, String why) {
    return new IllegalArgumentException("Indicator '" + indicator.id() + "' " + why + ".");
  }
}
