/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.IntPredicate;

/** Comparisons of an attribute with literals, by the attribute's type. */
final class Comparison {

  private final Layer layer;
  private final int attribute;

  Comparison(Layer layer, int attribute) {
    this.layer = layer;
    this.attribute = attribute;
  }

  /**
   * A comparison with one literal.
   *
   * @param sign takes the sign of (value - literal)
   */
  RowCondition with(String literal, boolean matchCase, IntPredicate sign) {
    Comparable<?> other = literal(literal);
    return row -> {
      Object value = layer.value(row, attribute);
      if (value == null) {
        return RowCondition.Truth.UNKNOWN;
      }
      return RowCondition.Truth.of(sign.test(compare(value, other, matchCase)));
    };
  }

  /** The attribute matches a pattern; see {@link #matches}. */
  RowCondition like(String pattern, char many, char one, char escape, boolean matchCase) {
    if (layer.attributes().get(attribute).type() != Column.Type.TEXT) {
      throw FilterException.wrong(name() + " is no text: it cannot be compared to a pattern.");
    }
    String[] tokens = tokens(matchCase ? pattern : lower(pattern), many, one, escape);
    return row -> {
      String value = (String) layer.value(row, attribute);
      if (value == null) {
        return RowCondition.Truth.UNKNOWN;
      }
      return RowCondition.Truth.of(matches(matchCase ? value : lower(value), tokens));
    };
  }

  /** The attribute has no value. */
  RowCondition missing() {
    return row -> RowCondition.Truth.of(layer.value(row, attribute) == null);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static int compare(Object value, Comparable<?> other, boolean matchCase) {
    if (value instanceof String text) {
      String literal = (String) other;
      return matchCase ? text.compareTo(literal) : lower(text).compareTo(lower(literal));
    }
    if (value instanceof Instant instant) {
      return instant.compareTo((Instant) other);
    }
    BigDecimal number =
        value instanceof Double real
            ? BigDecimal.valueOf(real)
            : BigDecimal.valueOf(((Number) value).longValue());
    return number.compareTo((BigDecimal) other);
  }

  private String name() {
    return layer.attributes().get(attribute).name();
  }

  private Comparable<?> literal(String text) {
    String trimmed = text.trim();
    try {
      return switch (layer.attributes().get(attribute).type()) {
        case TEXT -> text;
        case INTEGER, BIGINT, DOUBLE -> number(trimmed);
        case TIMESTAMP -> instant(trimmed);
        case DATE, BOOLEAN ->
            throw FilterException.unsupported(name() + " cannot be compared with a literal.");
      };
    } catch (NumberFormatException | DateTimeException e) {
      throw FilterException.wrong(
          "'" + FilterException.shown(text) + "' cannot be compared with " + name() + ".");
    }
  }

  private static BigDecimal number(String text) {
    // Bounded, since arithmetic with a huge exponent takes for ever.
    if (!text.matches("[-+]?(\\d{1,20}(\\.\\d{0,20})?|\\.\\d{1,20})([eE][-+]?\\d{1,3})?")) {
      throw new NumberFormatException();
    }
    return new BigDecimal(text);
  }

  private static Instant instant(String text) {
    String iso = text.replace('/', '-').replace(' ', 'T');
    if (iso.length() <= 10) {
      return LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    return iso.matches(".*(Z|[+-]\\d{2}:\\d{2})")
        ? OffsetDateTime.parse(iso).toInstant()
        : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
  }

  private static final String MANY = "*";
  private static final String ONE = "?";

  /** Characters one by one (as {@code =x}), {@link #MANY} and {@link #ONE}. */
  private static String[] tokens(String pattern, char many, char one, char escape) {
    java.util.List<String> tokens = new java.util.ArrayList<>();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == escape && i + 1 < pattern.length()) {
        i++;
        tokens.add("=" + pattern.charAt(i));
      } else if (c == many) {
        tokens.add(MANY);
      } else {
        tokens.add(c == one ? ONE : "=" + c);
      }
    }
    return tokens.toArray(String[]::new);
  }

  /** Matches with one point of return, so that no pattern takes longer than text times pattern. */
  private static boolean matches(String text, String[] tokens) {
    int t = 0;
    int p = 0;
    int backText = -1;
    int backPattern = -1;
    while (t < text.length()) {
      if (p < tokens.length && tokens[p].equals(MANY)) {
        backPattern = p++;
        backText = t;
      } else if (p < tokens.length
          && (tokens[p].equals(ONE)
              || (tokens[p].charAt(0) == '=' && tokens[p].charAt(1) == text.charAt(t)))) {
        t++;
        p++;
      } else if (backPattern >= 0) {
        p = backPattern + 1;
        t = ++backText;
      } else {
        return false;
      }
    }
    while (p < tokens.length && tokens[p].equals(MANY)) {
      p++;
    }
    return p == tokens.length;
  }
}
