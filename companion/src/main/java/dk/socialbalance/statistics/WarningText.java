/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.statistics;

import java.util.regex.Pattern;

/** What people may write about a warning: what was done, never about whom. */
final class WarningText {

  /** Most characters of a text. */
  static final int LONGEST = 500;

  private static final int SHORTEST = 3;
  // As the database's own check has it: six digits and four, with anything between that people put
  // there.
  private static final Pattern PERSON_NUMBER = Pattern.compile("\\d{6}[\\s.\u2013-]*\\d{4}");
  private static final Pattern MAIL = Pattern.compile("\\S@\\S");

  private WarningText() {}

  /**
   * The text without blanks around it.
   *
   * @throws IllegalArgumentException with a message for people that does not repeat the text
   */
  static String checked(String text) {
    String plain = text == null ? "" : text.strip();
    if (plain.length() < SHORTEST || plain.length() > LONGEST) {
      throw new IllegalArgumentException(
          "The text has %d characters; write %d to %d about what was done."
              .formatted(plain.length(), SHORTEST, LONGEST));
    }
    if (PERSON_NUMBER.matcher(plain).find()) {
      throw new IllegalArgumentException(
          "The text holds what looks like a CPR number. Warnings are about areas: leave persons out.");
    }
    if (MAIL.matcher(plain).find()) {
      throw new IllegalArgumentException(
          "The text holds what looks like an e-mail address. Name the role, not the person.");
    }
    return plain;
  }
}
