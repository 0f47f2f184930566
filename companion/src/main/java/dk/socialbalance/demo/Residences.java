/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the population register, with the blemishes that such extracts have: at fixed places, so
 * that their number is known, and far below the share that a load refuses.
 */
final class Residences {

  private final CsvExtract out;
  private final Places places;
  private final Map<String, Long> blemishes = new TreeMap<>();
  private long row;

  Residences(CsvExtract out, Places places) {
    this.out = out;
    this.places = places;
  }

  /** How many rows have which blemish. */
  Map<String, Long> blemishes() {
    return blemishes;
  }

  /** Writes where a person lived. */
  void write(Person person) throws IOException {
    List<Stay> stays = person.stays();
    for (int i = 0; i < stays.size(); i++) {
      Stay stay = stays.get(i);
      Stay next = i + 1 < stays.size() ? stays.get(i + 1) : null;
      row++;
      int to = stay.to();
      if (row % 4_001 < 12 && next != null && next.from() == to + 1 && next.to() > to + 30) {
        to += 10;
        count("overlapping residence");
      }
      write(person, stay, to);
      if (row % 4_001 == 2_000) {
        write(person, stay, to);
        count("duplicate residence");
      }
    }
  }

  private void write(Person person, Stay stay, int to) throws IOException {
    out.person(person.number(), true).day(person.birthday()).text(person.woman() ? "K" : "M");
    if (person.guardian() == null) {
      out.blank();
    } else {
      out.person(person.guardian(), true);
    }
    writeAddress(stay);
    if (stay.household() >= 0) {
      out.text("H" + stay.household());
    } else if (stay.household() > -100) {
      out.text("DØGN-" + -stay.household());
    } else {
      out.text("PLEJE-" + (-100 - stay.household()));
    }
    out.day(stay.from()).day(to).end();
  }

  private void writeAddress(Stay stay) {
    if (row % 2_003 == 700) {
      places.identify(out, places.addresses() + (int) (row % 1_000_003));
      out.blank().blank();
      count("unknown address id");
    } else if (row % 3_001 == 500) {
      out.blank().blank().blank();
      count("no address");
    } else if (row % 97 == 30) {
      // As an older system writes it: no leading zeros in the road code, but in the house number.
      String house = places.houseNumber(stay.address());
      boolean letter = house.endsWith("A");
      out.blank().number(places.roadCode(stay.address()));
      out.text((letter ? "000" : "00") + house.replace("A", "a"));
      count("address by road code and house number");
    } else {
      places.identify(out, stay.address());
      out.blank().blank();
    }
  }

  private void count(String blemish) {
    blemishes.merge(blemish, 1L, Long::sum);
  }
}
