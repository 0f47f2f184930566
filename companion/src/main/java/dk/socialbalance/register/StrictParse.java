/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Reads values as Danish source systems write them, and refuses whatever could mean two things.
 * Every method takes a value without surrounding white space and throws {@link RejectedRow} for
 * anything that it does not read.
 */
public final class StrictParse {

  /** Years that a date may have; registers begin later, and plans end earlier. */
  private static final int FIRST_YEAR = 1850;

  private static final int LAST_YEAR = 2199;

  /** How some systems write "still": 31-12-9999. */
  private static final int ENDLESS_YEAR = 9999;

  private static final int MAX_NUMBER_LENGTH = 30;

  private StrictParse() {}

  /** A day: {@code dd-mm-yyyy} or {@code yyyy-mm-dd}, of the years 1850 to 2199. */
  public static LocalDate date(String text) throws RejectedRow {
    LocalDate date = anyDate(text);
    if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
      throw new RejectedRow("a year outside " + FIRST_YEAR + " to " + LAST_YEAR);
    }
    return date;
  }

  /** A last day: as {@link #date}; null when it is blank or in the year 9999 (still holds). */
  public static LocalDate endDate(String text) throws RejectedRow {
    if (text.isEmpty()) {
      return null;
    }
    LocalDate date = anyDate(text);
    return date.getYear() == ENDLESS_YEAR ? null : date(text);
  }

  private static LocalDate anyDate(String text) throws RejectedRow {
    int year;
    int month;
    int day;
    if (hasForm(text, 4, 7)) {
      year = digits(text, 0, 4);
      month = digits(text, 5, 7);
      day = digits(text, 8, 10);
    } else if (hasForm(text, 2, 5)) {
      day = digits(text, 0, 2);
      month = digits(text, 3, 5);
      year = digits(text, 6, 10);
    } else {
      throw new RejectedRow(
          text.isEmpty() ? "the date is missing" : "no date: dd-mm-yyyy or yyyy-mm-dd is expected");
    }
    try {
      return LocalDate.of(year, month, day);
    } catch (DateTimeException e) {
      throw new RejectedRow("a date that does not exist");
    }
  }

  private static boolean hasForm(String text, int firstHyphen, int secondHyphen) {
    if (text.length() != 10) {
      return false;
    }
    for (int i = 0; i < 10; i++) {
      char c = text.charAt(i);
      boolean right = (i == firstHyphen || i == secondHyphen) ? c == '-' : isDigit(c);
      if (!right) {
        return false;
      }
    }
    return true;
  }

  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      value = 10 * value + (text.charAt(i) - '0');
    }
    return value;
  }

  /**
   * A number with decimal comma or point, as a Danish source system writes it. Thousands separators
   * are refused, and so is {@code 12.345}, which could have one; {@code 12,345} and {@code 0.345}
   * are read as decimals.
   */
  public static double danishDecimal(String text) throws RejectedRow {
    double value = decimal(text);
    if (text.matches("[-+]?[1-9]\\d{0,2}\\.\\d{3}")) {
      throw new RejectedRow(
          "a point before three digits may be a thousands separator: use a decimal comma");
    }
    return value;
  }

  /** A number with decimal comma or point, without thousands separators. */
  public static double decimal(String text) throws RejectedRow {
    int start = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
    int separator = -1;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',' || c == '.') {
        if (separator >= 0) {
          throw new RejectedRow("no number: write it without thousands separators");
        }
        separator = i;
      } else if (!isDigit(c)) {
        throw new RejectedRow("no number: digits with a decimal comma are expected");
      }
    }
    int whole = (separator < 0 ? text.length() : separator) - start;
    int decimals = separator < 0 ? 0 : text.length() - separator - 1;
    if (whole == 0 || (separator >= 0 && decimals == 0) || text.length() > MAX_NUMBER_LENGTH) {
      throw new RejectedRow(
          text.isEmpty()
              ? "the number is missing"
              : "no number: digits with a decimal comma are expected");
    }
    return Double.parseDouble(text.replace(',', '.'));
  }

  /** A whole number, zero or more, of at most 15 digits. */
  public static long count(String text) throws RejectedRow {
    if (text.isEmpty()) {
      throw new RejectedRow("the number is missing");
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isDigit(c) || i >= 15) {
        throw new RejectedRow("no count: a whole number, zero or more, without separators");
      }
      value = 10 * value + (c - '0');
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
