/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values of one attribute for all rows of a layer, packed by type; immutable. */
public sealed interface Column {

  /** The types that a published attribute can have. */
  enum Type {
    TEXT,
    INTEGER,
    BIGINT,
    DOUBLE,
    TIMESTAMP,
    /** A day without a time; only layers that an installation loads itself have such. */
    DATE,
    /** True or false; only layers that an installation loads itself have such. */
    BOOLEAN
  }

  /**
   * The value of a row: {@link String}, {@link Integer}, {@link Long}, {@link Double}, {@link
   * Instant}, {@link LocalDate}, {@link Boolean}, or null.
   */
  Object value(int row);

  /** The number of rows. */
  int size();

  /** Packs values of the given type; an element may be null. */
  static Column of(Type type, List<?> values) {
    return switch (type) {
      case TEXT -> Text.of(values);
      case INTEGER, BIGINT, TIMESTAMP, DATE, BOOLEAN -> Whole.of(type, values);
      case DOUBLE -> Real.of(values);
    };
  }

  /** Texts; equal ones are kept once. */
  record Text(String[] dictionary, int[] codes) implements Column {

    static Text of(List<?> values) {
      Map<String, Integer> known = new HashMap<>();
      List<String> dictionary = new ArrayList<>();
      int[] codes = new int[values.size()];
      for (int row = 0; row < codes.length; row++) {
        String value = (String) values.get(row);
        codes[row] =
            value == null
                ? -1
                : known.computeIfAbsent(
                    value,
                    v -> {
                      dictionary.add(v);
                      return dictionary.size() - 1;
                    });
      }
      return new Text(dictionary.toArray(String[]::new), codes);
    }

    @Override
    public String value(int row) {
      return codes[row] < 0 ? null : dictionary[codes[row]];
    }

    @Override
    public int size() {
      return codes.length;
    }
  }

  /**
   * Integers, longs, instants (milliseconds since 1970), days (since 1970) and booleans (0, 1); the
   * smallest long is null.
   */
  record Whole(Type type, long[] values) implements Column {

    private static final long NULL = Long.MIN_VALUE;

    static Whole of(Type type, List<?> values) {
      long[] packed = new long[values.size()];
      for (int row = 0; row < packed.length; row++) {
        Object value = values.get(row);
        if (value == null) {
          packed[row] = NULL;
        } else if (value instanceof Instant instant) {
          packed[row] = instant.toEpochMilli();
        } else if (value instanceof LocalDate day) {
          packed[row] = day.toEpochDay();
        } else if (value instanceof Boolean known) {
          packed[row] = known ? 1 : 0;
        } else {
          packed[row] = ((Number) value).longValue();
        }
      }
      return new Whole(type, packed);
    }

    @Override
    public Object value(int row) {
      long value = values[row];
      if (value == NULL) {
        return null;
      }
      return switch (type) {
        case INTEGER -> Math.toIntExact(value);
        case TIMESTAMP -> Instant.ofEpochMilli(value);
        case DATE -> LocalDate.ofEpochDay(value);
        case BOOLEAN -> value != 0;
        default -> value;
      };
    }

    @Override
    public int size() {
      return values.length;
    }
  }

  /** Doubles; NaN is null, and never a value. */
  record Real(double[] values) implements Column {

    static Real of(List<?> values) {
      double[] packed = new double[values.size()];
      Arrays.setAll(
          packed,
          row -> {
            Object value = values.get(row);
            return value == null ? Double.NaN : ((Number) value).doubleValue();
          });
      return new Real(packed);
    }

    @Override
    public Double value(int row) {
      return Double.isNaN(values[row]) ? null : values[row];
    }

    @Override
    public int size() {
      return values.length;
    }
  }
}
