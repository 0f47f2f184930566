/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.disclosure.audit.Asked.Form;
import dk.socialbalance.disclosure.audit.Edition.Area;
import dk.socialbalance.disclosure.audit.Edition.Span;
import dk.socialbalance.disclosure.audit.Row.Kind;
import dk.socialbalance.disclosure.audit.Row.Source;
import dk.socialbalance.disclosure.audit.Unknowns.Key;
import dk.socialbalance.disclosure.audit.Unknowns.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What anyone knows: every published cell as an equation over unknowns, and what the public rules
 * say of hidden ones (docs/method.md, "Audit").
 */
final class Knowledge {

  private final List<Edition> editions;
  private final Map<Integer, Places> places;
  private final Versions versions;
  private final Catalogue catalogue;
  private final Rules rules;
  private final Unknowns unknowns = new Unknowns();
  private final Map<RowKey, Row> rows = new LinkedHashMap<>();
  private final List<Stated> cells = new ArrayList<>();
  private final Map<String, String> questions = new HashMap<>();
  private final Relations relations;

  private record RowKey(
      Kind kind, List<Integer> unknowns, double lowest, double highest, String question) {}

  private Knowledge(
      List<Edition> editions,
      Map<Integer, Places> places,
      Versions versions,
      Catalogue catalogue,
      Rules rules) {
    this.editions = editions;
    this.places = places;
    this.versions = versions;
    this.catalogue = catalogue;
    this.rules = rules;
    this.relations = new Relations(this);
  }

  /** Reads all that the editions tell; the first one is current. */
  static Knowledge of(
      List<Edition> editions,
      Map<Integer, Places> places,
      Versions versions,
      Catalogue catalogue,
      Rules rules) {
    Knowledge knowledge = new Knowledge(editions, places, versions, catalogue, rules);
    knowledge.compareEditions();
    for (Edition edition : editions) {
      for (Figure figure : edition.figures()) {
        knowledge.state(edition, figure);
      }
    }
    knowledge.relations.add();
    new Cadences(knowledge).add();
    return knowledge;
  }

  Unknowns unknowns() {
    return unknowns;
  }

  Collection<Row> rows() {
    return rows.values();
  }

  List<Stated> cells() {
    return cells;
  }

  Edition current() {
    return editions.get(0);
  }

  private void compareEditions() {
    Map<String, Figure> now = new HashMap<>();
    current().figures().stream().filter(Figure::shown).forEach(f -> now.put(key(f), f));
    for (Edition edition : editions.subList(1, editions.size())) {
      for (Figure figure : edition.figures()) {
        Figure same = now.get(key(figure));
        Optional<Asked> asked = asked(edition, figure);
        if (!figure.shown() || same == null || asked.isEmpty()) {
          continue;
        }
        boolean equal =
            Objects.equals(figure.n(), same.n())
                && Objects.equals(figure.d(), same.d())
                && Objects.equals(figure.sum(), same.sum());
        Span span = edition.periods().get(figure.period());
        for (Span source : sources(asked.get(), span)) {
          place(edition, asked.get(), figure, span, source)
              .ifPresent(
                  inside ->
                      versions.seenTwice(
                          edition.id(), figure.indicator(), source.code(), inside, equal));
        }
      }
    }
  }

  private static String key(Figure figure) {
    return figure.indicator() + " " + figure.level() + " " + figure.area() + " " + figure.period();
  }

  private static Optional<Asked> asked(Edition edition, Figure figure) {
    return Optional.ofNullable(edition.asked().get(figure.indicator()))
        .filter(a -> a.form() != Form.VALUE);
  }

