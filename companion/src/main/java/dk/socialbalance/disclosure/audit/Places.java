/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import dk.socialbalance.disclosure.audit.Edition.Area;
import dk.socialbalance.disclosure.audit.Edition.Span;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The pieces that areas cut each other into, where addresses lie, for what is counted in one year.
 * A piece is named by the areas that hold it on the days that its counts are told for, so that it
 * has the same name in every publication, whatever is redrawn later.
 */
final class Places {

  private final Set<LocalDate> days;
  private final Map<String, Area> areas;
  private final Map<String, List<String>> inside = new HashMap<>();
  private final Set<String> all = new LinkedHashSet<>();

  private Places(Set<LocalDate> days, Map<String, Area> areas) {
    this.days = days;
    this.areas = areas;
  }

  /** The places of all years, by year. */
  static Map<Integer, Places> of(List<Edition> editions) {
    Map<Integer, Set<LocalDate>> days = new TreeMap<>();
    Map<String, Area> areas = new HashMap<>();
    for (Edition edition : editions) {
      edition.areas().forEach(a -> areas.putIfAbsent(a.key(), a));
      for (Span span : edition.periods().values()) {
        for (Span source : sources(span)) {
          days.computeIfAbsent(year(source), y -> new TreeSet<>()).add(span.areaDay());
        }
      }
    }
    Map<Integer, Places> places = new TreeMap<>();
    days.forEach(
        (year, those) -> {
          Places of = new Places(those, areas);
          of.add("");
          editions.forEach(e -> e.atoms().forEach(atom -> of.add(of.name(atom))));
          places.put(year, of);
        });
    return places;
  }

  /** The year that a counted period is filed under. */
  static int year(Span source) {
    return source.last().getYear();
  }

  /** What a period adds up: the calendar years of a window, else itself. */
  static List<Span> sources(Span span) {
    if (!span.pooled()) {
      return List.of(span);
    }
    List<Span> years = new ArrayList<>();
    for (int year = span.first().getYear(); year <= span.last().getYear(); year++) {
      years.add(
          new Span(
              "%04d".formatted(year),
              "year",
              LocalDate.of(year, 1, 1),
              LocalDate.of(year, 12, 31)));
    }
    return years;
  }

  private void add(String place) {
    if (all.add(place) && !place.isEmpty()) {
      for (String area : place.split(" ")) {
        inside.computeIfAbsent(area, a -> new ArrayList<>()).add(place);
      }
    }
  }

  /** The place that these areas (keys) hold together; the empty one is in no area. */
  String name(Collection<String> keys) {
    Set<String> valid = new TreeSet<>();
    for (String key : keys) {
      Area area = areas.get(key);
      if (area != null && days.stream().anyMatch(area::validOn)) {
        valid.add(key);
      }
    }
    return String.join(" ", valid);
  }

  /** The places inside an area. */
  List<String> in(Area area) {
    return inside.getOrDefault(area.key(), List.of());
  }

  /** All places, also that of unknown addresses. */
  Collection<String> everywhere() {
    return all;
  }

  boolean knows(String place) {
    return all.contains(place);
  }
}
