/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What everybody can work out, by a plain linear program over all numbers as they are: made anew
 * for each set of hidden cells, without components, deviations or remembered points.
 */
final class FreshCheck implements AutoCloseable {

  static {
    Loader.loadNativeLibraries();
  }

  private final ProtectionSystem system;
  private final Set<String> further;
  private final double[] truth;
  private final MPSolver solver = MPSolver.createSolver("GLOP");
  private final MPVariable[] variables;

  FreshCheck(ProtectionSystem system, Set<String> further) {
    this.system = system;
    this.further = further;
    truth = system.unknowns().stream().mapToDouble(Unknown::truth).toArray();
    variables = new MPVariable[truth.length];
    for (int i = 0; i < truth.length; i++) {
      Unknown unknown = system.unknowns().get(i);
      variables[i] = solver.makeNumVar(unknown.lower(), unknown.upper(), "");
    }
    system.relations().forEach(r -> row(r.form(), r.lower(), r.upper()));
    for (Cell cell : system.cells()) {
      for (Figure figure : cell.figures()) {
        if (hidden(cell)) {
          row(figure.form(), figure.hiddenLower(), figure.hiddenUpper());
        } else {
          row(figure.form(), figure.form().at(truth), figure.form().at(truth));
        }
      }
    }
  }

  private boolean hidden(Cell cell) {
    return cell.state() == Cell.State.HIDDEN || further.contains(cell.id());
  }

  private MPConstraint row(Form form, double lower, double upper) {
    MPConstraint row = solver.makeConstraint(lower, upper, "");
    for (int t = 0; t < form.size(); t++) {
      row.setCoefficient(variables[form.unknowns()[t]], form.coefficients()[t]);
    }
    return row;
  }

  private double end(Form form, boolean maximise) {
    solver.objective().clear();
    for (int t = 0; t < form.size(); t++) {
      solver.objective().setCoefficient(variables[form.unknowns()[t]], form.coefficients()[t]);
    }
    solver.objective().setOptimizationDirection(maximise);
    MPSolver.ResultStatus status = solver.solve();
    if (status == MPSolver.ResultStatus.OPTIMAL) {
      return solver.objective().value();
    }
    if (system.unknowns().stream().allMatch(u -> Double.isFinite(u.upper()))) {
      throw new AssertionError(system.name() + ": a bounded program ended as " + status);
    }
    return maximise ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
  }

  Range range(Form form, boolean whole) {
    double lower = end(form, false);
    double upper = end(form, true);
    return whole
        ? new Range(Math.ceil(lower - 1e-6), Math.floor(upper + 1e-6))
        : new Range(lower, upper);
  }

  boolean holds(Guard guard) {
    Range range = range(guard.form(), guard.whole());
    return range.upper() - range.lower() >= guard.minWidth() - 1e-6
        && range.upper() >= guard.minUpper() - 1e-6
        && range.lower() <= guard.maxLower() + 1e-6;
  }

  /** All that is not safe, in words; empty when all is. */
  List<String> breaches() {
    List<String> breaches = new ArrayList<>();
    for (Guard guard : system.guards()) {
      if (!holds(guard)) {
        breaches.add("guard " + guard.name() + " " + range(guard.form(), guard.whole()));
      }
    }
    for (Cell cell : system.cells()) {
      Figure first = cell.figures().get(0);
      if (further.contains(cell.id()) && range(first.form(), first.whole()).width() < 1e-6) {
        breaches.add("further cell " + cell.id() + " is known exactly");
      }
    }
    breaches.addAll(singletonBreaches().keySet());
    return breaches;
  }

  boolean guardsHold() {
    return system.guards().stream().allMatch(this::holds) && singletonBreaches().isEmpty();
  }

  private Map<String, Guard> singletonBreaches() {
    Map<String, Guard> breaches = new HashMap<>();
    for (Singleton singleton : system.singletons()) {
      Form own = singleton.form();
      if (range(own, true).width() < 1e-6) {
        continue;
      }
      for (Guard guard : system.guards()) {
        if (range(guard.form().outside(own), false).width() >= 1e-6) {
          MPConstraint row = row(own, own.at(truth), own.at(truth));
          if (range(guard.form(), guard.whole()).width() < 1e-6) {
            breaches.put("singleton " + own + " learns " + guard.name(), guard);
          }
          row.setBounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
      }
    }
    return breaches;
  }

  @Override
  public void close() {
    solver.delete();
  }
}
