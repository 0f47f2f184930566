/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cells;

import static dk.socialbalance.cells.CountPlan.movedOut;
import static dk.socialbalance.cells.CountPlan.population;
import static dk.socialbalance.cells.FactColumns.date;

import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.catalogue.Indicator.Population;
import dk.socialbalance.catalogue.Indicator.Residence;
import dk.socialbalance.catalogue.Period;
import dk.socialbalance.cells.CountPlan.Scan;
import dk.socialbalance.cells.FactColumns.Ages;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The statements of the scans. One scan is one statement: residents of the day, their facts in one
 * grouped pass, their households in another, then groups of like residents, and over those each
 * indicator, summed by atom.
 */
final class ScanSql {

  private final CountPlan plan;
  private final SpellBits bits;

  ScanSql(CountPlan plan, SpellBits bits) {
    this.plan = plan;
    this.bits = bits;
  }

  /** The statements of one scan, in order. */
  List<String> statements(Scan scan) {
    List<String> statements = new ArrayList<>();
    statements.add(scanStatement(scan));
    for (int number : scan.indicators()) {
      Indicator indicator = plan.indicators().get(number);
      if (population(indicator).meanPopulation()) {
        statements.add(startPopulation(number, scan));
      }
      if (movedOut(indicator)) {
        statements.add(departures(number, scan));
      }
    }
    return statements;
  }

  private String scanStatement(Scan scan) {
    Period period = plan.sources().get(scan.source());
    FactColumns facts =
        new FactColumns(bits, scan.referenceDay(), period.firstDay(), period.lastDay());
    ConditionCompiler compiler = new ConditionCompiler(facts);
    List<Judgement> judgements = new ArrayList<>();
    for (int number : scan.indicators()) {
      judgements.add(judgement(number, facts, compiler));
    }
    List<String> ctes = new ArrayList<>();
    ctes.add(
        "resident AS (" + residents(scan.referenceDay()) + ages(scan, judgements, compiler) + ")");
    if (!facts.isEmpty()) {
      ctes.add("fact AS (" + facts.scan() + ")");
    }
    ctes.add(
        "state AS (SELECT r.*"
            + facts.stateColumns()
            + " FROM resident r"
            + (facts.isEmpty() ? "" : " LEFT JOIN fact f ON f.person = r.person")
            + ")");
    List<String> home = compiler.homeColumns();
    List<String> homeNames = new ArrayList<>();
    String relation = "state";
    if (!home.isEmpty()) {
      List<String> aggregates = new ArrayList<>();
      for (int i = 0; i < home.size(); i++) {
        homeNames.add("home_" + i);
        aggregates.add(home.get(i) + " AS home_" + i);
      }
      ctes.add(
          "home AS (SELECT s.household, %s FROM state s GROUP BY s.household)"
              .formatted(String.join(", ", aggregates)));
      ctes.add(
          "person AS MATERIALIZED (SELECT s.*, %s FROM state s JOIN home h ON h.household = s.household)"
              .formatted(String.join(", ", homeNames)));
      relation = "person";
    }
    String persons = relation + " s";
    List<String> tallies = new ArrayList<>();
    List<Judgement> shares =
        judgements.stream().filter(j -> j.value() == null && !j.guardian()).toList();
    if (!shares.isEmpty()) {
      List<String> columns = new ArrayList<>(facts.names());
      columns.addAll(homeNames);
      ctes.add(profile(persons, columns, compiler.ageLimits()));
      tallies.add(tally(shares, scan.source(), "profile s", "s.atom", "s.persons"));
    }
    List<String> contributions = new ArrayList<>();
    for (Judgement one : judgements) {
      Place place = Place.of(one, relation);
      if (one.value() != null) {
        tallies.add(meanTally(one, scan.source(), place));
      } else if (one.guardian()) {
        String members = place.from() + " WHERE " + one.member();
        tallies.add(tally(List.of(one), scan.source(), members, place.atom(), "1"));
      }
      if (one.byHousehold()) {
        contributions.add(
            "SELECT DISTINCT %d, %d, %s, %s FROM %s WHERE %s"
                .formatted(
                    one.number(),
                    scan.source(),
                    place.atom(),
                    place.household(),
                    place.from(),
                    one.counted()));
      }
    }
    if (!contributions.isEmpty()) {
      ctes.add(
          "contribution AS (INSERT INTO work.contribution (indicator, source, atom, household)\n  "
              + String.join("\n  UNION ALL\n  ", contributions)
              + ")");
    }
    return "WITH "
        + String.join(",\n", ctes)
        + "\nINSERT INTO work.tally (indicator, source, atom, n, d, sum, sum_squares, max_value)\n"
        + String.join("\nUNION ALL\n", tallies);
  }

