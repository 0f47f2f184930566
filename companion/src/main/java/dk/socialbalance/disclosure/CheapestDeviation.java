/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the cells to hide so that a number can be other than it is: with the number forced away
 * from the truth, the forms that must then deviate too, at the least sum of cost x deviation
 * (Fischetti and Salazar 2001; docs/method.md, "Disclosure"). One linear program for the whole
 * system, kept warm; every form is a pair of variables, its deviation upward and downward.
 */
final class CheapestDeviation implements AutoCloseable {

  /**
   * A deviation.
   *
   * @param unknowns of all unknowns
   * @param cost the sum of cost x deviation
   */
  record Deviation(double[] unknowns, double cost) {}

  /** No cell is kept shown. */
  static final int NONE = -1;

  private final CompiledSystem system;
  private final Programs counter;
  private final boolean[] hidden;
  private int kept = NONE;
  private final LinearProgram program = new LinearProgram();
  private final int[] unknownPair;
  private final int[] formPair;
  private final double[] costOf;

  /**
   * Makes the program.
   *
   * @param hidden which cells are hidden; a copy is taken
   */
  CheapestDeviation(CompiledSystem system, boolean[] hidden, Programs counter) {
    this.system = system;
    this.counter = counter;
    this.hidden = hidden.clone();
    int n = system.unknowns().size();
    unknownPair = new int[n];
    for (int i = 0; i < n; i++) {
      CompiledSystem.Row bounds = system.unknowns().get(i);
      unknownPair[i] = pair(-bounds.lower(), bounds.upper());
    }
    for (CompiledSystem.Row relation : system.relations()) {
      terms(program.row(relation.lower(), relation.upper()), relation.form());
    }
    formPair = new int[system.forms().size()];
    costOf = new double[formPair.length];
    for (int f = 0; f < formPair.length; f++) {
      formPair[f] = pairOf(system.forms().get(f).form());
      update(f);
    }
  }

  private int pair(double down, double up) {
    int first = program.variable(0, up);
    program.variable(0, down);
    return first;
  }

  private void terms(int row, Form form) {
    for (int t = 0; t < form.size(); t++) {
      int pair = unknownPair[form.unknowns()[t]];
      program.term(row, pair, form.coefficients()[t]);
      program.term(row, pair + 1, -form.coefficients()[t]);
    }
  }

  private int pairOf(Form form) {
    if (form.size() == 1 && form.coefficients()[0] == 1) {
      return unknownPair[form.unknowns()[0]];
    }
    int pair = pair(0, 0);
    int row = program.row(0, 0);
    terms(row, form);
    program.term(row, pair, -1);
    program.term(row, pair + 1, 1);
    return pair;
  }

  private double greatest(int form) {
    CompiledSystem.Row row = system.forms().get(form);
    return Math.min(row.upper(), alone(form) ? ownBounds(form).upper() : Double.POSITIVE_INFINITY);
  }

  private double least(int form) {
    CompiledSystem.Row row = system.forms().get(form);
    return Math.max(row.lower(), alone(form) ? ownBounds(form).lower() : Double.NEGATIVE_INFINITY);
  }

  private boolean alone(int form) {
    Form what = system.forms().get(form).form();
    return what.size() == 1 && what.coefficients()[0] == 1;
  }

  private CompiledSystem.Row ownBounds(int form) {
    return system.unknowns().get(system.forms().get(form).form().unknowns()[0]);
  }

  /** Sets bounds and cost of a form by the cells that tell it. */
  private void update(int form) {
    double cost = 0;
    boolean fixed = false;
    for (int cell : system.tellers(form)) {
      fixed |= stays(cell);
      cost += hidden[cell] ? 0 : system.cost(cell) / system.figures(cell).length;
    }
    costOf[form] = fixed ? 0 : cost;
    int pair = formPair[form];
    program.boundVariable(pair, 0, fixed ? 0 : greatest(form));
    program.boundVariable(pair + 1, 0, fixed ? 0 : -least(form));
    program.objective(pair, costOf[form]);
    program.objective(pair + 1, costOf[form]);
  }

