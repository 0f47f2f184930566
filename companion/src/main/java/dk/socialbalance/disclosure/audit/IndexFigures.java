/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import dk.socialbalance.disclosure.audit.Derived.Measure;
import dk.socialbalance.disclosure.audit.Edition.Area;
import dk.socialbalance.disclosure.audit.Edition.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an index may be made of: the rates of shown cells, and for hidden ones the rate of all
 * hidden siblings together (docs/method.md, "Index").
 */
final class IndexFigures {

  private final Derived derived;
  private final Map<String, Entry> entries = new HashMap<>();
  private final Map<String, List<Entry>> children = new HashMap<>();
  private final Map<String, Set<String>> periods = new HashMap<>();

  /** A figure: n and d when shown; the value when it is published. */
  private record Entry(
      String indicator,
      String level,
      String area,
      String period,
      String parent,
      boolean shown,
      boolean hidden,
      Double n,
      Double d,
      Double x) {}

  /**
   * A rate that an index may take.
   *
   * @param x null when there is nothing to take
   */
  record Rate(Double x, boolean replaced) {}

  IndexFigures(Derived derived) {
    this.derived = derived;
    for (Figure figure : derived.edition().figures()) {
      Span span = derived.edition().periods().get(figure.period());
      String parent =
          derived
              .edition()
              .area(figure.level(), figure.area(), span.last())
              .map(Area::parent)
              .orElse(null);
      Double n = figure.sum() != null ? figure.sum() : asDouble(figure.n());
      put(
          new Entry(
              figure.indicator(),
              figure.level(),
              figure.area(),
              figure.period(),
              parent,
              figure.shown(),
              figure.hidden(),
              n,
              asDouble(figure.d()),
              figure.value()));
      periods
          .computeIfAbsent(figure.indicator() + " " + figure.level(), k -> new HashSet<>())
          .add(figure.period());
    }
    addUpYears();
  }

  private static Double asDouble(Long value) {
    return value == null ? null : Double.valueOf(value);
  }

  private void put(Entry entry) {
    entries.put(key(entry.indicator(), entry.area(), entry.period()), entry);
    children
        .computeIfAbsent(
            key(entry.indicator(), String.valueOf(entry.parent()), entry.period()),
            k -> new ArrayList<>())
        .add(entry);
  }

  private static String key(String indicator, String area, String period) {
    return indicator + " " + area + " " + period;
  }

  // A window of a level that counts by the year is the sum of its years, when all are shown.
  private void addUpYears() {
    for (Entry year : List.copyOf(entries.values())) {
      for (Span window : derived.edition().periods().values()) {
        Span own = derived.edition().periods().get(year.period());
        boolean first = own.cadence().equals("year") && own.first().equals(window.first());
        if (!window.pooled() || !first || !pooledSomewhere(year.indicator(), window.code())) {
          continue;
        }
        if (entries.containsKey(key(year.indicator(), year.area(), window.code()))) {
          continue;
        }
        List<Entry> years = new ArrayList<>();
        for (Span source : Places.sources(window)) {
          Optional.ofNullable(entries.get(key(year.indicator(), year.area(), source.code())))
              .ifPresent(years::add);
        }
        if (years.size() == Places.sources(window).size()) {
          boolean all = years.stream().allMatch(y -> y.n() != null);
          put(
              new Entry(
                  year.indicator(),
                  year.level(),
                  year.area(),
                  window.code(),
                  year.parent(),
                  all,
                  !all,
                  all ? years.stream().mapToDouble(Entry::n).sum() : null,
                  all ? years.stream().mapToDouble(Entry::d).sum() : null,
                  null));
        }
      }
    }
  }

  private boolean pooledSomewhere(String indicator, String window) {
    return periods.entrySet().stream()
        .anyMatch(e -> e.getKey().startsWith(indicator + " ") && e.getValue().contains(window));
  }

  /** The latest complete period of an indicator and level that speaks for a year. */
  Optional<Span> speaksFor(String indicator, String level, Span year) {
    return periods.getOrDefault(indicator + " " + level, Set.of()).stream()
        .map(derived.edition().periods()::get)
        .filter(s -> !s.last().isAfter(year.last()))
        .filter(s -> s.last().isAfter(year.last().minusYears(years(s))))
        .max(Comparator.comparing(Span::last).thenComparing(Span::first));
  }

  static int years(Span span) {
    return span.pooled() ? Integer.parseInt(span.cadence().substring(6)) : 1;
  }

  /** The period that it is compared with. */
  Optional<Span> before(String indicator, String level, Span span, int back) {
    return periods.getOrDefault(indicator + " " + level, Set.of()).stream()
        .map(derived.edition().periods()::get)
        .filter(s -> s.cadence().equals(span.cadence()))
        .filter(
            s -> s.first().equals(span.first().minusYears(years(span) > 1 ? years(span) : back)))
        .findFirst();
  }

  /** The rate that an area's figure gives; null when there is no figure. */
  Rate rate(String indicator, String level, String area, String period) {
    Entry entry = entries.get(key(indicator, area, period));
    if (entry == null || !entry.level().equals(level)) {
      return null;
    }
    if (entry.shown()) {
      return entry.x() == null ? null : new Rate(entry.x(), false);
    }
    return entry.hidden() ? new Rate(ofHiddenSiblings(entry), true) : null;
  }

  private Double ofHiddenSiblings(Entry hidden) {
    Entry child = hidden;
    for (int step = 0; step < 9 && child.parent() != null; step++) {
      Entry parent = entries.get(key(child.indicator(), child.parent(), child.period()));
      if (parent == null) {
        return null;
      }
      if (parent.shown()) {
        return rest(parent, child.level());
      }
      if (!parent.hidden()) {
        return null;
      }
      child = parent;
    }
    return null;
  }

  private Double rest(Entry parent, String level) {
    Measure measure = derived.measures().get(parent.indicator());
    boolean additive = derived.edition().asked().get(parent.indicator()).additive();
    if (measure.name().equals("value") || !additive || parent.n() == null) {
      return parent.x() != null
          ? parent.x()
          : parent.n() == null || parent.d() == null || parent.d() == 0
              ? null
              : Double.valueOf(measure.factor() * parent.n() / parent.d());
    }
    double n = parent.n();
    double d = parent.d();
    for (Entry sibling :
        children.getOrDefault(key(parent.indicator(), parent.area(), parent.period()), List.of())) {
      if (sibling.level().equals(level) && sibling.shown()) {
        n -= sibling.n() == null ? 0 : sibling.n();
        d -= sibling.d() == null ? 0 : sibling.d();
      }
    }
    if (d <= 0) {
      return null;
    }
    if (!measure.name().equals("mean")) {
      n = Math.max(n, 0);
    }
    if (measure.subset() && measure.rate()) {
      n = Math.min(n, d);
    }
    return measure.factor() * n / d;
  }
}
