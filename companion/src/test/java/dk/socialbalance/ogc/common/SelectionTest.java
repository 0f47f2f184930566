/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.SnapshotFixture;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;

class SelectionTest {

  private static final Layer LAYER =
      SnapshotFixture.snapshot("", "").layer("basisdistrikt_underretninger");

  private static List<Object> sorted(String attribute, boolean descending) {
    int index = LAYER.attribute(attribute);
    int[] rows = Selection.rows(LAYER, null, null, List.of(new Selection.Sort(index, descending)));
    return Arrays.stream(rows).mapToObj(row -> LAYER.value(row, index)).distinct().toList();
  }

  @Test
  void textsSortByTheDanishAlphabet() {
    assertThat(sorted("omraade_navn", false))
        .containsExactly(
            "Aldershvile",
            "Bagsværd <Øst>",
            "Høje \"Gladsaxe\"",
            "Mørkhøj & Omegn",
            "O'Neil'); drop",
            "Åkanden");
  }

  @Test
  void missingValuesComeLastAndFirstWhenDescending() {
    assertThat(sorted("vaerdi", false)).last().isNull();
    assertThat(sorted("vaerdi", true)).first().isNull();
  }

  @Test
  void equalValuesKeepFeatureOrder() {
    int[] rows =
        Selection.rows(
            LAYER, null, null, List.of(new Selection.Sort(LAYER.attribute("niveau"), true)));
    assertThat(rows).isSorted().hasSize(18);
  }

  @Test
  void aBoxTakesWhatTouchesIt() {
    assertThat(rows(715100, 715200, 6180100, 6180200)).hasSize(3);
    // The corner point of four squares.
    assertThat(rows(716000, 716000, 6181000, 6181000)).hasSize(12);
    assertThat(rows(0, 1, 0, 1)).isEmpty();
    assertThat(rows(-1e300, 1e300, -1e300, 1e300)).hasSize(18);
  }

  private static int[] rows(double x1, double x2, double y1, double y2) {
    return Selection.rows(LAYER, new Bbox(new Envelope(x1, x2, y1, y2), 25832), null, List.of());
  }

  @Test
  void pagesEndWithTheRows() {
    int[] rows = {1, 2, 3};
    assertThat(Selection.page(rows, 2, Integer.MAX_VALUE)).containsExactly(3);
    assertThat(Selection.page(rows, Integer.MAX_VALUE, 5)).isEmpty();
    assertThat(Selection.page(rows, 0, 0)).isEmpty();
  }
}
