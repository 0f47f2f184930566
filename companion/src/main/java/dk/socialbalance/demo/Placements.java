/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Children placed out of home: they live at an institution's address, in or outside the
 * municipality, or with a foster family, and count for their parent's area.
 */
final class Placements {

  /** Institutions; every third one stands outside the municipality. */
  private static final int INSTITUTIONS = 9;

  private final Places places;
  private final CsvExtract cases;
  private final int[] addresses = new int[INSTITUTIONS];

  Placements(Places places, CsvExtract cases, DemoOptions options) {
    this.places = places;
    this.cases = cases;
    Dice dice = new Dice(options.seed(), -4_000);
    for (int i = 0; i < INSTITUTIONS; i++) {
      addresses[i] =
          i % 3 == 2 ? places.addressOutside(dice) : places.address(dice, places.draw(dice));
    }
  }

  /** Writes the placements of a child, and tells where the child lives because of them. */
  List<Stay> place(Person child, Dice dice) throws IOException {
    int[] states = new int[States.COUNT];
    Trait placed = new Trait(dice, 0.22);
    boolean any = false;
    for (int i = 0; i < states.length; i++) {
      int year = States.FIRST_YEAR + i;
      int age = child.ageAtEndOf(year);
      double p =
          places.probability(
              Risk.ANBRINGELSE, year, child.pieceOn(Days.yearEnd(year)), age < 6 ? 0.4 : 1.3);
      boolean now = placed.next(p) && age >= 0 && age <= 21;
      states[i] = now ? 1 : 0;
      any |= now;
    }
    if (!any) {
      return child.stays();
    }
    List<int[]> away = new ArrayList<>();
    States.spells(
        states,
        Math.max(child.arrival(), Days.BEGIN),
        child.departure() >= Days.END ? CsvExtract.OPEN : child.departure(),
        dice,
        (state, from, to) -> {
          cases.person(child.number(), false).text("anbringelse").day(from).day(to).end();
          away.add(new int[] {from, to});
        });
    return without(child.stays(), away, dice);
  }

  private List<Stay> without(List<Stay> stays, List<int[]> away, Dice dice) {
    List<Stay> result = stays;
    for (int[] time : away) {
      boolean institution = dice.chance(0.7);
      int number = dice.below(INSTITUTIONS);
      int piece = places.draw(dice);
      int address = institution ? addresses[number] : places.address(dice, piece);
      List<Stay> next = new ArrayList<>();
      for (Stay stay : result) {
        add(next, stay.within(Integer.MIN_VALUE, time[0] - 1));
        Stay inside = stay.within(time[0], time[1]);
        if (inside != null && (next.isEmpty() || next.get(next.size() - 1).address() != address)) {
          long household = institution ? -1 - number : -100 - stay.household();
          next.add(new Stay(inside.from(), inside.to(), stay.piece(), address, household));
        } else if (inside != null) {
          Stay before = next.remove(next.size() - 1);
          next.add(
              new Stay(before.from(), inside.to(), before.piece(), address, before.household()));
        }
        if (time[1] != CsvExtract.OPEN) {
          add(next, stay.within(time[1] + 1, CsvExtract.OPEN));
        }
      }
      result = next;
    }
    return result;
  }

  private static void add(List<Stay> stays, Stay stay) {
    if (stay != null) {
      stays.add(stay);
    }
  }
}
