/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.SnapshotFixture;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.geotools.api.style.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every feature paints with the colour of the legend row that claims it. */
class LegendColourTest {

  @Test
  void inEveryYearOfTheFixture() throws Exception {
    Style style = PictureTest.style("choropleth");
    Layer layer =
        SnapshotFixture.snapshot(PictureTest.sld("choropleth"), PictureTest.sld("outline"))
            .layer("basisdistrikt_underretninger");
    assertThat(new LegendColours(style).check(layer)).isEqualTo(layer.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"choropleth", "trend", "index"})
  void inEveryStyle(String which) throws Exception {
    Style style = PictureTest.style(which);
    Layer layer = Districts.layer(40);
    assertThat(
            AreaPainter.paints(
                LegendColours.request(layer, new int[] {0}, style, Districts.EXTENT)))
        .as("both painters paint it")
        .isTrue();
    assertThat(new LegendColours(style).check(layer)).isEqualTo(layer.size());
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
    Color inLegend = new LegendColours(style).inLegend(rule);
    for (MapPainter painter : LegendColours.PAINTERS) {
      Color inMap = LegendColours.inMap(painter, layer, Districts.allRows(layer), style);
      assertThat(LegendColours.distance(inMap, inLegend))
          .as("map %s, legend %s", inMap, inLegend)
          .isLessThanOrEqualTo(1);
    }
  }
}
