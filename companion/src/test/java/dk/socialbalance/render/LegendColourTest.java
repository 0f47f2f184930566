/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.SnapshotFixture;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.geotools.api.style.FeatureTypeStyle;
import org.geotools.api.style.Rule;
import org.geotools.api.style.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

/** Every feature paints with the colour of the legend row that claims it. */
class LegendColourTest {

  /** A legend of one rule, with a swatch of 64 pixels after a margin of 6. */
  private static BufferedImage legend(Style style, String rule) {
    return LegendPainter.paint(
        style,
        new LegendOptions("da", 64, 64, rule, 0, Color.WHITE, 12, MapRequest.STANDARD_DPI, null));
  }

  @Test
  void inEveryYearOfTheFixture() throws Exception {
    Style style = PictureTest.style("choropleth");
    Layer layer =
        SnapshotFixture.snapshot(PictureTest.sld("choropleth"), PictureTest.sld("outline"))
            .layer("basisdistrikt_underretninger");
    for (int row = 0; row < layer.size(); row++) {
      assertPaintsAsItsLegend(layer, row, style.featureTypeStyles().get(0), style);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"choropleth", "trend", "index"})
  void inEveryStyle(String which) throws Exception {
    Style style = PictureTest.style(which);
    Layer layer = Districts.layer(40);
    for (int row = 0; row < layer.size(); row++) {
      assertPaintsAsItsLegend(layer, row, style.featureTypeStyles().get(0), style);
    }
  }

  private static void assertPaintsAsItsLegend(
      Layer layer, int row, FeatureTypeStyle part, Style style) {
    List<String> claims = new ArrayList<>();
    for (Rule rule : part.rules()) {
      if (new RowValues(layer).filter(rule.getFilter()).test(row)) {
        claims.add(rule.getName());
      }
    }
    assertThat(claims).as("rules that claim %s", layer.id(row)).hasSize(1);
    Color inMap = mean(paint(layer, row, style), 16, 16);
    Color inLegend = mean(legend(style, claims.get(0)), 6 + 16, 6 + 16);
    assertThat(distance(inMap, inLegend))
        .as("%s, %s: map %s, legend %s", layer.id(row), claims, inMap, inLegend)
        .isLessThanOrEqualTo(3);
    for (Rule other : part.rules()) {
      if (!other.getName().equals(claims.get(0))) {
        Color elsewhere = mean(legend(style, other.getName()), 6 + 16, 6 + 16);
        assertThat(distance(inMap, elsewhere))
            .as("%s is not taken for %s", layer.id(row), other.getName())
            .isGreaterThan(3);
      }
    }
  }

  /** The inside of the area, far from its border, without the index's triangle. */
  private static BufferedImage paint(Layer layer, int row, Style style) {
    Outline outline = Outline.of(layer.geometry(row, 25832));
    Envelope inside = new Envelope(new Coordinate(outline.anchorX() + 60, outline.anchorY() + 60));
    inside.expandBy(40);
    PaintedLayer painted = new PaintedLayer(layer, new int[] {row}, style);
    return new Java2DPainter()
        .paint(
            new MapRequest(
                64, 64, inside, 25832, MapRequest.STANDARD_DPI, Color.WHITE, List.of(painted)));
  }

  /** The mean of 24 by 24 pixels: a whole number of hatches of 6 and 8 pixels. */
  private static Color mean(BufferedImage image, int left, int top) {
    long[] sum = new long[3];
    for (int y = top; y < top + 24; y++) {
      for (int x = left; x < left + 24; x++) {
        Color colour = new Color(image.getRGB(x, y));
        sum[0] += colour.getRed();
        sum[1] += colour.getGreen();
        sum[2] += colour.getBlue();
      }
    }
    return new Color((int) (sum[0] / 576), (int) (sum[1] / 576), (int) (sum[2] / 576));
  }

  private static int distance(Color a, Color b) {
    return Math.max(
        Math.abs(a.getRed() - b.getRed()),
        Math.max(Math.abs(a.getGreen() - b.getGreen()), Math.abs(a.getBlue() - b.getBlue())));
  }
}
