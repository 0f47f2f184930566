/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import static dk.socialbalance.render.Values.number;
import static dk.socialbalance.render.Values.truth;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * The functions that a style may use, under the names by which GeoTools, and so GeoServer, knows
 * them; every other name is refused. They are written anew here because GeoTools' own take the time
 * zone and the language of the machine, end in exceptions where a value is missing, and are looked
 * up among hundreds that no style should reach.
 *
 * <p>A missing value makes the result a missing one, except where a function is about that ({@code
 * isNull}, {@code Concatenate}, {@code if_then_else}). So does a value of the wrong kind.
 */
final class StyleFunctions {

  /** Most arguments of a function that takes many. */
  private static final int MANY = 400;

  /** What a function does with the values of its arguments. */
  @FunctionalInterface
  interface Body {
    Object apply(Object[] values);
  }

  /**
   * A function.
   *
   * @param least least number of arguments
   * @param most greatest number of arguments
   * @param takesMissing whether it looks at missing values itself
   */
  record Definition(String name, int least, int most, boolean takesMissing, Body body) {

    Object apply(Object[] values) {
      if (!takesMissing) {
        for (Object value : values) {
          if (value == null) {
            return null;
          }
        }
      }
      Object result = body.apply(values);
      return result instanceof Double number && !Double.isFinite(number) ? null : result;
    }
  }

  private static final Map<String, Definition> ALL = new HashMap<>();

  static {
    unary("abs", Math::abs);
    unary("ceil", Math::ceil);
    unary("floor", Math::floor);
    unary("sqrt", Math::sqrt);
    unary("log", Math::log);
    unary("exp", Math::exp);
    binary("min", Math::min);
    binary("max", Math::max);
    binary("pow", Math::pow);
    exactly("round", 1, v -> map(number(v[0]), d -> (int) Math.floor(d + 0.5)));
    exactly("modulo", 2, v -> both(v, (a, b) -> b == 0 ? null : (Object) (int) (a % b)));

    missing("if_then_else", 3, 3, v -> map(truth(v[0]), yes -> yes ? v[1] : v[2]));
    missing("isNull", 1, 1, v -> v[0] == null);
    exactly("not", 1, v -> map(truth(v[0]), yes -> !yes));
    compares("equalTo", order -> order == 0);
    compares("notEqualTo", order -> order != 0);
    compares("lessThan", order -> order < 0);
    compares("lessEqualThan", order -> order <= 0);
    compares("greaterThan", order -> order > 0);
    compares("greaterEqualThan", order -> order >= 0);
    exactly("between", 3, v -> holds(v[0], v[1], o -> o >= 0) && holds(v[0], v[2], o -> o <= 0));
    define("in", 2, MANY, false, StyleFunctions::isAmong);

    missing("Concatenate", 2, MANY, StyleFunctions::join);
    missing("strConcat", 2, 2, StyleFunctions::join);
    text("strToUpperCase", text -> text.toUpperCase(Locale.ROOT));
    text("strToLowerCase", text -> text.toLowerCase(Locale.ROOT));
    text("strTrim", String::strip);
    text("strLength", String::length);
    exactly("strTrim2", 3, v -> trimmed(v[0].toString(), v[1].toString(), v[2].toString()));
    exactly("strSubstring", 3, v -> part(v[0].toString(), number(v[1]), number(v[2])));
    exactly(
        "strSubstringStart",
        2,
        v -> part(v[0].toString(), number(v[1]), (double) v[0].toString().length()));
    exactly("strIndexOf", 2, v -> v[0].toString().indexOf(v[1].toString()));
    exactly("strLastIndexOf", 2, v -> v[0].toString().lastIndexOf(v[1].toString()));
    exactly("strStartsWith", 2, v -> v[0].toString().startsWith(v[1].toString()));
    exactly("strEndsWith", 2, v -> v[0].toString().endsWith(v[1].toString()));
    exactly("strEqualsIgnoreCase", 2, v -> v[0].toString().equalsIgnoreCase(v[1].toString()));
    define("numberFormat", 2, 3, false, StyleFormats::numberFormat);
    exactly("dateFormat", 2, StyleFormats::dateFormat);

    define("Categorize", 2, MANY, true, StyleClasses::categorize);
    define("Recode", 3, MANY, false, StyleClasses::recode);
    define("Interpolate", 3, MANY, false, StyleClasses::interpolate);
  }

  private StyleFunctions() {}

  /** The function of this name; null when the list has none. */
  static Definition named(String name) {
    return ALL.get(name);
  }

  /** All of them. */
  static Collection<Definition> all() {
    return ALL.values();
  }

  private static void define(String name, int least, int most, boolean takesMissing, Body body) {
    ALL.put(name, new Definition(name, least, most, takesMissing, body));
  }

  private static void exactly(String name, int arguments, Body body) {
    define(name, arguments, arguments, false, body);
  }

  private static void missing(String name, int least, int most, Body body) {
    define(name, least, most, true, body);
  }

  private static void unary(String name, DoubleUnaryOperator body) {
    exactly(name, 1, v -> map(number(v[0]), body::applyAsDouble));
  }

  private static void binary(String name, DoubleBinaryOperator body) {
    exactly(name, 2, v -> both(v, body::applyAsDouble));
  }

  private static void text(String name, Function<String, Object> body) {
    exactly(name, 1, v -> body.apply(v[0].toString()));
  }

  private static void compares(String name, IntPredicate fits) {
    exactly(name, 2, v -> holds(v[0], v[1], fits));
  }

  private static <T> Object map(T value, Function<T, Object> body) {
    return value == null ? null : body.apply(value);
  }

  private static Object both(Object[] values, BiFunction<Double, Double, Object> body) {
    Double a = number(values[0]);
    Double b = number(values[1]);
    return a == null || b == null ? null : body.apply(a, b);
  }

  private static boolean holds(Object left, Object right, IntPredicate fits) {
    Integer order = Values.compare(left, right, true);
    return order != null && fits.test(order);
  }

  private static boolean isAmong(Object[] values) {
    for (int i = 1; i < values.length; i++) {
      if (holds(values[0], values[i], order -> order == 0)) {
        return true;
      }
    }
    return false;
  }

  private static String join(Object[] values) {
    StringBuilder joined = new StringBuilder();
    for (Object value : values) {
      joined.append(value == null ? "" : value);
    }
    return joined.toString();
  }

  /** From one place (counted from 0) to before another; null where the text has not both. */
  private static String part(String text, Double from, Double to) {
    if (from == null || to == null || from < 0 || to < from || to > text.length()) {
      return null;
    }
    return text.substring(from.intValue(), to.intValue());
  }

  /**
   * The text without a character at its ends.
   *
   * @param where {@code leading}, {@code trailing} or {@code both}
   * @param character one character
   */
  static String trimmed(String text, String where, String character) {
    if (character.length() != 1) {
      return null;
    }
    char stripped = character.charAt(0);
    int from = 0;
    int to = text.length();
    while (!"trailing".equals(where) && from < to && text.charAt(from) == stripped) {
      from++;
    }
    while (!"leading".equals(where) && to > from && text.charAt(to - 1) == stripped) {
      to--;
    }
    return text.substring(from, to);
  }
}