  private void state(Edition edition, Figure figure) {
    Optional<Asked> found = asked(edition, figure);
    boolean bare = figure.shown() && figure.n() == null && figure.sum() == null;
    boolean nothing = !figure.shown() && !figure.hidden() && !Long.valueOf(0).equals(figure.d());
    if (found.isEmpty() || bare || nothing) {
      return;
    }
    Asked asked = found.get();
    Span span = edition.periods().get(figure.period());
    Optional<Area> area = edition.area(figure.level(), figure.area(), span.areaDay());
    if (area.isEmpty()) {
      return;
    }
    List<String> names = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    List<Integer> denominators = new ArrayList<>();
    List<Integer> sums = new ArrayList<>();
    for (Span source : sources(asked, span)) {
      Optional<Collection<String>> inside = place(edition, asked, figure, span, source);
      if (inside.isEmpty()) {
        return;
      }
      names.add(name(asked, source));
      for (String place : inside.get()) {
        boolean mean = asked.form() == Form.MEAN;
        int count =
            unknown(edition, asked, figure, mean ? Part.PERSONS : Part.COUNT, source, place);
        counts.add(count);
        if (mean) {
          sums.add(unknown(edition, asked, figure, Part.SUM, source, place));
        }
        if (asked.delivered()) {
          int all = unknown(edition, asked, figure, Part.DENOMINATOR, source, place);
          denominators.add(all);
          relations.within(edition, asked, count, all, false);
        } else if (asked.population().isPresent()) {
          Asked whole = edition.asked().get(asked.population().get());
          int all = unknown(edition, whole, figure, Part.COUNT, source, place);
          if (!mean) {
            denominators.add(all);
          }
          relations.within(edition, asked, count, all, mean && asked.meanOfAllHolders());
        }
      }
    }
    Stated cell =
        new Stated(
            figure,
            edition,
            asked,
            span,
            area.get(),
            names,
            numbers(counts),
            numbers(denominators),
            numbers(sums));
    cells.add(cell);
    tell(cell);
  }

  private void tell(Stated cell) {
    Figure figure = cell.figure();
    Asked asked = cell.asked();
    if (figure.hidden()) {
      double least = surelySomebody(cell) ? 1 : 0;
      double most = asked.bounded() && figure.d() != null ? figure.d() : Double.POSITIVE_INFINITY;
      if (asked.form() == Form.COUNT) {
        limit(cell, most);
        add(Row.sum(cell.counts(), least, most, source(cell, Kind.HIDDEN)));
      }
      return;
    }
    if (asked.form() == Form.MEAN) {
      String question = unknowns.key(cell.sums()[0]).question();
      add(Row.sum(cell.counts(), figure.d(), figure.d(), source(cell, Kind.SHOWN)));
      add(
          Row.sum(
              cell.sums(),
              figure.sum() / unknowns.unit(question),
              figure.sum() / unknowns.unit(question),
              source(cell, Kind.SHOWN)));
      return;
    }
    double n = figure.shown() ? figure.n() : 0;
    if (asked.bounded() && figure.d() != null) {
      limit(cell, figure.d());
    }
    add(Row.sum(cell.counts(), n, n, source(cell, Kind.SHOWN)));
    if (cell.denominators().length > 0 && figure.d() != null) {
      Source source = source(cell, Kind.POPULATION);
      add(Row.sum(cell.denominators(), figure.d(), figure.d(), source));
    }
  }

  private void limit(Stated cell, double most) {
    for (int unknown : cell.counts()) {
      unknowns.atMost(unknown, most);
    }
  }

  /**
   * Whether the public rules say that a hidden cell is not empty. How many people and households
   * live in an area, so whether it gets any figures, is taken as known.
   */
  private boolean surelySomebody(Stated cell) {
    Figure figure = cell.figure();
    Asked asked = cell.asked();
    return asked.zeroOpen()
        && asked.publicPopulation()
        && figure.d() != null
        && figure.d() >= catalogue.disclosure().minDenominator()
        && !(asked.hidesComplement() && figure.d() < asked.k())
        && !rules.gated(cell.area(), cell.span());
  }

  Source source(Stated cell, Kind kind) {
    return new Source(
        kind,
        kind == Kind.POPULATION && cell.asked().population().isPresent()
            ? cell.asked().population().get()
            : cell.asked().id(),
        cell.when(),
        overlapping(cell.figure().level()),
        cell.edition().current(),
        !cell.edition().current(),
        cell.label());
  }

  boolean overlapping(String level) {
    return catalogue.level(level).filter(Catalogue.Level::overlapping).isPresent();
  }

