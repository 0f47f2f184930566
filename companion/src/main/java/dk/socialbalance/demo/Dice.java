/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

/**
 * Random numbers that are the same on every machine and Java version: SplitMix64 (Steele, Lea and
 * Flood, "Fast splittable pseudorandom number generators", 2014).
 */
final class Dice {

  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /** Dice of their own for every pair of numbers. */
  Dice(long seed, long stream) {
    state = mix(seed * GAMMA + 1) ^ mix(stream + 0x5851F42D4C957F2DL);
  }

  /** Spreads the bits of a number over all 64 places. */
  static long mix(long number) {
    long z = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** All 64 bits. */
  long bits() {
    state += GAMMA;
    return mix(state);
  }

  /** 0 (inclusive) to 1 (exclusive). */
  double uniform() {
    return (bits() >>> 11) * 0x1.0p-53;
  }

  /** A whole number from 0 to {@code bound} - 1. */
  int below(int bound) {
    return (int) (((bits() >>> 33) * bound) >>> 31);
  }

  /** A whole number between the two, both inclusive; the first when the second is smaller. */
  int between(int first, int last) {
    return last <= first ? first : first + below(last - first + 1);
  }

  /** True with the given probability. */
  boolean chance(double probability) {
    return uniform() < probability;
  }

  /** Exponentially distributed. */
  double exponential(double mean) {
    return -mean * StrictMath.log(1 - uniform());
  }

  /** Normally distributed: the polar method. */
  double normal(double mean, double deviation) {
    while (true) {
      double x = 2 * uniform() - 1;
      double y = 2 * uniform() - 1;
      double s = x * x + y * y;
      if (s > 0 && s < 1) {
        return mean + deviation * x * Math.sqrt(-2 * StrictMath.log(s) / s);
      }
    }
  }
}
