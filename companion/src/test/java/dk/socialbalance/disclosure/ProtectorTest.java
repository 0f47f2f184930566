/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The known answers, and each thing that the solver promises, on systems that fit on paper. */
class ProtectorTest {

  private static final byte[] KEY = "a key of the tests".getBytes(UTF_8);
  private static final double ANY_UPPER = Double.NEGATIVE_INFINITY;
  private static final double ANY_LOWER = Double.POSITIVE_INFINITY;

  private static Guard notExact(String name, Form form) {
    return new Guard(name, form, true, 1, ANY_UPPER, ANY_LOWER);
  }

  private static Guard atLeast(String name, Form form, int k) {
    return new Guard(name, form, true, k - 1, k, ANY_LOWER);
  }

  /** A cell with one count that costs as much as {@code cost}, from 0 up when hidden. */
  private static Cell cell(String id, Cell.State state, double cost, int... atoms) {
    return new Cell(
        id, state, cost, List.of(new Figure(Form.sum(atoms), 0, Double.POSITIVE_INFINITY, true)));
  }

  private static List<Unknown> counts(double... truths) {
    List<Unknown> unknowns = new ArrayList<>();
    for (double truth : truths) {
      unknowns.add(new Unknown(0, 1000, truth));
    }
    return unknowns;
  }

  private static ProtectionSystem system(
      List<Unknown> unknowns, List<Cell> cells, List<Guard> guards) {
    return new ProtectionSystem("a test", unknowns, List.of(), cells, guards, List.of());
  }

  private static Protection protect(ProtectionSystem system) {
    Protection protection = Protector.protect(system, KEY);
    try (FreshCheck check = new FreshCheck(system, protection.hiddenFurther())) {
      assertThat(check.breaches()).isEmpty();
      for (Guard guard : system.guards()) {
        Range range = check.range(guard.form(), guard.whole());
        assertThat(protection.ranges().get(guard.name())).isEqualTo(range);
      }
    }
    return protection;
  }

  private static final String[] ROWS = {"w", "x", "y", "z"};
  private static final String[] COLUMNS = {"a", "b", "c", "d"};
  private static final double[] TABLE = {
    30, 47, 64, 89, 90, 124, 5, 31, 92, 100, 59, 85, 800, 991, 651, 685
  };
  private static final Set<String> HIDDEN =
      Set.of("wa", "wb", "wc", "xa", "xc", "yb", "yd", "zb", "zd");

