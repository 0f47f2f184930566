/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LegendTest {

  private static Map<String, String> legend(String... more) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("SERVICE", "WMS");
    parameters.put("VERSION", "1.3.0");
    parameters.put("REQUEST", "GetLegendGraphic");
    parameters.put("LAYER", WmsServer.LAYER);
    parameters.put("FORMAT", "image/png");
    for (int i = 0; i < more.length; i += 2) {
      parameters.put(more[i], more[i + 1]);
    }
    return parameters;
  }

  private static Set<Integer> colours(BufferedImage image) {
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colours.add(image.getRGB(x, y) & 0xffffff);
      }
    }
    return colours;
  }

  @Test
  void theLegendHasTheColoursOfTheMap() {
    Set<Integer> colours = colours(WmsServer.picture(legend()));
    for (int klasse = 1; klasse <= 5; klasse++) {
      assertThat(colours).contains(WmsServer.colour(klasse));
    }
  }

  @Test
  void aRuleIsShownAlone() {
    BufferedImage all = WmsServer.picture(legend());
    BufferedImage one = WmsServer.picture(legend("RULE", "klasse_3"));
    assertThat(one.getHeight()).isLessThan(all.getHeight() / 3);
    assertThat(colours(one)).contains(WmsServer.colour(3)).doesNotContain(WmsServer.colour(4));
    assertThat(WmsServer.get(legend("RULE", "klasse_9")).body())
        .contains("code=\"InvalidParameterValue\" locator=\"RULE\"");
  }

  @Test
  void theLegendSpeaksTheLanguage() {
    assertThat(rules("LANGUAGE", "da").at("/5/title").asString())
        .isNotEqualTo(rules("LANGUAGE", "en").at("/5/title").asString());
    assertThat(rules().at("/0/name").asString()).isEqualTo("klasse_1");
    assertThat(rules().size()).isEqualTo(7);
    assertThat(rules().at("/0/symbolizers/0/Polygon/fill").asString())
        .isEqualToIgnoringCase("#%06x".formatted(WmsServer.colour(1)));
  }

  private static JsonNode rules(String... more) {
    Map<String, String> parameters = legend(more);
    parameters.put("FORMAT", "application/json");
    return JsonMapper.builder()
        .build()
        .readTree(WmsServer.get(parameters).body())
        .at("/Legend/0/rules");
  }

  @Test
  void optionsGrowTheLegendWithinBounds() {
    int usual = WmsServer.picture(legend()).getHeight();
    assertThat(WmsServer.picture(legend("LEGEND_OPTIONS", "fontSize:24")).getHeight())
        .isGreaterThan(usual);
    assertThat(WmsServer.picture(legend("LEGEND_OPTIONS", "dpi:180")).getHeight())
        .isGreaterThan(usual * 3 / 2);
    assertThat(WmsServer.picture(legend("HEIGHT", "40")).getHeight()).isGreaterThan(usual);
    assertThat(WmsServer.get(legend("LEGEND_OPTIONS", "fontSize:100000")).statusCode())
        .isEqualTo(400);
    assertThat(WmsServer.get(legend("LEGEND_OPTIONS", "dpi:100000")).statusCode()).isEqualTo(400);
    assertThat(WmsServer.get(legend("WIDTH", "100000")).statusCode()).isEqualTo(400);
  }

  @Test
  void withABoxTheSizeIsTheMaps() {
    BufferedImage usual = WmsServer.picture(legend());
    BufferedImage contextual =
        WmsServer.picture(legend("BBOX", "1,2,3,4", "WIDTH", "1920", "HEIGHT", "1080"));
    assertThat(contextual.getHeight()).isEqualTo(usual.getHeight());
  }

  @Test
  void theLayerAndItsStyleMustExist() {
    assertThat(WmsServer.get(legend("LAYER", "nowhere")).body()).contains("LayerNotDefined");
    assertThat(WmsServer.get(legend("STYLE", "nice")).body()).contains("StyleNotDefined");
    assertThat(WmsServer.picture(legend("STYLE", "")).getHeight())
        .isEqualTo(WmsServer.picture(legend()).getHeight());
  }

  @Test
  void rowsStandInColumnsOrWithoutTitles() {
    BufferedImage usual = WmsServer.picture(legend());
    BufferedImage two = WmsServer.picture(legend("LEGEND_OPTIONS", "columns:2"));
    BufferedImage across = WmsServer.picture(legend("LEGEND_OPTIONS", "layout:horizontal"));
    BufferedImage bare = WmsServer.picture(legend("LEGEND_OPTIONS", "forceLabels:off"));
    BufferedImage red = WmsServer.picture(legend("LEGEND_OPTIONS", "fontColor:#ff0000"));
    assertThat(two.getWidth()).isGreaterThan(3 * usual.getWidth() / 2);
    assertThat(two.getHeight()).isLessThan(2 * usual.getHeight() / 3);
    assertThat(across.getHeight()).isLessThan(usual.getHeight() / 3);
    assertThat(bare.getWidth()).isLessThan(usual.getWidth() / 2);
    assertThat(colours(red)).contains(0xff0000);
    assertThat(colours(usual)).doesNotContain(0xff0000);
    for (BufferedImage legend : List.of(two, across, bare)) {
      for (int klasse = 1; klasse <= 5; klasse++) {
        assertThat(colours(legend)).contains(WmsServer.colour(klasse));
      }
    }
    for (String wrong :
        List.of("columns:0", "layout:round", "forceLabels:maybe", "fontColor:red")) {
      assertThat(WmsServer.get(legend("LEGEND_OPTIONS", wrong)).body())
          .contains("code=\"InvalidParameterValue\" locator=\"LEGEND_OPTIONS\"");
    }
  }
}
