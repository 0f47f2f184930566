/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

/**
 * A plain count.
 *
 * @param n numerator; of a mean the number of persons with a value
 * @param d denominator; of a mean the same as n
 * @param sum of a mean the sum over persons of each person's mean value; otherwise 0
 */
public record Counts(long n, long d, double sum) {

  static final Counts NONE = new Counts(0, 0, 0);

  /** Two counts together. */
  Counts plus(Counts other) {
    return new Counts(n + other.n, d + other.d, sum + other.sum);
  }
}
