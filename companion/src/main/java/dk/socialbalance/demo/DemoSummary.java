/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import java.time.Duration;
import java.util.Map;

/**
 * What was written.
 *
 * @param persons who lived there at any time in the ten years
 * @param residents on the last day
 * @param rows data rows of each CSV file, by its name
 * @param blemishes rows of the population register by what is unusual about them, and rows of other
 *     files that a load must reject
 * @param duration wall clock time
 */
public record DemoSummary(
    long persons,
    long residents,
    Map<String, Long> rows,
    Map<String, Long> blemishes,
    Duration duration) {}
