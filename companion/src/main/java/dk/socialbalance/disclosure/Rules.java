/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.Indicator.Hide;
import dk.socialbalance.catalogue.Indicator.Protection;

/**
 * What must stay unknown of a count that a rule hides (docs/method.md, "Safe"), for cells, for the
 * pieces that areas cut each other into, and for differences of linked counts alike.
 *
 * @param protection of the indicator or population
 * @param subset whether n is a part of N, so that there is a complement
 * @param unfavourable whether everybody meeting it tells something
 * @param limits of the installation
 */
record Rules(
    Protection protection, boolean subset, boolean unfavourable, Catalogue.Disclosure limits) {

  /** The rules of an indicator. */
  static Rules of(Indicator indicator, Catalogue.Disclosure limits) {
    return new Rules(
        indicator.protection(), indicator.subset(), indicator.highIsUnfavourable(), limits);
  }

  /**
   * The least that everybody knows of a hidden count whose denominator is public: where zeros are
   * shown, a hidden one is none.
   */
  double least(JudgedCell cell) {
    boolean zeroWouldShow =
        !protection.zeroSensitive() && !cell.gated() && cell.d() >= limits.minDenominator();
    return zeroWouldShow ? 1 : 0;
  }

  /** Whether the numerator is too small to be shown. */
  boolean hidesNumerator(long n, long households) {
    return (n > 0 && n < protection.k() && protection.hide() != Hide.COMPLEMENT)
        || (n == 0 && protection.zeroSensitive())
        || (n > 0 && protection.byHousehold() && households < limits.minHouseholdsContributing());
  }

  /** Whether too few, or nobody, are left outside the numerator. */
  boolean hidesComplement(long n, long d) {
    return subset
        && ((d - n < protection.k() && protection.hide() != Hide.NUMERATOR)
            || (n >= d && unfavourable));
  }

  /** Whether a rule hides a count that stands alone; an open zero is nobody's secret. */
  boolean hides(long n, long d, long households) {
    return (n != 0 || protection.zeroSensitive())
        && (d < limits.minDenominator() || hidesNumerator(n, households) || hidesComplement(n, d));
  }

  /** What must stay unknown of a hidden cell. */
  Guard guard(String name, Form form, JudgedCell cell) {
    if (cell.further()) {
      return new Guard(name, form, true, 1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    long households = "few_households".equals(cell.rule()) ? 0 : Long.MAX_VALUE;
    return guard(name, form, cell.n(), cell.d(), households);
  }

  /** What must stay unknown of a count that a rule hides. */
  Guard guard(String name, Form form, long n, long d, long households) {
    double least = Math.min(protection.k(), d);
    return new Guard(
        name,
        form,
        true,
        Math.max(0, least - 1),
        hidesNumerator(n, households) ? least : Double.NEGATIVE_INFINITY,
        hidesComplement(n, d) ? Math.max(0, d - protection.k()) : Double.POSITIVE_INFINITY);
  }
}
