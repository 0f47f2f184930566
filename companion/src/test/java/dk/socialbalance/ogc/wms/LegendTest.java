/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

  static List<NamedCsvRecord> followed() {
    return WmsServer.cases("followed-legends.csv");
  }

  /** Names of rules and numbers in titles, as the legend of this map tells them. */
  private static String told(NamedCsvRecord line, String options) {
    List<String> parameters = new ArrayList<>(List.of("LEGEND_OPTIONS", options));
    for (String parameter : line.getField("parameters").split("\\|")) {
      String[] parts = parameter.split("=", 2);
      if (parts.length == 2) {
        parameters.add(parts[0]);
        parameters.add("BBOX".equals(parts[0]) ? parts[1].replace(' ', ',') : parts[1]);
      }
    }
    List<String> told = new ArrayList<>();
    for (JsonNode rule : rules(parameters.toArray(String[]::new))) {
      Matcher number = Pattern.compile(" \\((\\d+)\\)$").matcher(rule.get("title").asString());
      told.add(rule.get("name").asString());
      told.add(number.find() ? number.group(1) : "?");
    }
    return String.join(" ", told);
  }

  @ParameterizedTest
  @MethodSource("followed")
  void aLegendFollowsTheMap(NamedCsvRecord line) {
    assertThat(told(line, "hideEmptyRules:true;countMatched:true"))
        .as(line.getField("what"))
        .isEqualTo(line.getField("rows"));
  }

  @ParameterizedTest
  @MethodSource("followed")
  void emptyRowsStayUnlessTheyAreHidden(NamedCsvRecord line) {
    String all = told(line, "countMatched:true");
    assertThat(all.split(" ")).hasSize(line.getField("parameters").contains("RULE") ? 2 : 14);
    assertThat(all.replaceAll("\\w+ 0( |$)", "").strip()).isEqualTo(line.getField("rows"));
    assertThat(told(line, "hideEmptyRules:true"))
        .isEqualTo(line.getField("rows").replaceAll(" \\d+", " ?"));
  }

  @Test
  void thePictureFollowsTheMapToo() {
    BufferedImage all = WmsServer.picture(legend("TIME", "2016"));
    BufferedImage some =
        WmsServer.picture(legend("TIME", "2016", "LEGEND_OPTIONS", "hideEmptyRules:true"));
    assertThat(some.getHeight()).isLessThan(all.getHeight() / 2);
    assertThat(colours(some))
        .contains(WmsServer.colour(2), WmsServer.colour(3), WmsServer.colour(4))
        .doesNotContain(WmsServer.colour(1), WmsServer.colour(5));
    BufferedImage counted =
        WmsServer.picture(legend("TIME", "2016", "LEGEND_OPTIONS", "countMatched:true"));
    assertThat(counted.getHeight()).isEqualTo(all.getHeight());
    assertThat(counted.getWidth()).isGreaterThan(all.getWidth());
    BufferedImage none =
        WmsServer.picture(
            legend("LEGEND_OPTIONS", "hideEmptyRules:true", "CQL_FILTER", "vaerdi > 1000"));
    assertThat(none.getWidth()).isEqualTo(1);
  }

  @Test
  void whatFollowsNoMapIsRefused() {
    String counted = "countMatched:true";
    assertThat(WmsServer.get(legend("LEGEND_OPTIONS", counted, "TIME", "1815")).body())
        .contains("InvalidDimensionValue");
    assertThat(WmsServer.get(legend("LEGEND_OPTIONS", counted, "BBOX", "1,2,3,4")).body())
        .contains("locator=\"CRS\"");
    assertThat(WmsServer.get(legend("LEGEND_OPTIONS", counted, "CQL_FILTER", "x = 1")).body())
        .contains("locator=\"CQL_FILTER\"");
    assertThat(WmsServer.get(legend("LEGEND_OPTIONS", "countMatched:maybe")).body())
        .contains("locator=\"LEGEND_OPTIONS\"");
  }

  /** The width of letters tells the font. */
  @Test
  void aFontThatIsThereIsTakenAndAnotherIsTheUsualOne() {
    BufferedImage usual = WmsServer.picture(legend());
    BufferedImage wide = WmsServer.picture(legend("LEGEND_OPTIONS", "fontName:Monospaced"));
    BufferedImage unknown = WmsServer.picture(legend("LEGEND_OPTIONS", "fontName:No such font"));
    assertThat(wide.getWidth()).isNotEqualTo(usual.getWidth());
    assertThat(unknown.getWidth()).isEqualTo(usual.getWidth());
  }
}
