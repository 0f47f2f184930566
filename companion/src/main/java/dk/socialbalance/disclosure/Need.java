/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

/**
 * What the range of a form must be like: a guard, or a further cell that must not be known exactly.
 *
 * @param name the guard's name or the cell's id
 * @param form place in {@link CompiledSystem#forms()}
 * @param whole whether the range is rounded inward
 * @param truth the number itself
 * @param minWidth least width
 * @param minUpper least upper end
 * @param maxLower greatest lower end
 */
record Need(
    String name,
    int form,
    boolean whole,
    double truth,
    double minWidth,
    double minUpper,
    double maxLower) {

  /**
   * A number that is no whole number is not known when its range is as wide as this share of it.
   */
  private static final double UNKNOWN_SHARE = 1e-4;

  /** A number that must merely not be known exactly. */
  static Need notExact(String name, int form, boolean whole, double truth) {
    return new Need(
        name,
        form,
        whole,
        truth,
        leastStep(whole, truth),
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY);
  }

  static Need of(Guard guard, int form, double truth) {
    boolean whole = guard.whole();
    return new Need(
        guard.name(),
        form,
        whole,
        truth,
        whole ? Math.ceil(guard.minWidth() - Range.TOLERANCE) : guard.minWidth(),
        whole ? Math.ceil(guard.minUpper() - Range.TOLERANCE) : guard.minUpper(),
        whole ? Math.floor(guard.maxLower() + Range.TOLERANCE) : guard.maxLower());
  }

  private static double leastStep(boolean whole, double truth) {
    return whole ? 1 : UNKNOWN_SHARE * Math.max(1, Math.abs(truth));
  }

  /** The least deviation from the truth that makes this number not exactly known. */
  double step() {
    return leastStep(whole, truth);
  }

  /** The range that these deviations from the truth allow. */
  Range range(double least, double greatest) {
    return Range.around(truth, least, greatest, whole);
  }

  /** Whether it holds when the number can deviate this much from the truth. */
  boolean holds(double least, double greatest) {
    Range range = range(least, greatest);
    return range.width() >= minWidth - tolerance(minWidth)
        && range.upper() >= minUpper - tolerance(minUpper)
        && range.lower() <= maxLower + tolerance(maxLower);
  }

  private static double tolerance(double size) {
    return Double.isInfinite(size) ? 0 : Range.TOLERANCE * Math.max(1, Math.abs(size));
  }
}
