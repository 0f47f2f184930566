/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import dk.socialbalance.disclosure.audit.Edition.Area;
import dk.socialbalance.disclosure.audit.Edition.Span;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A published cell and the unknowns that it adds up.
 *
 * @param sources the counted periods, by their names in {@link Unknowns.Key}
 * @param counts unknown counts of the numerator; of a mean, of its persons
 * @param denominators unknown counts of a denominator that is not public; empty otherwise
 * @param sums unknown sums of a mean; empty otherwise
 */
record Stated(
    Figure figure,
    Edition edition,
    Asked asked,
    Span span,
    Area area,
    List<String> sources,
    int[] counts,
    int[] denominators,
    int[] sums) {

  /** The sources as one text. */
  String when() {
    return String.join("+", sources);
  }

  String label() {
    return figure.indicator() + " " + figure.level() + " " + figure.area() + " " + figure.period();
  }

  /** A sum of unknowns, each once. */
  static Map<Integer, Double> sum(int[] unknowns) {
    return plus(new TreeMap<>(), unknowns, 1);
  }

  /** One sum of unknowns less another. */
  static Map<Integer, Double> difference(int[] whole, int[] part) {
    Map<Integer, Double> sum = plus(plus(new TreeMap<>(), whole, 1), part, -1);
    sum.values().removeIf(c -> c == 0);
    return sum;
  }

  private static Map<Integer, Double> plus(Map<Integer, Double> sum, int[] unknowns, double c) {
    for (int unknown : unknowns) {
      sum.merge(unknown, c, Double::sum);
    }
    return sum;
  }
}
