/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

/**
 * What public knowledge allows a number to be. A range of whole numbers is rounded inward.
 *
 * @param lower least value
 * @param upper greatest value; {@link Double#POSITIVE_INFINITY} when nothing bounds it
 */
public record Range(double lower, double upper) {

  /** Turns -0 to 0. */
  public Range {
    lower += 0.0;
    upper += 0.0;
  }

  /** The tolerance of every comparison with a result of linear programming. */
  static final double TOLERANCE = 1e-6;

  /** The range around {@code truth} that deviations from it allow. */
  static Range around(double truth, double least, double greatest, boolean whole) {
    double lower = truth + least;
    double upper = truth + greatest;
    return whole
        ? new Range(Math.ceil(lower - TOLERANCE), Math.floor(upper + TOLERANCE))
        : new Range(lower, upper);
  }

  /** Upper less lower end. */
  public double width() {
    return upper - lower;
  }
}
