/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Unknowns that hang together, as a linear program (GLOP). Between questions only the objective
 * changes, so that each starts where the last one ended.
 */
final class LinearPart implements AutoCloseable {

  private final Map<Integer, double[]> limits = new LinkedHashMap<>();
  private final List<Row> rows = new ArrayList<>();
  private final Map<Map<Integer, Double>, Range> known = new HashMap<>();
  private Map<Integer, MPVariable> variables;
  private MPSolver solver;

  private static final class Library {
    private static final String NAME = load();

    private static String load() {
      Loader.loadNativeLibraries();
      return "GLOP";
    }
  }

  void unknown(int number, double lowest, double highest) {
    limits.put(number, new double[] {lowest, highest});
  }

  void add(Row row) {
    rows.add(row);
  }

  void addAll(LinearPart other) {
    limits.putAll(other.limits);
    rows.addAll(other.rows);
  }

  /**
   * What the sum can be.
   *
   * @throws IllegalStateException when the rows contradict each other, or the solver gives up
   */
  Range range(Map<Integer, Double> sum) {
    return known.computeIfAbsent(
        Map.copyOf(sum),
        s -> {
          if (rows.isEmpty()) {
            return boxed(s);
          }
          if (rows.size() == 1 && rows.get(0).isSum() && onlyOnes(s)) {
            return ofOneSum(s, rows.get(0));
          }
          if (limits.values().stream().allMatch(l -> l[0] <= -Bounding.UNLIMITED)) {
            return ofFreeUnknowns(s);
          }
          return new Range(
              open(best(s, false), -Bounding.UNLIMITED), open(best(s, true), Bounding.UNLIMITED));
        });
  }

  private static double open(double value, double unlimited) {
    boolean reached = unlimited > 0 ? value > unlimited / 2 : value < unlimited / 2;
    return reached ? Math.copySign(Double.POSITIVE_INFINITY, unlimited) : value;
  }

  private static boolean onlyOnes(Map<Integer, Double> sum) {
    return sum.values().stream().allMatch(c -> c == 1.0);
  }

  private Range boxed(Map<Integer, Double> sum) {
    Range total = new Range(0, 0);
    for (Map.Entry<Integer, Double> term : sum.entrySet()) {
      double[] limit = limits.get(term.getKey());
      double a = limit[0] * term.getValue();
      double b = limit[1] * term.getValue();
      total = total.plus(new Range(Math.min(a, b), Math.max(a, b)));
    }
    return new Range(
        open(total.lowest(), -Bounding.UNLIMITED), open(total.highest(), Bounding.UNLIMITED));
  }

  // A part of one sum: what its own limits allow, and what those of the rest leave.
  private Range ofOneSum(Map<Integer, Double> sum, Row row) {
    double lowest = 0;
    double highest = 0;
    double restLowest = 0;
    double restHighest = 0;
    for (Map.Entry<Integer, double[]> unknown : limits.entrySet()) {
      if (sum.containsKey(unknown.getKey())) {
        lowest += unknown.getValue()[0];
        highest += unknown.getValue()[1];
      } else {
        restLowest += unknown.getValue()[0];
        restHighest += unknown.getValue()[1];
      }
    }
    return new Range(
        open(Math.max(lowest, row.lowest() - restHighest), -Bounding.UNLIMITED),
        open(Math.min(highest, row.lowest() - restLowest), Bounding.UNLIMITED));
  }

  /**
   * Unknowns without any limits: a sum is known exactly, when equations add up to it, or not at
   * all. By elimination; sums here have coefficients of one only, so that pivots are sound.
   */
  private Range ofFreeUnknowns(Map<Integer, Double> sum) {
    List<Integer> order = new ArrayList<>(limits.keySet());
    int width = order.size();
    List<double[]> basis = new ArrayList<>();
    for (Row row : rows) {
      double[] line = new double[width + 1];
      for (int k = 0; k < row.unknowns().length; k++) {
        line[order.indexOf(row.unknowns()[k])] = row.coefficients()[k];
      }
      line[width] = row.lowest();
      eliminate(line, basis, width);
      int pivot = pivot(line, width);
      if (pivot >= 0) {
        basis.add(line);
      }
    }
    double[] wanted = new double[width + 1];
    sum.forEach((i, c) -> wanted[order.indexOf(i)] = c);
    eliminate(wanted, basis, width);
    return pivot(wanted, width) < 0
        ? new Range(-wanted[width], -wanted[width])
        : new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  private static void eliminate(double[] line, List<double[]> basis, int width) {
    for (double[] known : basis) {
      int pivot = pivot(known, width);
      double factor = line[pivot] / known[pivot];
      if (factor != 0) {
        for (int i = 0; i <= width; i++) {
          line[i] -= factor * known[i];
        }
        line[pivot] = 0;
      }
    }
  }

  /** The largest coefficient of a line; -1 when there is none. */
  private static int pivot(double[] line, int width) {
    int best = -1;
    for (int i = 0; i < width; i++) {
      if (Math.abs(line[i]) > 1e-9 && (best < 0 || Math.abs(line[i]) > Math.abs(line[best]))) {
        best = i;
      }
    }
    return best;
  }

  private double best(Map<Integer, Double> sum, boolean highest) {
    if (solver == null) {
      build();
    }
    MPObjective objective = solver.objective();
    objective.clear();
    sum.forEach((i, c) -> objective.setCoefficient(variables.get(i), c));
    objective.setOptimizationDirection(highest);
    MPSolver.ResultStatus status = solver.solve();
    if (status == MPSolver.ResultStatus.ABNORMAL) {
      solver.reset();
      status = solver.solve();
    }
    if (status != MPSolver.ResultStatus.OPTIMAL) {
      throw new IllegalStateException(
          "the published figures contradict each other (" + status + ")");
    }
    return objective.value();
  }

  private void build() {
    solver = MPSolver.createSolver(Library.NAME);
    variables = new HashMap<>();
    limits.forEach((i, limit) -> variables.put(i, solver.makeNumVar(limit[0], limit[1], "x" + i)));
    for (Row row : rows) {
      MPConstraint constraint = solver.makeConstraint(row.lowest(), row.highest());
      for (int k = 0; k < row.unknowns().length; k++) {
        constraint.setCoefficient(variables.get(row.unknowns()[k]), row.coefficients()[k]);
      }
    }
  }

  @Override
  public void close() {
    if (solver != null) {
      solver.delete();
      solver = null;
      known.clear();
    }
  }
}
