/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import dk.socialbalance.disclosure.audit.Derived.Measure;
import dk.socialbalance.disclosure.audit.Edition.Area;
import dk.socialbalance.disclosure.audit.Edition.Span;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Trends and slopes once more, from shown cells alone (docs/method.md, "Trend"). */
final class TrendProof {

  /** Chi-square with one degree of freedom at 99.8 %. */
  private static final double CRITICAL = 9.5495;

  private static final int POINTS = 5;

  private final Derived derived;
  private final List<Breach> breaches;

  TrendProof(Derived derived, List<Breach> breaches) {
    this.derived = derived;
    this.breaches = breaches;
  }

  private record Series(
      String indicator, String level, String area, LocalDate from, String cadence, int season) {}

  void check() {
    Map<Series, TreeMap<Integer, Figure>> all = new HashMap<>();
    for (Figure figure : derived.edition().figures()) {
      if (figure.shown()) {
        series(figure)
            .ifPresent(s -> all.computeIfAbsent(s, k -> new TreeMap<>()).put(year(figure), figure));
      }
      if (!figure.shown() && (figure.trend() != null || figure.slope() != null)) {
        breaches.add(
            Derived.breach(BreachKind.TREND, figure, "a trend ends in a figure that is not shown"));
      }
    }
    all.forEach(this::check);
  }

  private int year(Figure figure) {
    return derived.edition().periods().get(figure.period()).first().getYear();
  }

  private Optional<Series> series(Figure figure) {
    Span span = derived.edition().periods().get(figure.period());
    Optional<Area> area = derived.edition().area(figure.level(), figure.area(), span.last());
    return area.map(
        a ->
            new Series(
                figure.indicator(),
                figure.level(),
                figure.area(),
                a.from(),
                span.cadence(),
                span.first().getMonthValue()));
  }

  private void check(Series series, TreeMap<Integer, Figure> points) {
    Measure measure = derived.measures().get(series.indicator());
    int step =
        series.cadence().startsWith("years:") ? Integer.parseInt(series.cadence().substring(6)) : 1;
    for (Map.Entry<Integer, Figure> end : points.entrySet()) {
      Figure figure = end.getValue();
      String name =
          figure.indicator() + " " + figure.level() + " " + figure.area() + " " + figure.period();
      boolean told = figure.trend() != null || figure.slope() != null;
      if (!told || derived.carried().contains(name)) {
        continue;
      }
      Optional<Outcome> expected =
          measure.rate() && figure.n() != null
              ? counts(points, end.getKey(), step, measure)
              : values(points, end.getKey(), measure);
      boolean agrees =
          expected.isPresent()
              && (figure.trend() == null || figure.trend().equals(expected.get().trend()))
              && Derived.agrees(figure.slope(), expected.get().slope());
      if (!agrees) {
        breaches.add(
            Derived.breach(
                BreachKind.TREND,
                figure,
                expected.isEmpty()
                    ? "some point of the trend is not shown, so there can be none"
                    : "shown figures give %s, %s a year, not %s, %s"
                        .formatted(
                            expected.get().trend(),
                            expected.get().slope(),
                            figure.trend(),
                            figure.slope())));
      }
    }
  }

  private record Outcome(String trend, Double slope) {}

