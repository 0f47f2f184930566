/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;

/**
 * Where a request came in: what the capabilities say about themselves depends on it.
 *
 * @param base the address of all doors as clients see it, without a slash at the end
 * @param inWorkspace whether the address is the workspace's own, where layers have plain names
 */
record WmsEndpoint(String base, boolean inWorkspace) {

  /** The address of the map service, without a question mark. */
  String url() {
    return base + workspace() + "/wms";
  }

  /** The address of the service that has the features, without a question mark. */
  String wfsUrl() {
    return base + workspace() + "/wfs";
  }

  private String workspace() {
    return inWorkspace ? "/" + Snapshot.WORKSPACE : "";
  }

  /** The name that a layer is advertised by. */
  String layerName(Layer layer) {
    return inWorkspace ? layer.name() : layer.description().qualifiedName().toString();
  }
}
