/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.SnapshotFixture;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.geotools.api.style.FeatureTypeStyle;
import org.geotools.api.style.Rule;
import org.geotools.api.style.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  /** An area often has several warnings: the topmost is what the legend says, not their sum. */
  @ParameterizedTest
  @CsvSource({
    "alvor_1_behandles, 1 set",
    "alvor_1_ny, 1 set 1 ny 1 ny",
    "alvor_2_behandles, 1 set 1 ny 2 set 2 handlet",
    "alvor_2_ny, 1 handlet 1 ny 2 set 2 ny 2 ny 2 ny"
  })
  void severalWarningsOnOneAreaPaintAsTheTopmost(String rule, String warnings) throws Exception {
    Style style = PictureTest.style("warnings");
    String[] words = warnings.split(" ");
    int number = words.length / 2;
    List<Object> severities = new ArrayList<>();
    List<Object> statuses = new ArrayList<>();
    for (int i = 0; i < words.length; i += 2) {
      severities.add(Integer.valueOf(words[i]));
      statuses.add(words[i + 1]);
    }
    LocalText title = new LocalText("x", "x");
    Layer layer =
        new Layer(
            new Layer.Description(
                "advarsler",
                Layer.Kind.WARNING,
                "",
                "",
                false,
                title,
                title,
                List.of(),
                List.of(
                    new Layer.Attribute("niveau", Column.Type.TEXT, title),
                    new Layer.Attribute("alvor", Column.Type.INTEGER, title),
                    new Layer.Attribute("status", Column.Type.TEXT, title),
                    new Layer.Attribute("advarsel_id", Column.Type.INTEGER, title)),
                List.of("advarsel_id"),
                true,
                List.of()),
            "r1",
            List.of(
                Column.of(Column.Type.TEXT, Collections.nCopies(number, "bydel")),
                Column.of(Column.Type.INTEGER, severities),
                Column.of(Column.Type.TEXT, statuses),
                Column.of(Column.Type.BIGINT, IntStream.range(0, number).boxed().toList())),
            Districts.layer(1).geometries(),
            new int[number]);
    Color inMap = mean(paint(layer, Districts.allRows(layer), style), 16, 16);
    Color inLegend = mean(legend(style, rule), 6 + 16, 6 + 16);
    assertThat(distance(inMap, inLegend))
        .as("map %s, legend %s", inMap, inLegend)
        .isLessThanOrEqualTo(1);
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
    Color inMap = mean(paint(layer, new int[] {row}, style), 16, 16);
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
  private static BufferedImage paint(Layer layer, int[] rows, Style style) {
    Outline outline = Outline.of(layer.geometry(rows[0], 25832));
    Envelope inside = new Envelope(new Coordinate(outline.anchorX() + 60, outline.anchorY() + 60));
    inside.expandBy(40);
    PaintedLayer painted = new PaintedLayer(layer, rows, style);
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
