/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.catalogue;

import java.util.List;

/**
 * What must be true of a resident to be counted. A closed set, so that every kind can be compiled
 * to SQL ({@code cells}) and checked by an independent counter in the tests.
 */
public sealed interface Condition {

  /** When a spell must hold, relative to the period that is counted. */
  enum Rule {
    /** On the reference day of the period (last day, or first day for {@code period_start}). */
    REFERENCE_DAY,
    /** On at least one day of the period. */
    ANY_DAY,
    /** On every day of the {@code months} months that end with the period's last day. */
    ALL_MONTHS
  }

  /** How a spell's value is compared with {@code limit}. */
  enum Comparison {
    LT,
    LE,
    EQ,
    GE,
    GT
  }

  /**
   * Has a spell of a source.
   *
   * @param source id of the source
   * @param codes the codes that count; empty: every code of the source
   * @param rule when it must hold; several spells that meet or overlap count as one
   * @param months for {@link Rule#ALL_MONTHS}, otherwise 0
   * @param comparison null when the value does not matter
   * @param limit what the spell's value is compared with, in the value's unit
   */
  record Spell(
      String source, List<String> codes, Rule rule, int months, Comparison comparison, double limit)
      implements Condition {}

  /** All of several. */
  record AllOf(List<Condition> conditions) implements Condition {}

  /** At least one of several. */
  record AnyOf(List<Condition> conditions) implements Condition {}

  /** Not one of several. */
  record NoneOf(List<Condition> conditions) implements Condition {}

  /** The household on the reference day has this many members aged 18 or more. */
  record HouseholdAdults(int adults) implements Condition {}

  /** Some member of the household aged {@code minAge} or more, on the reference day, meets it. */
  record HouseholdMember(int minAge, Condition condition) implements Condition {}

  /**
   * Moved out of the area: lived in it on one day and not on the next, where that next day (the day
   * of the move) lies in the period. Each person counts once per area and period, however often the
   * person left.
   *
   * <p>Counted anew on each level: a move inside a quarter counts for the district only, a move
   * inside the area not at all. The areas are those of the period's last day, on both sides of the
   * move. Where everybody lives in the area (a municipality that is the only one of the top level)
   * only those count who are no residents at all the next day; a register of addresses cannot tell
   * a death from a move, so the dead count too. The population's ages are ages on the period's last
   * day.
   *
   * <p>Only as the whole condition of an indicator.
   */
  record MovedOut() implements Condition {}
}
