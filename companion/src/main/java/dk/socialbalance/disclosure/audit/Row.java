/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import java.util.Arrays;

/**
 * Something that everybody knows about the unknowns: lowest ≤ Σ coefficient · unknown ≤ highest.
 *
 * @param unknowns numbers of unknowns, each once
 * @param coefficients one for each unknown
 * @param highest infinite without a limit
 * @param source where it was read
 */
record Row(int[] unknowns, double[] coefficients, double lowest, double highest, Source source) {

  /** How a row is known. */
  enum Kind {
    /** A shown cell. */
    SHOWN,
    /** A hidden cell: the rules and its public denominator bound it. */
    HIDDEN,
    /** The denominator that is a condition, of a shown cell. */
    POPULATION,
    /** A numerator is a part of its denominator. */
    WITHIN,
    /** An indicator is a part of another. */
    SUBSET,
    /** How figures that need not add up relate to those of their parts. */
    PARTS,
    /** How a quarter and its year are taken to relate; no theorem. */
    CADENCE
  }

  /**
   * Where a row was read.
   *
   * @param question of its unknowns
   * @param sources the counted periods it adds up, as one text
   * @param overlapping whether its area overlaps others
   * @param current whether the current publication tells it
   * @param former whether a former one does
   * @param label for people: the cell or relation
   */
  record Source(
      Kind kind,
      String question,
      String sources,
      boolean overlapping,
      boolean current,
      boolean former,
      String label) {}

  static Row sum(int[] unknowns, double lowest, double highest, Source source) {
    double[] ones = new double[unknowns.length];
    Arrays.fill(ones, 1);
    return new Row(unknowns, ones, lowest, highest, source);
  }

  /** Whether it is an equation between a sum and a figure. */
  boolean isSum() {
    if (lowest != highest) {
      return false;
    }
    for (double c : coefficients) {
      if (c != 1) {
        return false;
      }
    }
    return true;
  }

  /** Whether it says that two unknowns are equal. */
  boolean isTie() {
    return lowest == 0 && highest == 0 && coefficients.length == 2 && coefficients[1] == -1;
  }

  /** The same without its lower end: at most equal. */
  Row loosened() {
    return new Row(unknowns, coefficients, Double.NEGATIVE_INFINITY, highest, source);
  }
}
