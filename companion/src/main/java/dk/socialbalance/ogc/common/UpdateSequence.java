/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The parameter UPDATESEQUENCE of GetCapabilities (WMS 1.3.0, 7.2.3.5; OWS Common 1.1, 7.3.4). */
public final class UpdateSequence {

  private UpdateSequence() {}

  private static final Pattern PART = Pattern.compile("\\d{1,18}|\\D+|\\d");
  private static final int LONGEST = 200;

  /**
   * Whether the client has the current document already. Sequences are compared part by part:
   * numbers by value, what stands between them by letter.
   *
   * @param asked null when the client has nothing
   * @throws OwsException InvalidUpdateSequence when the client's is the higher
   */
  public static boolean isCurrent(String asked, String revision) {
    if (asked == null) {
      return false;
    }
    int order = asked.length() > LONGEST ? 1 : compare(parts(asked), parts(revision));
    if (order > 0) {
      throw new OwsException(
          400,
          "InvalidUpdateSequence",
          "UPDATESEQUENCE",
          "UPDATESEQUENCE is higher than the service's, " + revision);
    }
    return order == 0;
  }

  private static List<String> parts(String sequence) {
    return PART.matcher(sequence).results().map(MatchResult::group).toList();
  }

  private static int compare(List<String> a, List<String> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static int compare(String a, String b) {
    boolean numbers = Character.isDigit(a.charAt(0)) && Character.isDigit(b.charAt(0));
    return numbers ? Long.compare(Long.parseLong(a), Long.parseLong(b)) : a.compareTo(b);
  }
}