  private static Optional<Outcome> counts(
      TreeMap<Integer, Figure> points, int year, int step, Measure measure) {
    double[] n = new double[POINTS];
    double[] d = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      Figure point = points.get(year - (POINTS - 1 - i) * step);
      if (point == null || point.n() == null || point.d() == null) {
        return Optional.empty();
      }
      n[i] = point.n();
      d[i] = point.d();
    }
    double slope = slope(n, d, -1);
    boolean steady = true;
    for (int i = 0; i < POINTS; i++) {
      steady &= Math.signum(slope(n, d, i)) == Math.signum(slope);
    }
    double spread = spread(d);
    double cases = Arrays.stream(n).sum();
    double persons = Arrays.stream(d).sum();
    double chi = slope * slope * persons / (cases * (persons - cases) * spread);
    String trend =
        chi > CRITICAL && steady
            ? slope * measure.polarity() > 0 ? "forvaerret" : "forbedret"
            : "uaendret";
    return Optional.of(
        new Outcome(trend, spread == 0 ? null : measure.factor() * slope / spread / step));
  }

  /** Numerator of the weighted slope, without one point (-1: with all). */
  private static double slope(double[] n, double[] d, int without) {
    double n1 = 0;
    double d1 = 0;
    double xn = 0;
    double xd = 0;
    for (int i = 0; i < POINTS; i++) {
      if (i != without) {
        n1 += n[i];
        d1 += d[i];
        xn += (i + 1) * n[i];
        xd += (i + 1) * d[i];
      }
    }
    return d1 * xn - xd * n1;
  }

  private static double spread(double[] d) {
    double d1 = 0;
    double xd = 0;
    double xxd = 0;
    for (int i = 0; i < POINTS; i++) {
      d1 += d[i];
      xd += (i + 1) * d[i];
      xxd += (i + 1) * (i + 1) * d[i];
    }
    return d1 * xxd - xd * xd;
  }

  private static Optional<Outcome> values(
      TreeMap<Integer, Figure> points, int year, Measure measure) {
    List<Integer> years = new ArrayList<>();
    List<Double> x = new ArrayList<>();
    points
        .subMap(year - 9, true, year, true)
        .forEach(
            (y, figure) -> {
              boolean bare = !measure.rate() || figure.n() == null;
              if (bare && figure.value() != null) {
                years.add(y);
                x.add(figure.value());
              }
            });
    if (x.size() < 7) {
      return Optional.empty();
    }
    int s = 0;
    List<Double> slopes = new ArrayList<>();
    for (int b = 0; b < x.size(); b++) {
      for (int a = 0; a < b; a++) {
        s += (int) Math.signum(x.get(b) - x.get(a));
        slopes.add((x.get(b) - x.get(a)) / (years.get(b) - years.get(a)));
      }
    }
    slopes.sort(null);
    int half = slopes.size() / 2;
    double sen =
        slopes.size() % 2 == 1 ? slopes.get(half) : (slopes.get(half - 1) + slopes.get(half)) / 2;
    String trend =
        !MannKendall.significant(Math.abs(s), x)
            ? "uaendret"
            : s * measure.polarity() > 0 ? "forvaerret" : "forbedret";
    return Optional.of(new Outcome(trend, sen));
  }

  /** Mann and Kendall's test, two-sided, alpha 0.002. */
  private static final class MannKendall {

    static boolean significant(int s, List<Double> x) {
      int n = x.size();
      Map<Double, Integer> groups = new HashMap<>();
      x.forEach(v -> groups.merge(v, 1, Integer::sum));
      long ties = groups.values().stream().mapToLong(t -> (long) t * (t - 1) * (2L * t + 5)).sum();
      if (n <= 10 && ties == 0) {
        return s != 0 && 2 * atLeast(s, n) < 0.002;
      }
      double variance = ((long) n * (n - 1) * (2L * n + 5) - ties) / 18.0;
      return variance > 0 && Math.max(s - 1, 0) / Math.sqrt(variance) > 3.090232306167813;
    }

    /** Probability of at least s, by the number of permutations with so many inversions. */
    private static double atLeast(int s, int n) {
      double[] ways = {1};
      double all = 1;
      for (int size = 2; size <= n; size++) {
        double[] next = new double[ways.length + size - 1];
        for (int i = 0; i < ways.length; i++) {
          for (int moved = 0; moved < size; moved++) {
            next[i + moved] += ways[i];
          }
        }
        ways = next;
        all *= size;
      }
      int pairs = n * (n - 1) / 2;
      double extreme = 0;
      for (int inversions = 0; inversions < ways.length; inversions++) {
        if (pairs - 2 * inversions >= s) {
          extreme += ways[inversions];
        }
      }
      return extreme / all;
    }
  }
}
