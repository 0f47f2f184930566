/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import java.util.Map;
import java.util.Set;

/**
 * What is hidden so that every guard holds.
 *
 * @param hiddenFurther ids of the cells to hide beside those that were hidden before
 * @param ranges what everybody can work out of each guarded number, by the guard's name
 * @param cost the sum of the further cells' costs
 * @param programs how many linear programs were solved
 */
public record Protection(
    Set<String> hiddenFurther, Map<String, Range> ranges, double cost, long programs) {}
