/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.measures;

import dk.socialbalance.register.CsvSource;

/**
 * Whose figures a file holds.
 *
 * @param origin who delivers, for example {@code flis}; with the period the identity that a
 *     corrected file replaces
 * @param period {@code alle}, or the period that the whole file lies in
 * @param clearedBy who cleared figures delivered as values for publication; null: nobody
 * @param format encoding and delimiter
 */
public record MeasureOptions(
    String origin, String period, String clearedBy, CsvSource.Format format) {

  /** Everything that an origin has, in the shipped format. */
  public static MeasureOptions whole(String origin, String clearedBy) {
    return new MeasureOptions(origin, "alle", clearedBy, CsvSource.Format.DANISH);
  }
}
