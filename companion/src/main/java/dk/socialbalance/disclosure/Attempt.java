/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The search for cells to hide: hide until every need holds, show again, dearest first, what need
 * not be hidden, and see for each that is left whether others in its place cost less.
 */
final class Attempt implements AutoCloseable {

  /** How many times the linear programs of the first protection its improvement may take. */
  private static final long IMPROVEMENT = 2;

  private final CompiledSystem system;
  private final Programs counter;
  private final CheapestDeviation deviation;
  private final boolean[] hidden;
  private Knowledge knowledge;

  /** Cells that must be hidden, and the components that this was seen in. */
  private final Map<Integer, Set<Component>> needed = new HashMap<>();

  Attempt(CompiledSystem system, Programs counter) {
    this.system = system;
    this.counter = counter;
    hidden = system.hiddenBefore();
    deviation = new CheapestDeviation(system, hidden, counter);
    knowledge = new Knowledge(system, hidden, null, counter);
  }

  /**
   * Protects.
   *
   * @throws Unprotectable when that cannot be
   */
  void protect() {
    Set<Breach> impossible = hide(CheapestDeviation.NONE);
    if (!impossible.isEmpty()) {
      throw unprotectable(impossible);
    }
    show();
    improve();
  }

  /**
   * Hides until all is safe. When that cannot be, gives up at the first need if a cell is kept, and
   * else finds all of them.
   *
   * @param keep a cell that must not be hidden, or {@link CheapestDeviation#NONE}
   * @return what cannot be made safe
   */
  private Set<Breach> hide(int keep) {
    Set<Breach> impossible = new HashSet<>();
    for (Breach breach = next(impossible); breach != null; breach = next(impossible)) {
      deviation.follow(hidden, keep);
      CheapestDeviation.Deviation found = mend(breach);
      List<Integer> support = found == null ? List.of() : deviation.support(found);
      if (support.isEmpty()) {
        impossible.add(breach);
        if (keep != CheapestDeviation.NONE) {
          return impossible;
        }
      } else {
        support.forEach(cell -> hidden[cell] = true);
        learn(new Knowledge(system, hidden, knowledge, counter));
        knowledge.components().forEach(component -> component.offer(found.unknowns()));
      }
    }
    return impossible;
  }

  private Unprotectable unprotectable(Set<Breach> impossible) {
    Set<String> names = new TreeSet<>();
    for (Breach breach : impossible) {
      names.add(
          breach.need().name()
              + (breach.singleton() == Breach.EVERYBODY
                  ? ""
                  : " (known to a person who is alone in another hidden figure)"));
    }
    return new Unprotectable(system.name(), List.copyOf(names));
  }

  /** The next need that does not hold: guards first, then further cells. */
  private Breach next(Set<Breach> except) {
    Breach guard = knowledge.breach(except);
    if (guard != null) {
      return guard;
    }
    return knowledge.exact().stream()
        .map(Breach::toEverybody)
        .filter(breach -> !except.contains(breach))
        .findFirst()
        .orElse(null);
  }

  /** The cheapest deviation after which a need holds, or holds better; null when there is none. */
  private CheapestDeviation.Deviation mend(Breach breach) {
    Need need = breach.need();
    if (breach.singleton() != Breach.EVERYBODY) {
      return cheaper(
          deviation.reach(need.form(), need.step(), breach.singleton()),
          deviation.reach(need.form(), -need.step(), breach.singleton()));
    }
    Range now = knowledge.deviations(need);
    Range range = need.range(now.lower(), now.upper());
    if (need.minUpper() > range.upper()) {
      return deviation.reach(need.form(), need.minUpper() - need.truth(), Breach.EVERYBODY);
    }
    if (need.maxLower() < range.lower()) {
      return deviation.reach(need.form(), need.maxLower() - need.truth(), Breach.EVERYBODY);
    }
    double up = range.lower() + need.minWidth() - need.truth();
    double down = range.upper() - need.minWidth() - need.truth();
    CheapestDeviation.Deviation found =
        cheaper(
            deviation.reach(need.form(), up, Breach.EVERYBODY),
            deviation.reach(need.form(), down, Breach.EVERYBODY));
    return found != null ? found : both(need, now);
  }

