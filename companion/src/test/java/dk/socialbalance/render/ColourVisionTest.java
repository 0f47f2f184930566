/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dk.socialbalance.publication.StyleTemplates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.geotools.api.style.FeatureTypeStyle;
import org.geotools.api.style.PolygonSymbolizer;
import org.geotools.api.style.Rule;
import org.geotools.api.style.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Everybody can tell the shipped colours apart. Limits in CIEDE2000: about 1 can just be seen side
 * by side; neighbours on the scale of classes are at least 14 apart, any two colours of one style
 * at least 10.
 */
class ColourVisionTest {

  private static final double NEIGHBOURS = 14;
  private static final double ANY_TWO = 10;

  /** Plain fill colours by rule name. */
  private static Map<String, Integer> colours(String which) throws StyleException {
    return colours(PictureTest.style(which));
  }

  private static Map<String, Integer> colours(Style style) throws StyleException {
    Map<String, Integer> colours = new LinkedHashMap<>();
    for (FeatureTypeStyle part : style.featureTypeStyles()) {
      for (Rule rule : part.rules()) {
        if (rule.symbolizers().size() == 1
            && rule.symbolizers().get(0) instanceof PolygonSymbolizer polygon
            && polygon.getFill() != null) {
          String colour = polygon.getFill().getColor().evaluate(null, String.class);
          colours.put(rule.getName(), Integer.parseInt(colour, 1, 7, 16));
        }
      }
    }
    return colours;
  }

  @ParameterizedTest
  @CsvSource({"choropleth, 6", "trend, 4", "index, 5", "warnings, 4"})
  void anyTwoColoursDiffer(String which, int expected) throws StyleException {
    List<Map.Entry<String, Integer>> all = List.copyOf(colours(which).entrySet());
    assertThat(all).hasSize(expected);
    for (ColourVision vision : ColourVision.ALL) {
      for (int i = 0; i < all.size(); i++) {
        for (int j = 0; j < i; j++) {
          assertThat(vision.difference(all.get(i).getValue(), all.get(j).getValue()))
              .as("%s: %s and %s", vision, all.get(j).getKey(), all.get(i).getKey())
              .isGreaterThanOrEqualTo(ANY_TWO);
        }
      }
    }
  }

  /** A new template must be added above, or fill with one colour alone. */
  @Test
  void noTemplateIsLeftOut() throws Exception {
    Set<String> compared = Set.of("choropleth", "trend", "index", "warnings");
    Set<String> single = new TreeSet<>(Set.of("outline"));
    assertThat(colours("outline")).isEmpty();
    for (StyleTemplates.Geometry geometry : StyleTemplates.Geometry.values()) {
      String sld = StyleTemplates.context("s", PictureTest.TITLE, geometry).sld();
      assertThat(new HashSet<>(colours(StyleReader.read(sld)).values())).hasSizeLessThan(2);
      single.add("context_" + geometry.name().toLowerCase(Locale.ROOT));
    }
    single.addAll(compared);
    try (Stream<Path> templates = Files.list(Path.of("../styles"))) {
      assertThat(templates.map(file -> file.getFileName().toString().replace(".sld", "")))
          .containsExactlyInAnyOrderElementsOf(single);
    }
  }

  @Test
  void neighbouringClassesDifferClearlyAndGrowDarker() throws StyleException {
    Map<String, Integer> colours = colours("choropleth");
    for (ColourVision vision : ColourVision.ALL) {
      for (int klasse = 1; klasse < 5; klasse++) {
        int one = colours.get("klasse_" + klasse);
        int next = colours.get("klasse_" + (klasse + 1));
        assertThat(vision.difference(one, next))
            .as("%s: classes %d and %d", vision, klasse, klasse + 1)
            .isGreaterThanOrEqualTo(NEIGHBOURS);
        assertThat(vision.lab(next)[0])
            .as("%s: lightness of class %d", vision, klasse + 1)
            .isLessThan(vision.lab(one)[0] - 8);
      }
    }
  }

  /** From table 1 of Sharma, Wu and Dalal. */
  @ParameterizedTest
  @CsvSource({
    "50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425",
    "50, 3.1571, -77.2803, 50, 0, -82.7485, 2.8615",
    "50, -1.3802, -84.2814, 50, 0, -82.7485, 1.0000",
    "50, 0, 0, 50, -1, 2, 2.3669",
    "50, 2.49, -0.001, 50, -2.49, 0.0009, 7.1792",
    "50, 2.5, 0, 73, 25, -18, 27.1492",
    "60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644",
    "2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082"
  })
  void differenceIsThePublishedOne(
      double l1, double a1, double b1, double l2, double a2, double b2, double expected) {
    double[] one = {l1, a1, b1};
    double[] two = {l2, a2, b2};
    assertThat(ColourVision.ciede2000(one, two)).isCloseTo(expected, within(5e-5));
    assertThat(ColourVision.ciede2000(two, one)).isCloseTo(expected, within(5e-5));
  }
}
