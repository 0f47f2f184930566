/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.Times;
import dk.socialbalance.publication.Layer.TimeStep;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The TIME parameter of a map or feature-info request (WMS 1.3.0, annexes C and D).
 *
 * <p>Every value names an interval by its precision, see {@link Times}; {@code a/b} (with or
 * without a resolution) runs from the start of a to the end of b. All periods that overlap one of
 * the intervals match. Empty and {@code current} mean the latest period; {@code a/current} runs on
 * to it.
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

  /**
   * The beat of a layer of moments that follow each other at one distance, at least three: an
   * interval with its resolution, such as {@code 2000-01-01T00:00:00Z/2000-01-01T00:01:00Z/PT5S}.
   *
   * @param steps the layer's, oldest first
   */
  static Optional<String> beat(List<TimeStep> steps) {
    if (steps.size() < 3) {
      return Optional.empty();
    }
    Duration distance = Duration.between(steps.get(0).start(), steps.get(1).start());
    for (int i = 0; i < steps.size(); i++) {
      TimeStep step = steps.get(i);
      boolean follows =
          i == 0 || Duration.between(steps.get(i - 1).start(), step.start()).equals(distance);
      if (!follows || !step.start().equals(step.end())) {
        return Optional.empty();
      }
    }
    return Optional.of(
        steps.get(0).start() + "/" + steps.get(steps.size() - 1).start() + "/" + distance);
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
    // Up to now is up to whatever there is.
    String read =
        parts.length > 1 && "current".equalsIgnoreCase(parts[1].trim()) ? parts[0] + "/.." : value;
    try {
      return Times.parse(read);
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

  /**
   * The same for a layer of a beat; where nothing matches, the moment that lies nearest to the
   * first value (WMS 1.3.0, C.4.3).
   */
  List<TimeStep> selectNearest(List<TimeStep> steps) {
    if (names(steps)) {
      return select(steps);
    }
    Times.Interval wanted = intervals.get(0);
    return List.of(
        steps.stream()
            .min(Comparator.comparing(step -> Duration.between(wanted.start(), step.start()).abs()))
            .orElseThrow());
  }

  /** Whether some of these is asked for, and not merely near to what is. */
  boolean names(List<TimeStep> steps) {
    return latest
        || steps.stream()
            .anyMatch(
                step -> intervals.stream().anyMatch(i -> i.overlaps(step.start(), step.end())));
  }

  private boolean matches(TimeStep step, boolean isLast) {
    return (latest && isLast)
        || intervals.stream().anyMatch(interval -> interval.overlaps(step.start(), step.end()));
  }

  private static OwsException invalid(String message) {
    return new OwsException(400, "InvalidDimensionValue", "time", message);
  }
}
