/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import java.time.LocalDate;

/** Days as whole numbers, counted from 1 January 1970. */
final class Days {

  /** First day that the extracts tell of. */
  static final int BEGIN = of(2015, 1, 1);

  /** Last day that the extracts tell of. */
  static final int END = of(2025, 12, 31);

  static final double YEAR = 365.25;

  private static final int FIRST_YEAR = 1880;
  private static final int[] NEW_YEAR = new int[160];

  static {
    for (int i = 0; i < NEW_YEAR.length; i++) {
      NEW_YEAR[i] = of(FIRST_YEAR + i, 1, 1);
    }
  }

  private Days() {}

  /** A day. */
  static int of(int year, int month, int day) {
    return (int) LocalDate.of(year, month, day).toEpochDay();
  }

  /** 1 January. */
  static int newYear(int year) {
    return NEW_YEAR[year - FIRST_YEAR];
  }

  /** 31 December. */
  static int yearEnd(int year) {
    return newYear(year + 1) - 1;
  }

  /** The year that the day lies in. */
  static int year(int day) {
    int year = 1970 + (int) Math.floor(day / 365.2425);
    while (newYear(year) > day) {
      year--;
    }
    while (newYear(year + 1) <= day) {
      year++;
    }
    return year;
  }

  /** The day as the number yyyymmdd. */
  static int yearMonthDay(int day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    return date.getYear() * 10_000 + date.getMonthValue() * 100 + date.getDayOfMonth();
  }

  /** A number of years in days. */
  static int years(double years) {
    return (int) Math.round(years * YEAR);
  }
}
