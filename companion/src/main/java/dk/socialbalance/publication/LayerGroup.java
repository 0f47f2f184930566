/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import dk.socialbalance.catalogue.LocalText;
import java.util.List;

/**
 * A container in the layer tree.
 *
 * @param parent name of the group that holds it; empty at the top
 * @param members names of layers, in order; groups name their parent instead
 */
public record LayerGroup(String name, String parent, LocalText title, List<String> members) {}
