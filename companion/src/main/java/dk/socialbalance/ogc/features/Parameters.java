/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The query parameters of a request: case-sensitive, each at most once, unknown ones refused (OGC
 * API Features Part 1, 7.5 and requirement 8, /req/core/query-param-unknown).
 */
final class Parameters {

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
                "Unknown query parameter. This resource knows: " + String.join(", ", known) + ".");
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

  /** The value, or null. */
  String get(String name) {
    return values.get(name);
  }

  /** The same without some. */
  Parameters without(String... names) {
    Parameters rest = new Parameters(Map.of(), Set.of());
    rest.values.putAll(values);
    List.of(names).forEach(rest.values::remove);
    return rest;
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
  int wholeNumber(String name, int least, int otherwise) {
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
