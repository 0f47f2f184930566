/* SPDX-License-Identifier: EUPL-1.2 OR GPL-2.0-or-later */
package dk.socialbalance.geoserver.state;

import java.util.Map;
import java.util.Optional;

/**
 * Everything that the plugin looks after.
 *
 * @param store connection parameters of the store; empty when there is none yet
 * @param service empty when there is none yet
 * @param revisions by layer: of which data the tiles were last known to be
 */
public record State(
    Map<String, String> store,
    Optional<ServiceState> service,
    Map<String, LayerState> layers,
    Map<String, StyleState> styles,
    Map<String, GroupState> groups,
    Map<String, String> revisions) {

  /** Of a GeoServer that the plugin has not written to. */
  public static final State EMPTY =
      new State(Map.of(), Optional.empty(), Map.of(), Map.of(), Map.of(), Map.of());
}
