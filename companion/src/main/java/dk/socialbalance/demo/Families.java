/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes families one by one: a head, often a partner, children; when they come, move, part, leave
 * and die. Heads are born evenly over ninety years and everything else hangs on age, so the
 * population keeps its size and its ages over the years.
 */
final class Families {

  /** Takes a person when all about it is known. */
  @FunctionalInterface
  interface Taker {
    /** A person and dice of the person's own. */
    void take(Person person, Dice dice) throws IOException;
  }

  /** Families drawn for each resident: most come too late or have left too early. */
  private static final double FAMILIES_PER_RESIDENT = 2.69;

  private static final int FIRST_BIRTH = Days.of(1918, 1, 1);
  private static final int LAST_BIRTH = Days.of(2007, 6, 30);

  private final Places places;
  private final Placements placements;
  private final PersonNumber.Register numbers = new PersonNumber.Register();
  private final long seed;
  private final int count;

  private long family;
  private Dice dice;

  Families(Places places, Placements placements, DemoOptions options) {
    this.places = places;
    this.placements = placements;
    this.seed = options.seed();
    this.count = (int) Math.round(options.residents() * FAMILIES_PER_RESIDENT);
  }

  /** How many are drawn. */
  int count() {
    return count;
  }

  /** Draws one family and hands over its members who lived there in 2015 or later. */
  void draw(int index, Taker taker) throws IOException {
    family = index;
    dice = new Dice(seed, index);
    int birth = dice.between(FIRST_BIRTH, LAST_BIRTH);
    int arrival = birth + Days.years(arrivalAge());
    int piece = places.draw(dice);
    double length = dice.chance(0.42) ? dice.exponential(4.5) : 1 + dice.exponential(34);
    int leave = arrival + Days.years(length / places.mobility(piece));
    if (arrival > Days.END || leave < Days.BEGIN) {
      return;
    }
    int headOut = Math.min(leave, death(birth));
    if (headOut < arrival) {
      return;
    }
    List<Stay> home = track(arrival, leave, piece, household(0));
    boolean woman = dice.chance(0.68);
    int joined = partnerArrival(arrival, birth, leave);
    int partnerOut = -1;
    int parting = CsvExtract.OPEN;
    int partnerBirth = birth - Days.years(dice.normal(woman ? 2 : -1.5, 3));
    if (joined >= 0) {
      partnerBirth = Math.min(partnerBirth, joined - Days.years(19));
      double odds = places.probability(Risk.ENLIG, 2020, piece) / Risk.ENLIG.level();
      if (dice.chance(Math.min(0.8, 0.42 * odds))) {
        parting = joined + 300 + Days.years(dice.exponential(11));
      }
      partnerOut = Math.min(Math.min(leave, parting), death(partnerBirth));
    }
    int lastAdult = Math.max(headOut, partnerOut);
    List<Integer> births = children(birth, joined, arrival, Math.min(lastAdult, parting));
    boolean alone = !births.isEmpty() && (joined < 0 || parting < leave);
    Person head = person(birth, woman, null, alone, cut(home, arrival, headOut));
    // Numbers are given before anybody is left out, so that a guardian always has one.
    PersonNumber guardian = head.number();
    hand(head, taker);
    if (joined >= 0) {
      List<Stay> stays = cut(home, joined, partnerOut);
      if (partnerOut == parting && dice.chance(0.5)) {
        int end = Math.min(death(partnerBirth), parting + Days.years(dice.exponential(9)));
        stays.addAll(track(parting + 1, end, places.draw(dice), household(1)));
      }
      hand(person(partnerBirth, !woman, null, false, stays), taker);
    }
    for (int i = 0; i < births.size(); i++) {
      child(births.get(i), i, guardian, home, arrival, lastAdult, taker);
    }
  }

