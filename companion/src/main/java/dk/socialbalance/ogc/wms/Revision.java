/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.OwsException;

/** The parameter UPDATESEQUENCE of GetCapabilities (WMS 1.3.0, 7.2.3.5). */
final class Revision {

  private Revision() {}

  /**
   * Compares what the client has with what there is.
   *
   * @param asked null when the client has nothing
   * @throws OwsException CurrentUpdateSequence when they are the same, InvalidUpdateSequence when
   *     both are numbers and the client's is the higher
   */
  static void check(String asked, String revision) {
    if (asked == null) {
      return;
    }
    if (asked.equals(revision)) {
      throw new OwsException(
          400, "CurrentUpdateSequence", "UPDATESEQUENCE", "The capabilities have not changed");
    }
    if (isNumber(asked) && isNumber(revision) && Long.parseLong(asked) > Long.parseLong(revision)) {
      throw new OwsException(
          400,
          "InvalidUpdateSequence",
          "UPDATESEQUENCE",
          "UPDATESEQUENCE is higher than the service's, " + revision);
    }
  }

  private static boolean isNumber(String text) {
    return text.matches("\\d{1,18}");
  }
}