  /**
   * An indicator as SQL over a resident.
   *
   * @param member belongs to the population
   * @param counted belongs to the population and meets the condition; for a mean: has a value too
   * @param value the value of a mean; otherwise null
   */
  private record Judgement(
      int number,
      String member,
      String counted,
      String value,
      boolean guardian,
      boolean byHousehold) {}

  /** Where a resident is counted: the rows to read, the atom and the household. */
  private record Place(String from, String atom, String household) {
    static Place of(Judgement judgement, String relation) {
      String persons = relation + " s";
      return judgement.guardian()
          ? new Place(
              persons + " LEFT JOIN " + relation + " g ON g.person = s.guardian",
              "CASE WHEN g.person IS NULL THEN s.atom ELSE g.atom END",
              "CASE WHEN g.person IS NULL THEN s.household ELSE g.household END")
          : new Place(persons, "s.atom", "s.household");
    }
  }

  private Judgement judgement(int number, FactColumns facts, ConditionCompiler compiler) {
    Indicator indicator = plan.indicators().get(number);
    Population population = population(indicator);
    boolean moved = movedOut(indicator);
    return named(
        indicator,
        () -> {
          String member = compiler.compile(population);
          String condition =
              moved
                  ? "FALSE"
                  : indicator.condition().map(c -> compiler.compile(c, population)).orElse("TRUE");
          String value =
              indicator.measure() == Measure.MEAN
                  ? facts.mean(
                      indicator.valueOf().orElseThrow(), ConditionCompiler.ages(population))
                  : null;
          return new Judgement(
              number,
              member,
              member
                  + " AND "
                  + condition
                  + (value == null ? "" : " AND " + value + " IS NOT NULL"),
              value,
              population.residence() == Residence.GUARDIAN,
              indicator.protection().byHousehold() && !moved);
        });
  }

  /**
   * Residents who are alike in all that the indicators ask, as one row with their number. Ages that
   * no population tells apart are one; the lowest stands for them.
   */
  private static String profile(
      String persons, List<String> columns, SortedSet<Integer> ageLimits) {
    String alike = columns.stream().map(c -> ", s." + c).collect(Collectors.joining());
    String limits = ageLimits.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return """
        profile AS (SELECT s.atom, min(s.age) AS age%1$s, count(*)::integer AS persons
          FROM %2$s
          GROUP BY s.atom, width_bucket(s.age, ARRAY[%3$s])%1$s)"""
        .formatted(alike, persons, limits);
  }

  private static <T> T named(Indicator indicator, Supplier<T> sql) {
    try {
      return sql.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Indicator '" + indicator.id() + "': " + e.getMessage(), e);
    }
  }

  /** Ages are in completed years, the birth taken as on the first day of its month. */
  private static String residents(LocalDate day) {
    int months = day.getYear() * 12 + day.getMonthValue() - 1;
    return """
        SELECT y.person, y.guardian, y.atom, y.household, (%d - y.born) / 12 AS age
          FROM work.stay y WHERE y.first <= %s AND y.last >= %s"""
        .formatted(months, date(day), date(day));
  }

  /**
   * Leaves out residents whose age is in no population of the scan. Where a household is asked
   * about or a guardian looked up, anybody may matter.
   */
  private static String ages(Scan scan, List<Judgement> judgements, ConditionCompiler compiler) {
    if (!compiler.homeColumns().isEmpty() || judgements.stream().anyMatch(Judgement::guardian)) {
      return "";
    }
    Ages ages = new Ages(compiler.ageLimits().first(), compiler.ageLimits().last() - 1);
    return " AND " + ages.on(scan.referenceDay(), "y.born");
  }

  private static String tally(
      List<Judgement> judgements, int source, String from, String atom, String persons) {
    StringBuilder counts = new StringBuilder();
    List<String> rows = new ArrayList<>();
    for (Judgement one : judgements) {
      counts.append(
          """
          ,
                  sum(%1$s) FILTER (WHERE %3$s) AS d%2$d, sum(%1$s) FILTER (WHERE %4$s) AS n%2$d"""
              .formatted(persons, one.number(), one.member(), one.counted()));
      rows.add("(%1$d, coalesce(n%1$d, 0), d%1$d)".formatted(one.number()));
    }
    return """
        SELECT c.indicator, %d, a.atom, c.n, c.d, NULL::numeric, NULL::numeric,
            NULL::double precision
        FROM (SELECT %s AS atom%s
            FROM %s GROUP BY 1) a
        CROSS JOIN LATERAL (VALUES %s) c (indicator, n, d)
        WHERE c.d > 0"""
        .formatted(source, atom, counts, from, String.join(", ", rows));
  }

