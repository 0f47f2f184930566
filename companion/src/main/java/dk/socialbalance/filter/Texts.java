/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import java.text.Normalizer;
import java.util.Locale;

/** Text functions and patterns. */
final class Texts {

  private Texts() {}

  static String apply(Value.TextFunction function, String text) {
    return switch (function) {
      case CASEI -> folded(text);
      case ACCENTI ->
          Normalizer.normalize(
              Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", ""),
              Normalizer.Form.NFC);
      case LOWER -> text.toLowerCase(Locale.ROOT);
      case UPPER -> text.toUpperCase(Locale.ROOT);
    };
  }

  /** Letter by letter, so that a letter becomes the same at a word's end as within it. */
  private static String folded(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    text.toUpperCase(Locale.ROOT)
        .codePoints()
        .forEach(point -> folded.appendCodePoint(Character.toLowerCase(point)));
    return folded.toString();
  }

  /**
   * The text of a pattern.
   *
   * @throws FilterException when it is not a literal, or functions of one
   */
  static String constant(Value value) {
    if (value instanceof Value.Text text) {
      return text.text();
    }
    if (value instanceof Value.Untyped untyped) {
      return untyped.text();
    }
    if (value instanceof Value.Folded folded) {
      return apply(folded.function(), constant(folded.text()));
    }
    throw FilterException.wrong("A pattern is a text between quotes, not a property or a number.");
  }

  /** A pattern, taken apart. */
  static final class Pattern {

    private static final int MANY = -1;
    private static final int ONE = -2;

    /** Characters, {@link #MANY} and {@link #ONE}. */
    private final int[] tokens;

    Pattern(String pattern, char many, char one, char escape) {
      int[] found = new int[pattern.length()];
      int count = 0;
      for (int i = 0; i < pattern.length(); i++) {
        char c = pattern.charAt(i);
        if (c == escape && i + 1 < pattern.length()) {
          found[count++] = pattern.charAt(++i);
        } else if (c == many) {
          found[count++] = MANY;
        } else {
          found[count++] = c == one ? ONE : c;
        }
      }
      this.tokens = java.util.Arrays.copyOf(found, count);
    }

    /** One point of return, so that no pattern takes longer than text times pattern. */
    boolean matches(String text) {
      int t = 0;
      int p = 0;
      int backText = -1;
      int backPattern = -1;
      while (t < text.length()) {
        if (p < tokens.length && tokens[p] == MANY) {
          backPattern = p++;
          backText = t;
        } else if (p < tokens.length && (tokens[p] == ONE || tokens[p] == text.charAt(t))) {
          t++;
          p++;
        } else if (backPattern >= 0) {
          p = backPattern + 1;
          t = ++backText;
        } else {
          return false;
        }
      }
      while (p < tokens.length && tokens[p] == MANY) {
        p++;
      }
      return p == tokens.length;
    }
  }
}
