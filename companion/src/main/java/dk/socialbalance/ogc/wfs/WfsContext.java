/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.BaseUrl;
import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.Kvp;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.publication.Snapshot;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the answer to one request is made from: one snapshot from start to end.
 *
 * @param snapshot what is served
 * @param settings of the installation
 * @param address of this service, as the client sees it: without a query
 * @param table the coordinate systems on offer
 */
record WfsContext(Snapshot snapshot, ServiceSettings settings, String address, CrsTable table) {

  static WfsContext of(HttpServletRequest request, Snapshot snapshot, ServiceSettings settings) {
    String workspace = request.getRequestURI().contains("/socialbalance/") ? "/socialbalance" : "";
    return new WfsContext(
        snapshot,
        settings,
        BaseUrl.of(request, settings) + workspace + "/wfs",
        CrsTable.of(snapshot.srid()));
  }

  /** A layer's name as it is advertised. */
  static String qualified(String layer) {
    return Snapshot.WORKSPACE + ":" + layer;
  }

  /** Where the XML schema of some layers is to be had. */
  String schemaUrl(String layers) {
    return address
        + "?SERVICE=WFS&VERSION=2.0.0&REQUEST=DescribeFeatureType&TYPENAMES="
        + URLEncoder.encode(layers, StandardCharsets.UTF_8);
  }

  /** The address of this request with some parameters changed: another page. */
  String sameRequest(Kvp kvp, Map<String, String> changed) {
    Map<String, String> all = new java.util.TreeMap<>(kvp.all());
    changed.forEach((name, value) -> all.put(name.toUpperCase(Locale.ROOT), value));
    return address
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
