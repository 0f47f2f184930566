/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything that can be known about everything, as it is gathered; then cut into systems that have
 * nothing to do with each other.
 */
final class Equations {

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Unknown> unknowns = new ArrayList<>();
  private final List<Behind> behind = new ArrayList<>();
  private final Set<String> related = new HashSet<>();
  private final List<Relation> relations = new ArrayList<>();
  private final Map<String, Cell> cells = new LinkedHashMap<>();
  private final Map<Form, Guard> guards = new LinkedHashMap<>();
  private final List<Singleton> singletons = new ArrayList<>();

  /**
   * What lies behind an unknown, for judging sums of them.
   *
   * @param d denominator
   * @param households that contribute to it
   */
  record Behind(long d, long households) {
    static final Behind NOBODY = new Behind(0, 0);

    Behind plus(Behind other) {
      return new Behind(d + other.d, households + other.households);
    }
  }

  /** The number of an unknown; the first call makes it. */
  int unknown(String key, Unknown unknown, Behind back) {
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    numbers.put(key, unknowns.size());
    unknowns.add(unknown);
    behind.add(back);
    return unknowns.size() - 1;
  }

  /** What lies behind several unknowns together. */
  Behind behind(Collection<Integer> numbers) {
    return numbers.stream().map(behind::get).reduce(Behind.NOBODY, Behind::plus);
  }

  /** Whether there are unknowns of all these names. */
  boolean knows(Collection<String> keys) {
    return numbers.keySet().containsAll(keys);
  }

  /** The number of an unknown that there is. */
  int find(String key) {
    return numbers.get(key);
  }

  /** The sum of some unknowns, in order of their numbers. */
  static Form sum(Collection<Integer> numbers) {
    return Form.sum(numbers.stream().mapToInt(Integer::intValue).sorted().toArray());
  }

  /** What a form really is. */
  double truth(Form form) {
    double value = 0;
    for (int i = 0; i < form.unknowns().length; i++) {
      value += form.coefficients()[i] * unknowns.get(form.unknowns()[i]).truth();
    }
    return value;
  }

  /** Adds a relation once. */
  void relate(String key, Relation relation) {
    if (related.add(key)) {
      relations.add(relation);
    }
  }

  void add(Cell cell) {
    if (cells.put(cell.id(), cell) != null) {
      throw new IllegalStateException("Cell '" + cell.id() + "' stands twice.");
    }
  }

  /** Of several guards of one form the strictest of each kind holds. */
  void guard(Guard guard) {
    guards.merge(
        guard.form(),
        guard,
        (a, b) ->
            new Guard(
                a.name(),
                a.form(),
                a.whole(),
                Math.max(a.minWidth(), b.minWidth()),
                Math.max(a.minUpper(), b.minUpper()),
                Math.min(a.maxLower(), b.maxLower())));
  }

  void single(Form form) {
    singletons.add(new Singleton(form));
  }

  /** The cell of this name. */
  Cell cell(String id) {
    return cells.get(id);
  }

  /**
   * These figures have been told before, though a rule hides them now: they stay known, and cannot
   * be guarded any more.
   */
  void tell(Set<Form> told) {
    guards.keySet().removeAll(told);
    singletons.removeIf(s -> told.contains(s.form()));
    for (Form form : told) {
      add(
          new Cell(
              "told before: " + form,
              Cell.State.ALWAYS_SHOWN,
              1,
              List.of(new Figure(form, 0, Double.POSITIVE_INFINITY, true))));
    }
  }

  /**
   * Guards of noughts ask no more than shown noughts leave: where a quarter shows none, everybody
   * may know that its small districts have none; where it shows none in two years of three, only
   * those of the third can be unknown.
   */
  private void leaveOpenNoughts() {
    OpenNoughts noughts = new OpenNoughts(unknowns, cells.values(), relations);
    for (Guard guard : List.copyOf(guards.values())) {
      if (truth(guard.form()) != 0) {
        continue;
      }
      double left = noughts.left(guard.form());
      guards.remove(guard.form());
      if (left > 0) {
        guards.put(
            guard.form(),
            new Guard(
                guard.name(),
                guard.form(),
                guard.whole(),
                Math.min(guard.minWidth(), left),
                guard.minUpper(),
                guard.maxLower()));
      }
    }
  }

