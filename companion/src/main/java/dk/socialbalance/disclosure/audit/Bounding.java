/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ranges that a set of rows leaves to sums of its unknowns. Sums that contain each other are
 * subtracted first, so that a large system falls into small parts; each part is then a linear
 * program of its own.
 */
final class Bounding implements AutoCloseable {

  /** No count reaches it: stands for "without a limit". */
  static final double UNLIMITED = 1e7;

  private final Map<Integer, Integer> local = new HashMap<>();
  private final double[] lower;
  private final double[] upper;
  private final boolean[] fixed;
  private final List<Sum> sums = new ArrayList<>();
  private final List<Row> others = new ArrayList<>();
  private final int[] partOf;
  private final List<LinearPart> parts = new ArrayList<>();
  private boolean impossible;

  private static final class Sum {
    final BitSet unknowns;
    double total;

    Sum(BitSet unknowns, double total) {
      this.unknowns = unknowns;
      this.total = total;
    }
  }

  /**
   * Prepares the rows.
   *
   * @param unknowns all unknowns that rows or later questions name
   * @param limits bounds of unknowns by their number: lowest, highest
   */
  Bounding(Collection<Integer> unknowns, Collection<Row> rows, Limits limits) {
    unknowns.forEach(u -> local.computeIfAbsent(u, x -> local.size()));
    lower = new double[local.size()];
    upper = new double[local.size()];
    fixed = new boolean[local.size()];
    local.forEach(
        (unknown, i) -> {
          lower[i] = limits.lowest(unknown);
          upper[i] = limits.highest(unknown);
        });
    for (Row row : rows) {
      if (row.isSum()) {
        BitSet set = new BitSet(local.size());
        for (int unknown : row.unknowns()) {
          set.set(local.get(unknown));
        }
        sums.add(new Sum(set, row.lowest()));
      } else {
        others.add(localised(row));
      }
    }
    reduce();
    partOf = split();
  }

  /** Bounds of single unknowns. */
  interface Limits {
    double lowest(int unknown);

    double highest(int unknown);
  }

  /** Whether no values at all satisfy the rows. */
  boolean impossible() {
    return impossible;
  }

  /** The part of the system that an unknown belongs to; -1 when its value is known. */
  int part(int unknown) {
    return partOf[local.get(unknown)];
  }

  private Row localised(Row row) {
    int[] numbers = new int[row.unknowns().length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = local.get(row.unknowns()[i]);
    }
    return new Row(numbers, row.coefficients(), row.lowest(), row.highest(), row.source());
  }

  // Each sum loses the sums that it contains; sums of one unknown, and noughts, fix their unknowns.
  private void reduce() {
    boolean changed = true;
    while (changed && !impossible) {
      changed = fixKnown() | subtract();
    }
  }

  private boolean fixKnown() {
    boolean any = false;
    boolean again = true;
    while (again) {
      again = false;
      for (Sum sum : List.copyOf(sums)) {
        for (int i = sum.unknowns.nextSetBit(0); i >= 0; i = sum.unknowns.nextSetBit(i + 1)) {
          if (fixed[i]) {
            sum.unknowns.clear(i);
            sum.total -= lower[i];
          }
        }
        int size = sum.unknowns.cardinality();
        if (size == 0) {
          impossible |= Math.abs(sum.total) > slack(sum.total);
          sums.remove(sum);
        } else if (size == 1) {
          fix(sum.unknowns.nextSetBit(0), sum.total);
          sums.remove(sum);
          again = true;
        } else if (Math.abs(sum.total) < 1e-9 && allFromNought(sum.unknowns)) {
          for (int i = sum.unknowns.nextSetBit(0); i >= 0; i = sum.unknowns.nextSetBit(i + 1)) {
            fix(i, 0);
          }
          sums.remove(sum);
          again = true;
        }
      }
      any |= again;
    }
    return any;
  }

  private static double slack(double total) {
    return 1e-6 * Math.max(1, Math.abs(total));
  }

  private boolean allFromNought(BitSet set) {
    return set.stream().allMatch(i -> lower[i] == 0);
  }

