/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * One indicator and year of a synthetic municipality, for benchmarks and tests: districts in
 * quarters of four or five, one municipality that is always shown, some housing areas that overlap
 * two districts each, and residents without a known address. The same seed gives the same system.
 */
public final class SyntheticSystem {

  private static final int K = 5;
  private static final double DISTRICTS_PER_QUARTER = 4.4;
  private static final int DISTRICTS_PER_HOUSING_AREA = 28;

  private final Random random;
  private final double rate;
  private final List<Unknown> unknowns = new ArrayList<>();
  private final List<Cell> cells = new ArrayList<>();
  private final List<Guard> guards = new ArrayList<>();
  private final List<Singleton> singletons = new ArrayList<>();
  private double total;

  private SyntheticSystem(Random random, double rate) {
    this.random = random;
    this.rate = rate;
  }

  /**
   * Makes one in which about every third district is hidden by its own count.
   *
   * @param districts how many smallest areas, at least 4
   */
  public static ProtectionSystem municipality(int districts, long seed) {
    Random random = new Random(seed);
    return new SyntheticSystem(random, 0.01 + 0.006 * random.nextDouble()).make(districts);
  }

  private ProtectionSystem make(int districts) {
    int housing = Math.max(1, districts / DISTRICTS_PER_HOUSING_AREA);
    int[][] parts = new int[districts][];
    for (int d = 0; d < districts; d++) {
      double residents = 150 + random.nextInt(700);
      double inHousing = Math.rint(residents * (0.2 + 0.5 * random.nextDouble()));
      parts[d] =
          d < 2 * housing
              ? new int[] {atom(residents - inHousing), atom(inHousing)}
              : new int[] {atom(residents)};
    }
    int unplaced = atom(300);
    total = unknowns.stream().mapToDouble(Unknown::truth).sum();

    int quarters = (int) Math.round(districts / DISTRICTS_PER_QUARTER);
    for (int q = 0; q < quarters; q++) {
      int from = q * districts / quarters;
      int to = (q + 1) * districts / quarters;
      area("quarter " + q, Arrays.copyOfRange(parts, from, to));
    }
    for (int d = 0; d < districts; d++) {
      area("district " + d, parts[d]);
      for (int part : parts[d].length > 1 ? parts[d] : new int[0]) {
        guard("piece " + part, Form.sum(part));
      }
    }
    // A housing area lies in two districts that are far from each other in the list.
    for (int h = 0; h < housing; h++) {
      area("housing " + h, new int[] {parts[h][1], parts[h + housing][1]});
    }
    int[] all = new int[unplaced + 1];
    Arrays.setAll(all, i -> i);
    cells.add(
        new Cell(
            "municipality",
            Cell.State.ALWAYS_SHOWN,
            0,
            List.of(new Figure(Form.sum(all), 0, Double.POSITIVE_INFINITY, true))));
    return new ProtectionSystem(
        "a synthetic municipality of %d districts".formatted(districts),
        unknowns,
        List.of(),
        cells,
        guards,
        singletons);
  }

  private int atom(double residents) {
    double count = 0;
    // Districts differ: a common factor for all residents of an atom.
    double own = rate * Math.exp(0.5 * random.nextGaussian());
    for (int i = 0; i < residents; i++) {
      count += random.nextDouble() < own ? 1 : 0;
    }
    unknowns.add(new Unknown(0, residents, count));
    return unknowns.size() - 1;
  }

  private void area(String name, int[]... parts) {
    Form form = Form.sum(Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray());
    double count = truth(form);
    double residents = form.at(unknowns.stream().mapToDouble(Unknown::upper).toArray());
    Cell.State state =
        count == 0 ? Cell.State.ALWAYS_SHOWN : count < K ? Cell.State.HIDDEN : Cell.State.MAY_HIDE;
    cells.add(
        new Cell(
            name,
            state,
            1 + count / total,
            List.of(new Figure(form, count == 0 ? 0 : 1, residents, true))));
    guard(name, form);
  }

  private void guard(String name, Form form) {
    double count = truth(form);
    if (count > 0 && count < K) {
      guards.add(new Guard(name, form, true, K - 1, K, Double.POSITIVE_INFINITY));
    }
    if (count == 1) {
      singletons.add(new Singleton(form));
    }
  }

  private double truth(Form form) {
    return form.at(unknowns.stream().mapToDouble(Unknown::truth).toArray());
  }
}