  /** Values are added in their order, so that the last digit is the same in every count. */
  private static String meanTally(Judgement one, int source, Place place) {
    return """
        SELECT %d, %d, m.atom, count(*), count(*), sum(m.v)::numeric, sum(m.v * m.v)::numeric,
            max(m.v)
        FROM (SELECT %s AS atom, %s AS v FROM %s WHERE %s ORDER BY 1, 2) m
        GROUP BY m.atom"""
        .formatted(one.number(), source, place.atom(), one.value(), place.from(), one.counted());
  }

  /** The other half of a mean population: residents on the period's first day. */
  private String startPopulation(int number, Scan scan) {
    LocalDate day = plan.sources().get(scan.source()).firstDay();
    return """
        WITH s AS (%s)
        INSERT INTO work.tally (indicator, source, atom, d_start)
        SELECT %d, %d, s.atom, count(*) FROM s WHERE %s GROUP BY s.atom"""
        .formatted(residents(day), number, scan.source(), ageOnly(number));
  }

  /**
   * Residences left on a day of the period, for another atom or for nowhere. Whoever left once is
   * just one more on that way, unless households are to be told apart.
   */
  private String departures(int number, Scan scan) {
    boolean households = plan.indicators().get(number).protection().byHousehold();
    Period period = plan.sources().get(scan.source());
    LocalDate day = scan.referenceDay();
    int months = day.getYear() * 12 + day.getMonthValue() - 1;
    return """
        WITH s AS (
            SELECT y.person, y.household, y.atom, n.atom AS next_atom, (%1$d - y.born) / 12 AS age
            FROM work.stay y
            LEFT JOIN work.stay n ON n.person = y.person AND n.first = y.last + 1
                AND n.first BETWEEN %4$s AND %5$s
            WHERE y.last BETWEEN %2$s AND %3$s AND n.atom IS DISTINCT FROM y.atom),
        leaver AS (
            SELECT %9$s AS person, %10$s AS household, s.atom, s.next_atom
            FROM (SELECT s.*, count(*) OVER (PARTITION BY s.person) AS times FROM s WHERE %8$s) s)
        INSERT INTO work.departure (indicator, source, person, household, atom, next_atom, persons)
        SELECT %6$d, %7$d, l.person, l.household, l.atom, l.next_atom, count(*)
        FROM leaver l GROUP BY l.person, l.household, l.atom, l.next_atom"""
        .formatted(
            months,
            date(period.firstDay().minusDays(1)),
            date(period.lastDay().minusDays(1)),
            date(period.firstDay()),
            date(period.lastDay()),
            number,
            scan.source(),
            ageOnly(number),
            households ? "s.person" : "CASE WHEN s.times > 1 THEN s.person END",
            households ? "s.household" : "NULL::integer");
  }

  private String ageOnly(int number) {
    Population population = population(plan.indicators().get(number));
    return new ConditionCompiler(
            new FactColumns(bits, LocalDate.EPOCH, LocalDate.EPOCH, LocalDate.EPOCH))
        .compile(population);
  }

  /** Residents and households by atom on a day. */
  static String residentCount(LocalDate day) {
    return """
        WITH home AS (
            SELECT y.household, min(y.atom) AS low, max(y.atom) AS high, count(*) AS members
            FROM work.stay y WHERE y.first <= %1$s AND y.last >= %1$s GROUP BY y.household),
        split AS (
            SELECT y.household, y.atom FROM home h JOIN work.stay y ON y.household = h.household
            WHERE h.low < h.high AND y.first <= %1$s AND y.last >= %1$s),
        kept AS (
            INSERT INTO work.split_household (day, household, atom)
            SELECT DISTINCT %1$s, s.household, s.atom FROM split s)
        INSERT INTO work.resident_count (day, atom, residents, households)
        SELECT %1$s, c.atom, sum(c.residents), sum(c.households)
        FROM (SELECT h.low AS atom, h.members AS residents, 1 AS households FROM home h
                WHERE h.low = h.high
              UNION ALL
              SELECT s.atom, 1, 0 FROM split s) c
        GROUP BY c.atom"""
        .formatted(date(day));
  }
}
