/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.SimpleDateFormat;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/** Numbers and moments as text. Moments are told in UTC, the time of the published periods. */
final class StyleFormats {

  private static final int LONGEST_PATTERN = 60;

  /** The tokens of SE's date patterns (OGC 05-077r4, 11.6.5), the longer ones first, and Java's. */
  private static final List<List<String>> DATE_TOKENS =
      List.of(
          List.of("YYYY", "yyyy"),
          List.of("YY", "yy"),
          List.of("MMMMM", "MMMM"),
          List.of("MMM", "MMM"),
          List.of("MM", "MM"),
          List.of("M", "M"),
          List.of("DD", "dd"),
          List.of("D", "d"),
          List.of("hh", "HH"),
          List.of("mm", "mm"),
          List.of("ss", "ss"),
          List.of("fff", "SSS"));

  private StyleFormats() {}

  /** What is wrong with a pattern of {@code numberFormat}; null when nothing is. */
  static String numberProblem(String pattern) {
    try {
      if (pattern.length() > LONGEST_PATTERN) {
        return "is longer than " + LONGEST_PATTERN + " characters";
      }
      new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ENGLISH));
      return null;
    } catch (IllegalArgumentException e) {
      return "is no pattern of numbers, such as #,##0.0";
    }
  }

  /** What is wrong with a pattern of {@code dateFormat}; null when nothing is. */
  static String dateProblem(String pattern) {
    try {
      if (pattern.length() > LONGEST_PATTERN) {
        return "is longer than " + LONGEST_PATTERN + " characters";
      }
      new SimpleDateFormat(pattern, Locale.ENGLISH);
      return null;
    } catch (IllegalArgumentException e) {
      return "is no pattern of moments, such as yyyy-MM-dd";
    }
  }

  /** Pattern, number, and the language of its marks when it is not English. */
  static Object numberFormat(Object[] values) {
    Locale language = Locale.forLanguageTag(values.length > 2 ? values[2].toString() : "en");
    return formatted(values[0], values[1], DecimalFormatSymbols.getInstance(language));
  }

  private static Object formatted(Object pattern, Object value, DecimalFormatSymbols symbols) {
    Double number = Values.number(value);
    return number == null ? null : new DecimalFormat(pattern.toString(), symbols).format(number);
  }

  /** Pattern, moment. */
  static Object dateFormat(Object[] values) {
    Instant moment = Values.instant(values[1]);
    if (moment == null) {
      return null;
    }
    SimpleDateFormat format = new SimpleDateFormat(values[0].toString(), Locale.ENGLISH);
    format.setTimeZone(TimeZone.getTimeZone("UTC"));
    return format.format(Date.from(moment));
  }

  /**
   * {@code FormatNumber} of SE: number, pattern, pattern of negative numbers (may be empty),
   * decimal point, grouping separator.
   */
  static Object formatNumber(Object[] values) {
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ENGLISH);
    symbols.setDecimalSeparator(values[3].toString().charAt(0));
    symbols.setGroupingSeparator(values[4].toString().charAt(0));
    String negative = values[2].toString();
    return formatted(
        negative.isEmpty() ? values[1] : values[1] + ";" + negative, values[0], symbols);
  }

  /** A date pattern of SE as Java's; what is no token stands as it is. */
  static String javaPattern(String pattern) {
    StringBuilder java = new StringBuilder();
    int at = 0;
    while (at < pattern.length()) {
      int here = at;
      List<String> token =
          DATE_TOKENS.stream()
              .filter(known -> pattern.startsWith(known.get(0), here))
              .findFirst()
              .orElse(null);
      if (token != null) {
        java.append(token.get(1));
        at += token.get(0).length();
      } else {
        char c = pattern.charAt(at++);
        java.append(c == '\'' ? "''" : Character.isLetter(c) ? "'" + c + "'" : String.valueOf(c));
      }
    }
    return java.toString();
  }
}
