/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.guard;

import java.util.Locale;
import java.util.Map;

/**
 * What the guard needs to know of a store.
 *
 * @param name workspace and name, for messages
 * @param parameters connection parameters, as texts
 * @param origin as its database answers
 */
public record StoreFacts(String name, Map<String, String> parameters, Origin origin) {

  /** A parameter in lower case, since keys differ by nothing else; empty when there is none. */
  String parameter(String key) {
    return parameters.entrySet().stream()
        .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).equals(key))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }
}
