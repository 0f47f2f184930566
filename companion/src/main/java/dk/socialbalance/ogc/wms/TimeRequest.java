/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.Times;
import dk.socialbalance.publication.Layer.TimeStep;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The TIME parameter of a map or feature-info request (WMS 1.3.0, annexes C and D).
 *
 * <p>Every value names an interval by its precision, see {@link Times}; {@code a/b} (with or
 * without a resolution) runs from the start of a to the end of b. All periods that overlap one of
 * the intervals match. Empty and {@code current} mean the latest period.
 *
 * @param latest whether the latest period is asked for
 * @param intervals the intervals asked for
 */
public record TimeRequest(boolean latest, List<Times.Interval> intervals) {

  /** More values than any client sends; beyond lies abuse. */
  private static final int MOST_VALUES = 500;

  /** More different times are told as an interval: moments of events are any. */
  private static final int MOST_OFFERED = 500;

  /** A moment as the time dimension says it, always with milliseconds and Z. */
  private static final DateTimeFormatter MOMENT =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private static final Pattern RESOLUTION =
      Pattern.compile(
          "P(?=.)(?:\\d{1,9}Y)?(?:\\d{1,9}M)?(?:\\d{1,9}W)?(?:\\d{1,9}D)?"
              + "(?:T(?=.)(?:\\d{1,9}H)?(?:\\d{1,9}M)?(?:\\d{1,9}(?:\\.\\d{1,9})?S)?)?");

  public TimeRequest {
    intervals = List.copyOf(intervals);
  }

  /**
   * What the time dimension of a layer offers: the starts of its periods; of very many, one value
   * that is an interval.
   *
   * @param steps the layer's, oldest first, at least one
   */
  public static List<String> values(List<TimeStep> steps) {
    List<String> starts =
        steps.stream().map(step -> MOMENT.format(step.start())).distinct().toList();
    return starts.size() <= MOST_OFFERED
        ? starts
        : List.of(starts.get(0) + "/" + usual(steps) + "/PT1S");
  }

  /** The value that is taken when none is named: the start of the latest period. */
  public static String usual(List<TimeStep> steps) {
    return MOMENT.format(steps.get(steps.size() - 1).start());
  }

  /**
   * Reads the parameter.
   *
   * @param text null for the default
   * @throws OwsException InvalidDimensionValue when it is no time
   */
  public static TimeRequest parse(String text) {
    if (text == null) {
      return new TimeRequest(true, List.of());
    }
    String[] values = text.split(",", MOST_VALUES + 1);
    if (values.length > MOST_VALUES) {
      throw invalid("TIME lists more than " + MOST_VALUES + " values");
    }
    boolean latest = false;
    List<Times.Interval> intervals = new ArrayList<>();
    for (String value : values) {
      if ("current".equalsIgnoreCase(value.trim())) {
        latest = true;
      } else {
        intervals.add(interval(value.trim()));
      }
    }
    return new TimeRequest(latest, intervals);
  }

  private static Times.Interval interval(String value) {
    String[] parts = value.split("/", 4);
    if (parts.length == 3 && !RESOLUTION.matcher(parts[2].trim()).matches()) {
      throw invalid("'" + OwsException.shown(parts[2]) + "' in TIME is no resolution such as P1Y");
    }
    try {
      return Times.parse(value);
    } catch (IllegalArgumentException e) {
      throw invalid("TIME: " + e.getMessage());
    }
  }

  /**
   * The periods that match, oldest first.
   *
   * @param steps the layer's, oldest first, at least one
   * @throws OwsException InvalidDimensionValue when none does
   */
  public List<TimeStep> select(List<TimeStep> steps) {
    TimeStep last = steps.get(steps.size() - 1);
    List<TimeStep> selected =
        steps.stream().filter(step -> matches(step, step.start().equals(last.start()))).toList();
    if (selected.isEmpty()) {
      throw invalid(
          "No period matches TIME; there are periods from "
              + steps.get(0).start()
              + " to "
              + last.end());
    }
    return selected;
  }

  private boolean matches(TimeStep step, boolean isLast) {
    return (latest && isLast)
        || intervals.stream().anyMatch(interval -> interval.overlaps(step.start(), step.end()));
  }

  private static OwsException invalid(String message) {
    return new OwsException(400, "InvalidDimensionValue", "time", message);
  }
}
