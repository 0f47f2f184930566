/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.SnapshotFixture;
import java.util.stream.IntStream;
import org.geotools.api.style.Rule;
import org.geotools.api.style.Style;
import org.junit.jupiter.api.Test;

class RuleCountsTest {

  private static final String RULE =
      "<Rule><Name>%s</Name>%s<PolygonSymbolizer><Fill/></PolygonSymbolizer></Rule>";

  /** The small snapshot has 18 rows, of which one is hidden and one missing. */
  @Test
  void whatNoOtherRuleDrawsCountsForElse() throws Exception {
    String filter =
        "<ogc:Filter><ogc:PropertyIsGreaterThan><ogc:PropertyName>vaerdi</ogc:PropertyName>"
            + "<ogc:Literal>%d</ogc:Literal></ogc:PropertyIsGreaterThan></ogc:Filter>";
    String far = "<MinScaleDenominator>50000</MinScaleDenominator>";
    Style style =
        StyleReader.read(
            ("<StyledLayerDescriptor version=\"1.0.0\" xmlns=\"http://www.opengis.net/sld\""
                    + " xmlns:ogc=\"http://www.opengis.net/ogc\"><NamedLayer><Name>x</Name>"
                    + "<UserStyle><FeatureTypeStyle>%s%s%s</FeatureTypeStyle><FeatureTypeStyle>%s"
                    + "</FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>")
                .formatted(
                    RULE.formatted("over10", filter.formatted(10)),
                    RULE.formatted("over14", filter.formatted(14) + far),
                    RULE.formatted("else", "<ElseFilter/>"),
                    RULE.formatted("all", "")));
    Layer layer =
        SnapshotFixture.snapshot(PictureTest.sld("choropleth"), PictureTest.sld("outline"))
            .layer("basisdistrikt_underretninger");
    PaintedLayer painted =
        new PaintedLayer(layer, IntStream.range(0, layer.size()).toArray(), style);
    // Above 10: 11 13 15 of 2016, 12 14 16 of 2017 (10 is hidden), 11 13 15 of 2018.
    assertThat(counts(painted, 0)).containsExactly(9, 3, 9, 18);
    assertThat(counts(painted, 60_000)).containsExactly(9, 3, 9, 18);
    assertThat(counts(painted, 20_000)).containsExactly(9, 0, 9, 18);
  }

  private static int[] counts(PaintedLayer painted, double scale) {
    RuleCounts counts = RuleCounts.of(painted, scale);
    return painted.style().featureTypeStyles().stream()
        .flatMap(part -> part.rules().stream())
        .mapToInt((Rule rule) -> counts.of(rule))
        .toArray();
  }
}