  private void fix(int i, double value) {
    double slack = slack(value);
    impossible |= value < lower[i] - slack || value > upper[i] + slack;
    fixed[i] = true;
    lower[i] = value;
    upper[i] = value;
  }

  private boolean subtract() {
    boolean changed = false;
    sums.sort(Comparator.comparingInt(s -> s.unknowns.cardinality()));
    List<List<Sum>> holding = new ArrayList<>();
    for (int i = 0; i < lower.length; i++) {
      holding.add(new ArrayList<>());
    }
    List<Sum> kept = new ArrayList<>();
    for (Sum sum : sums) {
      for (int i = sum.unknowns.nextSetBit(0); i >= 0; i = sum.unknowns.nextSetBit(i + 1)) {
        for (Sum smaller : holding.get(i)) {
          if (contains(sum.unknowns, smaller.unknowns)) {
            sum.unknowns.andNot(smaller.unknowns);
            sum.total -= smaller.total;
            changed = true;
            break;
          }
        }
      }
      if (sum.unknowns.isEmpty()) {
        impossible |= Math.abs(sum.total) > slack(sum.total) && Math.abs(sum.total) > 1e-5;
        changed = true;
        continue;
      }
      kept.add(sum);
      // Filed under its first unknown: whoever contains it meets it there.
      holding.get(sum.unknowns.nextSetBit(0)).add(sum);
    }
    sums.clear();
    sums.addAll(kept);
    return changed;
  }

  private static boolean contains(BitSet whole, BitSet part) {
    BitSet rest = (BitSet) part.clone();
    rest.andNot(whole);
    return rest.isEmpty();
  }

  // Unknowns that share a row belong together.
  private int[] split() {
    int[] root = new int[lower.length];
    Arrays.setAll(root, i -> i);
    for (Sum sum : sums) {
      int first = sum.unknowns.nextSetBit(0);
      sum.unknowns.stream().forEach(i -> join(root, first, i));
    }
    List<Sum> largest = new ArrayList<>(sums);
    largest.sort(Comparator.comparingInt((Sum s) -> -s.unknowns.cardinality()));
    List<Row> open = new ArrayList<>();
    for (Row row : others) {
      Row rest = withoutSums(withoutFixed(row), largest);
      if (rest.unknowns().length == 0) {
        impossible |=
            rest.lowest() > slack(rest.lowest()) || rest.highest() < -slack(rest.highest());
        continue;
      }
      open.add(rest);
      for (int i : rest.unknowns()) {
        join(root, rest.unknowns()[0], i);
      }
    }
    Map<Integer, Integer> numbers = new HashMap<>();
    int[] result = new int[lower.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = fixed[i] ? -1 : numbers.computeIfAbsent(find(root, i), r -> numbers.size());
    }
    for (int i = 0; i < numbers.size(); i++) {
      parts.add(new LinearPart());
    }
    for (int i = 0; i < result.length; i++) {
      if (!fixed[i]) {
        parts.get(result[i]).unknown(i, lower[i], upper[i]);
      }
    }
    for (Sum sum : sums) {
      int[] unknowns = sum.unknowns.stream().toArray();
      parts.get(result[unknowns[0]]).add(Row.sum(unknowns, sum.total, sum.total, null));
    }
    for (Row row : open) {
      parts.get(result[row.unknowns()[0]]).add(row);
    }
    return result;
  }

  private Row withoutFixed(Row row) {
    double known = 0;
    int free = 0;
    for (int k = 0; k < row.unknowns().length; k++) {
      if (fixed[row.unknowns()[k]]) {
        known += row.coefficients()[k] * lower[row.unknowns()[k]];
      } else {
        free++;
      }
    }
    int[] unknowns = new int[free];
    double[] coefficients = new double[free];
    int at = 0;
    for (int k = 0; k < row.unknowns().length; k++) {
      if (!fixed[row.unknowns()[k]]) {
        unknowns[at] = row.unknowns()[k];
        coefficients[at++] = row.coefficients()[k];
      }
    }
    return new Row(
        unknowns, coefficients, row.lowest() - known, row.highest() - known, row.source());
  }

