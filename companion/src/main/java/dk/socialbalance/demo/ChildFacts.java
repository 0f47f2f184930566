/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import java.io.IOException;

/** Notifications, measures, day care, language, teeth: what is told of children before school. */
final class ChildFacts {

  private final Extracts out;
  private final Places places;
  private final int[] states = new int[States.COUNT];

  ChildFacts(Extracts out, Places places) {
    this.out = out;
    this.places = places;
  }

  /** Writes all facts about a person who is or was under 23. */
  void write(Person person, Dice dice) throws IOException {
    int age = person.ageAtEndOf(Days.year(Days.BEGIN));
    if (age > 22) {
      return;
    }
    writeNotifications(person, dice);
    writeMeasures(person, dice);
    if (age <= 6) {
      writeDayCare(person, dice);
    }
    writeLanguage(person, dice);
    writeDental(person, dice);
  }

  private void writeNotifications(Person person, Dice dice) throws IOException {
    Trait worry = new Trait(dice, 0.7);
    for (int year = Days.year(Days.BEGIN); year <= Days.year(Days.END); year++) {
      int age = person.ageAtEndOf(year);
      if (age < 0 || age > 18) {
        continue;
      }
      int piece = person.pieceOn(Days.yearEnd(year));
      if (worry.next(places.probability(Risk.UNDERRETNING, year, piece))) {
        do {
          int day = dice.between(Days.newYear(year), Days.yearEnd(year));
          if (person.present(day) && day >= person.birthday()) {
            out.childCases.person(person.number(), false).text("underretning").day(day).day(day);
            out.childCases.end();
          }
        } while (dice.chance(0.33));
      }
    }
  }

  private void writeMeasures(Person person, Dice dice) throws IOException {
    Trait measure = new Trait(dice, 0.4);
    for (int i = 0; i < states.length; i++) {
      int year = States.FIRST_YEAR + i;
      int age = person.ageAtEndOf(year);
      double odds = age < 6 ? 0.4 : age < 18 ? 1.3 : 0.8;
      int piece = person.pieceOn(Days.yearEnd(year));
      boolean now = measure.next(places.probability(Risk.FOREBYGGENDE, year, piece, odds));
      states[i] = now && age >= 0 && age <= 22 ? 1 : 0;
    }
    States.spells(
        states,
        Math.max(person.arrival(), person.birthday()),
        person.departure(),
        dice,
        (state, from, to) ->
            out.childCases
                .person(person.number(), false)
                .text("forebyggende")
                .day(from)
                .day(to)
                .end());
  }

  /** One spell for as long as the share of the free place is the same. */
  private void writeDayCare(Person person, Dice dice) throws IOException {
    int birthYear = Days.year(person.birthday());
    double never =
        places.probability(
            Risk.UDEN_DAGTILBUD,
            birthYear < 2013 ? 2013 : birthYear,
            person.pieceOn(person.birthday()));
    boolean stays = dice.chance(never);
    int from = Math.max(person.birthday() + dice.between(280, 400), person.arrival());
    int to = Math.min(Days.of(birthYear + 6, 7, 31), person.departure());
    Trait poor = new Trait(dice, 0.18);
    double part = dice.uniform();
    if (stays) {
      return;
    }
    int start = from;
    long tenths = -1;
    for (int year = Days.year(Math.max(from, Days.BEGIN));
        year <= Days.year(Math.min(to, Days.END));
        year++) {
      int piece = person.pieceOn(Days.yearEnd(year));
      boolean full = poor.next(places.probability(Risk.FULD_FRIPLADS, year, piece));
      long now = full ? 1000 : part < 0.82 ? 0 : part < 0.88 ? 250 : part < 0.94 ? 375 : 725;
      if (tenths >= 0 && now != tenths) {
        writeFreePlace(person, start, Days.newYear(year) - 1, tenths);
        start = Days.newYear(year);
      }
      tenths = now;
    }
    if (tenths >= 0) {
      writeFreePlace(person, start, to > Days.END ? CsvExtract.OPEN : to, tenths);
    }
  }

  private void writeFreePlace(Person person, int from, int to, long tenths) throws IOException {
    if (from <= to && from <= Days.END) {
      out.dayCare.person(person.number(), false).day(from).day(to).tenths(tenths).end();
    }
  }

  private void writeLanguage(Person person, Dice dice) throws IOException {
    int year = Days.year(person.birthday()) + 3;
    int day =
        dice.between(
            Math.min(person.birthday() + Days.years(3), Days.yearEnd(year)), Days.yearEnd(year));
    boolean assessed = dice.chance(0.78);
    if (assessed && day >= Days.BEGIN && day <= Days.END && person.present(day)) {
      double p = places.probability(Risk.SPROGVURDERING, year, person.pieceOn(day));
      String result = dice.chance(p) ? dice.chance(0.27) ? "saerlig" : "fokuseret" : "generel";
      out.language.person(person.number(), true).day(day).text(result).end();
    }
  }

  private void writeDental(Person person, Dice dice) throws IOException {
    Trait teeth = new Trait(dice, 0.5);
    for (int age : new int[] {5, 7, 12, 15}) {
      int year = Days.year(person.birthday()) + age;
      if (year < Days.year(Days.BEGIN) || year > Days.year(Days.END)) {
        continue;
      }
      int day = dice.between(Days.newYear(year), Days.yearEnd(year));
      double odds = age == 5 ? 0.45 : age == 7 ? 0.9 : age == 12 ? 0.9 : 1.7;
      boolean caries = teeth.next(places.probability(Risk.KARIES, year, person.pieceOn(day), odds));
      boolean examined = dice.chance(0.91);
      if (examined && person.present(day)) {
        int surfaces = caries ? 1 + (int) dice.exponential(2.2) : 0;
        out.dental.person(person.number(), false).day(day).number(surfaces).end();
      }
    }
  }
}
