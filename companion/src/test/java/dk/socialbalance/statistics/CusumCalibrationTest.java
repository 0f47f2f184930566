/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Where the limit h = 8 of the CUSUM comes from: simulated quarterly series of twenty quarters of a
 * town in which nothing happens, for three indicators as common as the catalogue's quarterly ones.
 * Their base is estimated from twelve quarters, so the later years signal most; the tenth is
 * counted.
 */
class CusumCalibrationTest {

  private static final double K = 0.5;
  private static final int BASE = 12;
  private static final int QUARTERS = 40;
  private static final int TOWNS = 400;
  private static final double[] RATES = {0.013, 0.025, 0.075};
  private static final int[] PERSONS = {
    120, 200, 250, 300, 350, 400, 450, 500, 550, 600, 700, 800, 900, 1000, 1200, 1500, 2000, 2500,
    3000, 3500
  };

  @Test
  void eightKeepsTheBudgetOfHalfAWarningAYear() {
    assertThat(signalsInTheTenthYear(6)).isGreaterThan(0.5);
    assertThat(signalsInTheTenthYear(8)).isBetween(0.1, 0.45);
  }

  /** The published p: Siegmund's approximation of the tail of a CUSUM at rest. */
  @Test
  void theProbabilityOfAStateIsThatOfACusumAtRest() {
    SplittableRandom random = new SplittableRandom(5);
    double state = 0;
    int above = 0;
    int steps = 4_000_000;
    for (int i = 0; i < steps; i++) {
      state = Math.max(0, state + random.nextGaussian() - K);
      above += state > 5 ? 1 : 0;
    }
    assertThat(above / (double) steps).isCloseTo(Math.exp(-5.583), within(0.1 * Math.exp(-5.583)));
  }

  /** Of all three indicators together, in a town of twenty quarters. */
  private static double signalsInTheTenthYear(double limit) {
    SplittableRandom random = new SplittableRandom(11);
    int signals = 0;
    for (int town = 0; town < TOWNS; town++) {
      for (double rate : RATES) {
        signals += town(random, rate, limit);
      }
    }
    return signals / (double) TOWNS;
  }

  private static int town(SplittableRandom random, double rate, double limit) {
    int areas = PERSONS.length;
    long[][] counts = new long[areas][QUARTERS];
    double[] municipality = new double[QUARTERS];
    long persons = 0;
    for (int a = 0; a < areas; a++) {
      double odds = rate / (1 - rate) * Math.exp(0.5 * random.nextGaussian());
      for (int q = 0; q < QUARTERS; q++) {
        counts[a][q] = binomial(PERSONS[a], odds / (1 + odds), random);
        municipality[q] += counts[a][q];
      }
      persons += PERSONS[a];
    }
    for (int q = 0; q < QUARTERS; q++) {
      municipality[q] /= persons;
    }
    int signals = 0;
    for (int a = 0; a < areas; a++) {
      signals += series(counts[a], PERSONS[a], municipality, limit);
    }
    return signals;
  }

  /** Signals in the last four quarters; counts of one to four are hidden. */
  private static int series(long[] counts, int persons, double[] municipality, double limit) {
    double[] observed = new double[4];
    double[] expected = new double[4];
    int visible = 0;
    int gap = 0;
    double state = 0;
    int signals = 0;
    for (int q = 0; q < counts.length; q++) {
      int season = q % 4;
      if (counts[q] > 0 && counts[q] < 5) {
        gap++;
      } else if (visible < BASE) {
        visible++;
        observed[season] += counts[q];
        expected[season] += persons * municipality[q];
      } else if (observed[season] > 0) {
        double p = municipality[q] * observed[season] / expected[season];
        double z = (counts[q] - persons * p) / Math.sqrt(persons * p * (1 - p));
        state = Math.max(0, (gap > 2 ? 0 : state) + z - K);
        gap = 0;
        if (state > limit) {
          signals += q >= counts.length - 4 ? 1 : 0;
          state = 0;
        }
      }
    }
    return signals;
  }

  private static long binomial(int trials, double p, SplittableRandom random) {
    double scale = Math.log1p(-p);
    long at = 0;
    long found = 0;
    while (true) {
      at += (long) Math.floor(Math.log(1 - random.nextDouble()) / scale) + 1;
      if (at > trials) {
        return found;
      }
      found++;
    }
  }
}