  /** The table of known answer (a); of the cells that are not hidden, some may be. */
  private static ProtectionSystem table(Set<String> mayHide) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < TABLE.length; i++) {
      String id = ROWS[i / 4] + COLUMNS[i % 4];
      Cell.State state =
          HIDDEN.contains(id)
              ? Cell.State.HIDDEN
              : mayHide.contains(id) ? Cell.State.MAY_HIDE : Cell.State.ALWAYS_SHOWN;
      cells.add(cell(id, state, TABLE[i], i));
    }
    for (int i = 0; i < 4; i++) {
      cells.add(
          cell("row " + i, Cell.State.ALWAYS_SHOWN, 0, 4 * i, 4 * i + 1, 4 * i + 2, 4 * i + 3));
      cells.add(cell("column " + i, Cell.State.ALWAYS_SHOWN, 0, i, 4 + i, 8 + i, 12 + i));
    }
    List<Unknown> unknowns = new ArrayList<>();
    for (double truth : TABLE) {
      unknowns.add(new Unknown(0, Double.POSITIVE_INFINITY, truth));
    }
    return system(unknowns, cells, List.of(notExact("wb", Form.sum(1))));
  }

  @Test
  void twoHiddenInEachLineAreNotEnough() {
    assertThatThrownBy(() -> Protector.protect(table(Set.of()), KEY))
        .isInstanceOfSatisfying(
            Unprotectable.class, e -> assertThat(e.guards()).containsExactly("wb"));
    try (FreshCheck check = new FreshCheck(table(Set.of()), Set.of())) {
      assertThat(check.range(Form.sum(1), true)).isEqualTo(new Range(47, 47));
    }
  }

  @Test
  void theCheapestOfSevenFurtherCellsIsHidden() {
    Protection protection = protect(table(Set.of("wd", "xb", "xd", "ya", "yc", "za", "zc")));
    assertThat(protection.hiddenFurther()).containsExactly("xd");
    assertThat(protection.ranges()).containsEntry("wb", new Range(0, 78));
  }

  @ParameterizedTest
  @ValueSource(strings = {"wd", "xb", "xd", "ya", "yc", "za", "zc"})
  void eachOfTheSevenAloneIsEnough(String cell) {
    assertThat(protect(table(Set.of(cell))).hiddenFurther()).containsExactly(cell);
  }

  @Test
  void aTableOfTwoColumnsNeedsThreeFurtherCells() {
    double[] counts = {18, 2, 14, 19, 12, 10, 11, 14};
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      cells.add(
          cell(
              "ABCD".charAt(i / 2) + (i % 2 == 0 ? " male" : " female"),
              i == 1 ? Cell.State.HIDDEN : Cell.State.MAY_HIDE,
              counts[i],
              i));
    }
    for (int i = 0; i < 4; i++) {
      cells.add(cell("both " + i, Cell.State.ALWAYS_SHOWN, 0, 2 * i, 2 * i + 1));
    }
    cells.add(cell("all male", Cell.State.ALWAYS_SHOWN, 0, 0, 2, 4, 6));
    cells.add(cell("all female", Cell.State.ALWAYS_SHOWN, 0, 1, 3, 5, 7));
    Protection protection =
        protect(system(counts(counts), cells, List.of(atLeast("A female", Form.sum(1), 5))));
    assertThat(protection.hiddenFurther()).containsExactly("A male", "C female", "C male");
    assertThat(protection.cost()).isEqualTo(40);
  }

  private static ProtectionSystem fourDistricts(Cell.State zero, boolean withSingletons) {
    List<Cell> cells =
        List.of(
            cell("first", Cell.State.HIDDEN, 1, 0),
            cell("second", Cell.State.MAY_HIDE, 1.5, 1),
            cell("third", Cell.State.HIDDEN, 1, 2),
            cell("fourth", zero, 1, 3),
            cell("all", Cell.State.ALWAYS_SHOWN, 1, 0, 1, 2, 3));
    return new ProtectionSystem(
        "four districts",
        counts(1, 2, 1, 0),
        List.of(),
        cells,
        List.of(atLeast("first", Form.sum(0), 2), atLeast("third", Form.sum(2), 2)),
        withSingletons
            ? List.of(new Singleton(Form.sum(0)), new Singleton(Form.sum(2)))
            : List.of());
  }

  @Test
  void whoIsAloneInACellMustNotLearnTheOther() {
    assertThat(protect(fourDistricts(Cell.State.MAY_HIDE, false)).hiddenFurther()).isEmpty();
    assertThat(protect(fourDistricts(Cell.State.MAY_HIDE, true)).hiddenFurther())
        .containsExactly("fourth");
    assertThat(protect(fourDistricts(Cell.State.ALWAYS_SHOWN, true)).hiddenFurther())
        .containsExactly("second");
  }

  @Test
  void aParentThatSheWorksOutFromHerOwnIsNothingNew() {
    // The quarter is her district and one with an open zero.
    List<Cell> cells =
        List.of(
            cell("hers", Cell.State.HIDDEN, 1, 0),
            cell("zero", Cell.State.ALWAYS_SHOWN, 1, 1),
            cell("quarter", Cell.State.HIDDEN, 1, 0, 1),
            cell("other quarter", Cell.State.MAY_HIDE, 1, 2),
            cell("all", Cell.State.ALWAYS_SHOWN, 1, 0, 1, 2));
    ProtectionSystem system =
        new ProtectionSystem(
            "quarters",
            counts(1, 0, 20),
            List.of(),
            cells,
            List.of(atLeast("hers", Form.sum(0), 3), atLeast("quarter", Form.sum(0, 1), 3)),
            List.of(new Singleton(Form.sum(0))));
    assertThat(protect(system).hiddenFurther()).containsExactly("other quarter");
  }

  @Test
  void aTreeOfThreeLevelsIsProtectedOnEach() {
    // Quarters 3 + 20 + 30 and 9 + 40; the only child of the third quarter needs that quarter, too.
    List<Cell> cells =
        List.of(
            cell("a1", Cell.State.HIDDEN, 1, 0),
            cell("a2", Cell.State.MAY_HIDE, 1.2, 1),
            cell("a3", Cell.State.MAY_HIDE, 1.3, 2),
            cell("b1", Cell.State.MAY_HIDE, 1.09, 3),
            cell("b2", Cell.State.MAY_HIDE, 1.4, 4),
            cell("c1", Cell.State.HIDDEN, 1, 5),
            cell("a", Cell.State.MAY_HIDE, 1.53, 0, 1, 2),
            cell("b", Cell.State.MAY_HIDE, 1.49, 3, 4),
            cell("c", Cell.State.HIDDEN, 1, 5),
            cell("all", Cell.State.ALWAYS_SHOWN, 0, 0, 1, 2, 3, 4, 5));
    Protection protection =
        protect(
            system(
                counts(3, 20, 30, 9, 40, 2),
                cells,
                List.of(atLeast("a1", Form.sum(0), 5), atLeast("c1", Form.sum(5), 5))));
    // Hiding the quarter a serves both of its child and of c; hiding b would need a2 as well.
    assertThat(protection.hiddenFurther()).containsExactly("a");
    assertThat(protection.ranges()).containsEntry("c1", new Range(0, 5));
  }

  @Test
  void aPieceThatASubtractionTellsIsProtected() {
    // District C of 12 + 2; housing area H is the 12 and 30 of district D.
    List<Cell> cells =
        List.of(
            cell("C", Cell.State.MAY_HIDE, 1.1, 0, 1),
            cell("D", Cell.State.MAY_HIDE, 1.4, 2, 3),
            cell("E", Cell.State.MAY_HIDE, 1.3, 4),
            cell("H", Cell.State.MAY_HIDE, 1.2, 0, 2),
            cell("all", Cell.State.ALWAYS_SHOWN, 0, 0, 1, 2, 3, 4));
    List<Guard> guards = List.of(atLeast("C without H", Form.sum(1), 5));
    List<Unknown> unknowns = counts(12, 2, 30, 10, 25);
    unknowns.set(2, new Unknown(0, 32, 30));
    ProtectionSystem system = system(unknowns, cells, guards);
    // 42 in H of which at most 32 in D: C without H is at most 4, unless one of them is hidden.
    try (FreshCheck check = new FreshCheck(system, Set.of())) {
      assertThat(check.range(Form.sum(1), true)).isEqualTo(new Range(0, 4));
    }
    assertThat(protect(system).hiddenFurther()).containsExactly("H");
  }

  @Test
  void aDifferenceOfLinkedIndicatorsIsProtected() {
    // Absence above 10 % is a part of absence above 5 %: in area A only one pupil lies between.
    List<Unknown> unknowns = counts(20, 21, 40, 60);
    List<Relation> relations =
        List.of(
            new Relation(Form.sum(1).minus(Form.sum(0)), 0, Double.POSITIVE_INFINITY),
            new Relation(Form.sum(3).minus(Form.sum(2)), 0, Double.POSITIVE_INFINITY));
    List<Cell> cells =
        List.of(
            cell("A above 10", Cell.State.MAY_HIDE, 1.2, 0),
            cell("A above 5", Cell.State.MAY_HIDE, 1.1, 1),
            cell("B above 10", Cell.State.MAY_HIDE, 1.4, 2),
            cell("B above 5", Cell.State.MAY_HIDE, 1.6, 3),
            cell("all above 10", Cell.State.ALWAYS_SHOWN, 0, 0, 2),
            cell("all above 5", Cell.State.ALWAYS_SHOWN, 0, 1, 3));
    ProtectionSystem system =
        new ProtectionSystem(
            "linked",
            unknowns,
            relations,
            cells,
            List.of(atLeast("A between", Form.sum(1).minus(Form.sum(0)), 5)),
            List.of());
    Protection protection = protect(system);
    assertThat(protection.hiddenFurther()).containsExactly("A above 10", "B above 10");
    assertThat(protection.ranges()).containsEntry("A between", new Range(0, 21));
  }

  @Test
  void aNumberHiddenForItsComplementIsProtectedDownward() {
    // All 30 of A: everybody's state would be told.
    List<Unknown> unknowns = List.of(new Unknown(0, 30, 30), new Unknown(0, 80, 50));
    ProtectionSystem system =
        system(
            unknowns,
            List.of(
                cell("A", Cell.State.HIDDEN, 1, 0),
                cell("B", Cell.State.MAY_HIDE, 1, 1),
                cell("all", Cell.State.ALWAYS_SHOWN, 1, 0, 1)),
            List.of(new Guard("A", Form.sum(0), true, 4, ANY_UPPER, 25)));
    Protection protection = protect(system);
    assertThat(protection.hiddenFurther()).containsExactly("B");
    assertThat(protection.ranges()).containsEntry("A", new Range(0, 30));
  }

  @Test
  void aWidthThatNoSingleDirectionGivesIsMadeOfBoth() {
    // B is known to be 3 to 7: A can move by 2 either way, and needs 4.
    ProtectionSystem system =
        system(
            List.of(new Unknown(0, 100, 5), new Unknown(3, 7, 5)),
            List.of(
                cell("A", Cell.State.HIDDEN, 1, 0),
                cell("B", Cell.State.MAY_HIDE, 1, 1),
                cell("all", Cell.State.ALWAYS_SHOWN, 1, 0, 1)),
            List.of(new Guard("A", Form.sum(0), true, 4, ANY_UPPER, ANY_LOWER)));
    assertThat(protect(system).ranges()).containsEntry("A", new Range(3, 7));
  }

  @Test
  void figuresOfOneCellAreHiddenTogether() {
    // A mean: its sum and its count. The count alone would be enough to hide; the sum goes too.
    Form[] counts = {Form.sum(0), Form.sum(1)};
    Form[] sums = {Form.sum(2), Form.sum(3)};
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      cells.add(
          new Cell(
              "area " + i,
              i == 0 ? Cell.State.HIDDEN : Cell.State.MAY_HIDE,
              1,
              List.of(
                  new Figure(sums[i], 0, Double.POSITIVE_INFINITY, false),
                  new Figure(counts[i], 0, 1000, true))));
    }
    cells.add(
        new Cell(
            "all",
            Cell.State.ALWAYS_SHOWN,
            0,
            List.of(
                new Figure(Form.sum(2, 3), 0, Double.POSITIVE_INFINITY, false),
                new Figure(Form.sum(0, 1), 0, 1000, true))));
    List<Unknown> unknowns = counts(10, 200);
    unknowns.add(new Unknown(0, Double.POSITIVE_INFINITY, 4_123_456.5));
    unknowns.add(new Unknown(0, Double.POSITIVE_INFINITY, 61_000_000.25));
    Guard guard = new Guard("sum", sums[0], false, 900_000, ANY_UPPER, ANY_LOWER);
    Protection protection = Protector.protect(system(unknowns, cells, List.of(guard)), KEY);
    assertThat(protection.hiddenFurther()).containsExactly("area 1");
    assertThat(protection.ranges().get("sum").lower()).isEqualTo(0);
    assertThat(protection.ranges().get("sum").width()).isCloseTo(65_123_456.75, within(1.0));
  }

  @Test
  void nothingBoundsWhatNobodyTells() {
    ProtectionSystem system =
        system(
            List.of(new Unknown(0, Double.POSITIVE_INFINITY, 2)),
            List.of(cell("A", Cell.State.HIDDEN, 1, 0)),
            List.of(atLeast("A", Form.sum(0), 5)));
    assertThat(protect(system).ranges()).containsEntry("A", new Range(0, Double.POSITIVE_INFINITY));
  }

  @Test
  void whatMustBePublishedMayMakeItImpossible() {
    List<Cell> cells =
        List.of(
            cell("A", Cell.State.HIDDEN, 1, 0),
            cell("B", Cell.State.ALWAYS_SHOWN, 1, 1),
            cell("C", Cell.State.MAY_HIDE, 1, 2),
            cell("A and B", Cell.State.ALWAYS_SHOWN, 1, 0, 1));
    ProtectionSystem system =
        system(counts(2, 30, 40), cells, List.of(atLeast("A in 2016", Form.sum(0), 5)));
    assertThatThrownBy(() -> Protector.protect(system, KEY))
        .isInstanceOf(Unprotectable.class)
        .hasMessageContaining("A in 2016")
        .hasMessageContaining("a test");
  }

  @Test
  void aTruthThatBreaksItsOwnBoundsIsNamed() {
    assertThatThrownBy(
            () ->
                Protector.protect(
                    system(
                        counts(2),
                        List.of(
                            new Cell(
                                "A",
                                Cell.State.HIDDEN,
                                1,
                                List.of(new Figure(Form.sum(0), 3, 9, true)))),
                        List.of()),
                    KEY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("In a test, the truth of figure 1 of cell A (x0) is 2.0, outside 3.0 to 9.0");
  }

  @Test
  void theOrderOfCellsDoesNotMatterButTheKeyDoes() {
    // Ten districts that cost the same, one of them primary: which other goes is a tie.
    List<Cell> cells = new ArrayList<>();
    int[] all = new int[10];
    for (int i = 0; i < 10; i++) {
      all[i] = i;
      cells.add(cell("d" + i, i == 0 ? Cell.State.HIDDEN : Cell.State.MAY_HIDE, 1, i));
    }
    cells.add(cell("all", Cell.State.ALWAYS_SHOWN, 1, all));
    List<Guard> guards = List.of(atLeast("d0", Form.sum(0), 5));
    List<Unknown> unknowns = counts(2, 9, 9, 9, 9, 9, 9, 9, 9, 9);
    Set<String> first = Protector.protect(system(unknowns, cells, guards), KEY).hiddenFurther();
    assertThat(first).hasSize(1);
    Random random = new Random(1);
    for (int i = 0; i < 5; i++) {
      Collections.shuffle(cells, random);
      assertThat(Protector.protect(system(unknowns, cells, guards), KEY).hiddenFurther())
          .isEqualTo(first);
    }
    Set<Set<String>> byKey = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      byKey.add(
          Protector.protect(system(unknowns, cells, guards), ("key " + i).getBytes(UTF_8))
              .hiddenFurther());
    }
    assertThat(byKey.size()).isGreaterThan(3);
  }
}
