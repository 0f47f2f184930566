/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.BaseUrl;
import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.Kvp;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
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

  /** The coordinate systems on offer for a layer. */
  CrsTable table(Layer layer) {
    return CrsTable.of(snapshot.srid(), layer);
  }

  /** A layer's name as it is advertised. */
  static String qualified(Layer layer) {
    return layer.description().qualifiedName().toString();
  }

  /** The name of something of a layer, such as a property, in the layer's namespace. */
  static String qualified(Layer layer, String name) {
    return layer.description().qualifiedName().prefix() + ":" + name;
  }

  /**
   * Declarations of the namespaces of layers, and of the workspace's, as attributes of an element:
   * name and value in turn; others may follow.
   */
  static String[] declaring(Collection<Layer> layers, String... others) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("xmlns:" + Snapshot.WORKSPACE, Snapshot.NAMESPACE);
    for (Layer layer : layers) {
      Layer.QualifiedName name = layer.description().qualifiedName();
      all.put("xmlns:" + name.prefix(), name.namespace());
    }
    List<String> attributes = new ArrayList<>();
    all.forEach((name, value) -> attributes.addAll(List.of(name, value)));
    attributes.addAll(Arrays.asList(others));
    return attributes.toArray(String[]::new);
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
