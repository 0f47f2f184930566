/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The parameters of an OGC request: names without regard to case, one value each (OWS Common 1.1,
 * 11.5.2). From the query, and from the body of a form post.
 */
public final class Kvp {

  private static final int MAX_PARAMETERS = 200;
  private static final int MAX_LENGTH = 16 * 1024;

  /** A request without parameters. */
  public static final Kvp EMPTY = new Kvp(Map.of());

  private final Map<String, String> values;

  private Kvp(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads the parameters of a request.
   *
   * @throws OwsException when there are too many, one is too long, one is given twice with
   *     different values, or the query cannot be decoded
   */
  public static Kvp of(HttpServletRequest request) {
    try {
      return of(request.getParameterMap());
    } catch (IllegalStateException e) {
      // The container's word for a query or form that is broken or beyond its own limits.
      throw new OwsException(
          400,
          OwsException.INVALID,
          "",
          "The parameters cannot be read: a percent sign must be followed by two hexadecimal"
              + " digits, text is UTF-8, and at most "
              + MAX_PARAMETERS
              + " parameters are taken.");
    }
  }

  /**
   * Takes parameters as the container gives them.
   *
   * @throws OwsException as {@link #of(HttpServletRequest)}
   */
  public static Kvp of(Map<String, String[]> parameters) {
    if (parameters.size() > MAX_PARAMETERS) {
      throw new OwsException(
          400,
          OwsException.INVALID,
          "",
          "At most " + MAX_PARAMETERS + " parameters, not " + parameters.size() + ".");
    }
    Map<String, String> values = new TreeMap<>();
    for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
      String name = parameter.getKey().toUpperCase(Locale.ROOT);
      for (String value : parameter.getValue()) {
        if (value.length() > MAX_LENGTH || name.length() > MAX_LENGTH) {
          throw OwsException.invalid(
              OwsException.shown(parameter.getKey()),
              "The value is too long: at most " + MAX_LENGTH + " characters.");
        }
        String former = values.putIfAbsent(name, value);
        if (former != null && !former.equals(value)) {
          throw OwsException.invalid(
              OwsException.shown(parameter.getKey()),
              "The parameter is given more than once, with different values.");
        }
      }
    }
    return new Kvp(Collections.unmodifiableMap(values));
  }

  /** The value without blanks around it; null when the parameter is absent or blank. */
  public String get(String name) {
    String value = values.get(name.toUpperCase(Locale.ROOT));
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** The same, or the given value when absent or blank. */
  public String get(String name, String otherwise) {
    String value = get(name);
    return value == null ? otherwise : value;
  }

  /** The value of the first of two names that is present: a standard's name, then an older one. */
  public String either(String name, String older) {
    String value = get(name);
    return value == null ? get(older) : value;
  }

  /** Whether the parameter was given at all, blank or not. */
  public boolean has(String name) {
    return values.containsKey(name.toUpperCase(Locale.ROOT));
  }

  /**
   * The value that a request cannot do without.
   *
   * @throws OwsException MissingParameterValue
   */
  public String require(String name) {
    String value = get(name);
    if (value == null) {
      throw OwsException.missing(name, "The parameter " + name + " is missing.");
    }
    return value;
  }

  /**
   * A whole number from {@code least} to the largest int; larger ones count as the largest.
   *
   * @return empty when the parameter is absent
   * @throws OwsException InvalidParameterValue when it is no such number
   */
  public OptionalInt number(String name, int least) {
    String value = get(name);
    if (value == null) {
      return OptionalInt.empty();
    }
    // Ten digits and more may not fit: the largest.
    int number =
        value.matches("\\d{1,9}")
            ? Integer.parseInt(value)
            : value.matches("\\d{10,40}") ? Integer.MAX_VALUE : -1;
    if (number < least) {
      throw OwsException.invalid(
          name, "'" + OwsException.shown(value) + "' is no whole number of " + least + " or more.");
    }
    return OptionalInt.of(number);
  }

  /** All parameters, names in upper case and in order. */
  public Map<String, String> all() {
    return values;
  }
}
