/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;

/** The language of an answer: Danish ({@code da}) or English ({@code en}); Danish by default. */
public final class Languages {

  /** All that answers are written in, the usual one first. */
  public static final List<String> ALL = List.of("da", "en");

  private static final int MAX_HEADER = 500;

  private Languages() {}

  /**
   * From LANGUAGE, else ACCEPTLANGUAGES (OWS Common 1.1, comma- or space-separated, the first that
   * is known), else the header Accept-Language.
   */
  public static String of(Kvp kvp, HttpServletRequest request) {
    for (String parameter : List.of("LANGUAGE", "ACCEPTLANGUAGES")) {
      String value = kvp.get(parameter);
      if (value != null) {
        for (String wanted : value.split("[,\\s]+")) {
          String known = known(wanted);
          if (known != null) {
            return known;
          }
        }
      }
    }
    return ofHeader(request.getHeader("Accept-Language"));
  }

  /** From the header Accept-Language (RFC 9110, 12.5.4); null and nonsense mean Danish. */
  public static String ofHeader(String header) {
    if (header == null || header.length() > MAX_HEADER) {
      return "da";
    }
    try {
      for (Locale.LanguageRange range : Locale.LanguageRange.parse(header)) {
        String known = range.getWeight() > 0 ? known(range.getRange()) : null;
        if (known != null) {
          return known;
        }
      }
    } catch (IllegalArgumentException e) {
      return "da";
    }
    return "da";
  }

  private static String known(String tag) {
    String lower = tag.toLowerCase(Locale.ROOT);
    if (lower.equals("*") || lower.matches("(da|dan)(-.*)?")) {
      return "da";
    }
    return lower.matches("(en|eng)(-.*)?") ? "en" : null;
  }
}
