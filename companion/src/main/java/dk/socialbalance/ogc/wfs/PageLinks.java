/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The addresses of the pages before and after an answer (ISO 19142, 7.7.4.4).
 *
 * @param next null when this is the last page
 * @param previous null when this is the first
 */
record PageLinks(String next, String previous) {

  /** The pages beside the one that answers a request. */
  static PageLinks of(WfsContext context, FeatureQuery query) {
    WfsRequest.GetFeature request = query.request();
    if (request.parameters() == null || query.count() == 0) {
      return new PageLinks(null, null);
    }
    int start = request.start();
    if (request.hits()) {
      boolean pages = request.count() != null && query.matched() > 0;
      return new PageLinks(pages ? address(context, query, 0, query.count()) : null, null);
    }
    long after = (long) start + query.count();
    String next =
        after < query.matched() ? address(context, query, (int) after, query.count()) : null;
    // The page before the first whole one is shorter.
    String previous =
        start == 0
            ? null
            : address(
                context, query, Math.max(0, start - query.count()), Math.min(query.count(), start));
    return new PageLinks(next, previous);
  }

  private static String address(WfsContext context, FeatureQuery query, int from, int size) {
    Map<String, String> all = new TreeMap<>();
    query
        .request()
        .parameters()
        .forEach((name, value) -> all.put(name.toUpperCase(Locale.ROOT), value));
    boolean older = all.containsKey("MAXFEATURES") && !all.containsKey("COUNT");
    all.put(older ? "MAXFEATURES" : "COUNT", Integer.toString(size));
    all.put("STARTINDEX", Integer.toString(from));
    all.put("RESULTTYPE", "results");
    return context.address()
        + "?"
        + all.entrySet().stream()
            .map(
                pair ->
                    URLEncoder.encode(pair.getKey(), StandardCharsets.UTF_8)
                        + "="
                        + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
  }
}
