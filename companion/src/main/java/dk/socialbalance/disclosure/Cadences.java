/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import dk.socialbalance.catalogue.Cadence;
import dk.socialbalance.catalogue.Period;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What everybody takes for granted of a count within periods: the largest quarter is at most the
 * year, and the year at most the sum of its quarters. That is no theorem, since persons count where
 * they live at the end of each period; so it is known only where it is in truth so. Who assumes it
 * elsewhere is wrong (docs/decisions/012-disclosure-systems.md).
 */
final class Cadences {

  /** Sums of a quantity over an area. */
  interface Sums {
    /** All periods for which the quantity was counted. */
    Collection<Period> periods(String quantity);

    /**
     * The count of a period in an area.
     *
     * @param area level and code, joined by a slash
     * @param day on which the area is the one meant
     * @return empty when no cell speaks of any part of it
     */
    Optional<Form> sum(String quantity, Period period, String area, LocalDate day);
  }

  /** An area of which cells tell a quantity, and the counted periods that they tell. */
  private record Told(String area, LocalDate day, Set<Period> periods) {}

  private final Equations equations;

  /** By quantity, then by area in its period of validity. */
  private final Map<String, Map<String, Told>> told = new LinkedHashMap<>();

  Cadences(Equations equations) {
    this.equations = equations;
  }

  /**
   * Notes that a cell tells a count.
   *
   * @param version the area in its period of validity
   * @param area level and code, joined by a slash
   * @param day on which the area is valid
   */
  void tell(String quantity, String version, String area, LocalDate day, Period period) {
    told.computeIfAbsent(quantity, q -> new LinkedHashMap<>())
        .computeIfAbsent(version, v -> new Told(area, day, new HashSet<>()))
        .periods()
        .add(period);
  }

  /** Adds the inequalities that are in truth so. */
  void relate(Sums sums) {
    told.forEach(
        (quantity, areas) -> {
          Collection<Period> periods = sums.periods(quantity);
          for (Period longer : periods) {
            Map<Cadence, List<Period>> parts =
                periods.stream()
                    .filter(p -> !p.equals(longer) && longer.holds(p))
                    .sorted()
                    .collect(Collectors.groupingBy(Period::cadence));
            for (List<Period> shorter : parts.values()) {
              areas.values().forEach(area -> relate(sums, quantity, area, longer, shorter));
            }
          }
        });
  }

  private void relate(Sums sums, String quantity, Told area, Period longer, List<Period> shorter) {
    List<Period> wanted =
        shorter.stream()
            .filter(p -> area.periods().contains(longer) || area.periods().contains(p))
            .toList();
    if (wanted.isEmpty()) {
      return;
    }
    Optional<Form> whole = sums.sum(quantity, longer, area.area(), area.day());
    if (whole.isEmpty()) {
      return;
    }
    Map<Period, Form> parts = new HashMap<>();
    shorter.forEach(
        p -> sums.sum(quantity, p, area.area(), area.day()).ifPresent(form -> parts.put(p, form)));
    wanted.stream()
        .filter(parts::containsKey)
        .forEach(p -> takeForGranted(whole.get().minus(parts.get(p))));
    if (parts.size() == shorter.size() && longer.isFilledBy(shorter)) {
      Set<Integer> all = new HashSet<>();
      for (Form part : parts.values()) {
        for (int unknown : part.unknowns()) {
          all.add(unknown);
        }
      }
      takeForGranted(Equations.sum(all).minus(whole.get()));
    }
  }

  private void takeForGranted(Form notNegative) {
    if (notNegative.size() > 0 && equations.truth(notNegative) >= 0) {
      equations.relate(
          "taken for granted: " + notNegative,
          new Relation(notNegative, 0, Double.POSITIVE_INFINITY));
    }
  }
}
