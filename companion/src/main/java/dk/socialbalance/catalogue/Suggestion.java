/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.catalogue;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The mend for a name that is unknown: the nearest known one, or all of them. */
final class Suggestion {

  private static final int MAX_LISTED = 20;

  private Suggestion() {}

  /** "did you mean 'x'?", or "known: a, b, c", or "none is known". */
  static String of(String name, Collection<String> known) {
    if (known.isEmpty()) {
      return "none is declared";
    }
    String nearest =
        known.stream()
            .min(Comparator.comparingInt((String k) -> distance(name, k)).thenComparing(k -> k))
            .orElseThrow();
    if (distance(name, nearest) < name.length()
        && distance(name, nearest) <= (name.length() + 2) / 3) {
      return "did you mean '" + nearest + "'?";
    }
    String list = String.join(", ", known.stream().limit(MAX_LISTED).toList());
    return "known: " + list + (known.size() > MAX_LISTED ? ", ..." : "");
  }

  /** Edits (insert, delete, replace) between two names, whatever their case. */
  private static int distance(String from, String to) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
