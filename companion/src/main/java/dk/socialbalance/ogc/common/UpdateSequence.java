/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

/** The parameter UPDATESEQUENCE of GetCapabilities (WMS 1.3.0, 7.2.3.5; OWS Common 1.1, 7.3.4). */
public final class UpdateSequence {

  private UpdateSequence() {}

  /**
   * Whether the client has the current document already.
   *
   * @param asked null when the client has nothing
   * @throws OwsException InvalidUpdateSequence when both are numbers and the client's is the higher
   */
  public static boolean isCurrent(String asked, String revision) {
    if (asked == null) {
      return false;
    }
    if (isNumber(asked) && isNumber(revision) && Long.parseLong(asked) > Long.parseLong(revision)) {
      throw new OwsException(
          400,
          "InvalidUpdateSequence",
          "UPDATESEQUENCE",
          "UPDATESEQUENCE is higher than the service's, " + revision);
    }
    return asked.equals(revision);
  }

  private static boolean isNumber(String text) {
    return text.matches("\\d{1,18}");
  }
}
