/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What follows from shown noughts alone, which are nobody's secret: where a quarter shows none, its
 * small districts have none; where a whole shows none, its parts have none.
 */
final class OpenNoughts {

  private final List<Unknown> unknowns;
  private final Set<Integer> noughts = new HashSet<>();

  /** Relations that say "at most", by each unknown on the lesser side. */
  private final Map<Integer, List<Form>> atMost = new HashMap<>();

  OpenNoughts(List<Unknown> unknowns, Collection<Cell> cells, Collection<Relation> relations) {
    this.unknowns = unknowns;
    for (Cell cell : cells) {
      Figure figure = cell.figures().get(0);
      if (cell.state() == Cell.State.ALWAYS_SHOWN && figure.whole() && truth(figure.form()) == 0) {
        for (int unknown : figure.form().unknowns()) {
          noughts.add(unknown);
        }
      }
    }
    List<Form> notNegative = new ArrayList<>();
    for (Relation relation : relations) {
      if (relation.lower() == 0) {
        notNegative.add(relation.form());
      }
    }
    while (notNegative.removeIf(this::passesOn)) {
      // Each may let another one follow.
    }
    for (Form form : notNegative) {
      for (int i = 0; i < form.size(); i++) {
        if (form.coefficients()[i] < 0) {
          atMost.computeIfAbsent(form.unknowns()[i], u -> new ArrayList<>()).add(form);
        }
      }
    }
  }

  private double truth(Form form) {
    double value = 0;
    for (int i = 0; i < form.size(); i++) {
      value += form.coefficients()[i] * unknowns.get(form.unknowns()[i]).truth();
    }
    return value;
  }

  /** Where nothing is left of the greater side, nothing is of the lesser. */
  private boolean passesOn(Form notNegative) {
    if (side(notNegative, 1) > 0) {
      return false;
    }
    for (int i = 0; i < notNegative.size(); i++) {
      if (notNegative.coefficients()[i] < 0) {
        noughts.add(notNegative.unknowns()[i]);
      }
    }
    return true;
  }

  /** The most that noughts leave of one side of a form. */
  private double side(Form form, int sign) {
    double most = 0;
    for (int i = 0; i < form.size(); i++) {
      double coefficient = form.coefficients()[i] * sign;
      if (coefficient > 0 && !noughts.contains(form.unknowns()[i])) {
        most += coefficient * unknowns.get(form.unknowns()[i]).upper();
      }
    }
    return most;
  }

  /** The most that they leave a sum to be. */
  double left(Form sum) {
    double most = side(sum, 1);
    if (sum.size() > 0) {
      for (Form form : atMost.getOrDefault(sum.unknowns()[0], List.of())) {
        if (sum.isPartOf(form)) {
          most = Math.min(most, side(form, 1));
        }
      }
    }
    return most;
  }
}
