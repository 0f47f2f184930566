/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.Color;
import java.util.Set;

/** The functions that put values into classes (OGC 05-077r4, 11.7): arguments as in GeoTools. */
final class StyleClasses {

  /** Words at the end of {@code Categorize}: to which class a threshold itself belongs. */
  static final Set<String> BELONGS = Set.of("preceding", "succeeding");

  /** Words at the end of {@code Interpolate}: how, and of what. */
  static final Set<String> INTERPOLATES = Set.of("linear", "cosine", "numeric", "color");

  private StyleClasses() {}

  /** How many of the last values are words of the function. */
  private static int words(Object[] values, Set<String> words) {
    int count = 0;
    while (count < values.length - 1
        && words.contains(String.valueOf(values[values.length - 1 - count]))) {
      count++;
    }
    return count;
  }

  /**
   * The value of a class: tested value, first class, then threshold and class in turn, ascending. A
   * missing value belongs to no class: an area without a figure must not look like the lowest.
   */
  static Object categorize(Object[] values) {
    if (values[0] == null) {
      return null;
    }
    int words = words(values, BELONGS);
    boolean preceding = words > 0 && "preceding".equals(values[values.length - 1].toString());
    Object found = values[1];
    for (int i = 2; i + 1 < values.length - words; i += 2) {
      Integer order = Values.compare(values[0], values[i], true);
      if (order == null) {
        return null;
      }
      if (preceding ? order <= 0 : order < 0) {
        break;
      }
      found = values[i + 1];
    }
    return found;
  }

  /** The value that stands beside an equal one: tested value, then pairs; null when none does. */
  static Object recode(Object[] values) {
    for (int i = 1; i + 1 < values.length; i += 2) {
      Integer order = Values.compare(values[0], values[i], true);
      if (order != null && order == 0) {
        return values[i + 1];
      }
    }
    return null;
  }

  /** A number or colour between two: tested number, then pairs of number and value, ascending. */
  static Object interpolate(Object[] values) {
    int words = words(values, INTERPOLATES);
    boolean cosine = false;
    boolean colours = false;
    for (int i = values.length - words; i < values.length; i++) {
      cosine |= "cosine".equals(values[i].toString());
      colours |= "color".equals(values[i].toString());
    }
    int end = values.length - words;
    Double at = Values.number(values[0]);
    if (at == null) {
      return null;
    }
    int next = 1;
    while (next + 1 < end) {
      Double data = Values.number(values[next]);
      if (data == null) {
        return null;
      }
      if (data > at) {
        break;
      }
      next += 2;
    }
    if (next == 1) {
      return single(values[2], colours);
    }
    if (next + 1 >= end) {
      return single(values[end - 1], colours);
    }
    double from = Values.number(values[next - 2]);
    double share = (at - from) / (Values.number(values[next]) - from);
    if (cosine) {
      share = (1 - Math.cos(share * Math.PI)) / 2;
    }
    return colours
        ? mixed(values[next - 1], values[next + 1], share)
        : mean(values[next - 1], values[next + 1], share);
  }

  private static Object single(Object value, boolean colours) {
    return colours ? value : Values.number(value);
  }

  private static Double mean(Object one, Object other, double share) {
    Double a = Values.number(one);
    Double b = Values.number(other);
    return a == null || b == null ? null : (Double) (a + share * (b - a));
  }

  private static String mixed(Object one, Object other, double share) {
    Color a = Parameters.rgb(one);
    Color b = Parameters.rgb(other);
    return a == null || b == null
        ? null
        : String.format(
            "#%02x%02x%02x",
            mixed(a.getRed(), b.getRed(), share),
            mixed(a.getGreen(), b.getGreen(), share),
            mixed(a.getBlue(), b.getBlue(), share));
  }

  private static int mixed(int one, int other, double share) {
    return (int) Math.round(one + share * (other - one));
  }
}
