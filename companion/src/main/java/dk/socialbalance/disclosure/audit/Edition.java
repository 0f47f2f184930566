/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One publication with all that it told, read as the doors read it.
 *
 * @param id its number
 * @param current whether clients see it now
 * @param asked questions by id: indicators, and populations that are conditions
 * @param periods by code
 * @param areas all versions of all areas
 * @param atoms the sets of areas that hold addresses: keys of areas (see {@link Area#key})
 * @param residents by {@code level/area/period}; null where unknown
 * @param figures its cells
 */
record Edition(
    long id,
    boolean current,
    Map<String, Asked> asked,
    Map<String, Span> periods,
    List<Area> areas,
    List<List<String>> atoms,
    Map<String, Long> residents,
    List<Figure> figures) {

  /**
   * A period.
   *
   * @param cadence as the catalogue spells it
   */
  record Span(String code, String cadence, LocalDate first, LocalDate last) {

    /** The day whose areas the period is told for. */
    LocalDate areaDay() {
      return cadence.equals("school_year") ? first : last;
    }

    boolean pooled() {
      return cadence.startsWith("years:");
    }
  }

  /**
   * A version of an area.
   *
   * @param until last day; null: still valid
   */
  record Area(String level, String code, String parent, LocalDate from, LocalDate until) {

    /** Level, code and first day: the same area in every publication. */
    String key() {
      return key(level, code, from);
    }

    static String key(String level, String code, LocalDate from) {
      return level + "/" + code + "/" + from;
    }

    boolean validOn(LocalDate day) {
      return !from.isAfter(day) && (until == null || !until.isBefore(day));
    }
  }

  Optional<Area> area(String level, String code, LocalDate day) {
    return areas.stream()
        .filter(a -> a.level().equals(level) && a.code().equals(code) && a.validOn(day))
        .findFirst();
  }
}
