/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.publication.Layer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKTReader;

/** The painter of areas gives the general painter's pictures; what it cannot paint goes there. */
class AreaPainterTest {

  private static final Layer DISTRICTS = Districts.layer(84);

  /** Pictures without text, as with golden images. */
  private static final double ALIKE = 0.005;

  /** Fast strokes run through where three areas meet; thick ones show it, and names move. */
  private static final double ALIKE_WITH_OUTLINES = 0.02;

  private static MapRequest request(
      int width, int height, Envelope extent, int srid, double dpi, Color back, String styles)
      throws StyleException {
    List<PaintedLayer> layers = new ArrayList<>();
    for (String style : styles.split("\\+")) {
      layers.add(
          new PaintedLayer(DISTRICTS, Districts.allRows(DISTRICTS), PictureTest.style(style)));
    }
    return new MapRequest(width, height, extent, srid, dpi * MapRequest.STANDARD_DPI, back, layers);
  }

  private static double difference(MapRequest request) {
    assertThat(AreaPainter.paints(request)).as("for the painter of areas").isTrue();
    BufferedImage fast = new AreaPainter().paint(request);
    assertThat(fast.getType()).isEqualTo(BufferedImage.TYPE_BYTE_INDEXED);
    return Goldens.difference(new Java2DPainter().paint(request), fast);
  }

  private static Envelope around(Envelope extent, double by) {
    Envelope larger = new Envelope(extent);
    larger.expandBy(by);
    return larger;
  }

  @ParameterizedTest
  @CsvSource({
    "choropleth",
    "trend",
    "index",
    "outline",
    "choropleth+outline",
    "index+outline",
    "trend+index"
  })
  void bothPaintersGiveTheSamePicture(String styles) throws Exception {
    double allowed = styles.contains("outline") ? ALIKE_WITH_OUTLINES : ALIKE;
    Envelope all = around(Districts.EXTENT, 200);
    for (double dpi : new double[] {1, 2, 3.3}) {
      assertThat(difference(request(512, 512, all, 25832, dpi, Color.WHITE, styles)))
          .as("all of it, %s times the resolution", dpi)
          .isLessThanOrEqualTo(allowed);
    }
    List<Envelope> extents =
        List.of(
            new Envelope(717000, 717900, 6183000, 6183900),
            new Envelope(716000, 719000, 6182000, 6184500),
            new Envelope(717400, 717401, 6183400, 6183401),
            around(Districts.EXTENT, 30_000),
            new Envelope(0, 100, 0, 100));
    for (Envelope extent : extents) {
      assertThat(difference(request(400, 300, extent, 25832, 1, null, styles)))
          .as("transparent, %s", extent)
          .isLessThanOrEqualTo(allowed);
    }
    Envelope degrees = new Envelope(12.38, 12.50, 55.71, 55.78);
    assertThat(difference(request(640, 400, degrees, 4326, 1, new Color(0x203040), styles)))
        .as("in degrees, on a dark ground")
        .isLessThanOrEqualTo(allowed);
  }

  @Test
  void thousandsOfAreasToo() throws Exception {
    Layer layer = Districts.layer(2000);
    MapRequest request =
        new MapRequest(
            700,
            700,
            Districts.EXTENT,
            25832,
            MapRequest.STANDARD_DPI,
            Color.WHITE,
            List.of(
                new PaintedLayer(
                    layer, Districts.allRows(layer), PictureTest.style("choropleth"))));
    assertThat(difference(request)).isLessThanOrEqualTo(ALIKE);
  }

