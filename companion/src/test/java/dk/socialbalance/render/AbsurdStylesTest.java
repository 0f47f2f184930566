/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.publication.Layer;
import java.awt.Color;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.geotools.api.style.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;

/**
 * Styles with absurd values: each is refused by line and name, or painted, and its legend drawn,
 * within a bound of time; at the usual extent, far away, and close up.
 */
class AbsurdStylesTest {

  /** Far above what a picture takes, and what a slow machine needs. */
  private static final Duration BOUND = Duration.ofSeconds(5);

  private static final List<Envelope> EXTENTS =
      List.of(
          TestMaps.EXTENT,
          new Envelope(0, 2_000_000, 5_000_000, 7_000_000),
          new Envelope(700_004.99, 700_005.01, 6_200_004.99, 6_200_005.01));

  private static final List<String> VALUES =
      List.of(
          "0",
          "-1",
          "1e9",
          "1000000000",
          "-1000000000",
          "0.000001",
          "NaN",
          "Infinity",
          "1e300",
          "999999999999",
          "",
          " ",
          "none",
          "#12345",
          "1 1",
          "0 0",
          "0 1 0",
          "0.001 0.999",
          "1 ".repeat(10_000),
          "x".repeat(999),
          "true",
          "<ogc:PropertyName>tal</ogc:PropertyName>",
          "<ogc:PropertyName>andel</ogc:PropertyName>",
          "<ogc:Mul><ogc:PropertyName>andel</ogc:PropertyName><ogc:Literal>1000000000000"
              + "</ogc:Literal></ogc:Mul>",
          "<ogc:Div><ogc:Literal>1</ogc:Literal><ogc:PropertyName>tal</ogc:PropertyName></ogc:Div>",
          "<ogc:Sub><ogc:Literal>0</ogc:Literal><ogc:PropertyName>tal</ogc:PropertyName></ogc:Sub>",
          "<ogc:Function name=\"pow\"><ogc:Literal>10</ogc:Literal><ogc:Literal>300</ogc:Literal>"
              + "</ogc:Function>",
          "<ogc:Function name=\"pow\"><ogc:Literal>10</ogc:Literal><ogc:Literal>-300</ogc:Literal>"
              + "</ogc:Function>");

  private static final Pattern VALUE = Pattern.compile("(?<=>)[^<>]+(?=</)");
  private static final String METRES = " uom=\"http://www.opengeospatial.org/se/units/metre\"";

  private static final Layer LAYER = TestMaps.layer();
  private static final int[] ROWS = IntStream.range(0, LAYER.size()).toArray();

  /** Whether it was painted; else it was refused. */
  private static boolean survives(String inside) {
    Style style;
    try {
      style = TestMaps.style(inside);
    } catch (StyleException e) {
      assertThat(e.line()).isPositive();
      assertThat(e.element()).isNotBlank();
      return false;
    }
    if (TrialPainting.problem(TestMaps.document(inside), LAYER).isPresent()) {
      return false; // An attribute that the layer has not.
    }
    for (Envelope extent : EXTENTS) {
      new Java2DPainter()
          .paint(
              new MapRequest(
                  100,
                  100,
                  extent,
                  25832,
                  MapRequest.STANDARD_DPI,
                  Color.WHITE,
                  List.of(new PaintedLayer(LAYER, ROWS, style)),
                  new PixelGrid(0, 0)));
    }
    LegendPainter.paint(style, LegendOptions.usual("da"));
    return true;
  }

  private static void assertSurvivesInTime(String inside) {
    long start = System.nanoTime();
    survives(inside);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).as(inside).isLessThan(BOUND);
  }

  static List<OptionsTest.Pair> options() throws Exception {
    return OptionsTest.pairs();
  }

  /** Each value of each option, one after the other, by each absurd one, in pixels and metres. */
  @ParameterizedTest
  @MethodSource("options")
  void eachValue(OptionsTest.Pair option) {
    String other = option.other();
    Matcher values = VALUE.matcher(other);
    while (values.find()) {
      for (String absurd : VALUES) {
        String inside = other.substring(0, values.start()) + absurd + other.substring(values.end());
        assertSurvivesInTime(inside);
        assertSurvivesInTime(inside.replaceFirst("Symbolizer>", "Symbolizer" + METRES + ">"));
      }
    }
  }

  /** Several at a time, and several symbolizers, for a while. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void mixtures(long seed) throws Exception {
    Random random = new Random(seed);
    List<String> bases = new ArrayList<>();
    options().stream()
        .map(OptionsTest.Pair::other)
        .filter(o -> !o.contains("Rule>"))
        .forEach(bases::add);
    long end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
    int painted = 0;
    while (System.nanoTime() < end) {
      StringBuilder inside = new StringBuilder();
      for (int i = random.nextInt(3); i >= 0; i--) {
        String base = bases.get(random.nextInt(bases.size()));
        if (!base.contains("Filter") && !base.contains("ScaleDenominator")) {
          inside.append(changed(base, random));
        }
      }
      long start = System.nanoTime();
      painted += survives(inside.toString()) ? 1 : 0;
      assertThat(Duration.ofNanos(System.nanoTime() - start)).as("%s", inside).isLessThan(BOUND);
    }
    assertThat(painted).isGreaterThan(20);
  }

  private static String changed(String base, Random random) {
    Matcher values = VALUE.matcher(base);
    StringBuilder changed = new StringBuilder();
    while (values.find()) {
      String value =
          random.nextInt(3) > 0
              ? values.group()
              : VALUES.get(VALUES.size() - 1 - random.nextInt(7));
      values.appendReplacement(changed, Matcher.quoteReplacement(value));
    }
    values.appendTail(changed);
    return changed.toString();
  }

  /** Two thousand areas with a label each that looks for room. */
  @Test
  void manyLabelsThatMove() throws Exception {
    Layer many = Districts.layer(2000);
    Style style =
        TestMaps.style(
            "<TextSymbolizer><Label><ogc:PropertyName>omraade_navn</ogc:PropertyName></Label>"
                + "<VendorOption name=\"maxDisplacement\">200</VendorOption>"
                + "<VendorOption name=\"goodnessOfFit\">0</VendorOption></TextSymbolizer>");
    long start = System.nanoTime();
    new Java2DPainter()
        .paint(
            new MapRequest(
                1024,
                1024,
                Districts.EXTENT,
                25832,
                MapRequest.STANDARD_DPI,
                null,
                List.of(new PaintedLayer(many, Districts.allRows(many), style))));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
  }

  @Test
  void theLongestStyleThatIsRead() {
    String symbolizer = "<PolygonSymbolizer><Fill/><Stroke/></PolygonSymbolizer>";
    assertSurvivesInTime(symbolizer.repeat(10_000));
  }
}