  private void child(
      int born,
      int index,
      PersonNumber guardian,
      List<Stay> home,
      int arrival,
      int lastAdult,
      Taker taker)
      throws IOException {
    int ownWay = born + Days.years(Math.min(28, 18.2 + dice.exponential(2.6)));
    int from = Math.max(born, arrival);
    int to = Math.min(ownWay, lastAdult);
    if (from > to || from > Days.END) {
      return;
    }
    List<Stay> stays = cut(home, from, to);
    if (stays.isEmpty()) {
      return;
    }
    boolean woman = dice.chance(0.49);
    Person atHome = person(born, woman, guardian, false, stays);
    List<Stay> all = new ArrayList<>(placements.place(atHome, dice));
    if (to == ownWay && dice.chance(0.6)) {
      int end = ownWay + Days.years(dice.exponential(5));
      all.addAll(track(ownWay + 1, end, places.draw(dice), household(2 + index)));
    }
    hand(new Person(atHome.number(), born, woman, guardian, false, all), taker);
  }

  private void hand(Person person, Taker taker) throws IOException {
    List<Stay> told = new ArrayList<>();
    for (Stay stay : person.stays()) {
      if (stay.to() >= Days.BEGIN && stay.from() <= Days.END) {
        int to = stay.to() >= Days.END ? CsvExtract.OPEN : stay.to();
        told.add(new Stay(stay.from(), to, stay.piece(), stay.address(), stay.household()));
      }
    }
    if (!told.isEmpty()) {
      taker.take(
          new Person(
              person.number(),
              person.birthday(),
              person.woman(),
              person.guardian(),
              person.alone(),
              told),
          dice);
    }
  }

  private Person person(
      int birth, boolean woman, PersonNumber guardian, boolean alone, List<Stay> stays) {
    return new Person(numbers.next(birth), birth, woman, guardian, alone, stays);
  }

  private double arrivalAge() {
    double kind = dice.uniform();
    if (kind < 0.42) {
      return Math.max(18.1, dice.normal(26, 4.5));
    }
    if (kind < 0.80) {
      return Math.max(20, dice.normal(34, 7));
    }
    return 38 + 42 * dice.uniform() * dice.uniform();
  }

  private int death(int birth) {
    return birth + Days.years(Math.min(103, Math.max(48, dice.normal(83, 9.5))));
  }

  /** The day on which a partner moves in; -1 for none. */
  private int partnerArrival(int arrival, int birth, int leave) {
    if (dice.chance(0.30)) {
      return -1;
    }
    boolean together = arrival - birth > Days.years(25) && dice.chance(0.75);
    int joined = together ? arrival : arrival + 60 + Days.years(dice.exponential(3.5));
    return joined < leave ? joined : -1;
  }

  /** Days of birth of the children who ever lived at home. */
  private List<Integer> children(int birth, int joined, int arrival, int lastDay) {
    List<Integer> births = new ArrayList<>();
    double size = dice.uniform();
    int wanted = size < 0.17 ? 0 : size < 0.36 ? 1 : size < 0.80 ? 2 : 3;
    if (joined < 0 && !dice.chance(0.16)) {
      return births;
    }
    double age = Math.max(18.5, dice.normal(29.8, 4.6));
    if (joined > arrival && dice.chance(0.9)) {
      age = Math.max(age, (joined - birth) / Days.YEAR + 0.8);
    }
    for (int i = 0; i < wanted && age < 45; i++) {
      int born = birth + Days.years(age);
      if (born <= Math.min(lastDay, Days.END)) {
        births.add(born);
      }
      age += 1.9 + dice.exponential(1.3);
    }
    return births;
  }

  private long household(int member) {
    return family * 8 + member;
  }

  /** One address after the other. Sometimes the household is away for some months. */
  private List<Stay> track(int from, int to, int firstPiece, long household) {
    List<Stay> stays = new ArrayList<>();
    int piece = firstPiece;
    int start = from;
    while (start <= to) {
      double hazard = 0.052 * places.mobility(piece);
      int move = Math.max(start, Days.BEGIN - 365) + 30 + Days.years(dice.exponential(1 / hazard));
      int end = Math.min(move, to);
      stays.add(new Stay(start, end, piece, places.address(dice, piece), household));
      start = end + 1;
      if (dice.chance(0.05)) {
        start += dice.between(60, 420);
      }
      if (!dice.chance(0.2)) {
        piece = places.draw(dice);
      }
    }
    return stays;
  }

  private static List<Stay> cut(List<Stay> stays, int first, int last) {
    List<Stay> cut = new ArrayList<>();
    for (Stay stay : stays) {
      Stay part = stay.within(first, last);
      if (part != null) {
        cut.add(part);
      }
    }
    return cut;
  }
}