  /** A row loses the sums that it contains: what is known of it ties nothing together. */
  private Row withoutSums(Row row, List<Sum> largest) {
    if (row.unknowns().length < 3) {
      return row;
    }
    Map<Double, BitSet> bySign = new HashMap<>();
    for (int k = 0; k < row.unknowns().length; k++) {
      bySign.computeIfAbsent(row.coefficients()[k], c -> new BitSet()).set(row.unknowns()[k]);
    }
    double known = 0;
    for (Sum sum : largest) {
      for (Map.Entry<Double, BitSet> side : bySign.entrySet()) {
        if (contains(side.getValue(), sum.unknowns)) {
          side.getValue().andNot(sum.unknowns);
          known += side.getKey() * sum.total;
        }
      }
    }
    if (known == 0
        && bySign.values().stream().mapToInt(BitSet::cardinality).sum() == row.unknowns().length) {
      return row;
    }
    Map<Integer, Double> rest = new TreeMap<>();
    bySign.forEach((c, unknowns) -> unknowns.stream().forEach(i -> rest.put(i, c)));
    return new Row(
        rest.keySet().stream().mapToInt(i -> i).toArray(),
        rest.values().stream().mapToDouble(c -> c).toArray(),
        row.lowest() - known,
        row.highest() - known,
        row.source());
  }

  private static int find(int[] root, int i) {
    int at = i;
    while (root[at] != at) {
      root[at] = root[root[at]];
      at = root[at];
    }
    return at;
  }

  private static void join(int[] root, int a, int b) {
    root[find(root, a)] = find(root, b);
  }

  /** What the sum can be; never narrower than the truth while the rows hold. */
  Range range(Map<Integer, Double> sum) {
    Range total = new Range(0, 0);
    Map<Integer, Map<Integer, Double>> byPart = new HashMap<>();
    for (Map.Entry<Integer, Double> term : sum.entrySet()) {
      int i = local.get(term.getKey());
      if (fixed[i]) {
        double value = lower[i] * term.getValue();
        total = total.plus(new Range(value, value));
      } else {
        byPart.computeIfAbsent(partOf[i], p -> new HashMap<>()).put(i, term.getValue());
      }
    }
    for (Map.Entry<Integer, Map<Integer, Double>> part : byPart.entrySet()) {
      total = total.plus(parts.get(part.getKey()).range(part.getValue()));
    }
    return total;
  }

  /**
   * Adds a row for a while: what the sum can be when it is known to be {@code value}.
   *
   * @return the ranges of the other sums, in their order
   */
  List<Range> rangesGiven(
      Map<Integer, Double> known, double value, List<Map<Integer, Double>> wanted) {
    int[] unknowns = known.keySet().stream().mapToInt(i -> i).toArray();
    double[] coefficients = new double[unknowns.length];
    for (int k = 0; k < unknowns.length; k++) {
      coefficients[k] = known.get(unknowns[k]);
    }
    Row row = withoutFixed(localised(new Row(unknowns, coefficients, value, value, null)));
    List<Range> ranges = new ArrayList<>();
    if (row.unknowns().length == 0) {
      wanted.forEach(w -> ranges.add(range(w)));
      return ranges;
    }
    LinearPart joined = new LinearPart();
    BitSet used = new BitSet();
    for (int i : row.unknowns()) {
      used.set(partOf[i]);
    }
    used.stream().forEach(p -> joined.addAll(parts.get(p)));
    joined.add(row);
    try (joined) {
      for (Map<Integer, Double> sum : wanted) {
        ranges.add(given(joined, used, sum));
      }
    }
    return ranges;
  }

  private Range given(LinearPart joined, BitSet used, Map<Integer, Double> sum) {
    Map<Integer, Double> outside = new HashMap<>();
    Map<Integer, Double> inside = new HashMap<>();
    sum.forEach(
        (unknown, coefficient) -> {
          int i = local.get(unknown);
          if (!fixed[i] && used.get(partOf[i])) {
            inside.put(i, coefficient);
          } else {
            outside.put(unknown, coefficient);
          }
        });
    Range rest = range(outside);
    return inside.isEmpty() ? rest : rest.plus(joined.range(inside));
  }

  @Override
  public void close() {
    parts.forEach(LinearPart::close);
  }
}
