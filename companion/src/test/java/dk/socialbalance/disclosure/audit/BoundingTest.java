/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known answers of tables with all their margins. */
class BoundingTest {

  /** Rows w, x, y, z; columns a to d. */
  private static final int[][] FOUR = {
    {30, 47, 64, 89}, {90, 124, 5, 31}, {92, 100, 59, 85}, {800, 991, 651, 685}
  };

  /** Rows A to D; male, female. */
  private static final int[][] TWO = {{18, 2}, {14, 19}, {12, 10}, {11, 14}};

  private static final Bounding.Limits COUNTS =
      new Bounding.Limits() {
        @Override
        public double lowest(int unknown) {
          return 0;
        }

        @Override
        public double highest(int unknown) {
          return Bounding.UNLIMITED;
        }
      };

  private static Bounding table(int[][] table, Set<Integer> hidden) {
    int columns = table[0].length;
    List<Row> rows = new ArrayList<>();
    for (int[] line : lines(table)) {
      rows.add(sum(line, Arrays.stream(line).map(i -> table[i / columns][i % columns]).sum()));
    }
    IntStream.range(0, table.length * columns)
        .filter(i -> !hidden.contains(i))
        .forEach(i -> rows.add(sum(new int[] {i}, table[i / columns][i % columns])));
    return new Bounding(IntStream.range(0, table.length * columns).boxed().toList(), rows, COUNTS);
  }

  private static List<int[]> lines(int[][] table) {
    int columns = table[0].length;
    List<int[]> lines = new ArrayList<>();
    for (int r = 0; r < table.length; r++) {
      int row = r;
      lines.add(IntStream.range(0, columns).map(c -> row * columns + c).toArray());
    }
    for (int c = 0; c < columns; c++) {
      int column = c;
      lines.add(IntStream.range(0, table.length).map(r -> r * columns + column).toArray());
    }
    return lines;
  }

  private static Row sum(int[] unknowns, double total) {
    return Row.sum(unknowns, total, total, null);
  }

  private static Range range(int[][] table, int cell, String hidden) {
    Set<Integer> cells = new TreeSet<>();
    for (String name : hidden.split(" ")) {
      cells.add((name.charAt(0) - '0') * table[0].length + name.charAt(1) - '0');
    }
    try (Bounding bounding = table(table, cells)) {
      return bounding.range(Map.of(cell, 1.0)).whole();
    }
  }

  @Test
  void twoHiddenInEachLineAreNotEnough() {
    String hidden = "00 01 02 10 12 21 23 31 33";
    assertThat(range(FOUR, 1, hidden)).isEqualTo(new Range(47, 47));
    assertThat(range(FOUR, 1, hidden + " 13")).isEqualTo(new Range(0, 78));
  }

  @ParameterizedTest
  @CsvSource({
    "01,          2, 2",
    "01 00 21,    2, 2",
    "01 00 21 20, 0, 12",
    "01 00 11 10, 0, 20",
  })
  void threeMoreMustGo(String hidden, double lowest, double highest) {
    assertThat(range(TWO, 1, hidden)).isEqualTo(new Range(lowest, highest));
  }

  @Test
  void whoeverIsAloneCanSubtract() {
    // 1, 2, 1, 0 and their total 4; only the ones are hidden.
    List<Row> rows =
        List.of(sum(new int[] {0, 1, 2, 3}, 4), sum(new int[] {1}, 2), sum(new int[] {3}, 0));
    try (Bounding bounding = new Bounding(List.of(0, 1, 2, 3), rows, COUNTS)) {
      assertThat(bounding.range(Map.of(0, 1.0)).whole()).isEqualTo(new Range(0, 2));
      assertThat(bounding.rangesGiven(Map.of(0, 1.0), 1, List.of(Map.of(2, 1.0))))
          .containsExactly(new Range(1, 1));
    }
  }

  @Test
  void figuresThatContradictEachOtherAreNoProof() {
    List<Row> rows =
        List.of(sum(new int[] {0, 1}, 4), sum(new int[] {0}, 1), sum(new int[] {1}, 2));
    try (Bounding bounding = new Bounding(List.of(0, 1), rows, COUNTS)) {
      assertThat(bounding.impossible()).isTrue();
    }
  }

  @Test
  void sumsWithoutLimitsAreKnownOrNotAtAll() {
    Bounding.Limits free =
        new Bounding.Limits() {
          @Override
          public double lowest(int unknown) {
            return -Bounding.UNLIMITED;
          }

          @Override
          public double highest(int unknown) {
            return Bounding.UNLIMITED;
          }
        };
    // Two overlapping sums and their difference: a + b = 5.5, b + c = 2.
    List<Row> rows = List.of(sum(new int[] {0, 1}, 5.5), sum(new int[] {1, 2}, 2));
    try (Bounding bounding = new Bounding(List.of(0, 1, 2), rows, free)) {
      assertThat(bounding.range(Map.of(0, 1.0, 2, -1.0))).isEqualTo(new Range(3.5, 3.5));
      assertThat(bounding.range(Map.of(0, 1.0)).width()).isInfinite();
    }
  }

  @Test
  void inequalitiesLoseTheSumsThatTheyContain() {
    // 0 + 1 = 10 and 2 + 3 = 4; 0 + 1 + 4 is at most 2 + 3 + 5, so 4 is at least 6 below 5.
    Row atMost =
        new Row(
            new int[] {0, 1, 4, 2, 3, 5},
            new double[] {1, 1, 1, -1, -1, -1},
            Double.NEGATIVE_INFINITY,
            0,
            null);
    List<Row> rows =
        List.of(
            sum(new int[] {0, 1}, 10), sum(new int[] {2, 3}, 4), sum(new int[] {5, 6}, 8), atMost);
    try (Bounding bounding = new Bounding(IntStream.range(0, 7).boxed().toList(), rows, COUNTS)) {
      assertThat(bounding.part(0)).isNotEqualTo(bounding.part(4));
      assertThat(bounding.range(Map.of(4, 1.0)).highest()).isEqualTo(2);
      assertThat(bounding.range(Map.of(5, 1.0)).lowest()).isEqualTo(6);
    }
  }
}
