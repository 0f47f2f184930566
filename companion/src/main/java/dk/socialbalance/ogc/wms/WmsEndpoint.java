/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.publication.Layer;

/**
 * Where a request came in: what the capabilities say about themselves depends on it.
 *
 * @param url the address of the service as clients see it, without a question mark
 * @param inWorkspace whether the address is the workspace's own, where layers have plain names
 */
record WmsEndpoint(String url, boolean inWorkspace) {

  /** The name that a layer is advertised by. */
  String layerName(Layer layer) {
    return inWorkspace ? layer.name() : layer.description().qualifiedName().toString();
  }
}
