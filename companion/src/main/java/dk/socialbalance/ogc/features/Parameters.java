/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import dk.socialbalance.ogc.common.OwsException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The query parameters of a request: case-sensitive, each at most once, unknown ones refused (OGC
 * API Features Part 1, 7.5 and requirement 8, /req/core/query-param-unknown).
 */
public final class Parameters {

  /** The parameter that names the language of the answer, da or en, on every resource. */
  public static final String LANGUAGE = "lang";

  private static final int MAX_LENGTH = 4096;

  /** A filter has a bound of its own, for it may bring geometries. */
  private static final Set<String> BOUNDED_BY_READER = Set.of("filter");

  private final Map<String, String> values = new LinkedHashMap<>();

  /**
   * Checks and keeps the parameters.
   *
   * @param given as the servlet container decoded them
   * @param known every name that this resource has
   */
  Parameters(Map<String, String[]> given, Set<String> known) {
    given.forEach(
        (name, all) -> {
          if (!known.contains(name)) {
            throw ProblemException.badRequest(
                "Unknown query parameter '"
                    + OwsException.shown(name)
                    + "'. This resource knows: "
                    + String.join(", ", known)
                    + ".");
          }
          if (all.length > 1) {
            throw ProblemException.badRequest("Parameter '" + name + "' is given more than once.");
          }
          if (all[0].length() > MAX_LENGTH && !BOUNDED_BY_READER.contains(name)) {
            throw ProblemException.badRequest(
                "Parameter '" + name + "' is longer than " + MAX_LENGTH + " characters.");
          }
          values.put(name, all[0]);
        });
  }

  /** Those of a request; see above. */
  public static Parameters of(HttpServletRequest request, Set<String> known) {
    Map<String, String[]> given;
    try {
      given = request.getParameterMap();
    } catch (IllegalStateException e) {
      // The container's word for a query that is broken or beyond its own limits.
      throw ProblemException.badRequest(
          "The query cannot be read: a percent sign must be followed by two hexadecimal digits,"
              + " and text is UTF-8.");
    }
    return new Parameters(given, known);
  }

  /** The language that the request names; null when it leaves it to Accept-Language. */
  String language() {
    String language = values.get(LANGUAGE);
    if (language != null && !language.equals("da") && !language.equals("en")) {
      throw ProblemException.badRequest("Parameter '" + LANGUAGE + "' is da or en.");
    }
    return language;
  }

  /** True, false, or false when absent. */
  public boolean truth(String name) {
    String value = values.get(name);
    if (value != null && !value.equals("true") && !value.equals("false")) {
      throw ProblemException.badRequest("Parameter '" + name + "' is true or false.");
    }
    return "true".equals(value);
  }

  /** The value, or null. */
  public String get(String name) {
    return values.get(name);
  }

  /** The same without some. */
  Parameters without(String... names) {
    Parameters rest = new Parameters(Map.of(), Set.of());
    rest.values.putAll(values);
    List.of(names).forEach(rest.values::remove);
    return rest;
  }

  /** An address with all of them but some; ends in ? or &amp;, ready for more. */
  String address(String url, String... without) {
    StringBuilder address = new StringBuilder(url).append('?');
    without(without)
        .values
        .forEach(
            (name, value) ->
                address.append(encoded(name)).append('=').append(encoded(value)).append('&'));
    return address.toString();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** All of them, in request order. */
  Map<String, String> all() {
    return values;
  }

  /**
   * A whole number.
   *
   * @param least the smallest that is allowed
   * @param otherwise when the parameter is absent
   */
  public int wholeNumber(String name, int least, int otherwise) {
    String value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    // Ten digits always fit a long; what is beyond an int is as good as the largest int.
    if (!value.matches("\\d{1,10}") || Long.parseLong(value) < least) {
      throw ProblemException.badRequest(
          "Parameter '" + name + "' is no whole number of at least " + least + ".");
    }
    return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(value));
  }
}
