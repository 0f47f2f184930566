/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a request turned out to be, for the access log and the metrics: {@code WFS GetFeature}. Only
 * names that are known here come through, so that what clients make up fills neither.
 */
public final class Operations {

  /** The request attribute that holds it; the access log's pattern names it too. */
  public static final String ATTRIBUTE = "socialbalance.operation";

  private static final String OTHER = "other";

  private static final Map<String, String> KNOWN = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  static {
    Arrays.asList(
            "GetCapabilities",
            "GetMap",
            "GetFeatureInfo",
            "GetLegendGraphic",
            "DescribeLayer",
            "GetStyles",
            "GetTile",
            "DescribeFeatureType",
            "GetFeature",
            "GetPropertyValue",
            "ListStoredQueries",
            "DescribeStoredQueries")
        .forEach(name -> KNOWN.put(name, name));
  }

  private Operations() {}

  /** Remembers the operation of a service, as far as it is known. */
  public static void note(HttpServletRequest request, String service, String operation) {
    request.setAttribute(
        ATTRIBUTE,
        service + " " + (operation == null ? OTHER : KNOWN.getOrDefault(operation.trim(), OTHER)));
  }

  /** The operation that was noted; {@code other} when none was. */
  static String of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof String operation ? operation : OTHER;
  }
}