  @Test
  void laterPeriodsLieOnTop() throws Exception {
    int[] all = Districts.allRows(DISTRICTS);
    int[] twice = IntStream.concat(Arrays.stream(all), Arrays.stream(all)).toArray();
    PaintedLayer painted = new PaintedLayer(DISTRICTS, twice, PictureTest.style("choropleth"));
    MapRequest request =
        new MapRequest(
            300,
            300,
            Districts.EXTENT,
            25832,
            MapRequest.STANDARD_DPI,
            Color.WHITE,
            List.of(painted));
    assertThat(difference(request)).isLessThanOrEqualTo(ALIKE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // A fill whose edge is seen.
        "<PolygonSymbolizer><Fill/></PolygonSymbolizer>",
        "<PolygonSymbolizer><Fill/><Stroke><CssParameter name=\"stroke-opacity\">0.5</CssParameter>"
            + "</Stroke></PolygonSymbolizer>",
        // Colours and widths that depend on the row.
        "<PolygonSymbolizer><Stroke><CssParameter name=\"stroke-width\">"
            + "<ogc:PropertyName>tal</ogc:PropertyName></CssParameter></Stroke>"
            + "</PolygonSymbolizer>",
        "<PolygonSymbolizer><Stroke><CssParameter name=\"stroke-dasharray\">4 2</CssParameter>"
            + "</Stroke></PolygonSymbolizer>",
        "<PolygonSymbolizer><Stroke><CssParameter name=\"stroke-width\">40</CssParameter>"
            + "</Stroke></PolygonSymbolizer>",
        // A fill over a stroke.
        "<PolygonSymbolizer><Stroke/></PolygonSymbolizer>"
            + "<PolygonSymbolizer><Fill/><Stroke/></PolygonSymbolizer>",
        "<LineSymbolizer><Stroke/></LineSymbolizer>",
        "<PolygonSymbolizer><Stroke/></PolygonSymbolizer><PointSymbolizer><Graphic><Mark>"
            + "<WellKnownName>circle</WellKnownName><Fill/></Mark></Graphic></PointSymbolizer>"
      })
  void otherStylesGoToTheGeneralPainter(String symbolizers) throws Exception {
    Layer squares =
        TestMaps.layer(
            TestMaps.at("POLYGON ((5 5, 60 5, 60 60, 5 60, 5 5))"),
            TestMaps.at("POLYGON ((60 5, 95 5, 95 60, 60 60, 60 5))"));
    assertThat(
            AreaPainter.paints(
                squares(squares, "<PolygonSymbolizer><Stroke/></PolygonSymbolizer>")))
        .isTrue();
    MapRequest request = squares(squares, symbolizers);
    assertThat(AreaPainter.paints(request)).isFalse();
    assertThat(pixels(new AreaPainter().paint(request)))
        .isEqualTo(pixels(new Java2DPainter().paint(request)));
  }

  @Test
  void areasThatOverlapAndOtherGeometriesGoToTheGeneralPainter() throws Exception {
    String style = "<PolygonSymbolizer><Fill/><Stroke/></PolygonSymbolizer>";
    assertThat(AreaPainter.paints(squares(TestMaps.layer(), style))).as("lines").isFalse();
    Layer overlapping =
        TestMaps.layer(
            TestMaps.at("POLYGON ((5 5, 60 5, 60 60, 5 60, 5 5))"),
            TestMaps.at("POLYGON ((50 5, 95 5, 95 60, 50 60, 50 5))"));
    assertThat(AreaPainter.paints(squares(overlapping, style))).as("overlapping").isFalse();
    Layer slivers =
        TestMaps.layer(
            TestMaps.at("POLYGON ((5 5, 60 5, 60 60, 5 60, 5 5))"),
            TestMaps.at("POLYGON ((59.99 5, 95 5, 95 60, 60.01 60, 59.99 5))"),
            null);
    assertThat(AreaPainter.paints(squares(slivers, style))).as("slivers").isTrue();
    assertThat(difference(squares(slivers, style))).isLessThanOrEqualTo(ALIKE);
  }

  private static MapRequest squares(Layer layer, String symbolizers) throws StyleException {
    return new MapRequest(
        200,
        200,
        TestMaps.EXTENT,
        25832,
        MapRequest.STANDARD_DPI,
        Color.WHITE,
        List.of(
            new PaintedLayer(
                layer, IntStream.range(0, layer.size()).toArray(), TestMaps.style(symbolizers))));
  }

