/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import dk.socialbalance.disclosure.audit.Row.Kind;
import dk.socialbalance.disclosure.audit.Row.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Proves one system, or names what can be worked out from it, and by which way. */
final class BlockProof implements AutoCloseable {

  private static final double TOLERANCE = 1e-6;

  /** Below this a sum of money or marks is exact. */
  private static final double SHARP = 1e-5;

  /** Families of rows, in the order in which they are tried as the way. */
  private static final List<Set<BreachKind>> WAYS =
      List.of(
          EnumSet.of(BreachKind.NESTED),
          EnumSet.of(BreachKind.NESTED, BreachKind.OVERLAPPING),
          EnumSet.of(BreachKind.NESTED, BreachKind.POOLED),
          EnumSet.of(BreachKind.NESTED, BreachKind.DENOMINATOR),
          EnumSet.of(BreachKind.NESTED, BreachKind.LINKED),
          EnumSet.of(BreachKind.NESTED, BreachKind.OVERLAPPING, BreachKind.POOLED),
          EnumSet.of(
              BreachKind.NESTED, BreachKind.OVERLAPPING, BreachKind.POOLED, BreachKind.DENOMINATOR),
          EnumSet.of(
              BreachKind.NESTED, BreachKind.OVERLAPPING, BreachKind.POOLED, BreachKind.LINKED),
          EnumSet.of(BreachKind.NESTED, BreachKind.POOLED, BreachKind.CADENCE),
          EnumSet.of(
              BreachKind.NESTED, BreachKind.OVERLAPPING, BreachKind.POOLED, BreachKind.CADENCE));

  private final Block block;
  private final Unknowns unknowns;
  private final AuditReport.Builder report;
  private final Set<Set<Integer>> toldBefore = new HashSet<>();
  private final Set<Set<Integer>> toldNow = new HashSet<>();
  private final Map<String, Bounding> partial = new HashMap<>();
  private List<Row> rows;

  private record Judged(Target target, Range range) {}

  BlockProof(Block block, Unknowns unknowns, AuditReport.Builder report) {
    this.block = block;
    this.unknowns = unknowns;
    this.report = report;
  }

  void prove() {
    rows = trueRows();
    for (Row row : rows) {
      if (row.source().kind() == Kind.SHOWN || row.source().kind() == Kind.POPULATION) {
        Set<Integer> told = new HashSet<>();
        Arrays.stream(row.unknowns()).forEach(told::add);
        (row.source().current() ? toldNow : toldBefore).add(told);
      }
    }
    Bounding all = bounding("all", r -> true);
    if (all.impossible()) {
      // Publications whose counts were not kept were guessed at; without them the rest must stand.
      rows = rows.stream().filter(r -> r.source().current()).toList();
      report.remark("earlier publications contradict each other and were left out: " + name());
      all = bounding("current", r -> r.source().current());
    }
    List<Judged> safe = new ArrayList<>();
    try {
      for (Target target : block.targets()) {
        Judged judged = judge(all, target);
        if (judged != null) {
          safe.add(judged);
        }
      }
      singletons(all, safe);
    } catch (IllegalStateException contradiction) {
      Target first = block.targets().get(0);
      report.breach(breach(BreachKind.EQUATIONS, first, null, contradiction.getMessage()));
    }
  }

  private String name() {
    return block.targets().get(0).cell().label();
  }

  // Every equation is held against the truth first: a proof from wrong equations is none.
  private List<Row> trueRows() {
    List<Row> kept = new ArrayList<>();
    for (Row row : block.rows()) {
      double value = 0;
      for (int i = 0; i < row.unknowns().length; i++) {
        value += row.coefficients()[i] * unknowns.truth(row.unknowns()[i]);
      }
      double slack = TOLERANCE * Math.max(1, Math.abs(value));
      boolean holds =
          Double.isNaN(value) || value >= row.lowest() - slack && value <= row.highest() + slack;
      Source source = row.source();
      if (holds) {
        kept.add(row);
      } else if (source.kind() == Kind.CADENCE) {
        // Whoever takes it for granted there is wrong, and is told nothing.
        report.remark(
            "people move between quarters and years; not assumed where the counts do not bear it out: "
                + source.question());
      } else if (source.kind() == Kind.PARTS || source.kind() == Kind.WITHIN && row.isTie()) {
        report.remark("not assumed, because the counts do not bear it out: " + source.label());
        if (source.kind() == Kind.WITHIN) {
          kept.add(row.loosened());
        }
      } else {
        report.breach(wrong(row, value));
      }
    }
    return kept;
  }

