/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.publication.Layer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.geotools.api.style.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the painter of areas takes of all that a style may say, it paints as the general one. */
class BothPaintersTest {

  private static final Layer AREAS =
      TestMaps.layer(
          TestMaps.at(
              "POLYGON ((5 5, 60 5, 60 60, 5 60, 5 5), (20 20, 40 20, 40 40, 20 40, 20 20))"),
          TestMaps.at("POLYGON ((60 5, 95 5, 95 60, 60 60, 60 5))"),
          TestMaps.at("POLYGON ((5 60, 60 60, 60 95, 5 80, 5 60))"),
          TestMaps.at(
              "MULTIPOLYGON (((60 60, 95 60, 60 95, 60 60)), ((90 80, 98 80, 98 95, 90 80)))"));

  static List<String> styles() throws IOException {
    List<String> styles = new ArrayList<>();
    for (OptionsTest.Pair pair : OptionsTest.pairs()) {
      styles.add(pair.one());
      styles.add(pair.other());
    }
    return styles;
  }

  private static MapRequest request(String inside) throws StyleException {
    Style style = TestMaps.style(inside);
    int[] rows = IntStream.range(0, AREAS.size()).toArray();
    return new MapRequest(
        200,
        200,
        TestMaps.EXTENT,
        25832,
        MapRequest.STANDARD_DPI,
        Color.WHITE,
        List.of(new PaintedLayer(AREAS, rows, style)));
  }

  @ParameterizedTest
  @MethodSource("styles")
  void paintAlike(String inside) throws Exception {
    MapRequest request = request(inside);
    if (AreaPainter.paints(request)) {
      BufferedImage fast = new AreaPainter().paint(request);
      assertThat(Goldens.difference(new Java2DPainter().paint(request), fast))
          .isLessThanOrEqualTo(0.02);
    }
  }

  @Test
  void theFastOneTakesManyOfThem() throws Exception {
    int taken = 0;
    for (String inside : styles()) {
      taken += AreaPainter.paints(request(inside)) ? 1 : 0;
    }
    assertThat(taken).isGreaterThan(30);
  }
}
