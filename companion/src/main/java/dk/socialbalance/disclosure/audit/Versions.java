/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import dk.socialbalance.disclosure.audit.Truth.Count;
import dk.socialbalance.disclosure.audit.Unknowns.Part;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which counts are the same in several publications. Where the counts behind a publication were
 * kept, that is a fact, taken as the strictest reader would guess it. Where they were not, a place
 * is taken as unchanged unless the smallest cell that holds it and is shown both times has changed.
 */
final class Versions {

  private final Map<Integer, Places> places;
  private final Truth truth;
  private final long current;
  private final long newest;
  private final Map<String, Map<String, Count>> known = new HashMap<>();
  private final Map<String, Map<String, Integer>> changed = new HashMap<>();
  private final Set<String> unknown = new HashSet<>();

  Versions(List<Edition> editions, Map<Integer, Places> places, Truth truth) {
    this.places = places;
    this.truth = truth;
    this.current = editions.get(0).id();
    this.newest = editions.stream().mapToLong(Edition::id).max().orElse(current);
  }

  /**
   * The counts behind an edition by place.
   *
   * @param id of the indicator or population
   * @param code of the counted period
   * @param year that the period is filed under
   * @return null when they are not on record
   */
  Map<String, Count> counts(long edition, String id, String code, int year) {
    String key = edition + " " + id + " " + code;
    if (unknown.contains(key)) {
      return null;
    }
    Map<String, Count> there = known.get(key);
    if (there == null) {
      boolean present =
          edition == newest && (!truth.keeps(edition) || truth.counted().contains(id + " " + code));
      Map<List<String>, Count> counts = truth.counts(edition, present, id, code);
      if (counts == null) {
        unknown.add(key);
        return null;
      }
      there = new HashMap<>();
      for (Map.Entry<List<String>, Count> count : counts.entrySet()) {
        there.merge(
            places.get(year).name((Collection<String>) count.getKey()),
            count.getValue(),
            Count::plus);
      }
      known.put(key, there);
    }
    return there;
  }

  /** The count in a place; null when it is not on record. */
  Count count(long edition, String id, String code, int year, String place) {
    Map<String, Count> there = counts(edition, id, code, year);
    return there == null ? null : there.getOrDefault(place, Count.NOBODY);
  }

  /** The count of a cell that is no sum of places; null when it is not on record. */
  Count cell(long edition, Figure figure) {
    return edition == newest
        ? truth.cell(figure.indicator(), figure.level(), figure.area(), figure.period())
        : null;
  }

  /** Whether an edition was made of the present counts. */
  boolean isNewest(long edition) {
    return edition == newest;
  }

  /** Remembers that a cell is shown in an edition and in the current one. */
  void seenTwice(long edition, String id, String code, Collection<String> inside, boolean same) {
    Map<String, Integer> sizes =
        changed.computeIfAbsent(edition + " " + id + " " + code, k -> new HashMap<>());
    // The size of the smallest such cell; negative when it has changed.
    int size = same ? inside.size() : -inside.size();
    for (String place : inside) {
      sizes.merge(
          place,
          size,
          (a, b) ->
              Math.abs(a) != Math.abs(b) ? Math.abs(a) < Math.abs(b) ? a : b : Math.min(a, b));
    }
  }

  /** The version of a count: the same text means the same number; empty: the current one. */
  String version(long edition, String id, String code, int year, String place, Part part) {
    if (edition == current) {
      return "";
    }
    Map<String, Count> then = counts(edition, id, code, year);
    Map<String, Count> now = counts(current, id, code, year);
    if (then != null && now != null) {
      Object a = value(then.getOrDefault(place, Count.NOBODY), part);
      return Objects.equals(a, value(now.getOrDefault(place, Count.NOBODY), part)) ? "" : "=" + a;
    }
    Integer size = changed.getOrDefault(edition + " " + id + " " + code, Map.of()).get(place);
    return size == null || size > 0 ? "" : "@" + edition;
  }

  private static Double value(Count count, Part part) {
    return switch (part) {
      case SUM -> count.sum() == null ? Double.valueOf(0) : count.sum();
      case DENOMINATOR -> Double.valueOf(count.d());
      case COUNT, PERSONS -> Double.valueOf(count.n());
    };
  }
}
