/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cells;

import java.time.Duration;

/**
 * What a count did.
 *
 * @param facts facts of the source systems that the catalogue asks for
 * @param scans scans over the facts: one per period and reference day
 * @param cells cells counted from the register
 * @param delivered cells copied from delivered figures
 * @param ignoredFigures delivered figures that no indicator, level, period or valid area of the
 *     catalogue asks for
 * @param withoutAddress residents without a known address on the last day that is counted
 * @param duration wall clock time
 */
public record CellReport(
    long facts,
    int scans,
    long cells,
    long delivered,
    long ignoredFigures,
    long withoutAddress,
    Duration duration) {

  /** One line for people. */
  public String summary() {
    return "%,d cells from %,d facts in %d scans, %,d delivered (%,d ignored), %.1f s"
        .formatted(cells, facts, scans, delivered, ignoredFigures, duration.toMillis() / 1000.0);
  }
}
