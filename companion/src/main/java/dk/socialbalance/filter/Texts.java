/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import java.text.Normalizer;
import java.util.Locale;

/** Text functions, and the texts of patterns. */
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
}
