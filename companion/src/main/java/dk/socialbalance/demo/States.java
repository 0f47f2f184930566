/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import java.io.IOException;

/**
 * What is true of a person on the last day of each year, and the spells between that follow from
 * it. A change happens on a day of the year that it is seen at the end of.
 */
final class States {

  static final int FIRST_YEAR = 2014;
  static final int LAST_YEAR = 2025;
  static final int COUNT = LAST_YEAR - FIRST_YEAR + 1;

  /** Takes a spell. */
  @FunctionalInterface
  interface Taker {
    /** A spell of a state, by its number, with both days inclusive. */
    void take(int state, int from, int to) throws IOException;
  }

  private States() {}

  /**
   * Tells the spells of all states but 0, cut to the time in the municipality.
   *
   * @param states one for each year
   */
  static void spells(int[] states, int arrival, int departure, Dice dice, Taker taker)
      throws IOException {
    int state = 0;
    int since = 0;
    for (int i = 0; i < COUNT; i++) {
      if (states[i] != state) {
        int year = FIRST_YEAR + i;
        int change = dice.between(Days.newYear(year) + 1, Days.yearEnd(year));
        tell(state, since, change - 1, arrival, departure, taker);
        state = states[i];
        since = change;
      }
    }
    tell(state, since, CsvExtract.OPEN, arrival, departure, taker);
  }

  private static void tell(int state, int since, int until, int arrival, int departure, Taker taker)
      throws IOException {
    int from = Math.max(since, arrival);
    int to = Math.min(until, departure);
    if (state != 0 && from <= to && from <= Days.END) {
      taker.take(state, from, to);
    }
  }
}
