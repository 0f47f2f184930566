/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Unknowns that are connected by what is told, and what they allow to work out. Keeps every point
 * that a linear program has found: a possible point proves that the range of each form reaches to
 * its value there, so that most programs need not be solved. Everything is in deviations from the
 * truth.
 */
final class Component implements AutoCloseable {

  /** What a component is; two of the same shape allow the same to be worked out. */
  record Shape(
      List<Integer> unknowns,
      List<Double> bounds,
      List<CompiledSystem.Row> rows,
      List<Need> guards,
      List<Need> further,
      List<Integer> singletons) {

    static Shape empty() {
      return new Shape(
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>());
    }

    void addUnknown(int unknown, double lower, double upper) {
      unknowns.add(unknown);
      bounds.add(lower);
      bounds.add(upper);
    }
  }

  /** A possible point: the unknowns in their order, and the values of the watched forms. */
  private record Point(double[] unknowns, double[] values) {}

  private final CompiledSystem system;
  private final Shape shape;
  private final Programs counter;
  private final Map<Integer, Integer> watched = new HashMap<>();
  private final List<Form> forms = new ArrayList<>();
  private final List<Point> points = new ArrayList<>();
  private final double[] least;
  private final double[] greatest;
  private final boolean[] leastIsExact;
  private final boolean[] greatestIsExact;

  private LinearProgram program;
  private final Map<Integer, Integer> variables = new HashMap<>();
  private final Map<Integer, Integer> singletonRows = new HashMap<>();

  private boolean judged;
  private Breach breach;
  private List<Need> exact;

  /**
   * Makes one.
   *
   * @param before components of a former knowledge with some of the same unknowns: their points are
   *     taken over where they are still possible
   */
  Component(CompiledSystem system, Shape shape, List<Component> before, Programs counter) {
    this.system = system;
    this.shape = shape;
    this.counter = counter;
    shape.guards().forEach(need -> watch(need.form()));
    shape.further().forEach(need -> watch(need.form()));
    shape.singletons().forEach(this::watch);
    least = new double[forms.size()];
    greatest = new double[forms.size()];
    leastIsExact = new boolean[forms.size()];
    greatestIsExact = new boolean[forms.size()];
    double[] all = new double[system.unknowns().size()];
    for (Component other : before) {
      for (Point point : other.points) {
        other.spread(point.unknowns, all);
        offer(all);
        other.spread(new double[point.unknowns.length], all);
      }
    }
  }

  private void watch(int form) {
    if (watched.putIfAbsent(form, forms.size()) == null) {
      forms.add(system.forms().get(form).form());
    }
  }

  private void spread(double[] values, double[] all) {
    for (int i = 0; i < values.length; i++) {
      all[shape.unknowns().get(i)] = values[i];
    }
  }

  /**
   * Takes note of a point if it is possible here and tells something new.
   *
   * @param all deviations of all unknowns of the system
   */
  void offer(double[] all) {
    double[] own = new double[shape.unknowns().size()];
    boolean moves = false;
    for (int i = 0; i < own.length; i++) {
      own[i] = all[shape.unknowns().get(i)];
      moves |= own[i] != 0;
      if (!between(shape.bounds().get(2 * i), own[i], shape.bounds().get(2 * i + 1))) {
        return;
      }
    }
    if (!moves) {
      return;
    }
    double[] inside = new double[all.length];
    spread(own, inside);
    for (CompiledSystem.Row row : shape.rows()) {
      if (!between(row.lower(), row.form().at(inside), row.upper())) {
        return;
      }
    }
    keep(own, inside);
  }

  private static boolean between(double lower, double value, double upper) {
    double tolerance = Range.TOLERANCE / 10 * Math.max(1, Math.abs(value));
    return value >= lower - tolerance && value <= upper + tolerance;
  }

  private void keep(double[] own, double[] inside) {
    double[] values = new double[forms.size()];
    for (int f = 0; f < values.length; f++) {
      values[f] = forms.get(f).at(inside);
      least[f] = Math.min(least[f], values[f]);
      greatest[f] = Math.max(greatest[f], values[f]);
    }
    points.add(new Point(own, values));
  }

  /** The first guard that does not hold, save those of {@code except}; or null. */
  Breach breach(Set<Breach> except) {
    if (!judged || (breach != null && except.contains(breach))) {
      judged = true;
      breach = judge(except);
    }
    return breach;
  }

  private Breach judge(Set<Breach> except) {
    for (Need guard : shape.guards()) {
      Breach found = Breach.toEverybody(guard);
      if (!except.contains(found) && !holds(guard)) {
        return found;
      }
    }
    for (int singleton : shape.singletons()) {
      for (Need guard : shape.guards()) {
        Breach found = new Breach(guard, singleton);
        if (asksSomething(guard) && !except.contains(found) && learns(singleton, guard)) {
          return found;
        }
      }
    }
    return null;
  }

