/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Seeded systems of every shape, small enough to try all sets of further cells. */
final class SmallSystems {

  private static final int K = 3;

  private final Random random;
  private final List<Unknown> unknowns = new ArrayList<>();
  private final List<Relation> relations = new ArrayList<>();
  private final List<Cell> cells = new ArrayList<>();
  private final List<Guard> guards = new ArrayList<>();
  private final List<Singleton> singletons = new ArrayList<>();

  private SmallSystems(long seed) {
    random = new Random(seed);
  }

  /** The system of a seed; five seeds in a row have five shapes. */
  static ProtectionSystem of(long seed) {
    SmallSystems made = new SmallSystems(seed);
    String shape =
        switch ((int) (seed % 5)) {
          case 0 -> made.table();
          case 1 -> made.tree();
          case 2 -> made.overlap();
          case 3 -> made.linked();
          default -> made.pooled();
        };
    return new ProtectionSystem(
        "seed %d, %s".formatted(seed, shape),
        made.unknowns,
        made.relations,
        made.cells,
        made.guards,
        made.singletons);
  }

  /** Areas by two groups; row and column totals may be hidden, the total of all may not. */
  private String table() {
    int rows = 3;
    int columns = 2 + random.nextInt(2);
    int[][] atoms = new int[rows][columns];
    for (int[] row : atoms) {
      Arrays.setAll(row, i -> atom());
      for (int atom : row) {
        area("cell " + atom, Form.sum(atom));
      }
    }
    for (int r = 0; r < rows; r++) {
      area("row " + r, Form.sum(atoms[r]));
    }
    for (int c = 0; c < columns; c++) {
      int column = c;
      area("column " + c, Form.sum(Arrays.stream(atoms).mapToInt(row -> row[column]).toArray()));
    }
    always("total", all());
    return "table";
  }

  /** Districts in three quarters, and residents who are in no district. */
  private String tree() {
    int unplaced = atom();
    for (int q = 0; q < 3; q++) {
      int[] atoms = new int[1 + random.nextInt(4)];
      Arrays.setAll(atoms, i -> atom());
      for (int atom : atoms) {
        area("district " + atom, Form.sum(atom));
      }
      area("quarter " + q, Form.sum(atoms));
    }
    always("municipality", all());
    return "tree with unplaced " + unplaced;
  }

  /** Districts, and a housing area that takes a piece of two of them. */
  private String overlap() {
    int districts = 5 + random.nextInt(3);
    int[] pieces = {atom(), atom()};
    for (int d = 0; d < districts; d++) {
      int rest = atom();
      area("district " + d, d < 2 ? Form.sum(rest, pieces[d]) : Form.sum(rest));
      if (d < 2) {
        guard("rest of district " + d, Form.sum(rest));
        guard("piece of district " + d, Form.sum(pieces[d]));
      }
    }
    area("housing area", Form.sum(pieces));
    always("municipality", all());
    return "overlap";
  }

  /** Two indicators, one a part of the other, in a few districts. */
  private String linked() {
    int districts = 4;
    int[] part = new int[districts];
    int[] whole = new int[districts];
    for (int d = 0; d < districts; d++) {
      part[d] = atom();
      Unknown sub = unknowns.get(part[d]);
      double more = Math.min(sub.truth() + random.nextInt(9), sub.upper());
      whole[d] = atom(more, sub.upper());
      Form between = Form.sum(whole[d]).minus(Form.sum(part[d]));
      relations.add(new Relation(between, 0, Double.POSITIVE_INFINITY));
      area("part " + d, Form.sum(part[d]));
      area("whole " + d, Form.sum(whole[d]));
      guard("between " + d, between);
    }
    area("part of all", Form.sum(part));
    always("whole of all", Form.sum(whole));
    return "linked";
  }

  /** Districts told for three years together, their quarters for each year. */
  private String pooled() {
    int[][] atoms = new int[4][3];
    for (int d = 0; d < 4; d++) {
      Arrays.setAll(atoms[d], year -> atom());
      area("district " + d, Form.sum(atoms[d]));
    }
    for (int year = 0; year < 3; year++) {
      area("first quarter, year " + year, Form.sum(atoms[0][year], atoms[1][year]));
      area("second quarter, year " + year, Form.sum(atoms[2][year], atoms[3][year]));
      always(
          "municipality, year " + year,
          Form.sum(atoms[0][year], atoms[1][year], atoms[2][year], atoms[3][year]));
    }
    return "pooled";
  }

  private int atom() {
    double residents = 20 + random.nextInt(20);
    double count =
        random.nextInt(3) == 0 ? random.nextInt(K + 1) : random.nextInt((int) residents / 2);
    return atom(count, residents);
  }

  private int atom(double count, double residents) {
    unknowns.add(new Unknown(0, residents, count));
    return unknowns.size() - 1;
  }

  private Form all() {
    int[] all = new int[unknowns.size()];
    Arrays.setAll(all, i -> i);
    return Form.sum(all);
  }

  private double[] truths() {
    return unknowns.stream().mapToDouble(Unknown::truth).toArray();
  }

  private double residents(Form form) {
    return form.at(unknowns.stream().mapToDouble(Unknown::upper).toArray());
  }

  private void always(String name, Form form) {
    cells.add(
        new Cell(
            name, Cell.State.ALWAYS_SHOWN, 0, List.of(new Figure(form, 0, residents(form), true))));
  }

  private void area(String name, Form form) {
    double count = form.at(truths());
    double n = residents(form);
    boolean primary = (count > 0 && count < K) || n - count < K;
    if (count == 0) {
      always(name, form);
    } else {
      double total = unknowns.stream().mapToDouble(Unknown::truth).sum();
      cells.add(
          new Cell(
              name,
              primary ? Cell.State.HIDDEN : Cell.State.MAY_HIDE,
              1 + count / Math.max(count, total),
              List.of(new Figure(form, 1, n, true))));
      guard(name, form);
    }
  }

  private void guard(String name, Form form) {
    double count = form.at(truths());
    double others = residents(form) - count;
    if (count > 0 && count < K) {
      guards.add(new Guard(name, form, true, K - 1, K, Double.POSITIVE_INFINITY));
    } else if (others < K) {
      guards.add(new Guard(name, form, true, K - 1, Double.NEGATIVE_INFINITY, count + others - K));
    }
    if (count == 1 || others == 1) {
      singletons.add(new Singleton(form));
    }
  }
}
