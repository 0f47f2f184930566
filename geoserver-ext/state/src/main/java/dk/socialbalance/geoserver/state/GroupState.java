/* SPDX-License-Identifier: EUPL-1.2 OR GPL-2.0-or-later */
package dk.socialbalance.geoserver.state;

import java.util.List;

/**
 * A container of layers and groups.
 *
 * @param members names of layers, then of groups, in order
 */
public record GroupState(String name, Text title, List<String> members) {}