  /** A width that no single direction gives: as far up as can be, or down when up is done. */
  private CheapestDeviation.Deviation both(Need need, Range now) {
    double up = deviation.farthest(need.form(), true);
    double down = deviation.farthest(need.form(), false);
    if (!need.holds(down, up)) {
      return null;
    }
    return up > now.upper() + Range.TOLERANCE
        ? deviation.reach(need.form(), up, Breach.EVERYBODY)
        : deviation.reach(need.form(), down, Breach.EVERYBODY);
  }

  private static CheapestDeviation.Deviation cheaper(
      CheapestDeviation.Deviation a, CheapestDeviation.Deviation b) {
    return a == null || (b != null && b.cost() < a.cost()) ? b : a;
  }

  /** Shows again what need not be hidden. */
  private void show() {
    for (int cell : dearestFirst()) {
      if (hidden[cell] && !knowledge.componentsOf(cell).equals(needed.get(cell))) {
        tryToShow(cell);
      }
    }
  }

  private List<Integer> dearestFirst() {
    List<Integer> cells = new ArrayList<>(further());
    cells.sort(Comparator.comparingDouble((Integer cell) -> -system.cost(cell)));
    return cells;
  }

  /**
   * Protects again with one of the further cells shown, and keeps what is cheaper; as long as the
   * effort stays in proportion to that of the first protection.
   */
  private void improve() {
    long budget = (1 + IMPROVEMENT) * counter.count();
    for (int cell : dearestFirst()) {
      if (counter.count() > budget) {
        return;
      }
      if (hidden[cell]) {
        boolean[] before = hidden.clone();
        Knowledge known = knowledge;
        double cost = cost();
        hidden[cell] = false;
        knowledge = new Knowledge(system, hidden, known, counter);
        boolean safe = hide(cell).isEmpty();
        if (safe) {
          show();
        }
        if (safe && cost() < cost) {
          known.closeExcept(knowledge);
        } else {
          knowledge.closeExcept(known);
          knowledge = known;
          System.arraycopy(before, 0, hidden, 0, hidden.length);
        }
      }
    }
  }

  /** Shows a cell, and those that it makes known; takes all back when a guard breaks. */
  private void tryToShow(int cell) {
    List<Integer> opened = new ArrayList<>(List.of(cell));
    hidden[cell] = false;
    Knowledge trial = new Knowledge(system, hidden, knowledge, counter);
    while (trial.breach(Set.of()) == null) {
      List<Integer> known = places(trial.exact());
      if (known.isEmpty()) {
        learn(trial);
        return;
      }
      for (int other : known) {
        hidden[other] = false;
        opened.add(other);
      }
      Knowledge next = new Knowledge(system, hidden, trial, counter);
      trial.closeExcept(next, knowledge);
      trial = next;
    }
    trial.closeExcept(knowledge);
    opened.forEach(other -> hidden[other] = true);
    needed.put(cell, knowledge.componentsOf(cell));
  }

  private List<Integer> places(List<Need> needs) {
    List<Integer> cells = new ArrayList<>();
    needs.forEach(need -> cells.add(system.place(need.name())));
    return cells;
  }

  private void learn(Knowledge next) {
    knowledge.closeExcept(next);
    knowledge = next;
  }

  /** The places of the further cells. */
  List<Integer> further() {
    List<Integer> cells = new ArrayList<>();
    for (int cell = 0; cell < hidden.length; cell++) {
      if (hidden[cell] && system.cells().get(cell).state() == Cell.State.MAY_HIDE) {
        cells.add(cell);
      }
    }
    return cells;
  }

  /** The sum of the further cells' costs, ties broken. */
  double cost() {
    return further().stream().mapToDouble(system::cost).sum();
  }

  /** What everybody can work out of each guarded number. */
  Map<String, Range> ranges() {
    Map<String, Range> ranges = new HashMap<>();
    for (Need guard : system.guards()) {
      Range deviations = knowledge.deviations(guard);
      ranges.put(guard.name(), guard.range(deviations.lower(), deviations.upper()));
    }
    return ranges;
  }

  @Override
  public void close() {
    knowledge.closeExcept();
    deviation.close();
  }
}
