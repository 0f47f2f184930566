/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPVariable;
import java.util.ArrayList;
import java.util.List;

/**
 * A linear program that is kept warm: between solutions only bounds and the objective change. Wraps
 * OR-Tools' GLOP (docs/decisions/008-lp-library.md). Its memory is native: close it.
 */
final class LinearProgram implements AutoCloseable {

  /** Native libraries, loaded once and only by a process that solves something. */
  private static final class Native {
    static {
      Loader.loadNativeLibraries();
    }

    static MPSolver solver() {
      MPSolver solver = MPSolver.createSolver("GLOP");
      if (solver == null) {
        throw new IllegalStateException("OR-Tools was loaded but has no solver GLOP");
      }
      return solver;
    }
  }

  private final MPSolver solver = Native.solver();
  private final MPSolverParameters parameters = new MPSolverParameters();
  private final MPObjective objective = solver.objective();
  private final List<MPVariable> variables = new ArrayList<>();
  private final List<MPConstraint> rows = new ArrayList<>();
  private double[] solution = {};
  private double optimum;

  LinearProgram() {
    parameters.setIntegerParam(
        MPSolverParameters.IntegerParam.PRESOLVE,
        MPSolverParameters.PresolveValues.PRESOLVE_OFF.swigValue());
  }

  /** Adds a variable; answers its place. */
  int variable(double lower, double upper) {
    variables.add(solver.makeNumVar(lower, upper, ""));
    return variables.size() - 1;
  }

  /** Adds a row without terms; answers its place. */
  int row(double lower, double upper) {
    rows.add(solver.makeConstraint(lower, upper, ""));
    return rows.size() - 1;
  }

  void term(int row, int variable, double coefficient) {
    rows.get(row).setCoefficient(variables.get(variable), coefficient);
  }

  void boundVariable(int variable, double lower, double upper) {
    variables.get(variable).setBounds(lower, upper);
  }

  void boundRow(int row, double lower, double upper) {
    rows.get(row).setBounds(lower, upper);
  }

  void objective(int variable, double coefficient) {
    objective.setCoefficient(variables.get(variable), coefficient);
  }

  /**
   * Solves.
   *
   * @return whether there is an optimum; false when no point satisfies all bounds
   * @throws IllegalStateException when the library finds neither, which bounded programs exclude
   */
  boolean solve(boolean maximise) {
    objective.setOptimizationDirection(maximise);
    MPSolver.ResultStatus status = solver.solve(parameters);
    if (status == MPSolver.ResultStatus.ABNORMAL || status == MPSolver.ResultStatus.NOT_SOLVED) {
      // The warm start can be a bad one: once more from nothing.
      solver.reset();
      status = solver.solve(parameters);
    }
    return switch (status) {
      case OPTIMAL -> {
        // The library forgets them with the next change.
        optimum = objective.value();
        solution = variables.stream().mapToDouble(MPVariable::solutionValue).toArray();
        yield true;
      }
      case INFEASIBLE -> false;
      default ->
          throw new IllegalStateException(
              "The linear program of %d variables and %d rows ended as %s"
                  .formatted(variables.size(), rows.size(), status));
    };
  }

  /** The objective at the last optimum. */
  double optimum() {
    return optimum;
  }

  /** All variables at the last optimum; a copy. */
  double[] solution() {
    return solution.clone();
  }

  /** A variable at the last optimum. */
  double value(int variable) {
    return solution[variable];
  }

  @Override
  public void close() {
    parameters.delete();
    solver.delete();
  }
}