  private Breach wrong(Row row, double value) {
    String[] words = row.source().label().split(" ");
    boolean cell = words.length == 4;
    return new Breach(
        BreachKind.EQUATIONS,
        block.targets().get(0).cell().edition().id(),
        row.source().question(),
        cell ? words[1] : "",
        cell ? words[2] : "",
        cell ? words[3] : "",
        row.lowest(),
        row.highest(),
        "the counts behind give %s (%s); or they were counted anew since: publish first"
            .formatted(Breach.range(value, value), row.source().label()));
  }

  private Bounding bounding(String name, Predicate<Row> which) {
    return partial.computeIfAbsent(
        name, n -> new Bounding(block.unknowns(), rows.stream().filter(which).toList(), unknowns));
  }

  /** Null when it is a breach, or excepted. */
  private Judged judge(Bounding all, Target target) {
    Range range = range(all, target);
    double truth = unknowns.truth(target.sum());
    if (!Double.isNaN(truth)
        && (truth < range.lowest() - slack(truth) || truth > range.highest() + slack(truth))) {
      report.breach(breach(BreachKind.EQUATIONS, target, range, "the truth lies outside"));
      return null;
    }
    report.range(target, scaled(target, range));
    if (safe(target, range)) {
      return new Judged(target, range);
    }
    boolean nought = truth == 0 || (Double.isNaN(truth) && range.highest() <= 0);
    if (nought && target.cell().asked().zeroOpen() && onlyNoughtsTell(target, range)) {
      report.openZero();
      return null;
    }
    Range now = range(bounding("current", r -> r.source().current()), target);
    if (safe(target, now)) {
      boolean before =
          toldBefore.contains(target.sum().keySet())
              || !safe(target, range(bounding("former", r -> r.source().former()), target));
      if (before) {
        report.toldBefore(target);
      } else {
        report.breach(breach(BreachKind.FORMER, target, range, target.need().text()));
      }
      return null;
    }
    if (target.cell().edition().current()) {
      report.breach(breach(way(target), target, range, needed(target)));
    } else if (toldNow.contains(target.sum().keySet()) || !target.need().primary()) {
      report.toldBefore(target); // hidden once, and a figure that may be shown now
    } else {
      report.breach(breach(BreachKind.FORMER, target, range, needed(target)));
    }
    return null;
  }

  /**
   * Whether shown noughts, what has at most those, and its own population alone keep a nought from
   * being more uncertain.
   */
  private boolean onlyNoughtsTell(Target target, Range range) {
    Range left = range(bounding("noughts", r -> r.highest() == 0), target);
    return range.lowest() <= left.lowest() && range.highest() >= left.highest();
  }

  private String needed(Target target) {
    if (target.kind() != Target.Kind.MEAN) {
      return target.need().text();
    }
    return "the sum must stay as uncertain as its largest contribution ("
        + target.need().rule()
        + ")";
  }

  private static double slack(double truth) {
    return TOLERANCE * Math.max(1, Math.abs(truth));
  }

  private static Range range(Bounding bounding, Target target) {
    Range range = bounding.range(target.sum());
    return target.kind() == Target.Kind.MEAN ? range : range.whole();
  }

  private static boolean safe(Target target, Range range) {
    return target.kind() == Target.Kind.MEAN
        ? range.width() >= Math.max(SHARP, target.need().width())
        : target.need().met(range);
  }

  private Range scaled(Target target, Range range) {
    if (target.kind() != Target.Kind.MEAN) {
      return range;
    }
    int first = target.sum().keySet().iterator().next();
    return range.times(unknowns.unit(unknowns.key(first).question()));
  }

  private Breach breach(BreachKind kind, Target target, Range range, String needed) {
    Range shown = range == null ? new Range(Double.NaN, Double.NaN) : scaled(target, range);
    Figure figure = target.cell().figure();
    return new Breach(
        kind,
        figure.publication(),
        target.question(),
        figure.level(),
        target.area(),
        figure.period(),
        shown.lowest(),
        shown.highest(),
        needed);
  }

  /** The fewest families of rows that are enough to tell too much. */
  private BreachKind way(Target target) {
    if (target.kind() == Target.Kind.PIECE) {
      return BreachKind.OVERLAPPING;
    }
    if (target.kind() == Target.Kind.DIFFERENCE) {
      return BreachKind.LINKED;
    }
    for (Set<BreachKind> way : WAYS) {
      String name = way + " " + target.question() + " " + target.cell().when();
      Bounding some =
          bounding(name, r -> r.source().current() && way.contains(family(r.source(), target)));
      if (!safe(target, range(some, target))) {
        BreachKind last = BreachKind.NESTED;
        for (BreachKind kind : way) {
          last = kind;
        }
        return last;
      }
    }
    Bounding rest =
        bounding(
            "without cadences", r -> r.source().current() && r.source().kind() != Kind.CADENCE);
    // Nothing without it was enough.
    return safe(target, range(rest, target)) ? BreachKind.CADENCE : BreachKind.DENOMINATOR;
  }

