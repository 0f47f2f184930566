/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import dk.socialbalance.disclosure.audit.Derived.Measure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Rates, intervals and classes once more, from shown counts alone (docs/method.md). */
final class RateProof {

  private final Derived derived;
  private final List<Breach> breaches;
  private final Map<Long, Double> students = new HashMap<>();

  RateProof(Derived derived, List<Breach> breaches) {
    this.derived = derived;
    this.breaches = breaches;
  }

  private record Expected(Double value, Double lower, Double upper) {}

  void check() {
    for (Figure figure : derived.edition().figures()) {
      check(figure);
    }
  }

  private void check(Figure figure) {
    boolean told =
        figure.value() != null
            || figure.lower() != null
            || figure.upper() != null
            || figure.klass() != null;
    Measure measure = derived.measures().get(figure.indicator());
    if (!told) {
      return;
    }
    if (!figure.shown() || measure.rate() && figure.n() == null && figure.d() != null) {
      breaches.add(
          Derived.breach(
              BreachKind.RATE,
              figure,
              "the count is not shown, but a rate, interval or class is: it tells the count"));
      return;
    }
    Expected expected = expected(figure, measure);
    if (!Derived.agrees(figure.value(), expected.value())
        || !Derived.agrees(figure.lower(), expected.lower())
        || !Derived.agrees(figure.upper(), expected.upper())) {
      breaches.add(
          Derived.breach(
              BreachKind.RATE,
              figure,
              "shown counts give %s (%s to %s), not %s (%s to %s)"
                  .formatted(
                      expected.value(),
                      expected.lower(),
                      expected.upper(),
                      figure.value(),
                      figure.lower(),
                      figure.upper())));
    } else if (figure.klass() != null && !Objects.equals(figure.klass(), klass(figure, measure))) {
      breaches.add(
          Derived.breach(
              BreachKind.RATE,
              figure,
              "the value lies in class %s, not %d"
                  .formatted(klass(figure, measure), figure.klass())));
    }
  }

  private Integer klass(Figure figure, Measure measure) {
    double[] breaks = derived.breaks().get(figure.indicator() + " " + figure.level());
    if (breaks == null || figure.value() == null) {
      return null;
    }
    int above = 0;
    for (double limit : breaks) {
      if (limit <= figure.value()) {
        above++;
      }
    }
    return measure.polarity() > 0 ? 1 + above : 5 - above;
  }

  private Expected expected(Figure figure, Measure measure) {
    if (figure.n() != null && figure.d() != null && figure.d() > 0) {
      double factor = measure.factor();
      double n = figure.n();
      double d = figure.d();
      double[] limits = measure.subset() ? wilson(n, d) : poisson(figure.n(), d);
      return new Expected(factor * n / d, factor * limits[0], factor * limits[1]);
    }
    if (figure.sum() != null && figure.d() != null && figure.d() > 0) {
      return mean(figure.sum(), figure.squares(), figure.d());
    }
    boolean bare = figure.n() == null && figure.sum() == null && figure.d() == null;
    return new Expected(bare ? figure.value() : null, null, null);
  }

  private static double[] wilson(double n, double d) {
    double z2 = Quantiles.Z * Quantiles.Z;
    double p = n / d;
    double middle = p + z2 / (2 * d);
    double half = Quantiles.Z * Math.sqrt(p * (1 - p) / d + z2 / (4 * d * d));
    double scale = 1 + z2 / d;
    return new double[] {
      n == 0 ? 0 : (middle - half) / scale, n == d ? 1 : (middle + half) / scale
    };
  }

  private static double[] poisson(long n, double d) {
    if (n < 10) {
      return new double[] {
        Quantiles.poissonMean((int) n - 1, 0.975) / d, Quantiles.poissonMean((int) n, 0.025) / d
      };
    }
    double more = n + 1;
    double lower = 1 - 1.0 / (9 * n) - Quantiles.Z / (3 * Math.sqrt(n));
    double upper = 1 - 1 / (9 * more) + Quantiles.Z / (3 * Math.sqrt(more));
    return new double[] {n * lower * lower * lower / d, more * upper * upper * upper / d};
  }

  private Expected mean(double sum, Double squares, long persons) {
    double mean = sum / persons;
    if (persons < 2 || squares == null) {
      return new Expected(mean, null, null);
    }
    double spread = Math.max(squares - sum * sum / persons, 0);
    double error = Math.sqrt(spread / (persons - 1) / persons);
    double half = error * students.computeIfAbsent(persons - 1, Quantiles::student);
    return new Expected(mean, mean - half, mean + half);
  }
}
