/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import java.util.List;
import java.util.Map;

/**
 * What publishing came to.
 *
 * @param publication number of the publication that is current now
 * @param unchanged true: nothing had changed, so no new publication was made
 * @param shown cells with numbers
 * @param hiddenByRule hidden cells by rule; for administrators
 * @param withoutData cells for which there are no figures
 * @param layers number of layers
 * @param remarks what could not be computed as asked, a line each
 * @param controlMillis how long disclosure control took
 * @param millis duration of all
 */
public record PublicationReport(
    long publication,
    boolean unchanged,
    long shown,
    Map<String, Long> hiddenByRule,
    long withoutData,
    int layers,
    List<String> remarks,
    long controlMillis,
    long millis) {

  /** The number of hidden cells. */
  public long hidden() {
    return hiddenByRule.values().stream().mapToLong(Long::longValue).sum();
  }
}
