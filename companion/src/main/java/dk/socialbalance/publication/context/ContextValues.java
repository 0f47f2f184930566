/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication.context;

import dk.socialbalance.publication.Column;
import dk.socialbalance.register.Masking;
import dk.socialbalance.register.RejectedRow;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/** Values of a file as values of an attribute. */
final class ContextValues {

  private static final int LONGEST_TEXT = 100_000;
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}Z?");
  private static final Pattern MOMENT =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2}([.,]\\d{1,9})?)?(Z|[+-]\\d{2}:?\\d{2})?");
  private static final Pattern CPR_WRITTEN =
      Pattern.compile("(?<!\\d)\\d{6}[-\u2013 ]\\d{4}(?!\\d)");
  private static final int[] CPR_WEIGHTS = {4, 3, 2, 7, 6, 5, 4, 3, 2, 1};

  private ContextValues() {}

  /** The type that a value by itself would need; empty for none. */
  static Optional<Column.Type> typeOf(Object raw) {
    if (raw == null) {
      return Optional.empty();
    }
    if (raw instanceof Boolean) {
      return Optional.of(Column.Type.BOOLEAN);
    }
    if (raw instanceof Long number) {
      return Optional.of(number == number.intValue() ? Column.Type.INTEGER : Column.Type.BIGINT);
    }
    if (raw instanceof Double) {
      return Optional.of(Column.Type.DOUBLE);
    }
    String text = raw.toString();
    if (day(text) != null) {
      return Optional.of(Column.Type.DATE);
    }
    return Optional.of(moment(text) != null ? Column.Type.TIMESTAMP : Column.Type.TEXT);
  }

  /**
   * A value as PostgreSQL's COPY takes it; null for none.
   *
   * @throws RejectedRow when it is no value of the type
   */
  static String copied(Object raw, Column.Type type) throws RejectedRow {
    if (raw == null) {
      return null;
    }
    if (type != Column.Type.TEXT && raw.toString().isBlank()) {
      return null;
    }
    return switch (type) {
      case TEXT -> text(raw);
      case INTEGER -> Long.toString(whole(raw, Integer.MIN_VALUE, Integer.MAX_VALUE));
      // The least long stands for "no value" in memory.
      case BIGINT -> Long.toString(whole(raw, Long.MIN_VALUE + 1, Long.MAX_VALUE));
      case DOUBLE -> real(raw);
      case BOOLEAN -> bool(raw);
      case DATE -> {
        LocalDate day = raw instanceof LocalDate known ? known : day(raw.toString());
        yield needed(day, "no day: yyyy-mm-dd is expected", raw).toString();
      }
      case TIMESTAMP -> {
        Instant moment = raw instanceof LocalDate known ? midnight(known) : moment(raw.toString());
        yield needed(moment, "no time: yyyy-mm-ddThh:mm:ssZ is expected", raw).toString();
      }
    };
  }

  private static <T> T needed(T value, String reason, Object raw) throws RejectedRow {
    if (value == null) {
      throw new RejectedRow(null, reason, Masking.value(raw.toString()));
    }
    return value;
  }

  private static String text(Object raw) throws RejectedRow {
    String text = raw.toString();
    if (text.indexOf('\0') >= 0) {
      throw new RejectedRow("a zero character");
    }
    if (text.length() > LONGEST_TEXT) {
      throw new RejectedRow("more than 100,000 characters");
    }
    if (CPR_WRITTEN.matcher(text).find()) {
      throw new RejectedRow("the form of a CPR number, which is never stored");
    }
    return text;
  }

  private static long whole(Object raw, long least, long most) throws RejectedRow {
    try {
      long value =
          raw instanceof Long number ? number : new BigDecimal(raw.toString()).longValueExact();
      if (value >= least && value <= most) {
        return value;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // told below
    }
    throw new RejectedRow(null, "no whole number of its column", Masking.value(raw.toString()));
  }

  private static String real(Object raw) throws RejectedRow {
    try {
      double value = Double.parseDouble(raw.toString());
      if (Double.isNaN(value)) {
        return null;
      }
      if (Double.isFinite(value)) {
        return Double.toString(value);
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new RejectedRow(null, "no number", Masking.value(raw.toString()));
  }

  private static String bool(Object raw) throws RejectedRow {
    return switch (raw.toString()) {
      case "true", "1" -> "t";
      case "false", "0" -> "f";
      default ->
          throw new RejectedRow(null, "neither true nor false", Masking.value(raw.toString()));
    };
  }

  private static LocalDate day(String text) {
    if (!DAY.matcher(text).matches()) {
      return null;
    }
    try {
      return LocalDate.parse(text.substring(0, 10));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Without an offset it is UTC; finer than a millisecond is cut off. */
  private static Instant moment(String text) {
    LocalDate day = day(text);
    if (day != null) {
      return midnight(day);
    }
    if (!MOMENT.matcher(text).matches()) {
      return null;
    }
    String iso =
        text.replace(' ', 'T').replace(',', '.').replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2");
    try {
      Instant moment =
          iso.substring(10).matches(".*(Z|[+-]\\d{2}:\\d{2})")
              ? OffsetDateTime.parse(iso).toInstant()
              : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
      return moment.truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /**
   * Whether a bare number is a CPR number by all that can be told: day and month exist, and the
   * check digit fits. A leading zero may be lost. Other numbers of ten digits seldom fit, so that a
   * column of which most do is one of persons.
   */
  static boolean isCpr(Object raw) {
    String digits = raw.toString().strip();
    if (!digits.matches("\\d{9,10}")) {
      return false;
    }
    digits = digits.length() == 9 ? "0" + digits : digits;
    int day = Integer.parseInt(digits.substring(0, 2));
    int month = Integer.parseInt(digits.substring(2, 4));
    int sum = 0;
    for (int i = 0; i < 10; i++) {
      sum += CPR_WEIGHTS[i] * (digits.charAt(i) - '0');
    }
    return day >= 1 && day <= 31 && month >= 1 && month <= 12 && sum % 11 == 0;
  }
}