  /** Adds a row, once: told by several publications it is still one. */
  void add(Row row) {
    if (row.unknowns().length == 0) {
      return;
    }
    int[] sorted = row.unknowns().clone();
    if (row.isSum() || row.source().kind() == Kind.HIDDEN) {
      Arrays.sort(sorted);
    }
    RowKey key =
        new RowKey(
            row.source().kind(),
            Arrays.stream(sorted).boxed().toList(),
            row.lowest(),
            row.highest(),
            row.source().question() + row.source().overlapping() + row.source().sources());
    rows.merge(
        key,
        row,
        (old, same) ->
            new Row(
                old.unknowns(),
                old.coefficients(),
                old.lowest(),
                old.highest(),
                new Source(
                    old.source().kind(),
                    old.source().question(),
                    old.source().sources(),
                    old.source().overlapping(),
                    old.source().current() || same.source().current(),
                    old.source().former() || same.source().former(),
                    old.source().label())));
  }

  /** The unknown of a question in a place, as an edition's count has it. */
  private int unknown(
      Edition edition, Asked asked, Figure figure, Part part, Span source, String place) {
    int year = Places.year(source);
    String version = versions.version(edition.id(), asked.id(), source.code(), year, place, part);
    String question = question(edition, asked);
    if (part == Part.SUM && unknowns.unit(question) == 1) {
      edition.figures().stream()
          .filter(f -> f.indicator().equals(asked.id()) && f.sum() != null)
          .forEach(f -> unknowns.unit(question, f.sum()));
    }
    return unknowns.number(
        new Key(question, part, name(asked, source), place, version),
        () ->
            asked.additive() && !asked.delivered()
                ? versions.count(edition.id(), asked.id(), source.code(), year, place)
                : versions.cell(edition.id(), figure));
  }

  /**
   * The unknowns of a question in a cell's area for a counted period of its own or another one.
   *
   * @return none when no cell speaks of any of them
   */
  int[] counts(Edition edition, Asked asked, Stated cell, Span source) {
    Collection<String> inside =
        place(edition, asked, cell.figure(), cell.span(), source).orElse(List.of());
    return inside.stream().allMatch(p -> counterpart(edition, asked, source, p) < 0)
        ? new int[0]
        : inside.stream()
            .mapToInt(p -> unknown(edition, asked, cell.figure(), Part.COUNT, source, p))
            .toArray();
  }

  /** The unknown of another question in the same place; -1 when nothing speaks of it. */
  int counterpart(Edition edition, Asked asked, Span source, String place) {
    String version =
        versions.version(
            edition.id(), asked.id(), source.code(), Places.year(source), place, Part.COUNT);
    return unknowns.find(
        new Key(question(edition, asked), Part.COUNT, name(asked, source), place, version));
  }

  private String question(Edition edition, Asked asked) {
    return questions.computeIfAbsent(
        edition.id() + " " + asked.id(),
        k -> {
          Asked now = current().asked().get(asked.id());
          return now == null || now.text().equals(asked.text())
              ? asked.id()
              : asked.id() + " as asked in " + edition.id();
        });
  }

  static List<Span> sources(Asked asked, Span span) {
    return asked.additive() && !asked.delivered() ? Places.sources(span) : List.of(span);
  }

  /** Counts of the same day are the same, whatever period they were counted for. */
  static String name(Asked asked, Span source) {
    return asked.instant() && asked.additive() && !asked.delivered()
        ? "on " + source.last()
        : source.code();
  }

  /** The places that a cell adds up; empty when its area does not exist then. */
  Optional<Collection<String>> place(
      Edition edition, Asked asked, Figure figure, Span span, Span source) {
    if (!asked.additive() || asked.delivered()) {
      return Optional.of(List.of("@" + figure.level() + "/" + figure.area()));
    }
    Places there = places.get(Places.year(source));
    return edition
        .area(figure.level(), figure.area(), span.areaDay())
        .map(area -> whole(edition, area, span) ? there.everywhere() : there.in(area));
  }

  /** A top level with one area is the whole place: also those without an address are in it. */
  private boolean whole(Edition edition, Area area, Span span) {
    boolean top =
        catalogue
            .level(area.level())
            .filter(l -> l.parent().isEmpty() && !l.overlapping())
            .isPresent();
    return top
        && edition.areas().stream()
                .filter(a -> a.level().equals(area.level()) && a.validOn(span.areaDay()))
                .count()
            == 1;
  }

  private static int[] numbers(List<Integer> list) {
    return list.stream().mapToInt(i -> i).toArray();
  }
}
