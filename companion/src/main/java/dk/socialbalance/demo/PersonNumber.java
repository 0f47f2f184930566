/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

/**
 * A number that cannot belong to anybody: 60 is added to the day, as Denmark does for replacement
 * numbers.
 *
 * @param front day plus 60, month and year, ddmmyy
 * @param serial 0 to 9999
 */
record PersonNumber(int front, int serial) {

  /** Gives every person a number of their own. */
  static final class Register {

    /** Odd and not a multiple of 5, so that it runs through all serials. */
    private static final int STRIDE = 7919;

    private final short[] used = new short[100 * 12 * 31];

    /** The next number for a day of birth. */
    PersonNumber next(int birthday) {
      int date = Days.yearMonthDay(birthday);
      int year = date / 10_000 % 100;
      int month = date / 100 % 100;
      int day = date % 100;
      int key = (year * 12 + month - 1) * 31 + day - 1;
      if (used[key] == 10_000) {
        throw new IllegalStateException("More than 10,000 persons with one birthday: " + date);
      }
      int serial = (int) ((used[key]++ * (long) STRIDE + key * 37L) % 10_000);
      return new PersonNumber((day + 60) * 10_000 + month * 100 + year, serial);
    }
  }
}
