/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import java.io.IOException;

/** Benefits, work, education and income of residents aged 15 to 70. */
final class AdultFacts {

  private static final int YOUNGEST = 15;
  private static final int OLDEST = 70;

  /** By the states of {@link #benefit}. */
  private static final String[] BENEFITS = {
    "", "KTH", "UDH", "DAG", "SYG", "FTP", "RES", "LED", "SU"
  };

  private static final int SU = 8;
  private static final int FTP = 5;

  private final Extracts out;
  private final Places places;
  private final int[] benefit = new int[States.COUNT];
  private final int[] work = new int[States.COUNT];
  private final int[] study = new int[States.COUNT];

  AdultFacts(Extracts out, Places places) {
    this.out = out;
    this.places = places;
  }

  /** Writes all facts about a person. */
  void write(Person person, Dice dice) throws IOException {
    int last = person.ageAtEndOf(States.LAST_YEAR);
    int first = person.ageAtEndOf(States.FIRST_YEAR);
    if (last < YOUNGEST || first > OLDEST) {
      return;
    }
    live(person, dice);
    PersonNumber number = person.number();
    int from = person.arrival();
    int to = person.departure();
    States.spells(
        benefit,
        from,
        to,
        dice,
        (state, start, end) ->
            out.benefits.person(number, false).text(BENEFITS[state]).day(start).day(end).end());
    States.spells(
        work,
        from,
        to,
        dice,
        (state, start, end) ->
            out.employment.person(number, true).text("i_arbejde").day(start).day(end).end());
    States.spells(
        study,
        from,
        to,
        dice,
        (state, start, end) ->
            out.education.person(number, true).text("i_gang").day(start).day(end).end());
    writeIncome(person, dice);
  }

  private void live(Person person, Dice dice) {
    Trait neither = new Trait(dice, 0.30);
    Trait cash = new Trait(dice, 0.24);
    Trait unemployed = new Trait(dice, 0.8);
    Trait sick = new Trait(dice, 0.9);
    Trait disabled = new Trait(dice, 0);
    Trait resource = new Trait(dice, 0.25);
    Trait waiting = new Trait(dice, 0.25);
    Trait working = new Trait(dice, 0.15);
    Trait studying = new Trait(dice, 0.05);
    Trait kind = new Trait(dice, 0.2);
    boolean disabledBefore = false;
    for (int i = 0; i < States.COUNT; i++) {
      int year = States.FIRST_YEAR + i;
      int age = person.ageAtEndOf(year);
      benefit[i] = 0;
      work[i] = 0;
      study[i] = 0;
      if (age < YOUNGEST || age > OLDEST) {
        continue;
      }
      int piece = person.pieceOn(Days.yearEnd(year));
      if (age <= 24) {
        double odds = age < 18 ? 0.35 : 1.45;
        boolean idle =
            neither.next(places.probability(Risk.UDEN_JOB_UDDANNELSE, year, piece, odds));
        boolean enrolled = studying.next(enrolment(age)) && !idle;
        boolean employed = working.next(enrolled ? 0.42 : 1) && !idle;
        work[i] = employed ? 1 : 0;
        study[i] = enrolled || (!idle && !employed) ? 1 : 0;
        benefit[i] = age < 18 ? 0 : benefitOfYouth(idle, study[i] == 1, kind);
        continue;
      }
      int state = 0;
      double provider = person.alone() ? 1.8 : 1;
      boolean onCash = cash.next(places.probability(Risk.KONTANTHJAELP, year, piece, provider));
      boolean jobless = unemployed.next(places.probability(Risk.DAGPENGE, year, piece));
      boolean ill = sick.next(places.probability(Risk.SYGEDAGPENGE, year, piece));
      boolean course = resource.next(places.probability(Risk.RESSOURCEFORLOEB, year, piece));
      boolean onHold = waiting.next(places.probability(Risk.LEDIGHEDSYDELSE, year, piece));
      disabledBefore |=
          disabled.next(
              places.probability(Risk.FOERTIDSPENSION, year, piece, oddsOfDisability(age)));
      if (age <= 66) {
        state =
            disabledBefore ? FTP : onCash ? 1 : course ? 6 : onHold ? 7 : ill ? 4 : jobless ? 3 : 0;
      }
      boolean enrolled = studying.next(age < 30 ? 0.16 : 0.01) && state == 0;
      double rate = age < 60 ? 0.93 : age < 65 ? 0.8 : age < 67 ? 0.6 : 0.15;
      boolean employed = working.next(rate) && (state == 0 || state == 4);
      benefit[i] = enrolled ? SU : state;
      study[i] = enrolled ? 1 : 0;
      work[i] = employed ? 1 : 0;
    }
  }

  private static int benefitOfYouth(boolean idle, boolean enrolled, Trait kind) {
    if (idle) {
      int[] states = {2, 1, 4, 0};
      double[] limits = {0.34, 0.46, 0.52, 1};
      int i = 0;
      while (!kind.next(limits[i])) {
        i++;
      }
      return states[i];
    }
    return enrolled ? SU : 0;
  }

  private static double enrolment(int age) {
    return age <= 16 ? 0.98 : age <= 18 ? 0.94 : age <= 20 ? 0.72 : 0.60;
  }

  private static double oddsOfDisability(int age) {
    return age < 40 ? 0.35 : age < 50 ? 0.9 : age < 60 ? 1.6 : 2.4;
  }

  private void writeIncome(Person person, Dice dice) throws IOException {
    double talent = dice.normal(0, 0.36);
    for (int year = 2016; year <= Days.year(Days.END); year++) {
      int age = person.ageAtEndOf(year);
      boolean there = person.arrival() <= Days.yearEnd(year);
      if (age < YOUNGEST || age > 64 || !there || person.departure() < Days.newYear(year)) {
        continue;
      }
      int i = year - States.FIRST_YEAR;
      boolean supported = benefit[i] != 0 && benefit[i] != SU;
      double middle =
          supported
              ? 195_000
              : age < 18 ? 26_000 : age < 25 ? 118_000 : work[i] == 1 ? 415_000 : 160_000;
      double area = -0.10 * places.deprivation(person.pieceOn(Days.yearEnd(year)));
      double spread = supported ? talent / 3 : talent;
      double growth = 0.022 * (year - 2020) + area + spread + dice.normal(0, 0.06);
      long hundredths = Math.round(middle * StrictMath.exp(growth) * 100);
      out.income.person(person.number(), false).day(Days.newYear(year));
      out.income.day(Days.yearEnd(year)).hundredths(hundredths).end();
    }
  }
}
