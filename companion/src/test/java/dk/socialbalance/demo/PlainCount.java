/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import dk.socialbalance.catalogue.Cadence;
import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Catalogue.Level;
import dk.socialbalance.catalogue.Condition;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.catalogue.Indicator.Origin;
import dk.socialbalance.catalogue.Indicator.Population;
import dk.socialbalance.catalogue.Indicator.ReferenceDay;
import dk.socialbalance.catalogue.Period;
import dk.socialbalance.demo.PlainFiles.Fact;
import dk.socialbalance.demo.PlainFiles.Home;
import dk.socialbalance.demo.PlainFiles.Resident;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.locationtech.jts.io.ParseException;

/**
 * Counts a municipality's files in plain Java, person by person, as the catalogue's records say and
 * without SQL: what the database's cells are compared with. Slow and simple on purpose.
 *
 * <p>Rules that the records leave open, as both counters read them: the top level's single area
 * holds every resident, also those whose address is unknown or outside; a birth counts from the
 * first day of its month; a pooled window adds up its calendar years; a mean population is half the
 * sum of the residents of the first and the last day, a half rounded up, for each calendar year;
 * who moved out counts once for each area and period, on the first day elsewhere, with the age on
 * the period's last day; a person whose guardian is no resident that day counts where the person
 * lives.
 */
public final class PlainCount {

  /** A resident on a day. */
  private record Present(Resident resident, Home home, int age) {}

  private final Catalogue catalogue;
  private final PlainFiles files;
  private final Map<Resident, List<Home>> homes = new LinkedHashMap<>();
  private final Map<LocalDate, List<Present>> presentOn = new HashMap<>();
  private final Map<LocalDate, Map<String, List<Present>>> householdsOn = new HashMap<>();

  private PlainCount(Catalogue catalogue, PlainFiles files) {
    this.catalogue = catalogue;
    this.files = files;
    files.residents.values().forEach(resident -> homes.put(resident, resident.homes()));
  }

  /** Counts every indicator of the catalogue on every level, area and period. */
  public static Map<CellKey, Counts> count(Path folder, Catalogue catalogue)
      throws IOException, SQLException, ParseException {
    return new PlainCount(catalogue, new PlainFiles(folder, catalogue)).count();
  }

  private Map<CellKey, Counts> count() {
    Map<CellKey, Counts> cells = new HashMap<>();
    for (Indicator indicator : catalogue.indicators()) {
      // What a period of the register gives, by level and area; several levels share it.
      Map<Period, Map<String, Map<String, Counts>>> counted = new HashMap<>();
      for (Level level : catalogue.levels()) {
        for (Period period : catalogue.periods(indicator, level)) {
          if (indicator.origin() == Origin.MEASURES) {
            deliver(indicator, level, period, cells);
            continue;
          }
          for (String code : files.codesByLevel.get(level.id())) {
            Counts sum = Counts.NONE;
            for (Period part : parts(period)) {
              sum =
                  sum.plus(
                      counted
                          .computeIfAbsent(part, p -> count(indicator, p))
                          .get(level.id())
                          .getOrDefault(code, Counts.NONE));
            }
            cells.put(new CellKey(indicator.id(), level.id(), code, period.code()), sum);
          }
        }
      }
    }
    return cells;
  }

  private void deliver(
      Indicator indicator, Level level, Period period, Map<CellKey, Counts> cells) {
    for (String[] figure : files.figures) {
      if (figure[1].equals(indicator.id())
          && figure[2].equals(period.code())
          && files.codesByLevel.get(level.id()).contains(figure[0])) {
        cells.put(
            new CellKey(indicator.id(), level.id(), figure[0], period.code()),
            new Counts(Long.parseLong(figure[3]), Long.parseLong(figure[4]), 0));
      }
    }
  }

  private static List<Period> parts(Period period) {
    if (period.cadence().kind() != Cadence.Kind.POOLED) {
      return List.of(period);
    }
    return Period.within(Cadence.YEAR, period.firstDay().getYear(), period.lastDay().getYear());
  }

