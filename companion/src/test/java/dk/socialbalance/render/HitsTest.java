/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.publication.SnapshotFixture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HitsTest {

  private static int[] at(Layer layer, double x, double y, double tolerance, int srid) {
    int[] rows = IntStream.range(0, layer.size()).toArray();
    return Hits.rowsAt(new PaintedLayer(layer, rows, null), x, y, tolerance, srid);
  }

  @Test
  void anAreaIsHitInsideTheTopmostFirst() {
    Snapshot snapshot = SnapshotFixture.snapshot("", "");
    Layer layer = snapshot.layer("basisdistrikt_underretninger");
    assertThat(at(layer, 716500, 6180500, 0, 25832)).containsExactly(5, 4, 3);
    assertThat(at(layer, 714990, 6180500, 50, 25832)).as("beside it, not in it").isEmpty();
    assertThat(at(snapshot.layer("basisdistrikt"), 12.4310, 55.7225, 0, 4326)).containsExactly(0);
    assertThat(at(snapshot.layer("noegletal"), 0, 0, 0, 25832)).as("no geometry").isEmpty();
  }

  @Test
  void linesAndPointsMayLieAway() {
    Layer layer = TestMaps.layer();
    assertThat(at(layer, 700076, 6200020, 2, 25832)).containsExactly(2);
    assertThat(at(layer, 700076, 6200020, 0.5, 25832)).isEmpty();
    assertThat(at(layer, 700040, 6200071, 2, 25832)).containsExactly(1);
    assertThat(at(layer, 700030, 6200030, 0, 25832)).as("in the hole").isEmpty();
    assertThat(at(layer, 700010, 6200010, 0, 25832)).containsExactly(0);
  }
}
