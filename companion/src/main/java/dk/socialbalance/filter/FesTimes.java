/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Element;

/** Temporal operators of FES 2.0 with GML's times: instants, periods, and plain literals. */
final class FesTimes {

  /** The standard's names (ISO 19143, 7.9.2). */
  static final Map<String, Condition.TemporalOperator> OPERATORS =
      Map.ofEntries(
          Map.entry("After", Condition.TemporalOperator.AFTER),
          Map.entry("Before", Condition.TemporalOperator.BEFORE),
          Map.entry("Begins", Condition.TemporalOperator.STARTS),
          Map.entry("BegunBy", Condition.TemporalOperator.STARTED_BY),
          Map.entry("TContains", Condition.TemporalOperator.CONTAINS),
          Map.entry("During", Condition.TemporalOperator.DURING),
          Map.entry("TEquals", Condition.TemporalOperator.EQUALS),
          Map.entry("TOverlaps", Condition.TemporalOperator.OVERLAPS),
          Map.entry("Meets", Condition.TemporalOperator.MEETS),
          Map.entry("OverlappedBy", Condition.TemporalOperator.OVERLAPPED_BY),
          Map.entry("MetBy", Condition.TemporalOperator.MET_BY),
          Map.entry("EndedBy", Condition.TemporalOperator.FINISHED_BY),
          Map.entry("Ends", Condition.TemporalOperator.FINISHES),
          Map.entry("AnyInteracts", Condition.TemporalOperator.INTERSECTS));

  private final FesValues values;
  private final Clock clock;

  FesTimes(FesValues values, Clock clock) {
    this.values = values;
    this.clock = clock;
  }

  Condition relation(Element element) {
    List<Element> sides = FesElements.children(element, 2, "a property and a time");
    return new Condition.Temporal(
        OPERATORS.get(FesElements.name(element)), time(sides.get(0)), time(sides.get(1)));
  }

  private Time time(Element element) {
    return switch (FesElements.name(element)) {
      case "TimeInstant" -> instant(element);
      case "TimePeriod" -> period(element);
      case "Literal" -> {
        List<Element> inside = FesElements.children(element);
        if (inside.isEmpty()) {
          yield written(element);
        }
        Element time = FesElements.single(element);
        if (FesElements.name(time).equals("Literal")) {
          throw FesElements.misplaced(time, "a time");
        }
        yield time(time);
      }
      default -> {
        if (FesElements.name(element).startsWith("Time")) {
          throw FilterException.unsupported(
              FesElements.name(element) + " is not supported; times are instants and periods.");
        }
        yield Time.at(values.value(element));
      }
    };
  }

  private Time instant(Element element) {
    FesElements.refuseLink(element);
    Element position = FesElements.children(element, 1, "a timePosition").get(0);
    if (!FesElements.name(position).equals("timePosition")) {
      throw FesElements.misplaced(position, "a timePosition");
    }
    Time time = position(position);
    if (time.from() == null) {
      throw FilterException.wrong("TimeInstant: an unknown instant cannot be compared.");
    }
    return time;
  }

  private Time period(Element element) {
    FesElements.refuseLink(element);
    List<Element> ends = FesElements.children(element, 2, "its begin and its end");
    Value from = end(ends.get(0), "begin").from();
    Value to = end(ends.get(1), "end").to();
    if (from != null && to != null && Scalars.sign(moment(from), moment(to)) > 0) {
      throw FilterException.wrong("TimePeriod: it ends before it begins.");
    }
    return new Time(from, to);
  }

  private Time end(Element element, String role) {
    String name = FesElements.name(element);
    if (name.equals(role + "Position")) {
      return position(element);
    }
    if (!name.equals(role)) {
      throw name.equals("duration") || name.equals("timeInterval")
          ? FilterException.unsupported(
              "TimePeriod: a length of time is not supported; write " + role + "Position.")
          : FesElements.misplaced(element, role + "Position");
    }
    FesElements.refuseLink(element);
    Element instant = FesElements.single(element);
    if (!FesElements.name(instant).equals("TimeInstant")) {
      throw FesElements.misplaced(instant, "a TimeInstant");
    }
    return position(FesElements.children(instant, 1, "a timePosition").get(0));
  }

  /** From and to are null for an unknown position. */
  private Time position(Element element) {
    String frame = element.getAttribute("frame");
    if (!frame.isEmpty() && !frame.matches("(?i).*(ISO-?8601|gregorian)")) {
      throw FilterException.unsupported(
          FesElements.name(element) + ": times are written by ISO 8601, no other frame.");
    }
    String indeterminate = element.getAttribute("indeterminatePosition");
    return switch (indeterminate) {
      case "" -> written(element);
      case "now" -> Time.at(new Value.Moment(clock.instant()));
      case "unknown" -> Time.at(null);
      default ->
          throw FilterException.unsupported(
              FesElements.name(element)
                  + ": the indeterminatePosition '"
                  + FilterException.shown(indeterminate)
                  + "' is not supported.");
    };
  }

  /** ISO 8601: a moment, a day, or a month or year from its first day to its last. */
  private static Time written(Element element) {
    String text = FesElements.text(element);
    try {
      if (text.matches("\\d{4}")) {
        Year year = Year.parse(text);
        return new Time(
            new Value.Day(year.atDay(1)), new Value.Day(year.atMonth(12).atEndOfMonth()));
      }
      if (text.matches("\\d{4}-\\d{2}")) {
        YearMonth month = YearMonth.parse(text);
        return new Time(new Value.Day(month.atDay(1)), new Value.Day(month.atEndOfMonth()));
      }
      Object time = Scalars.time(text);
      return Time.at(
          time instanceof LocalDate day
              ? new Value.Day(day)
              : new Value.Moment((java.time.Instant) time));
    } catch (DateTimeException e) {
      throw FilterException.wrong(
          FesElements.name(element)
              + ": '"
              + FilterException.shown(text)
              + "' is no time; write it as 2017-01-31 or 2017-01-31T12:00:00Z.");
    }
  }

  private static Object moment(Value value) {
    return value instanceof Value.Moment moment ? moment.instant() : ((Value.Day) value).date();
  }
}
