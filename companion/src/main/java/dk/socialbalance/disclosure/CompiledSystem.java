/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A system in the form that the solver works on. Every unknown is counted as its <em>deviation</em>
 * from the truth: then all that is told is 0, the truth is the origin, and large totals lose no
 * digits. Each form stands once; cells and guards are in the order of their names, so that the
 * order in which they were given does not matter.
 */
final class CompiledSystem {

  /** Ties between cells are broken by this share of their cost. */
  private static final double TIE = 1e-4;

  /** An inequality: lower &le; deviation of the form &le; upper. */
  record Row(Form form, double lower, double upper) {}

  private final ProtectionSystem source;
  private final List<Row> unknowns = new ArrayList<>();
  private final List<Row> relations = new ArrayList<>();
  private final List<Row> forms = new ArrayList<>();
  private final List<Cell> cells;
  private final Map<String, Integer> placeOfCell = new HashMap<>();
  private final int[][] figures;
  private final double[] cost;
  private final List<List<Integer>> tellers = new ArrayList<>();
  private final List<Need> guards = new ArrayList<>();
  private final Set<Integer> singletons = new HashSet<>();
  private final Map<Form, Integer> places = new LinkedHashMap<>();
  private final List<List<Integer>> partsOfForm = new ArrayList<>();
  private final List<List<Integer>> partsOfRelation = new ArrayList<>();
  private final double[] truth;
  private final double cap;

  /**
   * Checks and compiles.
   *
   * @throws IllegalArgumentException when the truth breaks a bound or a name stands twice
   */
  CompiledSystem(ProtectionSystem system, byte[] key) {
    source = system;
    truth = system.unknowns().stream().mapToDouble(Unknown::truth).toArray();
    cap = cap(system);
    for (int i = 0; i < truth.length; i++) {
      Unknown unknown = system.unknowns().get(i);
      Row row = row("unknown " + i, Form.sum(i), unknown.lower(), unknown.upper());
      unknowns.add(new Row(row.form, Math.max(-cap, row.lower), Math.min(cap, row.upper)));
    }
    for (int i = 0; i < system.relations().size(); i++) {
      Relation relation = system.relations().get(i);
      relations.add(row("relation " + i, relation.form(), relation.lower(), relation.upper()));
    }
    cells = system.cells().stream().sorted(Comparator.comparing(Cell::id)).toList();
    figures = new int[cells.size()][];
    cost = new double[cells.size()];
    Set<String> names = new HashSet<>();
    Mac mac = mac(key);
    for (int c = 0; c < cells.size(); c++) {
      Cell cell = cells.get(c);
      requireNew(names, "cell", cell.id());
      placeOfCell.put(cell.id(), c);
      cost[c] = cost(cell) * (1 + TIE * fraction(mac, cell.id()));
      figures[c] = new int[cell.figures().size()];
      for (int f = 0; f < figures[c].length; f++) {
        figures[c][f] = place(cell.figures().get(f).form());
        addFigure(c, cell, f);
      }
    }
    names.clear();
    for (Guard guard :
        system.guards().stream().sorted(Comparator.comparing(Guard::name)).toList()) {
      requireNew(names, "guard", guard.name());
      guards.add(Need.of(guard, place(guard.form()), guard.form().at(truth)));
    }
    system.singletons().forEach(s -> singletons.add(place(s.form())));
    findParts();
  }

  /** Finds, for each row, the told forms of several unknowns that it may contain, largest first. */
  private void findParts() {
    Map<Integer, List<Integer>> byFirst = new HashMap<>();
    for (int f = 0; f < forms.size(); f++) {
      Form form = forms.get(f).form();
      if (form.size() > 1 && !tellers.get(f).isEmpty()) {
        byFirst.computeIfAbsent(form.unknowns()[0], u -> new ArrayList<>()).add(f);
      }
    }
    forms.forEach(row -> partsOfForm.add(parts(row.form(), byFirst)));
    relations.forEach(row -> partsOfRelation.add(parts(row.form(), byFirst)));
  }

  private List<Integer> parts(Form whole, Map<Integer, List<Integer>> byFirst) {
    List<Integer> parts = new ArrayList<>();
    for (int unknown : whole.unknowns()) {
      for (int candidate : byFirst.getOrDefault(unknown, List.of())) {
        Form part = forms.get(candidate).form();
        if (part.size() < whole.size() && part.isPartOf(whole)) {
          parts.add(candidate);
        }
      }
    }
    parts.sort(Comparator.comparingInt((Integer f) -> -forms.get(f).form().size()));
    return parts;
  }

  private void addFigure(int c, Cell cell, int f) {
    int form = figures[c][f];
    tellers.get(form).add(c);
    if (cell.state() == Cell.State.ALWAYS_SHOWN) {
      return;
    }
    Figure figure = cell.figures().get(f);
    Row hidden =
        row(
            "figure %d of cell %s".formatted(f + 1, cell.id()),
            figure.form(),
            figure.hiddenLower(),
            figure.hiddenUpper());
    Row others = forms.get(form);
    forms.set(
        form,
        new Row(
            hidden.form,
            Math.max(hidden.lower, others.lower),
            Math.min(hidden.upper, others.upper)));
  }

