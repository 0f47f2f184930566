/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.publication.CurrentSnapshot;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.SnapshotFixture;
import dk.socialbalance.publication.StyleTemplates;
import dk.socialbalance.render.MapRequest;
import dk.socialbalance.render.PaintedLayer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;

/** The same map is painted once; when it goes, {@code ReadyCacheTest} says. */
class FinishedMapTest {

  private static final String LAYER = "basisdistrikt";
  private static final String SLD =
      StyleTemplates.outline(LAYER, new LocalText("Omrids", "Outline")).sld();

  private final CurrentSnapshot current = new CurrentSnapshot();
  private final List<MapRequest> painted = new ArrayList<>();
  private final Maps maps =
      new Maps(
          current,
          ServiceSettings.defaults(),
          request -> {
            painted.add(request);
            return new BufferedImage(
                request.width(), request.height(), BufferedImage.TYPE_INT_ARGB);
          });

  private MapRequest request(double left, Color background, int fewer) {
    WmsModel model = maps.model();
    Layer layer = model.snapshot().layers().get(LAYER);
    PaintedLayer all = model.painted(layer, List.of(), LAYER);
    int[] rows = Arrays.copyOf(all.rows(), all.rows().length - fewer);
    return new MapRequest(
        64,
        64,
        new Envelope(left, left + 100, 6180000, 6180100),
        25832,
        MapRequest.STANDARD_DPI,
        background,
        List.of(new PaintedLayer(layer, rows, all.style())));
  }

  @Test
  void theSameMapIsPaintedOnce() throws IOException {
    current.swap(SnapshotFixture.snapshot(SLD, SLD));
    byte[] first = maps.paint(request(715000, null, 0), ImageFormat.PNG).bytes();
    assertThat(maps.paint(request(715000, null, 0), ImageFormat.PNG).bytes()).isEqualTo(first);
    assertThat(painted).hasSize(1);
  }

  @Test
  void whatLooksDifferentIsAnotherMap() throws IOException {
    current.swap(SnapshotFixture.snapshot(SLD, SLD));
    maps.paint(request(715000, null, 0), ImageFormat.PNG);
    maps.paint(request(715001, null, 0), ImageFormat.PNG);
    maps.paint(request(715000, Color.WHITE, 0), ImageFormat.PNG);
    maps.paint(request(715000, null, 1), ImageFormat.PNG);
    maps.paint(request(715000, null, 0), ImageFormat.PNG8);
    assertThat(painted).hasSize(5);
  }
}