  /** One indicator in one period that is not pooled: by level and area. */
  private Map<String, Map<String, Counts>> count(Indicator indicator, Period period) {
    Population population = indicator.population().orElseThrow();
    LocalDate day =
        population.referenceDay() == ReferenceDay.PERIOD_START
            ? period.firstDay()
            : period.lastDay();
    Map<String, Map<String, Counts>> sums = new HashMap<>();
    for (Level level : catalogue.levels()) {
      sums.put(level.id(), new HashMap<>());
    }
    for (Present one : presentOn(day)) {
      if (!belongs(one, population, day, period)) {
        continue;
      }
      Counts counts;
      if (indicator.measure() == Measure.MEAN) {
        boolean asked = indicator.condition().map(c -> holds(one, c, day, period)).orElse(true);
        double value =
            asked ? mean(one, indicator.valueOf().orElseThrow(), day, period) : Double.NaN;
        counts = Double.isNaN(value) ? Counts.NONE : new Counts(1, 1, value);
      } else {
        Condition condition = indicator.condition().orElseThrow();
        boolean holds =
            !(condition instanceof Condition.MovedOut) && holds(one, condition, day, period);
        counts = new Counts(holds ? 1 : 0, 1, 0);
      }
      add(sums, placeOf(one, population, day), counts);
    }
    if (population.meanPopulation()) {
      averagePopulation(sums, population, period);
    }
    if (indicator.condition().filter(Condition.MovedOut.class::isInstance).isPresent()) {
      addMovedOut(sums, population, period);
    }
    return sums;
  }

  private Home placeOf(Present one, Population population, LocalDate day) {
    if (population.residence() == Indicator.Residence.GUARDIAN && one.resident().guardian != null) {
      Resident guardian = files.residents.get(one.resident().guardian);
      Home home = guardian == null ? null : homeOn(guardian, day);
      if (home != null) {
        return home;
      }
    }
    return one.home();
  }

  private void averagePopulation(
      Map<String, Map<String, Counts>> sums, Population population, Period period) {
    Map<String, Map<String, Counts>> start = new HashMap<>();
    for (Level level : catalogue.levels()) {
      start.put(level.id(), new HashMap<>());
    }
    for (Present one : presentOn(period.firstDay())) {
      if (belongs(one, population, period.firstDay(), period)) {
        add(start, one.home(), new Counts(0, 1, 0));
      }
    }
    sums.forEach(
        (level, byArea) -> {
          Set<String> codes = new HashSet<>(byArea.keySet());
          codes.addAll(start.get(level).keySet());
          for (String code : codes) {
            long both =
                byArea.getOrDefault(code, Counts.NONE).d()
                    + start.get(level).getOrDefault(code, Counts.NONE).d();
            byArea.put(code, new Counts(0, (both + 1) / 2, 0));
          }
        });
  }

  private void addMovedOut(
      Map<String, Map<String, Counts>> sums, Population population, Period period) {
    int first = (int) period.firstDay().toEpochDay();
    int last = (int) period.lastDay().toEpochDay();
    homes.forEach(
        (resident, stays) -> {
          if (!rightAge(age(resident, period.lastDay()), population)) {
            return;
          }
          Map<String, Set<String>> left = new HashMap<>();
          for (int i = 0; i < stays.size(); i++) {
            Home home = stays.get(i);
            if (home.to() < first - 1 || home.to() > last - 1) {
              continue;
            }
            Home next = i + 1 < stays.size() ? stays.get(i + 1) : null;
            boolean goesOn = next != null && next.from() == home.to() + 1;
            for (Level level : catalogue.levels()) {
              String area = areaOf(home, level);
              if (area != null && !(goesOn && area.equals(areaOf(next, level)))) {
                left.computeIfAbsent(level.id(), l -> new HashSet<>()).add(area);
              }
            }
          }
          left.forEach(
              (level, areas) ->
                  areas.forEach(
                      area -> sums.get(level).merge(area, new Counts(1, 0, 0), Counts::plus)));
        });
  }

  private void add(Map<String, Map<String, Counts>> sums, Home home, Counts counts) {
    for (Level level : catalogue.levels()) {
      String area = areaOf(home, level);
      if (area != null) {
        sums.get(level.id()).merge(area, counts, Counts::plus);
      }
    }
  }

  /** The area of a level that a home lies in; null when it lies in none. */
  private String areaOf(Home home, Level level) {
    List<String> codes = files.codesByLevel.get(level.id());
    if (level.parent().isEmpty() && !level.overlapping() && codes.size() == 1) {
      return codes.get(0);
    }
    return home.areas().get(level.id());
  }

  private boolean belongs(Present one, Population population, LocalDate day, Period period) {
    return rightAge(one.age(), population)
        && population
            .holders()
            .map(holder -> holds(one, holder.condition(), day, period))
            .orElse(true);
  }

  private static boolean rightAge(int age, Population population) {
    return age >= population.minAge()
        && age <= population.maxAge()
        && (population.ages().isEmpty() || population.ages().contains(age));
  }

