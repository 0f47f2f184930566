/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import java.util.Arrays;
import java.util.BitSet;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A weighted sum of unknowns. Equal when the same sum: unknowns are kept sorted, each once, and
 * those with coefficient 0 are left out.
 *
 * @param unknowns places in {@link ProtectionSystem#unknowns()}
 * @param coefficients one for each
 */
public record Form(int[] unknowns, double[] coefficients) {

  /** Sorts and merges. */
  public Form {
    if (unknowns.length != coefficients.length) {
      throw new IllegalArgumentException(
          "A form has %d unknowns and %d coefficients"
              .formatted(unknowns.length, coefficients.length));
    }
    if (!isCanonical(unknowns, coefficients)) {
      TreeMap<Integer, Double> merged = merge(unknowns, coefficients);
      unknowns = merged.keySet().stream().mapToInt(Integer::intValue).toArray();
      coefficients = merged.values().stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  private static boolean isCanonical(int[] unknowns, double[] coefficients) {
    for (int i = 0; i < unknowns.length; i++) {
      if (coefficients[i] == 0 || (i > 0 && unknowns[i] <= unknowns[i - 1])) {
        return false;
      }
    }
    return true;
  }

  private static TreeMap<Integer, Double> merge(int[] unknowns, double[] coefficients) {
    TreeMap<Integer, Double> merged = new TreeMap<>();
    for (int i = 0; i < unknowns.length; i++) {
      merged.merge(unknowns[i], coefficients[i], Double::sum);
    }
    merged.values().removeIf(c -> c == 0);
    return merged;
  }

  /** The sum of the named unknowns, each once. */
  public static Form sum(int... unknowns) {
    double[] ones = new double[unknowns.length];
    Arrays.fill(ones, 1);
    return new Form(unknowns, ones);
  }

  /** This form less another. */
  public Form minus(Form other) {
    int n = unknowns.length;
    int[] all = Arrays.copyOf(unknowns, n + other.unknowns.length);
    double[] weights = Arrays.copyOf(coefficients, all.length);
    for (int i = 0; i < other.unknowns.length; i++) {
      all[n + i] = other.unknowns[i];
      weights[n + i] = -other.coefficients[i];
    }
    return new Form(all, weights);
  }

  /** The number of terms. */
  public int size() {
    return unknowns.length;
  }

  /** The value where the unknowns have the values of {@code point}. */
  public double at(double[] point) {
    double value = 0;
    for (int i = 0; i < unknowns.length; i++) {
      value += coefficients[i] * point[unknowns[i]];
    }
    return value;
  }

  /** Whether every term of this form is one of the other, or all of them are with signs changed. */
  public boolean isPartOf(Form other) {
    double sign = 0;
    for (int i = 0; i < unknowns.length; i++) {
      int at = Arrays.binarySearch(other.unknowns, unknowns[i]);
      if (at < 0) {
        return false;
      }
      double ratio = other.coefficients[at] / coefficients[i];
      if (Math.abs(ratio) != 1 || (sign != 0 && ratio != sign)) {
        return false;
      }
      sign = ratio;
    }
    return true;
  }

  /** The terms of this form whose unknowns are not in the other. */
  public Form outside(Form other) {
    BitSet gone = new BitSet();
    for (int unknown : other.unknowns) {
      gone.set(unknown);
    }
    return without(gone);
  }

  /** The terms of this form whose unknowns are not marked. */
  Form without(BitSet gone) {
    int[] places =
        IntStream.range(0, unknowns.length).filter(i -> !gone.get(unknowns[i])).toArray();
    return new Form(
        Arrays.stream(places).map(i -> unknowns[i]).toArray(),
        Arrays.stream(places).mapToDouble(i -> coefficients[i]).toArray());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Form form
        && Arrays.equals(unknowns, form.unknowns)
        && Arrays.equals(coefficients, form.coefficients);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(unknowns) + Arrays.hashCode(coefficients);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < unknowns.length; i++) {
      double c = coefficients[i];
      text.append(i == 0 ? "" : " ").append(c < 0 ? "-" : i == 0 ? "" : "+");
      text.append(Math.abs(c) == 1 ? "" : Math.abs(c) + "·").append('x').append(unknowns[i]);
    }
    return text.isEmpty() ? "0" : text.toString();
  }
}
