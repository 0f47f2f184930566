/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.formats;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * Values as cells that Excel with Danish settings reads as what they are: decimal comma, {@code
 * dd-mm-yyyy hh:mm:ss} in UTC, {@code SAND} and {@code FALSK}.
 *
 * <p>Excel guesses: it would take the code 0159 for the number 159, and the period 2016-06 for a
 * day. Texts that it could guess wrong are written as {@code ="0159"}, which gives the text.
 */
final class ExcelCells {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd-MM-uuuu");
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("dd-MM-uuuu HH:mm:ss");
  private static final DateTimeFormatter MILLISECOND =
      DateTimeFormatter.ofPattern("dd-MM-uuuu HH:mm:ss,SSS");

  /** Excel keeps so many digits of a number. */
  private static final long EXACT = 1_000_000_000_000_000L;

  /** A text in a formula can be no longer. */
  private static final int FORMULA_TEXT = 255;

  /** Begins as numbers, amounts, dates and times do, or is a truth value. */
  private static final Pattern GUESSED =
      Pattern.compile(
          "\\s*[(.,$€£%]*\\s*\\d.*"
              + "|\\s*(jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)\\p{L}*[\\s./-]*\\d.*"
              + "|\\s*(kr|dkk|eur|usd)\\.?\\s*\\d.*"
              + "|\\s*(sand|falsk|true|false)\\s*",
          Pattern.CASE_INSENSITIVE);

  private ExcelCells() {}

  static String cell(Object value) {
    if (value instanceof String text) {
      String harmless = CsvCells.defused(text);
      boolean guessed = text.length() <= FORMULA_TEXT && GUESSED.matcher(text).matches();
      return guessed ? quoted(text) : harmless;
    }
    if (value instanceof Double number) {
      return CsvCells.number(number).replace('.', ',');
    }
    if (value instanceof Long number && (number >= EXACT || number <= -EXACT)) {
      return quoted(number.toString());
    }
    if (value instanceof Instant moment) {
      return moment(moment);
    }
    if (value instanceof LocalDate day) {
      return dated(day) ? DAY.format(day) : day.toString();
    }
    if (value instanceof Boolean known) {
      return known ? "SAND" : "FALSK";
    }
    return value.toString();
  }

  private static String moment(Instant moment) {
    LocalDateTime time = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    if (!dated(time.toLocalDate())) {
      return moment.toString();
    }
    return (time.getNano() == 0 ? SECOND : MILLISECOND).format(time);
  }

  /** Excel's calendar is right from March 1900 to 9999. */
  private static boolean dated(LocalDate day) {
    return day.isAfter(LocalDate.of(1900, 2, 28)) && day.getYear() <= 9999;
  }

  private static String quoted(String text) {
    return "=\"" + text.replace("\"", "\"\"") + "\"";
  }
}
