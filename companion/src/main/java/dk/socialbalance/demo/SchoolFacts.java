/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import java.io.IOException;

/** Enrolment, absence and marks of pupils from class 0 to class 9. */
final class SchoolFacts {

  private static final int FIRST_SCHOOL_YEAR = 2014;
  private static final int LAST_SCHOOL_YEAR = 2025;
  private static final String[] WEAK = {"-3", "00"};
  private static final String[] GOOD = {"02", "4", "4", "7", "7", "7", "10", "10", "12"};

  private final Extracts out;
  private final Places places;

  SchoolFacts(Extracts out, Places places) {
    this.out = out;
    this.places = places;
  }

  /** Writes all facts about a person of school age. */
  void write(Person person, Dice dice) throws IOException {
    int birthYear = Days.year(person.birthday());
    if (birthYear + 17 < FIRST_SCHOOL_YEAR || birthYear + 6 > LAST_SCHOOL_YEAR) {
      return;
    }
    int late = dice.chance(0.06) ? 1 : 0;
    boolean elsewhere = dice.chance(0.06);
    Trait segregated = new Trait(dice, 0.12);
    Trait absent = new Trait(dice, 0.45);
    String special = dice.chance(0.55) ? "specialklasse" : "specialskole";
    if (elsewhere) {
      return;
    }
    for (int year = FIRST_SCHOOL_YEAR; year <= LAST_SCHOOL_YEAR; year++) {
      int grade = year - birthYear - 6 - late;
      int begin = Days.of(year, 8, 1);
      int end = Days.of(year + 1, 7, 31);
      int from = Math.max(begin, person.arrival());
      int to = Math.min(end, person.departure());
      if (grade < 0 || grade > 9 || from > to || from > Days.END) {
        continue;
      }
      int piece = person.pieceOn(begin);
      double odds = grade < 3 ? 0.6 : grade < 7 ? 1.1 : 1.4;
      boolean apart = segregated.next(places.probability(Risk.SEGREGERET, year, piece, odds));
      out.school.person(person.number(), false).text(apart ? special : "almen").number(grade);
      out.school.day(from).day(year == LAST_SCHOOL_YEAR ? CsvExtract.OPEN : to).end();
      if (year == LAST_SCHOOL_YEAR) {
        continue;
      }
      double absence = places.probability(Risk.FRAVAER, year + 1, piece, grade < 7 ? 0.85 : 1.4);
      writeAbsence(person, from, to, absent.next(absence), dice);
      if (grade == 9 && to == end) {
        writeMarks(person, year, piece, apart, dice);
      }
    }
  }

  private void writeAbsence(Person person, int from, int to, boolean high, Dice dice)
      throws IOException {
    long tenths =
        high ? 101 + (long) Math.min(850, 10 * dice.exponential(7)) : dice.between(2, 100);
    out.absence.person(person.number(), true).day(from).day(to).tenths(tenths).end();
  }

  private void writeMarks(Person person, int year, int piece, boolean apart, Dice dice)
      throws IOException {
    int day = Days.of(year + 1, 5, 15) + dice.below(35);
    boolean weak =
        dice.chance(places.probability(Risk.FAGLIGT_SVAG, year + 1, piece, apart ? 3 : 1));
    boolean inDanish = dice.chance(0.35);
    boolean inBoth = dice.chance(0.25);
    boolean none = dice.chance(apart ? 0.5 : 0.03);
    String danish = mark(weak && (inDanish || inBoth), dice);
    String mathematics = mark(weak && (!inDanish || inBoth), dice);
    if (!none && person.present(day)) {
      out.marks.person(person.number(), false).day(day).text("dansk").text(danish).end();
      out.marks.person(person.number(), false).day(day + 1).text("matematik").text(mathematics);
      out.marks.end();
    }
  }

  private static String mark(boolean weak, Dice dice) {
    return weak ? WEAK[dice.chance(0.15) ? 0 : 1] : GOOD[dice.below(GOOD.length)];
  }
}