  /**
   * Takes over what is hidden now.
   *
   * @param now which cells are hidden: their forms may deviate at no cost
   * @param keep a cell that must not be hidden, or {@link #NONE}
   */
  void follow(boolean[] now, int keep) {
    int before = kept;
    kept = keep;
    for (int cell = 0; cell < hidden.length; cell++) {
      if (hidden[cell] != now[cell] || (before != keep && (cell == before || cell == keep))) {
        hidden[cell] = now[cell];
        for (int form : system.figures(cell)) {
          update(form);
        }
      }
    }
  }

  /** Whether a cell stays shown whatever it costs. */
  private boolean stays(int cell) {
    return cell == kept || system.cells().get(cell).state() == Cell.State.ALWAYS_SHOWN;
  }

  /**
   * The cheapest deviation that takes a form to {@code amount} or farther from the truth.
   *
   * @param amount above 0 upward, below 0 downward
   * @param still a form that must not deviate, or {@link Breach#EVERYBODY}
   * @return null when no hiding allows it
   */
  Deviation reach(int form, double amount, int still) {
    if (still >= 0) {
      force(still, 0, 0, 0, 0);
    }
    if (amount > 0) {
      force(form, amount, Math.max(amount, bound(form, true)), 0, 0);
    } else {
      force(form, 0, 0, -amount, Math.max(-amount, bound(form, false)));
    }
    boolean possible =
        (amount > 0 ? bound(form, true) : bound(form, false)) >= Math.abs(amount) - Range.TOLERANCE
            && solve(false);
    Deviation found = possible ? new Deviation(unknowns(), program.optimum()) : null;
    update(form);
    if (still >= 0) {
      update(still);
    }
    return found;
  }

  /** How far a form can deviate from the truth when all is hidden that may be. */
  double farthest(int form, boolean up) {
    Form what = system.forms().get(form).form();
    for (int f = 0; f < formPair.length; f++) {
      program.objective(formPair[f], 0);
      program.objective(formPair[f] + 1, 0);
    }
    for (int t = 0; t < what.size(); t++) {
      int pair = unknownPair[what.unknowns()[t]];
      program.objective(pair, what.coefficients()[t]);
      program.objective(pair + 1, -what.coefficients()[t]);
    }
    if (!solve(up)) {
      throw new IllegalStateException(
          "In %s, the truth is possible but the solver finds no point".formatted(system.name()));
    }
    double value = what.at(unknowns());
    for (int unknown : what.unknowns()) {
      program.objective(unknownPair[unknown], 0);
      program.objective(unknownPair[unknown] + 1, 0);
    }
    for (int f = 0; f < formPair.length; f++) {
      program.objective(formPair[f], costOf[f]);
      program.objective(formPair[f] + 1, costOf[f]);
    }
    return value;
  }

  private double bound(int form, boolean up) {
    for (int cell : system.tellers(form)) {
      if (stays(cell)) {
        return 0;
      }
    }
    return up ? greatest(form) : -least(form);
  }

  private void force(int form, double leastUp, double mostUp, double leastDown, double mostDown) {
    program.boundVariable(formPair[form], leastUp, mostUp);
    program.boundVariable(formPair[form] + 1, leastDown, mostDown);
  }

  private boolean solve(boolean maximise) {
    counter.solved();
    return program.solve(maximise);
  }

  private double[] unknowns() {
    double[] deviations = new double[unknownPair.length];
    for (int i = 0; i < deviations.length; i++) {
      deviations[i] = program.value(unknownPair[i]) - program.value(unknownPair[i] + 1);
    }
    return deviations;
  }

  /** The shown cells that tell a form which deviates. */
  List<Integer> support(Deviation deviation) {
    List<Integer> cells = new ArrayList<>();
    for (int cell = 0; cell < hidden.length; cell++) {
      if (!hidden[cell] && !stays(cell)) {
        for (int form : system.figures(cell)) {
          double value = system.forms().get(form).form().at(deviation.unknowns);
          if (Math.abs(value) > Range.TOLERANCE) {
            cells.add(cell);
            break;
          }
        }
      }
    }
    return cells;
  }

  @Override
  public void close() {
    program.close();
  }
}
