/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.publication.Layer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.geotools.api.style.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** Whatever areas there are, both painters give the same picture. */
class RandomAreasTest {

  private static final int ROUNDS = 150;

  private static final AreaPainter USED_BEFORE = new AreaPainter();

  private static final List<String> STYLES = List.of("choropleth", "trend", "index");

  static LongStream seeds() {
    return LongStream.range(0, ROUNDS);
  }

  /** A picture that shows all, some, next to nothing, or nothing of the areas. */
  private static MapRequest request(long seed) throws Exception {
    Random random = new Random(seed);
    List<Geometry> areas = RandomAreas.of(random, Districts.EXTENT);
    Layer layer = Districts.layer("random" + seed, areas);
    Style style = PictureTest.style(STYLES.get(random.nextInt(STYLES.size())));
    double side = Districts.EXTENT.getWidth() * Math.pow(10, 1.2 - 3 * random.nextDouble());
    double left = Districts.EXTENT.getMinX() + random.nextDouble() * 6000 - side / 2;
    double bottom = Districts.EXTENT.getMinY() + random.nextDouble() * 6000 - side / 2;
    int width = 60 + random.nextInt(400);
    int height = 60 + random.nextInt(400);
    return new MapRequest(
        width,
        height,
        new Envelope(left, left + side, bottom, bottom + side * height / width),
        25832,
        (1 + 2 * random.nextDouble()) * MapRequest.STANDARD_DPI,
        random.nextBoolean() ? null : new Color(random.nextInt(1 << 24)),
        List.of(new PaintedLayer(layer, Districts.allRows(layer), style)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void bothPaintersGiveTheSamePicture(long seed) throws Exception {
    MapRequest request = request(seed);
    BufferedImage fast = new AreaPainter().paint(request);
    double difference = Goldens.difference(new Java2DPainter().paint(request), fast);
    assertThat(difference).as("seed %d", seed).isLessThanOrEqualTo(0.005);
    double again = USED_BEFORE.paint(request, image -> Goldens.difference(image, fast));
    assertThat(again).as("seed %d, memory used again", seed).isZero();
  }

  /** Else the test above would compare the general painter to itself. */
  @Test
  void mostOfThemGoToThePainterOfAreas() throws Exception {
    int fast = 0;
    for (long seed = 0; seed < ROUNDS; seed++) {
      fast += AreaPainter.paints(request(seed)) ? 1 : 0;
    }
    assertThat(fast).isGreaterThan(ROUNDS * 3 / 4);
  }
}
