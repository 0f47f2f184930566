/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import dk.socialbalance.catalogue.Period;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Times of requests. A value names an interval by its precision: {@code 2018} the whole year,
 * {@code 2018-03} the month, {@code 2018-03-01} the day, with a time of day that second; a period's
 * code such as {@code 2018-Q1} or {@code 2015S} is taken too. UTC unless an offset is given.
 */
public final class Times {

  private static final int MAX_VALUES = 500;

  /**
   * A stretch of time.
   *
   * @param start first moment
   * @param end first moment after it
   */
  public record Interval(Instant start, Instant end) {

    /** Whether a period overlaps it. */
    public boolean overlaps(Instant firstSecond, Instant lastSecond) {
      return firstSecond.isBefore(end) && !lastSecond.isBefore(start);
    }
  }

  private Times() {}

  /**
   * Reads the TIME of WMS: values or {@code start/end[/resolution]} with commas between.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static List<Interval> parseList(String value) {
    String[] parts = value.split(",", MAX_VALUES + 1);
    if (parts.length > MAX_VALUES) {
      throw new IllegalArgumentException("At most " + MAX_VALUES + " times in one request.");
    }
    List<Interval> intervals = new ArrayList<>();
    for (String part : parts) {
      intervals.add(parse(part.trim()));
    }
    return intervals;
  }

  /**
   * Reads one value, or {@code start/end} with {@code ..} or nothing for an open end, as the {@code
   * datetime} of OGC API has it. A resolution after a second slash is ignored.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static Interval parse(String value) {
    String[] ends = value.split("/", -1);
    if (ends.length == 1) {
      return single(value);
    }
    if (ends.length > 3 || (open(ends[0]) && open(ends[1]))) {
      throw unreadable(value);
    }
    Instant start = open(ends[0]) ? Instant.MIN : single(ends[0]).start();
    Instant end = open(ends[1]) ? Instant.MAX : single(ends[1]).end();
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException(
          "The interval '" + OwsException.shown(value) + "' ends before it starts.");
    }
    return new Interval(start, end);
  }

  private static boolean open(String end) {
    return end.isBlank() || end.trim().equals("..");
  }

  private static Interval single(String raw) {
    String value = raw.trim();
    try {
      if (value.matches("\\d{4}-(0[1-9]|1[0-2])")) {
        LocalDate first = YearMonth.parse(value).atDay(1);
        return days(first, first.plusMonths(1));
      }
      if (value.matches("\\d{4}-\\d{2}-\\d{2}Z?")) {
        LocalDate day = LocalDate.parse(value.substring(0, 10));
        return days(day, day.plusDays(1));
      }
      if (value.length() <= 40 && value.matches("\\d{4}-\\d{2}-\\d{2}[Tt ][0-9:.]+.*")) {
        Instant moment = moment(value.replace('t', 'T').replace(' ', 'T').replace('z', 'Z'));
        Instant second = moment.truncatedTo(ChronoUnit.SECONDS);
        return new Interval(second, second.plusSeconds(1));
      }
      if (value.length() <= 9) {
        Period period = Period.parse(value);
        return days(period.firstDay(), period.lastDay().plusDays(1));
      }
    } catch (DateTimeException e) {
      throw unreadable(value);
    }
    throw unreadable(value);
  }

  private static Instant moment(String value) {
    // A plus sign of an offset arrives as a blank from queries that do not encode it.
    String offset = value.replaceFirst("(T[0-9:.]+)T(\\d{2}:\\d{2})$", "$1+$2");
    if (offset.matches(".*(Z|[+-]\\d{2}:\\d{2})$") && offset.indexOf('T') == 10) {
      return OffsetDateTime.parse(offset).toInstant();
    }
    return LocalDateTime.parse(offset).toInstant(ZoneOffset.UTC);
  }

  private static Interval days(LocalDate first, LocalDate after) {
    return new Interval(
        first.atStartOfDay(ZoneOffset.UTC).toInstant(),
        after.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private static IllegalArgumentException unreadable(String value) {
    return new IllegalArgumentException(
        "'"
            + OwsException.shown(value)
            + "' is no time: write 2018, 2018-03, 2018-03-01 or 2018-03-01T12:00:00Z, or two of"
            + " them with a slash between.");
  }
}
