/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** What the values of expressions are taken for: numbers, moments, true or false. */
final class Values {

  private Values() {}

  /** A constant that reads as a number, as both. */
  record NumberText(String text, double number) {
    @Override
    public String toString() {
      return text;
    }
  }

  /** A constant as written, once and for all: text, or text and number. */
  static Object constant(Object written) {
    Double number = written instanceof String text ? number(text) : null;
    return number == null ? written : new NumberText((String) written, number);
  }

  /** The value as a number; null when it is none. */
  static Double number(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof NumberText both) {
      return both.number();
    }
    return value instanceof String text ? number(text) : null;
  }

  private static Double number(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() || "0123456789+-.".indexOf(stripped.charAt(0)) < 0) {
      return null;
    }
    try {
      double number = Double.parseDouble(stripped);
      return Double.isFinite(number) ? number : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The value as true or false; null when it is neither. */
  static Boolean truth(Object value) {
    if (value instanceof Boolean known) {
      return known;
    }
    return "true".equals(String.valueOf(value))
        ? Boolean.TRUE
        : "false".equals(String.valueOf(value)) ? Boolean.FALSE : null;
  }

  /** The value as a moment, a day as its first one in UTC; null when it is none. */
  static Instant instant(Object value) {
    if (value instanceof Instant instant) {
      return instant;
    }
    if (value instanceof LocalDate day) {
      return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    try {
      String text = String.valueOf(value);
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /**
   * The order of two values: as numbers when both can be, as moments when one is, else as texts.
   *
   * @param matchCase whether texts that differ in case alone differ
   * @return null when one is missing or they cannot be compared
   */
  static Integer compare(Object left, Object right, boolean matchCase) {
    if (left == null || right == null) {
      return null;
    }
    if (left instanceof Instant || right instanceof Instant) {
      Instant a = instant(left);
      Instant b = instant(right);
      return a == null || b == null ? null : (Integer) a.compareTo(b);
    }
    Double a = number(left);
    Double b = number(right);
    boolean texts = left instanceof String && right instanceof String;
    if (a != null && b != null && !texts) {
      return Double.compare(a, b);
    }
    return matchCase
        ? left.toString().compareTo(right.toString())
        : left.toString().compareToIgnoreCase(right.toString());
  }
}
