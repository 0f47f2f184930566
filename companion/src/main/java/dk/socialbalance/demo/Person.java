/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import java.util.List;

/**
 * A person of the demo municipality.
 *
 * @param number synthetic
 * @param birthday day of birth
 * @param woman sex
 * @param guardian the parent that a child belongs to; null for others
 * @param alone whether the person provides for children alone
 * @param stays in order, without overlap
 */
record Person(
    PersonNumber number,
    int birthday,
    boolean woman,
    PersonNumber guardian,
    boolean alone,
    List<Stay> stays) {

  /** First day in the municipality. */
  int arrival() {
    return stays.get(0).from();
  }

  /** Last day in the municipality; {@link CsvExtract#OPEN} when none is known. */
  int departure() {
    return stays.get(stays.size() - 1).to();
  }

  /** Whether the person lives in the municipality on that day. */
  boolean present(int day) {
    for (Stay stay : stays) {
      if (stay.from() <= day && day <= stay.to()) {
        return true;
      }
    }
    return false;
  }

  /** Where the person lives on that day, or lived or will live nearest to it. */
  int pieceOn(int day) {
    int piece = stays.get(0).piece();
    for (Stay stay : stays) {
      if (stay.from() > day) {
        break;
      }
      piece = stay.piece();
    }
    return piece;
  }

  /** Completed years of age on 31 December. */
  int ageAtEndOf(int year) {
    return year - Days.year(birthday);
  }
}
