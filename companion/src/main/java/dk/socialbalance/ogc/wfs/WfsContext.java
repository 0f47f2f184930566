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
  static String qualified(String layer) {
    return Snapshot.WORKSPACE + ":" + layer;
  }

  /** The coordinate systems on offer for a layer. */
  CrsTable table(Layer layer) {
    return layer.hasGeometry() ? CrsTable.of(layer.nativeSrid()) : table;
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
