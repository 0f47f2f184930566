/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import java.io.IOException;
import java.util.Map;

/** A few rows that no load can take, as every real extract has them, at the files' ends. */
final class Unreadable {

  private static final int ROWS = 3;

  /** Born on 1 March 1990, and in no other file. */
  private static final PersonNumber NOBODY = new PersonNumber(610390, 9999);

  private Unreadable() {}

  /** Writes them; tells how many of each kind. */
  static Map<String, Long> write(Extracts out) throws IOException {
    for (int i = 0; i < ROWS; i++) {
      out.benefits.person(NOBODY, false).text("DAG").text("01-09-2019").text("31-08-2019").end();
      out.dental.person(NOBODY, false).text("31-02-2021").number(0).end();
      out.income.person(NOBODY, false).text("01-01-2020").text("31-12-2020").text("ukendt").end();
    }
    return Map.of(
        "rejected: last day before the first (ydelser.csv)", (long) ROWS,
        "rejected: date that does not exist (tandpleje.csv)", (long) ROWS,
        "rejected: no number (indkomst.csv)", (long) ROWS);
  }
}
