/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

/** What must stay unknown of a hidden mean. */
final class Means {

  /** A further sum is unknown when its range is at least this share of it. */
  private static final double UNKNOWN_SHARE = 1e-4;

  private Means() {}

  /**
   * A sum may be narrowed down to no less than its largest single contribution, so that nobody's
   * own is known better than to within itself.
   */
  static Guard guard(String name, Form sum, JudgedCell cell) {
    return new Guard(
        name,
        sum,
        false,
        cell.further() ? Math.abs(cell.sum()) * UNKNOWN_SHARE : cell.largest(),
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY);
  }
}
