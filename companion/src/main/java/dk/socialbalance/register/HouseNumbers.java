/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import java.util.Locale;

/** One spelling for road codes and house numbers, so that two systems' addresses meet. */
final class HouseNumbers {

  private HouseNumbers() {}

  /** A road code without leading zeros: {@code 0123} is {@code 123}; null when blank. */
  static String road(String text) {
    return text.isEmpty() ? null : withoutZeros(text);
  }

  /**
   * A house number without leading zeros and spaces, letters in capitals: {@code 012 a} is {@code
   * 12A}; null when blank.
   */
  static String house(String text) {
    return text.isEmpty() ? null : withoutZeros(text.replace(" ", "").toUpperCase(Locale.ROOT));
  }

  private static String withoutZeros(String text) {
    int i = 0;
    while (i < text.length() - 1
        && text.charAt(i) == '0'
        && Character.isDigit(text.charAt(i + 1))) {
      i++;
    }
    return text.substring(i);
  }
}
