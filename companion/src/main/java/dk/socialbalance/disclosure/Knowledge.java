/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What everybody knows when certain cells are hidden. Told numbers and those that follow from them
 * at once are fixed; what is left falls into {@link Component}s that tell nothing of each other.
 * Components that are the same as in the knowledge before are taken over with all that was worked
 * out about them.
 */
final class Knowledge {

  private final CompiledSystem system;
  private final Programs counter;
  private final boolean[] told;
  private final double[] lower;
  private final double[] upper;
  private final int[] parent;
  private final Map<Component.Shape, Component> components = new LinkedHashMap<>();
  private final Component[] ofUnknown;
  private final List<Need> knownGuards = new ArrayList<>();
  private final List<Need> knownFurther = new ArrayList<>();

  /**
   * Works out what is known.
   *
   * @param hidden by place in {@link CompiledSystem#cells()}
   * @param before another knowledge of the same system, or null
   */
  Knowledge(CompiledSystem system, boolean[] hidden, Knowledge before, Programs counter) {
    this.system = system;
    this.counter = counter;
    int n = system.unknowns().size();
    lower = new double[n];
    upper = new double[n];
    parent = new int[n];
    ofUnknown = new Component[n];
    for (int i = 0; i < n; i++) {
      lower[i] = system.unknowns().get(i).lower();
      upper[i] = system.unknowns().get(i).upper();
      parent[i] = i;
    }
    told = new boolean[system.forms().size()];
    for (int form = 0; form < told.length; form++) {
      told[form] = !system.tellers(form).isEmpty() && system.told(form, hidden);
    }
    List<CompiledSystem.Row> rows = rows();
    tighten(rows);
    rows.removeIf(row -> !binds(row));
    rows.forEach(row -> join(row.form()));

    List<Need> needs = new ArrayList<>(system.guards());
    List<Boolean> further = new ArrayList<>();
    system.guards().forEach(guard -> further.add(false));
    for (int cell = 0; cell < hidden.length; cell++) {
      if (hidden[cell] && system.cells().get(cell).state() == Cell.State.MAY_HIDE) {
        needs.add(system.further(cell));
        further.add(true);
      }
    }
    for (int i = 0; i < needs.size(); i++) {
      int form = needs.get(i).form();
      // A guard's number stays in one piece: singletons may know parts of it.
      join(further.get(i) ? untold(form) : form(form));
    }
    List<Integer> singletons =
        system.singletons().stream().filter(s -> !told[s] && first(form(s)) >= 0).sorted().toList();
    singletons.forEach(s -> join(form(s)));
    form(rows, needs, further, singletons, before);
  }

  private Form form(int place) {
    return system.forms().get(place).form();
  }

  private List<CompiledSystem.Row> rows() {
    List<CompiledSystem.Row> rows = new ArrayList<>();
    for (int i = 0; i < system.relations().size(); i++) {
      CompiledSystem.Row row = system.relations().get(i);
      Form rest = without(row.form(), system.partsOfRelation(i));
      rows.add(new CompiledSystem.Row(rest, row.lower(), row.upper()));
    }
    for (int form = 0; form < told.length; form++) {
      CompiledSystem.Row row = system.forms().get(form);
      if (!system.tellers(form).isEmpty()) {
        rows.add(
            new CompiledSystem.Row(
                untold(form), told[form] ? 0 : row.lower(), told[form] ? 0 : row.upper()));
      }
    }
    return rows;
  }

  /**
   * A form without the told forms that are parts of it: those do not deviate, and would tie
   * together what tells nothing of each other.
   */
  private Form untold(int form) {
    return without(form(form), system.partsOfForm(form));
  }

  private Form without(Form form, List<Integer> parts) {
    BitSet gone = new BitSet();
    for (int part : parts) {
      int[] unknowns = form(part).unknowns();
      if (told[part] && Arrays.stream(unknowns).noneMatch(gone::get)) {
        Arrays.stream(unknowns).forEach(gone::set);
      }
    }
    return gone.isEmpty() ? form : form.without(gone);
  }

  private boolean free(int unknown) {
    return upper[unknown] - lower[unknown] > Range.TOLERANCE;
  }

  /** The first free unknown of a form, or -1 when the form is known. */
  private int first(Form form) {
    for (int unknown : form.unknowns()) {
      if (free(unknown)) {
        return unknown;
      }
    }
    return -1;
  }

