/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.formats;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Values as cells of CSV: numbers with a dot, moments and days by ISO 8601 in UTC, {@code true} and
 * {@code false}.
 *
 * <p>A text that a spreadsheet would take for a formula (OWASP, "CSV Injection") gets an apostrophe
 * before it. So does a text that looks as if that had happened: whoever takes one apostrophe away
 * from every text of the form {@code '…'=} has the very values again.
 */
final class CsvCells {

  private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r\\n＝＋－＠]");

  private CsvCells() {}

  static String cell(Object value) {
    if (value instanceof String text) {
      return defused(text);
    }
    return value instanceof Double number ? number(number) : value.toString();
  }

  /** The text, harmless to spreadsheets. */
  static String defused(String text) {
    return FORMULA.matcher(text).lookingAt() ? "'" + text : text;
  }

  /** The shortest decimals that give the very number; an exponent only where they would be long. */
  static String number(double number) {
    String shortest = Double.toString(number);
    if (shortest.indexOf('E') < 0 || Double.isNaN(number) || Double.isInfinite(number)) {
      return shortest;
    }
    String plain = new BigDecimal(shortest).toPlainString();
    return plain.length() > 24 ? shortest : plain;
  }
}
