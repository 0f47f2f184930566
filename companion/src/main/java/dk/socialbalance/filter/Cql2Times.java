/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** Times as CQL2 writes them in both of its encodings: RFC 3339 full-date and date-time. */
final class Cql2Times {

  private static final String OPEN = "..";

  private Cql2Times() {}

  static Value.Day day(String text) {
    try {
      if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
        return new Value.Day(LocalDate.parse(text));
      }
    } catch (DateTimeException e) {
      throw FilterException.wrong(noDay(text));
    }
    throw FilterException.wrong(noDay(text));
  }

  private static String noDay(String text) {
    return "'" + FilterException.shown(text) + "' is no date; write 2016-06-15.";
  }

  static Value.Moment moment(String text) {
    try {
      if (text.length() <= 40 && text.matches("\\d{4}-.*")) {
        return new Value.Moment(OffsetDateTime.parse(text).toInstant());
      }
    } catch (DateTimeException e) {
      throw FilterException.wrong(noMoment(text));
    }
    throw FilterException.wrong(noMoment(text));
  }

  private static String noMoment(String text) {
    return "'" + FilterException.shown(text) + "' is no timestamp; write 2016-06-15T12:00:00Z.";
  }

  /** An end of an interval: a day or a moment by how it is written, null for an open one. */
  static Value end(String text) {
    if (text.equals(OPEN)) {
      return null;
    }
    return text.length() == "2016-06-15".length() ? day(text) : moment(text);
  }

  /** An interval; null for an open end. */
  static Time interval(Value from, Value to) {
    boolean backwards =
        from instanceof Value.Day a && to instanceof Value.Day b && a.date().isAfter(b.date())
            || from instanceof Value.Moment c
                && to instanceof Value.Moment d
                && c.instant().isAfter(d.instant());
    if (backwards) {
      throw FilterException.wrong("the interval ends before it begins.");
    }
    return new Time(from, to);
  }
}