  /** Fixes and bounds single unknowns until nothing more follows from one row alone. */
  private void tighten(List<CompiledSystem.Row> rows) {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (CompiledSystem.Row row : rows) {
        changed |= tighten(row);
      }
    }
  }

  private boolean tighten(CompiledSystem.Row row) {
    Form form = row.form();
    int count = 0;
    int last = -1;
    double least = 0;
    double greatest = 0;
    for (int t = 0; t < form.size(); t++) {
      int unknown = form.unknowns()[t];
      if (free(unknown)) {
        count++;
        last = t;
        least += least(form.coefficients()[t], unknown);
        greatest += greatest(form.coefficients()[t], unknown);
      }
    }
    if (count == 0) {
      return false;
    }
    if (least >= row.upper() - Range.TOLERANCE || greatest <= row.lower() + Range.TOLERANCE) {
      // Since the truth is possible, all must stand at it.
      for (int unknown : form.unknowns()) {
        lower[unknown] = 0;
        upper[unknown] = 0;
      }
      return true;
    }
    return count == 1 && bound(form.unknowns()[last], form.coefficients()[last], row);
  }

  private boolean bound(int unknown, double coefficient, CompiledSystem.Row row) {
    double a = row.lower() / coefficient;
    double b = row.upper() / coefficient;
    double least = Math.max(lower[unknown], Math.min(a, b));
    double greatest = Math.min(upper[unknown], Math.max(a, b));
    boolean changed = least != lower[unknown] || greatest != upper[unknown];
    lower[unknown] = least;
    upper[unknown] = greatest;
    return changed;
  }

  private double least(double coefficient, int unknown) {
    return coefficient * (coefficient > 0 ? lower[unknown] : upper[unknown]);
  }

  private double greatest(double coefficient, int unknown) {
    return coefficient * (coefficient > 0 ? upper[unknown] : lower[unknown]);
  }

  /** Whether a row excludes something that the bounds of its unknowns allow. */
  private boolean binds(CompiledSystem.Row row) {
    double least = 0;
    double greatest = 0;
    Form form = row.form();
    for (int t = 0; t < form.size(); t++) {
      int unknown = form.unknowns()[t];
      if (free(unknown)) {
        least += least(form.coefficients()[t], unknown);
        greatest += greatest(form.coefficients()[t], unknown);
      }
    }
    return least < row.lower() - Range.TOLERANCE || greatest > row.upper() + Range.TOLERANCE;
  }

  private int root(int unknown) {
    int root = unknown;
    while (parent[root] != root) {
      parent[root] = parent[parent[root]];
      root = parent[root];
    }
    return root;
  }

  private void join(Form form) {
    int first = first(form);
    for (int unknown : form.unknowns()) {
      if (free(unknown)) {
        parent[root(unknown)] = root(first);
      }
    }
  }

  private void form(
      List<CompiledSystem.Row> rows,
      List<Need> needs,
      List<Boolean> further,
      List<Integer> singletons,
      Knowledge before) {
    Map<Integer, Component.Shape> shapes = new LinkedHashMap<>();
    for (int i = 0; i < parent.length; i++) {
      if (free(i)) {
        shapes
            .computeIfAbsent(root(i), r -> Component.Shape.empty())
            .addUnknown(i, lower[i], upper[i]);
      }
    }
    for (CompiledSystem.Row row : rows) {
      shapes.get(root(first(row.form()))).rows().add(row);
    }
    for (int i = 0; i < needs.size(); i++) {
      Need need = needs.get(i);
      int first = first(further.get(i) ? untold(need.form()) : form(need.form()));
      if (first < 0) {
        (further.get(i) ? knownFurther : knownGuards).add(need);
      } else {
        Component.Shape shape = shapes.get(root(first));
        (further.get(i) ? shape.further() : shape.guards()).add(need);
      }
    }
    singletons.forEach(s -> shapes.get(root(first(form(s)))).singletons().add(s));
    for (Component.Shape shape : shapes.values()) {
      Component same = before == null ? null : before.components.get(shape);
      Component component =
          same != null ? same : new Component(system, shape, neighbours(shape, before), counter);
      components.put(shape, component);
      for (int unknown : shape.unknowns()) {
        ofUnknown[unknown] = component;
      }
    }
  }

  private static List<Component> neighbours(Component.Shape shape, Knowledge before) {
    if (before == null) {
      return List.of();
    }
    return shape.unknowns().stream()
        .map(unknown -> before.ofUnknown[unknown])
        .filter(component -> component != null)
        .distinct()
        .toList();
  }

  Iterable<Component> components() {
    return components.values();
  }

  /** Guards whose numbers everybody knows exactly. */
  List<Need> knownGuards() {
    return knownGuards;
  }

  /** The deviations that a need's number can take. */
  Range deviations(Need need) {
    for (int unknown : form(need.form()).unknowns()) {
      if (free(unknown) && ofUnknown[unknown].watches(need.form())) {
        return ofUnknown[unknown].deviations(need.form());
      }
    }
    return new Range(0, 0);
  }

  /** The components that a cell's figures lie in. */
  Set<Component> componentsOf(int cell) {
    Set<Component> found = new HashSet<>();
    for (int form : system.figures(cell)) {
      for (int unknown : form(form).unknowns()) {
        if (free(unknown)) {
          found.add(ofUnknown[unknown]);
        }
      }
    }
    return found;
  }

  /** The first guard that does not hold, save those of {@code except}; or null. */
  Breach breach(Set<Breach> except) {
    for (Need guard : knownGuards) {
      Breach breach = Breach.toEverybody(guard);
      if (!guard.holds(0, 0) && !except.contains(breach)) {
        return breach;
      }
    }
    for (Component component : components.values()) {
      Breach breach = component.breach(except);
      if (breach != null) {
        return breach;
      }
    }
    return null;
  }

  /** Further cells whose numbers everybody knows exactly. */
  List<Need> exact() {
    List<Need> exact = new ArrayList<>(knownFurther);
    components.values().forEach(component -> exact.addAll(component.exact()));
    return exact;
  }

  /** Frees the memory of the components that no other knowledge shares. */
  void closeExcept(Knowledge... others) {
    components.forEach(
        (shape, component) -> {
          if (Arrays.stream(others).noneMatch(o -> o.components.get(shape) == component)) {
            component.close();
          }
        });
  }
}