  private double cost(Cell cell) {
    if (cell.figures().isEmpty()) {
      throw new IllegalArgumentException(
          "In %s, cell %s has no figure".formatted(source.name(), cell.id()));
    }
    if (cell.state() == Cell.State.MAY_HIDE && !(cell.cost() > 0)) {
      throw new IllegalArgumentException(
          "In %s, cell %s may be hidden but costs %s: a cost above 0 is needed"
              .formatted(source.name(), cell.id(), cell.cost()));
    }
    return cell.cost();
  }

  private void requireNew(Set<String> names, String kind, String name) {
    if (!names.add(name)) {
      throw new IllegalArgumentException(
          "In %s, %s %s stands twice".formatted(source.name(), kind, name));
    }
  }

  private int place(Form form) {
    return places.computeIfAbsent(
        form,
        f -> {
          forms.add(new Row(f, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
          tellers.add(new ArrayList<>());
          return forms.size() - 1;
        });
  }

  /** The inequality in deviations, after a look whether the truth satisfies it. */
  private Row row(String what, Form form, double lower, double upper) {
    double value = form.at(truth);
    double tolerance = Range.TOLERANCE * Math.max(1, Math.abs(value));
    if (!(lower - tolerance <= value && value <= upper + tolerance)) {
      throw new IllegalArgumentException(
          "In %s, the truth of %s (%s) is %s, outside %s to %s"
              .formatted(source.name(), what, form, value, lower, upper));
    }
    return new Row(form, Math.min(0, lower - value), Math.max(0, upper - value));
  }

  /** A deviation that stands for infinity: far above all that is asked, yet exact in a double. */
  private static double cap(ProtectionSystem system) {
    DoubleStream ofUnknowns =
        system.unknowns().stream()
            .flatMapToDouble(u -> DoubleStream.of(u.lower(), u.upper(), u.truth()));
    DoubleStream ofGuards =
        system.guards().stream()
            .flatMapToDouble(g -> DoubleStream.of(g.minWidth(), g.minUpper(), g.maxLower()));
    double largest =
        DoubleStream.concat(ofUnknowns, ofGuards)
            .filter(Double::isFinite)
            .map(Math::abs)
            .reduce(1, Math::max);
    return 1e3 * largest;
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA256", e);
    }
  }

  /** A number from 0 to 1 that only the holder of the key can foretell. */
  private static double fraction(Mac mac, String id) {
    byte[] hash = mac.doFinal(id.getBytes(StandardCharsets.UTF_8));
    long bits = 0;
    for (int i = 0; i < 6; i++) {
      bits = bits << 8 | (hash[i] & 0xff);
    }
    return bits / (double) (1L << 48);
  }

  /** A deviation from this on is none that anything bounds. */
  double cap() {
    return cap;
  }

  String name() {
    return source.name();
  }

  /** Each unknown with its own bounds. */
  List<Row> unknowns() {
    return unknowns;
  }

  List<Row> relations() {
    return relations;
  }

  /** Every form with the bounds that hold while nothing tells it. */
  List<Row> forms() {
    return forms;
  }

  List<Cell> cells() {
    return cells;
  }

  /** The forms that a cell tells, by their places. */
  int[] figures(int cell) {
    return figures[cell];
  }

  /** What hiding a cell costs, ties broken. */
  double cost(int cell) {
    return cost[cell];
  }

  /** The smaller forms of several unknowns that a form contains, largest first. */
  List<Integer> partsOfForm(int form) {
    return partsOfForm.get(form);
  }

  /** The same for a relation. */
  List<Integer> partsOfRelation(int relation) {
    return partsOfRelation.get(relation);
  }

  /** The cells that tell a form. */
  List<Integer> tellers(int form) {
    return tellers.get(form);
  }

  List<Need> guards() {
    return guards;
  }

  /** The forms that a single person knows. */
  /** What an unknown really is. */
  double truth(int unknown) {
    return truth[unknown];
  }

  Set<Integer> singletons() {
    return singletons;
  }

  /** The place of a cell. */
  int place(String cell) {
    return placeOfCell.get(cell);
  }

  /** What a further cell must keep while it is hidden. */
  Need further(int cell) {
    Cell what = cells.get(cell);
    int form = figures[cell][0];
    return Need.notExact(
        what.id(), form, what.figures().get(0).whole(), forms.get(form).form().at(truth));
  }

  /** Whether a form is told when the cells marked are hidden. */
  boolean told(int form, boolean[] hidden) {
    for (int cell : tellers.get(form)) {
      if (!hidden[cell]) {
        return true;
      }
    }
    return false;
  }

  /** Cells that were hidden beforehand. */
  boolean[] hiddenBefore() {
    boolean[] hidden = new boolean[cells.size()];
    for (int c = 0; c < hidden.length; c++) {
      hidden[c] = cells.get(c).state() == Cell.State.HIDDEN;
    }
    return hidden;
  }
}
