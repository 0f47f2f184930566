/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Makes values fit to be shown. A personal number may stand in any column of a broken file, so a
 * value is shown only when it cannot be one.
 */
public final class Masking {

  /** What stands in place of a civil registration number. */
  public static final String CPR = "******-****";

  private static final int MAX_SHOWN = 40;
  private static final int DIGITS_OF_A_DATE = 8;
  private static final int HARMLESS_DIGITS = 6;
  private static final Pattern DATE_LIKE =
      Pattern.compile("\\d{1,4}[-./]\\d{1,2}[-./]\\d{1,4}", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern CPR_LIKE =
      Pattern.compile(
          "(?<!\\d)\\d{6}[^\\p{L}\\d]{0,3}\\d{3,4}(?!\\d)", Pattern.UNICODE_CHARACTER_CLASS);

  /** An identifier of Danmarks Adresseregister; its digits mean nothing. */
  private static final Pattern UUID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private Masking() {}

  /**
   * A text that is to be stored as it is.
   *
   * @throws RejectedRow when it holds what has the form of a CPR number: in a file whose columns
   *     are shifted, one stands where an address or a code is expected
   */
  static String refuseCpr(String text) throws RejectedRow {
    if (text.length() > 8 && CPR_LIKE.matcher(text).find() && !UUID.matcher(text).matches()) {
      throw new RejectedRow("the form of a CPR number, which is never stored: nine or ten digits");
    }
    return text;
  }

  /**
   * A value of a column that is not personal: at most 40 characters, without control characters;
   * masked when it has more than six digits and is no date.
   */
  public static String value(String value) {
    if (value == null) {
      return null;
    }
    long digits = value.codePoints().filter(Character::isDigit).count();
    boolean date = digits <= DIGITS_OF_A_DATE && DATE_LIKE.matcher(value.strip()).matches();
    if (digits > HARMLESS_DIGITS && !date) {
      return CPR;
    }
    String shown = value.length() > MAX_SHOWN ? value.substring(0, MAX_SHOWN) + "…" : value;
    return shown.replaceAll("\\p{Cntrl}", "·");
  }

  /** The form of a personal value: every letter and digit becomes a star. */
  public static String form(String value) {
    String stars = value.replaceAll("[\\p{L}\\p{Nd}]", "*").replaceAll("\\p{Cntrl}", "·");
    return stars.length() > MAX_SHOWN ? stars.substring(0, MAX_SHOWN) + "…" : stars;
  }

  /** A file's name without its folder; what looks like a personal number in it is masked. */
  public static String fileName(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : CPR_LIKE.matcher(name.toString()).replaceAll(CPR);
  }
}
