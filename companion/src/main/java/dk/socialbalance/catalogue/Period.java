/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.catalogue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of time that a figure describes, named by its code: {@code 2016}, {@code 2016-Q1},
 * {@code 2016-06}, {@code 2014-2016} (pooled), {@code 2015S} (school year from August 2015).
 *
 * @param code the name, unique among all periods
 * @param cadence the kind of period
 * @param firstDay first day
 * @param lastDay last day
 */
public record Period(String code, Cadence cadence, LocalDate firstDay, LocalDate lastDay)
    implements Comparable<Period> {

  private static final Pattern CODE =
      Pattern.compile("(\\d{4})(?:-Q([1-4])|-(0[1-9]|1[0-2])|-(\\d{4})|(S))?");

  /**
   * Reads a period's code.
   *
   * @throws IllegalArgumentException when it is none; the message lists the spellings
   */
  public static Period parse(String code) {
    Matcher m = CODE.matcher(code);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "'"
              + code
              + "' is no period: write 2016, 2016-Q1, 2016-06, 2014-2016 or 2015S (school year)");
    }
    int year = Integer.parseInt(m.group(1));
    if (m.group(2) != null) {
      return quarter(year, Integer.parseInt(m.group(2)));
    }
    if (m.group(3) != null) {
      YearMonth month = YearMonth.of(year, Integer.parseInt(m.group(3)));
      return new Period(code, Cadence.MONTH, month.atDay(1), month.atEndOfMonth());
    }
    if (m.group(4) != null) {
      int last = Integer.parseInt(m.group(4));
      if (last <= year || last - year > 8) {
        throw new IllegalArgumentException(
            "'" + code + "' is no pooled period: two to nine years, the first before the last");
      }
      return new Period(
          code,
          Cadence.pooled(last - year + 1),
          LocalDate.of(year, 1, 1),
          LocalDate.of(last, 12, 31));
    }
    if (m.group(5) != null) {
      return new Period(
          code, Cadence.SCHOOL_YEAR, LocalDate.of(year, 8, 1), LocalDate.of(year + 1, 7, 31));
    }
    return year(year);
  }

  /** A calendar year. */
  public static Period year(int year) {
    return new Period(
        "%04d".formatted(year), Cadence.YEAR, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
  }

  /** A quarter, 1 to 4. */
  public static Period quarter(int year, int quarter) {
    LocalDate first = LocalDate.of(year, 3 * quarter - 2, 1);
    return new Period(
        "%04d-Q%d".formatted(year, quarter),
        Cadence.QUARTER,
        first,
        first.plusMonths(3).minusDays(1));
  }

  /**
   * All periods of a cadence that lie wholly within the given years, in order. Pooled windows are
   * disjoint and start at {@code firstYear}; an incomplete last window is left out.
   */
  public static List<Period> within(Cadence cadence, int firstYear, int lastYear) {
    List<Period> periods = new ArrayList<>();
    for (int year = firstYear; year <= lastYear; year++) {
      switch (cadence.kind()) {
        case YEAR -> periods.add(year(year));
        case MONTH -> {
          for (int month = 1; month <= 12; month++) {
            periods.add(parse("%04d-%02d".formatted(year, month)));
          }
        }
        case QUARTER -> {
          for (int quarter = 1; quarter <= 4; quarter++) {
            periods.add(quarter(year, quarter));
          }
        }
        case SCHOOL_YEAR -> {
          if (year < lastYear) {
            periods.add(parse("%04dS".formatted(year)));
          }
        }
        case POOLED -> {
          int last = year + cadence.years() - 1;
          if ((year - firstYear) % cadence.years() == 0 && last <= lastYear) {
            periods.add(parse("%04d-%04d".formatted(year, last)));
          }
        }
      }
    }
    return periods;
  }

  /**
   * The day whose areas the period is told for: the last; of a school year the first, since it is
   * told by where pupils live when it starts.
   */
  public LocalDate areaDay() {
    return cadence.kind() == Cadence.Kind.SCHOOL_YEAR ? firstDay : lastDay;
  }

  /** The periods that are counted and added up: the years of a pooled window, else itself. */
  public List<Period> parts() {
    return cadence.kind() == Cadence.Kind.POOLED
        ? within(Cadence.YEAR, firstDay.getYear(), lastDay.getYear())
        : List.of(this);
  }

  /** Whether another period lies wholly within this one; a period holds itself. */
  public boolean holds(Period other) {
    return !firstDay.isAfter(other.firstDay) && !lastDay.isBefore(other.lastDay);
  }

  /** Whether these periods, in order, follow each other from its first day to its last. */
  public boolean isFilledBy(List<Period> parts) {
    LocalDate next = firstDay;
    for (Period part : parts) {
      if (!part.firstDay.equals(next)) {
        return false;
      }
      next = part.lastDay.plusDays(1);
    }
    return next.equals(lastDay.plusDays(1));
  }

  /** First second, UTC. */
  public Instant start() {
    return firstDay.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Last second, UTC. */
  public Instant end() {
    return lastDay.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(1);
  }

  /** By start, then by end. */
  @Override
  public int compareTo(Period other) {
    int byStart = firstDay.compareTo(other.firstDay);
    return byStart != 0 ? byStart : lastDay.compareTo(other.lastDay);
  }
}
