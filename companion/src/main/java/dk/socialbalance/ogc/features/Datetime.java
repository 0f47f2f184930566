/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import dk.socialbalance.publication.Layer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;

/**
 * The parameter datetime (OGC API Features Part 1, 7.15.4): an instant or an interval of RFC 3339
 * times, {@code ..} or nothing for an open end; one end may be a duration of ISO 8601.
 *
 * @param from first moment; an open end is the smallest instant
 * @param to last moment; an open end is the largest instant
 */
record Datetime(Instant from, Instant to) {

  private static final int MAX_LENGTH = 100;

  static Datetime parse(String text) {
    String[] ends = text.split("/", -1);
    try {
      if (text.length() <= MAX_LENGTH && ends.length == 1) {
        return new Datetime(first(ends[0]), last(ends[0]));
      }
      if (text.length() <= MAX_LENGTH && ends.length == 2) {
        return interval(ends[0], ends[1]);
      }
    } catch (DateTimeException | ArithmeticException e) {
      throw unreadable();
    }
    throw unreadable();
  }

  private static Datetime interval(String begin, String end) {
    Instant from;
    Instant to;
    if (isDuration(end) && !isOpen(begin)) {
      from = first(begin);
      to = moved(from, end, 1);
    } else if (isDuration(begin) && !isOpen(end)) {
      to = last(end);
      from = moved(to, begin, -1);
    } else if (isOpen(begin) && isOpen(end)) {
      throw unreadable();
    } else {
      from = isOpen(begin) ? Instant.MIN : first(begin);
      to = isOpen(end) ? Instant.MAX : last(end);
    }
    if (from.isAfter(to)) {
      throw ProblemException.badRequest(
          "Parameter 'datetime': the interval ends before it begins.");
    }
    return new Datetime(from, to);
  }

  /** Whether a feature's time meets it; one without time meets every time. */
  boolean meets(Layer.TimeStep time) {
    return time == null || (!time.start().isAfter(to) && !time.end().isBefore(from));
  }

  private static boolean isOpen(String end) {
    return end.isEmpty() || "..".equals(end);
  }

  private static boolean isDuration(String end) {
    return end.startsWith("P");
  }

  private static Instant moved(Instant from, String duration, int direction) {
    int time = duration.indexOf('T');
    Period days =
        time == 1 ? Period.ZERO : Period.parse(time < 0 ? duration : duration.substring(0, time));
    Duration rest = time < 0 ? Duration.ZERO : Duration.parse("P" + duration.substring(time));
    return from.atOffset(ZoneOffset.UTC)
        .plus(days.multipliedBy(direction))
        .plus(rest.multipliedBy(direction))
        .toInstant();
  }

  private static Instant first(String text) {
    return isDay(text)
        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
        : moment(text);
  }

  private static Instant last(String text) {
    return isDay(text)
        ? LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1)
        : moment(text);
  }

  private static boolean isDay(String text) {
    return text.matches("\\d{4}-\\d{2}-\\d{2}");
  }

  private static Instant moment(String text) {
    // A plus sign that was not encoded arrives as a blank.
    return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
  }

  private static ProblemException unreadable() {
    return ProblemException.badRequest(
        "Parameter 'datetime' is no RFC 3339 time: write 2016-06-15, 2016-06-15T00:00:00Z,"
            + " 2016-01-01/2017-12-31, or ../2017-12-31.");
  }
}
