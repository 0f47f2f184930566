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

  /** The part of a form that lies in a component, by places in its list of unknowns. */
  private record Terms(int[] places, double[] weights) {

    double at(double[] point) {
      double value = 0;
      for (int i = 0; i < places.length; i++) {
        value += weights[i] * point[places[i]];
      }
      return value;
    }
  }

  private record LocalRow(Terms terms, double lower, double upper) {}

  /**
   * A possible point.
   *
   * @param unknowns in their order
   * @param values of the watched forms
   * @param ofSingleton whether it was sought for a singleton, not for a range
   */
  private record Point(double[] unknowns, double[] values, boolean ofSingleton) {}

  private final CompiledSystem system;
  private final Shape shape;
  private final Programs counter;
  private final Map<Integer, Integer> places = new HashMap<>();
  private final List<LocalRow> rows = new ArrayList<>();
  private final Map<Integer, Integer> watched = new HashMap<>();
  private final List<Terms> forms = new ArrayList<>();
  private final List<Point> points = new ArrayList<>();
  private final double[] least;
  private final double[] greatest;
  private final boolean[] leastIsExact;
  private final boolean[] greatestIsExact;

  private LinearProgram program;
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
    for (int i = 0; i < shape.unknowns().size(); i++) {
      places.put(shape.unknowns().get(i), i);
    }
    shape.rows().forEach(r -> rows.add(new LocalRow(local(r.form()), r.lower(), r.upper())));
    shape.guards().forEach(need -> watch(need.form()));
    shape.further().forEach(need -> watch(need.form()));
    shape.singletons().forEach(this::watch);
    least = new double[forms.size()];
    greatest = new double[forms.size()];
    leastIsExact = new boolean[forms.size()];
    greatestIsExact = new boolean[forms.size()];
    before.forEach(this::takeOver);
  }

  private Terms local(Form form) {
    int[] at = new int[form.size()];
    double[] weights = new double[form.size()];
    int size = 0;
    for (int t = 0; t < form.size(); t++) {
      Integer place = places.get(form.unknowns()[t]);
      if (place != null) {
        at[size] = place;
        weights[size++] = form.coefficients()[t];
      }
    }
    return new Terms(Arrays.copyOf(at, size), Arrays.copyOf(weights, size));
  }

  private void watch(int form) {
    if (watched.putIfAbsent(form, forms.size()) == null) {
      forms.add(local(system.forms().get(form).form()));
    }
  }

  private void takeOver(Component other) {
    int[] from =
        shape.unknowns().stream().mapToInt(u -> other.places.getOrDefault(u, -1)).toArray();
    for (Point point : other.points) {
      double[] own = new double[from.length];
      for (int i = 0; i < own.length; i++) {
        own[i] = from[i] < 0 ? 0 : point.unknowns[from[i]];
      }
      if (possible(own)) {
        keep(own, point.ofSingleton);
      }
    }
  }

  /**
   * Takes note of a point if it is possible here.
   *
   * @param all deviations of all unknowns of the system
   */
  void offer(double[] all) {
    double[] own = shape.unknowns().stream().mapToDouble(unknown -> all[unknown]).toArray();
    if (possible(own)) {
      keep(own, false);
    }
  }

  private boolean possible(double[] own) {
    for (int i = 0; i < own.length; i++) {
      if (!between(shape.bounds().get(2 * i), own[i], shape.bounds().get(2 * i + 1))) {
        return false;
      }
    }
    for (LocalRow row : rows) {
      if (!between(row.lower, row.terms.at(own), row.upper)) {
        return false;
      }
    }
    return true;
  }

  private static boolean between(double lower, double value, double upper) {
    double tolerance = Range.TOLERANCE / 10 * Math.max(1, Math.abs(value));
    return value >= lower - tolerance && value <= upper + tolerance;
  }

  /** Keeps a possible point, unless it tells nothing new. */
  private void keep(double[] own, boolean ofSingleton) {
    double[] values = new double[forms.size()];
    boolean farther = false;
    for (int f = 0; f < values.length; f++) {
      values[f] = forms.get(f).at(own);
      farther |=
          values[f] < least[f] - Range.TOLERANCE || values[f] > greatest[f] + Range.TOLERANCE;
      least[f] = Math.min(least[f], values[f]);
      greatest[f] = Math.max(greatest[f], values[f]);
    }
    if (farther || ofSingleton) {
      points.add(new Point(own, values, ofSingleton));
    }
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
      solve(forms.get(f), up, false);
    }
  }

  /** Whether a need or a singleton is about this form. */
  boolean watches(int form) {
    return watched.containsKey(form);
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
    Form own = system.forms().get(singleton).form();
    Form other = system.forms().get(guard.form()).form();
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
    double up = solve(forms.get(g), true, true);
    double down = up >= step ? 0 : solve(forms.get(g), false, true);
    program.boundRow(row, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    if (up >= step || down <= -step) {
      return false;
    }
    // When everybody knows the rest, she learns nothing about others.
    Terms others = local(rest);
    return solve(others, true, false) > Range.TOLERANCE
        || solve(others, false, false) < -Range.TOLERANCE;
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
  private double solve(Terms form, boolean maximise, boolean ofSingleton) {
    program();
    counter.solved();
    for (int t = 0; t < form.places.length; t++) {
      program.objective(form.places[t], form.weights[t]);
    }
    if (!program.solve(maximise)) {
      throw new IllegalStateException(
          "In %s, the truth is possible but the solver finds no point".formatted(system.name()));
    }
    for (int place : form.places) {
      program.objective(place, 0);
    }
    double[] own = program.solution();
    keep(own, ofSingleton);
    return form.at(own);
  }

  /** Makes the program, whose variables are the unknowns in their order. */
  private void program() {
    if (program != null) {
      return;
    }
    program = new LinearProgram();
    for (int i = 0; i < shape.unknowns().size(); i++) {
      program.variable(shape.bounds().get(2 * i), shape.bounds().get(2 * i + 1));
    }
    rows.forEach(row -> row(row.terms, row.lower, row.upper));
    for (int singleton : shape.singletons()) {
      Terms form = forms.get(watched.get(singleton));
      singletonRows.put(singleton, row(form, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    }
  }

  private int row(Terms form, double lower, double upper) {
    int row = program.row(lower, upper);
    for (int t = 0; t < form.places.length; t++) {
      program.term(row, form.places[t], form.weights[t]);
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
