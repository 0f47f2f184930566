/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import java.util.Arrays;

/**
 * A pattern with wild cards; case matters. Matching takes at most length of text times length of
 * pattern steps, whatever the pattern.
 */
public final class LikePattern {

  private static final int ANY = -1;
  private static final int ONE = -2;

  private final int[] pattern;

  /**
   * @param wildCard stands for any number of characters
   * @param singleChar stands for one
   * @param escape makes the next character an ordinary one
   */
  public LikePattern(String text, char wildCard, char singleChar, char escape) {
    int[] made = new int[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == escape && i + 1 < text.length()) {
        made[length++] = text.charAt(++i);
      } else if (c == wildCard) {
        made[length++] = ANY;
      } else if (c == singleChar) {
        made[length++] = ONE;
      } else {
        made[length++] = c;
      }
    }
    this.pattern = Arrays.copyOf(made, length);
  }

  /** Whether the whole text fits. */
  public boolean matches(String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length && pattern[p] == ANY) {
        star = p++;
        resume = t;
      } else if (p < pattern.length && (pattern[p] == ONE || pattern[p] == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length && pattern[p] == ANY) {
      p++;
    }
    return p == pattern.length;
  }
}
