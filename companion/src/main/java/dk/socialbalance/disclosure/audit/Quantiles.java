/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import java.util.function.DoubleUnaryOperator;

/**
 * The distributions behind published intervals, computed in another way than the statistics do: by
 * bisection on sums and integrals.
 */
final class Quantiles {

  /** The 97.5 % quantile of the normal distribution. */
  static final double Z = 1.959963984540054;

  private Quantiles() {}

  /** The Poisson mean at which at most {@code events} events have the given probability. */
  static double poissonMean(int events, double probability) {
    if (events < 0) {
      return 0;
    }
    return root(
        mean -> {
          double term = Math.exp(-mean);
          double total = term;
          for (int i = 1; i <= events; i++) {
            term *= mean / i;
            total += term;
          }
          return total - probability;
        },
        0,
        events + 30 + 10 * Math.sqrt(events));
  }

  /**
   * The 97.5 % quantile of Student's t, by the finite series of its distribution function
   * (Abramowitz and Stegun 26.7.3 and 26.7.4).
   *
   * @param freedom degrees of freedom, at least 1
   */
  static double student(long freedom) {
    return root(t -> 0.95 - central(t, freedom), 0, freedom == 1 ? 20 : 10);
  }

  /** Probability that |T| is below t. */
  private static double central(double t, long freedom) {
    double angle = Math.atan(t / Math.sqrt(freedom));
    double square = Math.cos(angle) * Math.cos(angle);
    double term = freedom % 2 == 1 ? Math.cos(angle) : 1;
    double total = 0;
    for (long i = freedom % 2 == 1 ? 1 : 0; i <= freedom - 2; i += 2) {
      total += term;
      term *= square * (i + 1) / (i + 2);
      if (term < 1e-18 * total) {
        break;
      }
    }
    return freedom % 2 == 1
        ? 2 / Math.PI * (angle + Math.sin(angle) * total)
        : Math.sin(angle) * total;
  }

  /** Where a falling function crosses nought. */
  private static double root(DoubleUnaryOperator falling, double from, double to) {
    double low = from;
    double high = to;
    for (int i = 0; i < 200 && high - low > 0; i++) {
      double middle = (low + high) / 2;
      if (middle <= low || middle >= high) {
        break;
      }
      if (falling.applyAsDouble(middle) > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
