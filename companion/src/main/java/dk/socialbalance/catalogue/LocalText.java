/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.catalogue;

/**
 * A text in Danish and English.
 *
 * @param da Danish; never blank
 * @param en English; never blank
 */
public record LocalText(String da, String en) {

  /** The text in the given language ({@code en}); Danish for every other. */
  public String in(String language) {
    return "en".equals(language) ? en : da;
  }
}
