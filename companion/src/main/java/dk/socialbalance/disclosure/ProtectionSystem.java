/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import java.util.List;

/**
 * All numbers that are connected by published sums, and what is secret among them.
 *
 * @param name for reports
 * @param unknowns the numbers that all others are sums of
 * @param relations public inequalities
 * @param cells what can be shown
 * @param guards what must not become known too well
 * @param singletons persons who know one hidden number
 */
public record ProtectionSystem(
    String name,
    List<Unknown> unknowns,
    List<Relation> relations,
    List<Cell> cells,
    List<Guard> guards,
    List<Singleton> singletons) {}
