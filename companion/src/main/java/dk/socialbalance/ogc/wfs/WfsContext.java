/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.BaseUrl;
import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.Gml;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the answer to one request is made from: one snapshot from start to end.
 *
 * @param snapshot what is served
 * @param settings of the installation
 * @param base the base URL of all doors, as the client sees it
 * @param address of this service, as the client sees it: without a query
 * @param table the coordinate systems on offer for layers in the installation's own
 */
record WfsContext(
    Snapshot snapshot, ServiceSettings settings, String base, String address, CrsTable table) {

  static WfsContext of(HttpServletRequest request, Snapshot snapshot, ServiceSettings settings) {
    String workspace = request.getRequestURI().contains("/socialbalance/") ? "/socialbalance" : "";
    String base = BaseUrl.of(request, settings);
    return new WfsContext(
        snapshot, settings, base, base + workspace + "/wfs", CrsTable.of(snapshot.srid()));
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

  /** The names of layers, with commas between, by namespace. */
  static Map<String, String> byNamespace(Collection<Layer> layers) {
    Map<String, Set<String>> names = new LinkedHashMap<>();
    for (Layer layer : layers) {
      names
          .computeIfAbsent(
              layer.description().qualifiedName().namespace(), any -> new LinkedHashSet<>())
          .add(qualified(layer));
    }
    Map<String, String> joined = new LinkedHashMap<>();
    names.forEach((namespace, some) -> joined.put(namespace, String.join(",", some)));
    return joined;
  }

  /** The coordinate systems on offer for a layer. */
  CrsTable table(Layer layer) {
    return CrsTable.of(snapshot.srid(), layer);
  }

  /** Where a published schema of OGC is to be had from this service itself. */
  String schema(String path) {
    return base + "/schemas/" + path;
  }

  /** Where the XML schema of some layers is to be had. */
  String schemaUrl(String layers, Gml gml) {
    return address
        + "?SERVICE=WFS&VERSION="
        + WfsVersion.of(gml).number()
        + "&REQUEST=DescribeFeatureType&"
        + (gml == Gml.V3_2 ? "TYPENAMES=" : "TYPENAME=")
        + URLEncoder.encode(layers, StandardCharsets.UTF_8);
  }
}