  /** Further cells whose numbers are known exactly. */
  List<Need> exact() {
    if (exact == null) {
      exact = shape.further().stream().filter(need -> !holds(need)).toList();
    }
    return exact;
  }

  private static boolean asksSomething(Need guard) {
    return !guard.holds(0, 0);
  }

  private boolean holds(Need need) {
    int f = watched.get(need.form());
    if (need.holds(least[f], greatest[f])) {
      return true;
    }
    reach(f, true);
    if (need.holds(least[f], greatest[f])) {
      return true;
    }
    reach(f, false);
    return need.holds(least[f], greatest[f]);
  }

  /** Finds the exact end of a form's range. */
  private void reach(int f, boolean up) {
    boolean[] done = up ? greatestIsExact : leastIsExact;
    if (!done[f]) {
      done[f] = true;
      solve(forms.get(f), up);
    }
  }

  /** The deviations that a watched form can take; infinite where nothing bounds it. */
  Range deviations(int form) {
    int f = watched.get(form);
    reach(f, true);
    reach(f, false);
    double cap = system.cap() * (1 - Range.TOLERANCE);
    return new Range(
        least[f] <= -cap ? Double.NEGATIVE_INFINITY : least[f],
        greatest[f] >= cap ? Double.POSITIVE_INFINITY : greatest[f]);
  }

  /** Whether a person who knows one form exactly knows the guarded one too. */
  private boolean learns(int singleton, Need guard) {
    int s = watched.get(singleton);
    int g = watched.get(guard.form());
    Form own = forms.get(s);
    Form other = forms.get(g);
    Form rest = other.outside(own);
    if (rest.size() == 0 || aloneInBoth(own, other, guard)) {
      return false;
    }
    double step = guard.step() - Range.TOLERANCE;
    for (Point point : points) {
      if (Math.abs(point.values[s]) <= Range.TOLERANCE && Math.abs(point.values[g]) >= step) {
        return false;
      }
    }
    program();
    int row = singletonRows.get(singleton);
    program.boundRow(row, 0, 0);
    double up = solve(other, true);
    double down = up >= step ? 0 : solve(other, false);
    program.boundRow(row, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    if (up >= step || down <= -step) {
      return false;
    }
    // When everybody knows the rest, she learns nothing about others.
    return solve(rest, true) > Range.TOLERANCE || solve(rest, false) < -Range.TOLERANCE;
  }

  /** The guarded number is the same person: that nobody else counts is no secret of anybody's. */
  private boolean aloneInBoth(Form own, Form other, Need guard) {
    if (guard.truth() != 1) {
      return false;
    }
    for (int unknown : own.unknowns()) {
      if (system.truth(unknown) != 0 && Arrays.binarySearch(other.unknowns(), unknown) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Solves one program, keeps the point that it finds, and answers the form's value there. */
  private double solve(Form form, boolean maximise) {
    program();
    counter.solved();
    for (int t = 0; t < form.size(); t++) {
      objective(form.unknowns()[t], form.coefficients()[t]);
    }
    if (!program.solve(maximise)) {
      throw new IllegalStateException(
          "In %s, the truth is possible but the solver finds no point".formatted(system.name()));
    }
    for (int unknown : form.unknowns()) {
      objective(unknown, 0);
    }
    double[] own = new double[shape.unknowns().size()];
    for (int i = 0; i < own.length; i++) {
      own[i] = program.value(i);
    }
    double[] inside = new double[system.unknowns().size()];
    spread(own, inside);
    keep(own, inside);
    return form.at(inside);
  }

  private void objective(int unknown, double coefficient) {
    Integer variable = variables.get(unknown);
    if (variable != null) {
      program.objective(variable, coefficient);
    }
  }

  private void program() {
    if (program != null) {
      return;
    }
    program = new LinearProgram();
    for (int i = 0; i < shape.unknowns().size(); i++) {
      variables.put(
          shape.unknowns().get(i),
          program.variable(shape.bounds().get(2 * i), shape.bounds().get(2 * i + 1)));
    }
    shape.rows().forEach(row -> row(row.form(), row.lower(), row.upper()));
    for (int singleton : shape.singletons()) {
      Form form = system.forms().get(singleton).form();
      singletonRows.put(singleton, row(form, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    }
  }

  private int row(Form form, double lower, double upper) {
    int row = program.row(lower, upper);
    for (int t = 0; t < form.size(); t++) {
      Integer variable = variables.get(form.unknowns()[t]);
      if (variable != null) {
        program.term(row, variable, form.coefficients()[t]);
      }
    }
    return row;
  }

  @Override
  public void close() {
    if (program != null) {
      program.close();
      program = null;
    }
  }
}
