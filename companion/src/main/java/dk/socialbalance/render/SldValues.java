/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;

/**
 * Values of parameters. A constant is checked against its kind and range here; an expression is
 * checked when it has a value, and the symbol is left out where that is none.
 */
final class SldValues {

  private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:[0-9]{1,12}(?:\\.[0-9]{0,12})?|\\.[0-9]{1,12})");
  private static final int MAX_DASHES = 32;

  private SldValues() {}

  static Expression colour(SldElement element) throws StyleException {
    Expression value = value(element);
    if (value instanceof Literal literal
        && !COLOUR.matcher(String.valueOf(literal.getValue())).matches()) {
      throw element.refused("a colour is written as #rrggbb");
    }
    return value;
  }

  static Expression number(SldElement element, double least, double most) throws StyleException {
    Expression value = value(element);
    return value instanceof Literal literal
        ? SldExpressions.FACTORY.literal(
            parse(element, String.valueOf(literal.getValue()), least, most))
        : value;
  }

  /** A constant number within bounds. */
  static double parse(SldElement element, String text, double least, double most)
      throws StyleException {
    double number = parse(element, text);
    if (!(number >= least && number <= most)) {
      throw element.refused(
          String.format(Locale.ROOT, "must be a number from %s to %s", plain(least), plain(most)));
    }
    return number;
  }

  static Expression word(SldElement element, String... allowed) throws StyleException {
    String word = element.text();
    if (!Arrays.asList(allowed).contains(word)) {
      throw element.refused("must be one of " + String.join(", ", allowed));
    }
    return SldExpressions.FACTORY.literal(word);
  }

  /** Lengths of dashes and gaps in turn. */
  static List<Expression> dashes(SldElement element) throws StyleException {
    List<Expression> dashes = new ArrayList<>();
    double sum = 0;
    for (String part : element.text().split("[\\s,]+", MAX_DASHES + 1)) {
      double length = parse(element, part);
      if (!(length >= 0 && length <= 1000)) {
        throw element.refused("must be at most " + MAX_DASHES + " lengths from 0 to 1000");
      }
      sum += length;
      dashes.add(SldExpressions.FACTORY.literal(length));
    }
    if (sum < 1) {
      throw element.refused("dashes and gaps together must be at least 1 pixel");
    }
    return dashes;
  }

  /** A whole number or a decimal one, as XML writes them. */
  static double parse(SldElement element, String text) throws StyleException {
    if (!NUMBER.matcher(text).matches()) {
      throw element.refused("must be a number");
    }
    return Double.parseDouble(text);
  }

  private static Expression value(SldElement element) throws StyleException {
    Expression value = SldExpressions.mixed(element);
    if (value == null) {
      throw element.refused("is empty");
    }
    if (value instanceof Literal literal) {
      return SldExpressions.FACTORY.literal(String.valueOf(literal.getValue()).strip());
    }
    return value;
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