  private static BreachKind family(Source source, Target target) {
    Asked asked = target.cell().asked();
    boolean same = source.question().equals(target.question());
    boolean population =
        asked.population().filter(source.question()::equals).isPresent()
            || source.question().equals(asked.id());
    if (source.kind() == Kind.SUBSET) {
      return BreachKind.LINKED;
    }
    if (source.kind() == Kind.CADENCE) {
      return BreachKind.CADENCE;
    }
    if (source.kind() == Kind.WITHIN) {
      return population ? BreachKind.DENOMINATOR : BreachKind.LINKED;
    }
    if (!same && !population) {
      return BreachKind.LINKED;
    }
    if (!same || source.kind() == Kind.POPULATION && target.kind() != Target.Kind.POPULATION) {
      return BreachKind.DENOMINATOR;
    }
    if (!source.sources().equals(target.cell().when())) {
      return BreachKind.POOLED;
    }
    return source.overlapping() ? BreachKind.OVERLAPPING : BreachKind.NESTED;
  }

  // Whoever is the only one counted in a cell knows its count, and must not learn another one.
  // Where everybody knows what a cell has beyond the own one, the rest of it is about that person
  // alone; and so is a count of one that is that same person: that nobody else counts there is no
  // secret of anybody's.
  private void singletons(Bounding all, List<Judged> safe) {
    List<Judged> primary =
        safe.stream()
            .filter(j -> j.target().kind() == Target.Kind.CELL)
            .filter(j -> j.target().need().primary() && j.target().cell().edition().current())
            .toList();
    for (Judged one : primary) {
      if (unknowns.truth(one.target().sum()) != 1) {
        continue;
      }
      List<Target> others =
          primary.stream()
              .map(Judged::target)
              .filter(t -> t.need().width() > 0 && together(all, one.target(), t))
              .filter(t -> !isTheSamePerson(one.target(), t))
              .toList();
      if (others.isEmpty()) {
        continue;
      }
      List<Range> ranges =
          all.rangesGiven(one.target().sum(), 1, others.stream().map(Target::sum).toList());
      for (int i = 0; i < others.size(); i++) {
        Range range = ranges.get(i).whole();
        if (range.width() < 1) {
          report.breach(
              breach(
                  BreachKind.SINGLETON,
                  others.get(i),
                  range,
                  "told to the only one counted in " + one.target().cell().label()));
        }
      }
    }
  }

  /** Whether the one counted in a cell is the one counted in another. */
  private boolean isTheSamePerson(Target one, Target other) {
    return unknowns.truth(other.sum()) == 1
        && !Collections.disjoint(counted(one.sum().keySet()), counted(other.sum().keySet()));
  }

  /** The unknowns that count somebody; where one is the sum of others, those. */
  private Set<Integer> counted(Set<Integer> sum) {
    Set<Integer> counted = new HashSet<>();
    for (int unknown : sum) {
      if (unknowns.truth(unknown) != 0) {
        Set<Integer> parts = parts(unknown);
        counted.addAll(parts.isEmpty() ? Set.of(unknown) : counted(parts));
      }
    }
    return counted;
  }

  /** What delivered counts say of the parts of an area; none when they need not add up. */
  private Set<Integer> parts(int whole) {
    Set<Integer> parts = new HashSet<>();
    for (Row row : rows) {
      if (row.source().kind() == Kind.PARTS
          && row.lowest() == 0
          && row.highest() == 0
          && row.unknowns()[0] == whole) {
        Arrays.stream(row.unknowns(), 1, row.unknowns().length).forEach(parts::add);
      }
    }
    return parts;
  }

  private static boolean together(Bounding all, Target a, Target b) {
    Set<Integer> parts = new HashSet<>();
    a.sum().keySet().forEach(u -> parts.add(all.part(u)));
    Map<Integer, Double> rest = new HashMap<>(b.sum());
    rest.keySet().removeAll(a.sum().keySet());
    return b.sum().keySet().stream().map(all::part).anyMatch(p -> p >= 0 && parts.contains(p))
        && all.range(rest).whole().width() >= 1;
  }

  @Override
  public void close() {
    partial.values().forEach(Bounding::close);
  }
}
