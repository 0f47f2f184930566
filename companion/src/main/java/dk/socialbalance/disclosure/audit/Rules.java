/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Period;
import dk.socialbalance.disclosure.audit.Asked.Form;
import dk.socialbalance.disclosure.audit.Edition.Area;
import dk.socialbalance.disclosure.audit.Edition.Span;
import dk.socialbalance.disclosure.audit.Truth.Count;
import dk.socialbalance.disclosure.audit.Truth.Residents;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * The primary rules once more, from the truth (docs/method.md, "Disclosure"), and what makes a
 * range safe. Written for the audit alone.
 */
final class Rules {

  private final Catalogue.Disclosure limits;
  private final Truth truth;

  Rules(Catalogue.Disclosure limits, Truth truth) {
    this.limits = limits;
    this.truth = truth;
  }

  /**
   * What a range must be.
   *
   * @param rule that hides the cell; {@code further} when it protects another one
   * @param width least difference between the ends
   * @param reach the upper end is at least this
   * @param descend the lower end is at most this
   */
  record Need(String rule, double width, double reach, double descend) {

    boolean primary() {
      return !rule.equals("further");
    }

    boolean met(Range range) {
      return range.width() >= width && range.highest() >= reach && range.lowest() <= descend;
    }

    /** For people. */
    String text() {
      StringBuilder text = new StringBuilder("needs a width of %.0f".formatted(width));
      if (reach > 0) {
        text.append(", up to at least %.0f".formatted(reach));
      }
      if (!Double.isInfinite(descend)) {
        text.append(", down to at most %.0f".formatted(descend));
      }
      return text + " (" + rule + ")";
    }
  }

  static final Need FURTHER = new Need("further", 1, 0, Double.POSITIVE_INFINITY);

  /** The rule that hides a count, if any; the first that holds. */
  Optional<String> hides(Asked asked, Count count, boolean gated) {
    double n = count.n();
    double d = count.d();
    if (gated) {
      return Optional.of("gate");
    }
    if (asked.form() == Form.MEAN) {
      boolean dominated =
          count.sum() == null
              || count.largest() == null
              || Math.abs(count.largest()) > limits.dominance() * Math.abs(count.sum());
      return n < limits.minDenominator()
          ? Optional.of("few_persons")
          : dominated ? Optional.of("dominance") : Optional.empty();
    }
    if (d == 0 && asked.publicPopulation()) {
      return Optional.empty();
    }
    String rule = null;
    if (d < limits.minDenominator()) {
      rule = "few_persons";
    } else if (n > 0 && n < asked.k() && asked.hidesNumerator()) {
      rule = "numerator";
    } else if (d - n < asked.k() && asked.hidesComplement()) {
      rule = "complement";
    } else if (asked.part() && n >= d && asked.unfavourable()) {
      rule = "everyone";
    } else if (n == 0 && !asked.zeroOpen()) {
      rule = "zero";
    } else if (asked.byHousehold()
        && n > 0
        && count.households() != null
        && count.households() < limits.minHouseholdsContributing()) {
      rule = "few_households";
    }
    return Optional.ofNullable(rule);
  }

  /** The rule that hides a population that is itself a condition. */
  Optional<String> hidesPopulation(Asked population, Count count) {
    if (population.hidesNumerator() && count.n() > 0 && count.n() < population.k()) {
      return Optional.of("numerator");
    }
    if (population.hidesComplement() && count.d() - count.n() < population.k()) {
      return Optional.of("complement");
    }
    return count.n() == 0 && !population.zeroOpen() ? Optional.of("zero") : Optional.empty();
  }

  /** What makes a hidden count safe. */
  static Need need(String rule, int k, double d) {
    double least = Math.min(k, d);
    boolean complement = rule.equals("complement") || rule.equals("everyone");
    boolean numerator =
        rule.equals("numerator") || rule.equals("zero") || rule.equals("few_households");
    return new Need(
        rule,
        least - 1,
        numerator ? least : 0,
        complement ? Math.max(0, d - k) : Double.POSITIVE_INFINITY);
  }

  /** Whether an area is too small for any indicator in a period. */
  boolean gated(Area area, Span span) {
    Map<String, Residents> known = truth.residents(area);
    Residents then = known.get(span.code());
    if (then == null) {
      LocalDate best = null;
      for (Map.Entry<String, Residents> entry : known.entrySet()) {
        LocalDate end = Period.parse(entry.getKey()).lastDay();
        if (best == null || nearer(end, best, span.last())) {
          best = end;
          then = entry.getValue();
        }
      }
    }
    return then != null
        && (then.residents() < limits.minResidents() || then.households() < limits.minHouseholds());
  }

  // The latest before the period's end, else the earliest after it.
  private static boolean nearer(LocalDate end, LocalDate best, LocalDate last) {
    boolean after = end.isAfter(last);
    boolean bestAfter = best.isAfter(last);
    if (after != bestAfter) {
      return bestAfter;
    }
    return after ? end.isBefore(best) : end.isAfter(best);
  }
}
