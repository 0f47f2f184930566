/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cells;

import dk.socialbalance.catalogue.Condition;
import dk.socialbalance.catalogue.Indicator.Population;
import dk.socialbalance.cells.FactColumns.Ages;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes a condition as an SQL boolean over a resident or a group of like residents ({@code s}),
 * with the columns of {@code state} and, for the household, {@code home_0}, {@code home_1}, ….
 * Nothing of the catalogue's text gets into the SQL: sources and codes are bits, all else is whole
 * numbers. No expression is ever null.
 */
final class ConditionCompiler {

  private static final int ADULT = 18;

  private final FactColumns facts;
  private final List<String> homeColumns = new ArrayList<>();
  private final SortedSet<Integer> ageLimits = new TreeSet<>();

  ConditionCompiler(FactColumns facts) {
    this.facts = facts;
  }

  /**
   * The expression.
   *
   * @param population whose members it is asked about; of others the answer may be wrong
   * @throws IllegalArgumentException for a condition that cannot be counted where it stands
   */
  String compile(Condition condition, Population population) {
    return compile(condition, ages(population), true);
  }

  /** The ages of a population. */
  static Ages ages(Population population) {
    return new Ages(population.minAge(), population.maxAge());
  }

  /** Whether a resident belongs to the population. */
  String compile(Population population) {
    ageLimits.add(population.minAge());
    ageLimits.add(population.maxAge() + 1);
    for (int age : population.ages()) {
      ageLimits.add(age);
      ageLimits.add(age + 1);
    }
    StringBuilder sql = new StringBuilder();
    sql.append("s.age BETWEEN %d AND %d".formatted(population.minAge(), population.maxAge()));
    if (!population.ages().isEmpty()) {
      sql.append(" AND s.age IN (")
          .append(population.ages().stream().map(String::valueOf).collect(Collectors.joining(", ")))
          .append(")");
    }
    population
        .holders()
        .ifPresent(h -> sql.append(" AND ").append(compile(h.condition(), population)));
    return "(" + sql + ")";
  }

  /**
   * The ages at which some compiled population begins or ends; no population tells ages between.
   */
  SortedSet<Integer> ageLimits() {
    return ageLimits;
  }

  /** The booleans about a household, as aggregates over its members, that conditions use. */
  List<String> homeColumns() {
    return homeColumns;
  }

  private String compile(Condition condition, Ages ages, boolean withHousehold) {
    if (condition instanceof Condition.Spell spell) {
      return facts.holds(spell, ages);
    }
    if (condition instanceof Condition.AllOf all) {
      return join(all.conditions(), " AND ", "TRUE", ages, withHousehold);
    }
    if (condition instanceof Condition.AnyOf any) {
      return join(any.conditions(), " OR ", "FALSE", ages, withHousehold);
    }
    if (condition instanceof Condition.NoneOf none) {
      return "NOT " + join(none.conditions(), " OR ", "FALSE", ages, withHousehold);
    }
    if (condition instanceof Condition.MovedOut) {
      throw new IllegalArgumentException(
          "moved_out must be the whole condition of an indicator, not a part of one");
    }
    if (!withHousehold) {
      throw new IllegalArgumentException(
          "A condition on a member of the household cannot ask about the household again");
    }
    if (condition instanceof Condition.HouseholdAdults adults) {
      return home("count(*) FILTER (WHERE s.age >= " + ADULT + ") = " + adults.adults());
    }
    if (condition instanceof Condition.HouseholdMember member) {
      return home(
          "bool_or(s.age >= "
              + member.minAge()
              + " AND "
              + compile(member.condition(), new Ages(member.minAge(), Ages.ANY), false)
              + ")");
    }
    throw new IllegalArgumentException("No rule for " + condition.getClass().getSimpleName());
  }

  private String join(
      List<Condition> parts, String word, String none, Ages ages, boolean withHousehold) {
    return parts.isEmpty()
        ? none
        : parts.stream()
            .map(c -> compile(c, ages, withHousehold))
            .collect(Collectors.joining(word, "(", ")"));
  }

  private String home(String aggregate) {
    if (!homeColumns.contains(aggregate)) {
      homeColumns.add(aggregate);
    }
    return "s.home_" + homeColumns.indexOf(aggregate);
  }
}