  @Test
  void anAreaThatCrossesItselfIsNoFault() throws Exception {
    WKTReader reader = new WKTReader();
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      StringBuilder ring = new StringBuilder();
      for (int i = 0; i < 12; i++) {
        ring.append(100 * random.nextDouble()).append(' ').append(100 * random.nextDouble());
        ring.append(',');
      }
      String first = ring.substring(0, ring.indexOf(","));
      Geometry crossing = reader.read("POLYGON((" + ring + first + "))");
      Geometry square = reader.read("POLYGON((20 20, 80 20, 80 80, 20 80, 20 20))");
      assertThat(Borders.liesBesideEachOther(new Geometry[] {crossing, square}))
          .as(crossing.toText())
          .isFalse();
    }
  }

  @Test
  void aMaskThatIsKeptGivesTheSamePictureAsANewOne() throws Exception {
    AreaPainter painter = new AreaPainter();
    Envelope all = around(Districts.EXTENT, 200);
    assertThat(painter.masks().keys()).isZero();
    painter.paint(request(300, 300, all, 25832, 1, Color.WHITE, "trend"));
    assertThat(painter.masks().keys()).isOne();
    MapRequest other = request(300, 300, all, 25832, 1, null, "choropleth");
    assertThat(pixels(painter.paint(other))).isEqualTo(pixels(new AreaPainter().paint(other)));
    assertThat(painter.masks().keys()).as("no other mask is needed").isOne();
  }

  @Test
  void masksTakeNoMoreMemoryThanTheyMay() throws Exception {
    AreaPainter painter = new AreaPainter(new Java2DPainter(), 800_000);
    for (int i = 0; i < 40; i++) {
      painter.paint(
          request(256, 256, around(Districts.EXTENT, 10 * i), 25832, 1, null, "choropleth"));
      assertThat(painter.masks().keys()).isPositive();
      assertThat(painter.masks().held()).isLessThanOrEqualTo(800_000);
    }
  }

  @Test
  void manyThreadsPaintTheSame() throws Exception {
    AreaPainter painter = new AreaPainter(new Java2DPainter(), 1_600_000);
    List<MapRequest> requests = new ArrayList<>();
    List<List<Integer>> expected = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      MapRequest request =
          request(
              150 + 31 * i,
              150,
              around(Districts.EXTENT, 100 * i),
              25832,
              1,
              Color.WHITE,
              i % 2 == 0 ? "choropleth+outline" : "index");
      requests.add(request);
      expected.add(pixels(new AreaPainter().paint(request)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<List<Integer>>> painted = new ArrayList<>();
      for (int i = 0; i < 160; i++) {
        MapRequest request = requests.get(i % 8);
        painted.add(threads.submit(() -> painter.paint(request, AreaPainterTest::pixels)));
      }
      for (int i = 0; i < painted.size(); i++) {
        assertThat(painted.get(i).get()).isEqualTo(expected.get(i % 8));
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void memoryThatIsUsedAgainShowsNothingOfFormerPictures() throws Exception {
    Envelope all = around(Districts.EXTENT, 200);
    Envelope nowhere = new Envelope(0, 100, 0, 100);
    List<MapRequest> requests = new ArrayList<>();
    for (int side : new int[] {1, 7, 8, 9, 64, 301}) {
      for (Envelope extent : List.of(all, nowhere, around(Districts.EXTENT, 20_000))) {
        for (String style : List.of("choropleth", "trend", "index", "outline", "trend+index")) {
          requests.add(request(side, side, extent, 25832, 1, null, style));
        }
      }
    }
    Layer squares = TestMaps.layer(TestMaps.at("POLYGON ((5 5, 60 5, 60 60, 5 60, 5 5))"));
    requests.add(
        squares(
            squares,
            "<PointSymbolizer><Graphic><Mark><WellKnownName>circle</WellKnownName><Fill/></Mark>"
                + "</Graphic></PointSymbolizer>"));
    PaintedLayer nothing = new PaintedLayer(DISTRICTS, new int[0], PictureTest.style("choropleth"));
    requests.add(
        new MapRequest(
            200, 200, all, 25832, MapRequest.STANDARD_DPI, Color.WHITE, List.of(nothing)));
    AreaPainter painter = new AreaPainter();
    for (MapRequest request : requests) {
      painter.paint(request(310, 310, all, 25832, 1, Color.RED, "choropleth"), image -> null);
      assertThat(painter.paint(request, AreaPainterTest::pixels))
          .as("%s", request)
          .isEqualTo(pixels(new AreaPainter().paint(request)));
    }
    int last = requests.size() - 1;
    assertThat(AreaPainter.paints(requests.get(last - 1))).as("marks alone").isTrue();
    assertThat(AreaPainter.paints(requests.get(last))).as("nothing at all").isTrue();
  }

  private static List<Integer> pixels(BufferedImage image) {
    int width = image.getWidth();
    return Arrays.stream(image.getRGB(0, 0, width, image.getHeight(), null, 0, width))
        .boxed()
        .toList();
  }
}
