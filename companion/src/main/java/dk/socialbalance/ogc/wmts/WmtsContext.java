/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wmts;

import dk.socialbalance.ogc.common.BaseUrl;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Where a request came in: what the capabilities say about themselves depends on it.
 *
 * @param base public address of all doors
 * @param inWorkspace whether the address is the workspace's own, where layers have plain names
 * @param language {@code da} or {@code en}
 */
record WmtsContext(String base, boolean inWorkspace, String language) {

  static WmtsContext of(HttpServletRequest request, ServiceSettings settings, String language) {
    return new WmtsContext(
        BaseUrl.of(request, settings),
        request.getRequestURI().contains("/" + Snapshot.WORKSPACE + "/wmts"),
        language);
  }

  /** The name that a layer is advertised by. */
  String layerName(Layer layer) {
    return inWorkspace ? layer.name() : layer.description().qualifiedName().toString();
  }

  /** The address of one of the workspace's or of all doors. */
  String door(String name) {
    return base + (inWorkspace ? "/" + Snapshot.WORKSPACE : "") + "/" + name;
  }

  /** What addresses by path begin with. */
  String rest() {
    return door("wmts") + "/1.0.0";
  }
}