  /** Systems of unknowns that are connected by a figure, a relation or a guard. */
  List<ProtectionSystem> systems() {
    leaveOpenNoughts();
    int[] root = new int[unknowns.size()];
    for (int i = 0; i < root.length; i++) {
      root[i] = i;
    }
    cells.values().forEach(c -> c.figures().forEach(f -> join(root, f.form())));
    cells.values().stream()
        .filter(c -> c.figures().size() > 1)
        .forEach(c -> c.figures().forEach(f -> join(root, c.figures().get(0).form(), f.form())));
    relations.forEach(r -> join(root, r.form()));
    guards.keySet().forEach(f -> join(root, f));
    Map<Integer, Part> parts = new TreeMap<>();
    for (int i = 0; i < root.length; i++) {
      parts.computeIfAbsent(find(root, i), p -> new Part()).take(i, unknowns.get(i));
    }
    cells.values().forEach(c -> part(parts, root, c.figures().get(0).form()).cell(c));
    relations.forEach(r -> part(parts, root, r.form()).relation(r));
    guards.values().forEach(g -> part(parts, root, g.form()).guard(g));
    singletons.forEach(s -> part(parts, root, s.form()).singleton(s));
    return parts.values().stream().filter(Part::matters).map(Part::system).toList();
  }

  private static int find(int[] root, int i) {
    int at = i;
    while (root[at] != at) {
      root[at] = root[root[at]];
      at = root[at];
    }
    return at;
  }

  private static void join(int[] root, Form... forms) {
    int first = -1;
    for (Form form : forms) {
      for (int unknown : form.unknowns()) {
        if (first < 0) {
          first = find(root, unknown);
        } else {
          int other = find(root, unknown);
          root[Math.max(first, other)] = Math.min(first, other);
          first = Math.min(first, other);
        }
      }
    }
  }

  private static Part part(Map<Integer, Part> parts, int[] root, Form form) {
    return parts.get(find(root, form.unknowns()[0]));
  }

  /** One system in the making, its unknowns numbered anew. */
  private static final class Part {
    private final Map<Integer, Integer> renumbered = new HashMap<>();
    private final List<Unknown> unknowns = new ArrayList<>();
    private final List<Relation> relations = new ArrayList<>();
    private final List<Cell> cells = new ArrayList<>();
    private final List<Guard> guards = new ArrayList<>();
    private final List<Singleton> singletons = new ArrayList<>();

    void take(int number, Unknown unknown) {
      renumbered.put(number, unknowns.size());
      unknowns.add(unknown);
    }

    private Form local(Form form) {
      int[] mine = new int[form.unknowns().length];
      for (int i = 0; i < mine.length; i++) {
        mine[i] = renumbered.get(form.unknowns()[i]);
      }
      return new Form(mine, form.coefficients());
    }

    void cell(Cell cell) {
      cells.add(
          new Cell(
              cell.id(),
              cell.state(),
              cell.cost(),
              cell.figures().stream()
                  .map(
                      f -> new Figure(local(f.form()), f.hiddenLower(), f.hiddenUpper(), f.whole()))
                  .toList()));
    }

    void relation(Relation relation) {
      relations.add(new Relation(local(relation.form()), relation.lower(), relation.upper()));
    }

    void guard(Guard guard) {
      guards.add(
          new Guard(
              guard.name(),
              local(guard.form()),
              guard.whole(),
              guard.minWidth(),
              guard.minUpper(),
              guard.maxLower()));
    }

    void singleton(Singleton singleton) {
      singletons.add(new Singleton(local(singleton.form())));
    }

    /** Whether there is anything to protect in it. */
    boolean matters() {
      return !guards.isEmpty();
    }

    ProtectionSystem system() {
      return new ProtectionSystem(
          guards.get(0).name(), unknowns, relations, cells, guards, singletons);
    }
  }
}