  private boolean holds(Present one, Condition condition, LocalDate day, Period period) {
    if (condition instanceof Condition.Spell spell) {
      return spellHolds(one.resident(), spell, day, period);
    }
    if (condition instanceof Condition.AllOf all) {
      return all.conditions().stream().allMatch(c -> holds(one, c, day, period));
    }
    if (condition instanceof Condition.AnyOf any) {
      return any.conditions().stream().anyMatch(c -> holds(one, c, day, period));
    }
    if (condition instanceof Condition.NoneOf none) {
      return none.conditions().stream().noneMatch(c -> holds(one, c, day, period));
    }
    if (condition instanceof Condition.HouseholdAdults adults) {
      return householdOf(one, day).stream().filter(p -> p.age() >= 18).count() == adults.adults();
    }
    if (condition instanceof Condition.HouseholdMember member) {
      return householdOf(one, day).stream()
          .anyMatch(p -> p.age() >= member.minAge() && holds(p, member.condition(), day, period));
    }
    throw new IllegalArgumentException("Not a condition on a resident: " + condition);
  }

  private static boolean spellHolds(
      Resident resident, Condition.Spell spell, LocalDate day, Period period) {
    int reference = (int) day.toEpochDay();
    int first = (int) period.firstDay().toEpochDay();
    int last = (int) period.lastDay().toEpochDay();
    return switch (spell.rule()) {
      case REFERENCE_DAY -> holdsWithin(resident, spell, reference, reference);
      case ANY_DAY -> holdsWithin(resident, spell, first, last);
      case ALL_MONTHS -> {
        int begin = (int) period.lastDay().plusDays(1).minusMonths(spell.months()).toEpochDay();
        boolean every = true;
        for (int d = begin; d <= last && every; d++) {
          every = holdsWithin(resident, spell, d, d);
        }
        yield every;
      }
    };
  }

  /** Whether a fact that counts holds on at least one of the days. */
  private static boolean holdsWithin(
      Resident resident, Condition.Spell spell, int first, int last) {
    for (Fact fact : resident.facts.getOrDefault(spell.source(), Set.of())) {
      if (fact.from() <= last && fact.to() >= first && counts(fact, spell)) {
        return true;
      }
    }
    return false;
  }

  /** The mean of the values that count; NaN without any. */
  private static double mean(Present one, Condition.Spell spell, LocalDate day, Period period) {
    boolean anyDay = spell.rule() == Condition.Rule.ANY_DAY;
    int first = (int) (anyDay ? period.firstDay() : day).toEpochDay();
    int last = (int) (anyDay ? period.lastDay() : day).toEpochDay();
    return one.resident().facts.getOrDefault(spell.source(), Set.of()).stream()
        .filter(fact -> fact.from() <= last && fact.to() >= first && counts(fact, spell))
        .mapToDouble(Fact::value)
        .average()
        .orElse(Double.NaN);
  }

  private static boolean counts(Fact fact, Condition.Spell spell) {
    return (spell.codes().isEmpty() || spell.codes().contains(fact.code()))
        && (spell.comparison() == null || compares(fact.value(), spell));
  }

  private static boolean compares(double value, Condition.Spell spell) {
    double limit = spell.limit();
    return switch (spell.comparison()) {
      case LT -> value < limit;
      case LE -> value <= limit;
      case EQ -> value == limit;
      case GE -> value >= limit;
      case GT -> value > limit;
    };
  }

  private List<Present> householdOf(Present one, LocalDate day) {
    String household = one.home().household();
    if (household.isEmpty()) {
      return List.of(one);
    }
    return householdsOn
        .computeIfAbsent(
            day,
            d -> {
              Map<String, List<Present>> households = new HashMap<>();
              for (Present present : presentOn(d)) {
                households
                    .computeIfAbsent(present.home().household(), h -> new ArrayList<>())
                    .add(present);
              }
              return households;
            })
        .get(household);
  }

  private List<Present> presentOn(LocalDate day) {
    return presentOn.computeIfAbsent(
        day,
        d -> {
          List<Present> present = new ArrayList<>();
          for (Resident resident : homes.keySet()) {
            Home home = homeOn(resident, d);
            if (home != null) {
              present.add(new Present(resident, home, age(resident, d)));
            }
          }
          return present;
        });
  }

  private Home homeOn(Resident resident, LocalDate day) {
    int d = (int) day.toEpochDay();
    for (Home home : homes.get(resident)) {
      if (home.from() <= d && d <= home.to()) {
        return home;
      }
    }
    return null;
  }

  private static int age(Resident resident, LocalDate day) {
    return Math.floorDiv(day.getYear() * 12 + day.getMonthValue() - 1 - resident.birthMonth, 12);
  }
}
