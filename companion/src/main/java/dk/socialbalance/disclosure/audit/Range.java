/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

/**
 * What a sum of unknowns can be.
 *
 * @param lowest minus infinity without a limit
 * @param highest infinity without a limit
 */
record Range(double lowest, double highest) {

  private static final double TOLERANCE = 1e-6;

  double width() {
    return highest - lowest;
  }

  /** Rounded inward to whole numbers, with a tolerance of 1e-6. */
  Range whole() {
    // Adding nought turns -0 into 0.
    return new Range(Math.ceil(lowest - TOLERANCE) + 0.0, Math.floor(highest + TOLERANCE) + 0.0);
  }

  Range plus(Range other) {
    return new Range(lowest + other.lowest, highest + other.highest);
  }

  Range times(double factor) {
    return new Range(lowest * factor, highest * factor);
  }
}
