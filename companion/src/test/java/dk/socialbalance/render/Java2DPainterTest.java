/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dk.socialbalance.publication.Layer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.geotools.api.style.Style;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class Java2DPainterTest {

  private static final String SOLID =
      "<PolygonSymbolizer><Fill><CssParameter name=\"fill\">#336699</CssParameter></Fill>"
          + "</PolygonSymbolizer>";
  private static final int BLUE = 0xff336699;
  private static final int WHITE = 0xffffffff;

  private static Geometry box(double minX, double minY, double maxX, double maxY) {
    return new GeometryFactory()
        .toGeometry(new Envelope(700000 + minX, 700000 + maxX, 6200000 + minY, 6200000 + maxY));
  }

  private static Envelope extent(double minX, double minY, double maxX, double maxY) {
    return new Envelope(700000 + minX, 700000 + maxX, 6200000 + minY, 6200000 + maxY);
  }

  @Test
  void everyKindOfGeometryAndSymbol() throws Exception {
    Goldens.check(
        "symbols",
        TestMaps.paint(
            "<PolygonSymbolizer><Fill><CssParameter name=\"fill\">#f6c886</CssParameter></Fill>"
                + "</PolygonSymbolizer><PolygonSymbolizer><Fill><GraphicFill><Graphic><Mark>"
                + "<WellKnownName>shape://times</WellKnownName><Stroke/></Mark><Size>10</Size>"
                + "</Graphic></GraphicFill></Fill></PolygonSymbolizer>"
                + "<LineSymbolizer><Stroke><CssParameter name=\"stroke\">#5c2158</CssParameter>"
                + "<CssParameter name=\"stroke-width\">4</CssParameter>"
                + "<CssParameter name=\"stroke-dasharray\">8 6</CssParameter>"
                + "<CssParameter name=\"stroke-linecap\">round</CssParameter></Stroke>"
                + "</LineSymbolizer><PointSymbolizer><Graphic><Mark>"
                + "<WellKnownName>star</WellKnownName><Fill><CssParameter name=\"fill\">#2a7ba6"
                + "</CssParameter></Fill><Stroke/></Mark><Size>22</Size></Graphic>"
                + "</PointSymbolizer>"));
  }

  @Test
  void pixelsLieWhereTheGroundSays() throws Exception {
    BufferedImage image =
        TestMaps.paint(TestMaps.layer(box(10, 60, 30, 80)), SOLID, TestMaps.EXTENT, 100, 100);
    assertThat(image.getRGB(9, 25)).isEqualTo(WHITE);
    assertThat(image.getRGB(10, 20)).isEqualTo(BLUE);
    assertThat(image.getRGB(29, 39)).isEqualTo(BLUE);
    assertThat(image.getRGB(30, 39)).isEqualTo(WHITE);
    assertThat(image.getRGB(29, 40)).isEqualTo(WHITE);
  }

  @Test
  void aHoleStaysOpenAndNothingIsNothing() throws Exception {
    BufferedImage image = TestMaps.paint(SOLID);
    assertThat(image.getRGB(60, 140)).as("in the hole").isEqualTo(WHITE);
    assertThat(image.getRGB(20, 140)).as("beside it").isEqualTo(BLUE);
  }

  /** However far in: what is cut away outside the picture does not show inside. */
  @Test
  void farInTheAreaFillsThePicture() throws Exception {
    Layer layer = TestMaps.layer(box(-90000, -90000, 50, 90000));
    String style = SOLID.replace("</Fill>", "</Fill><Stroke/>");
    for (double size : new double[] {1000, 1, 0.001, 0.000002}) {
      BufferedImage image =
          TestMaps.paint(layer, style, extent(50 - size, 0, 50 + size, 2 * size), 64, 64);
      assertThat(image.getRGB(5, 32)).isEqualTo(BLUE);
      assertThat(image.getRGB(58, 32)).isEqualTo(WHITE);
      assertThat(new Color(image.getRGB(32, 32)).getRed()).as("the border").isLessThan(160);
    }
  }

  @Test
  void aLineFarInRunsThroughThePicture() throws Exception {
    Geometry line =
        new GeometryFactory()
            .createLineString(
                new Coordinate[] {
                  new Coordinate(100000, 6200000.001), new Coordinate(900000, 6200000.001)
                });
    BufferedImage image =
        TestMaps.paint(
            TestMaps.layer(line),
            "<LineSymbolizer><Stroke><CssParameter name=\"stroke-width\">3</CssParameter></Stroke>"
                + "</LineSymbolizer>",
            extent(0, 0, 0.002, 0.002),
            64,
            64);
    assertThat(image.getRGB(3, 32)).isEqualTo(0xff000000);
    assertThat(image.getRGB(60, 32)).isEqualTo(0xff000000);
    assertThat(image.getRGB(32, 10)).isEqualTo(WHITE);
  }

  @Test
  void hatchesOfNeighboursJoin() throws Exception {
    String hatch =
        "<PolygonSymbolizer><Fill><GraphicFill><Graphic><Mark><WellKnownName>shape://slash"
            + "</WellKnownName><Stroke/></Mark><Size>8</Size></Graphic></GraphicFill></Fill>"
            + "</PolygonSymbolizer>";
    Envelope extent = extent(0, 0, 96, 96);
    BufferedImage whole = TestMaps.paint(TestMaps.layer(box(0, 0, 96, 96)), hatch, extent, 96, 96);
    BufferedImage parts =
        TestMaps.paint(
            TestMaps.layer(box(0, 0, 37, 96), box(37, 0, 96, 51), box(37, 51, 96, 96)),
            hatch,
            extent,
            96,
            96);
    assertThat(Goldens.difference(whole, parts)).isZero();
  }

  @Test
  void theElseRuleTakesWhatNoOtherClaims() throws Exception {
    BufferedImage image =
        TestMaps.paint(
            TestMaps.layer(box(0, 0, 50, 100), box(50, 0, 100, 100)),
            "<ElseFilter/>"
                + SOLID
                + "</Rule><Rule><ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>tal"
                + "</ogc:PropertyName><ogc:Literal>1</ogc:Literal></ogc:PropertyIsEqualTo>"
                + "</ogc:Filter>"
                + SOLID.replace("336699", "ff0000"),
            TestMaps.EXTENT,
            20,
            20);
    assertThat(image.getRGB(5, 10)).isEqualTo(BLUE);
    assertThat(image.getRGB(15, 10)).isEqualTo(0xffff0000);
  }

  @Test
  void scaleCountsGroundAgainstThePixelOfTheResolution() {
    MapRequest metres = request(extent(0, 0, 280, 280), 25832, MapRequest.STANDARD_DPI);
    assertThat(MapView.scaleDenominator(metres)).isCloseTo(10_000, within(1e-6));
    MapRequest fine = request(extent(0, 0, 280, 280), 25832, 2 * MapRequest.STANDARD_DPI);
    assertThat(MapView.scaleDenominator(fine)).isCloseTo(20_000, within(1e-6));
    // 0.28 mm x 100 pixels of 1 : 3 975 696.1 at the equator: 1 degree (OGC 05-077r4, 10.2).
    MapRequest degrees = request(new Envelope(12, 13, 55, 56), 4326, 25.4 / 0.28);
    assertThat(MapView.scaleDenominator(degrees)).isCloseTo(3_975_696.0998, within(1e-3));
  }

  private static MapRequest request(Envelope extent, int srid, double dpi) {
    return new MapRequest(100, 100, extent, srid, dpi, null, List.of());
  }

  @Test
  void aFeatureWithoutGeometryIsNotPainted() throws Exception {
    Layer layer = TestMaps.layer(null, box(10, 10, 90, 90), null);
    BufferedImage image = TestMaps.paint(layer, SOLID, TestMaps.EXTENT, 100, 100);
    assertThat(image.getRGB(50, 50)).isEqualTo(BLUE);
    MapRequest degrees =
        new MapRequest(
            50,
            50,
            layer.extent(4326),
            4326,
            MapRequest.STANDARD_DPI,
            null,
            List.of(new PaintedLayer(layer, new int[] {0, 1, 2}, TestMaps.style(SOLID))));
    assertThat(new Java2DPainter().paint(degrees).getRGB(25, 25)).isEqualTo(BLUE);
  }

  @Test
  void saysWhichAttributeIsMissing() {
    assertThatThrownBy(
            () ->
                TestMaps.paint(
                    "<ogc:Filter><ogc:PropertyIsNull><ogc:PropertyName>klasse</ogc:PropertyName>"
                        + "</ogc:PropertyIsNull></ogc:Filter>"
                        + SOLID))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("klasse")
        .hasMessageContaining("test");
  }

  @Test
  void paintsTheSameForManyThreads() throws Exception {
    Style style = PictureTest.style("outline");
    Layer layer = Districts.layer(30);
    MapRequest request =
        new MapRequest(
            200,
            200,
            Districts.EXTENT,
            25832,
            MapRequest.STANDARD_DPI,
            null,
            List.of(new PaintedLayer(layer, Districts.allRows(layer), style)));
    int[] expected = new Java2DPainter().paint(request).getRGB(0, 0, 200, 200, null, 0, 200);
    MapPainter painter = new Java2DPainter();
    List<int[]> painted =
        IntStream.range(0, 16)
            .parallel()
            .mapToObj(i -> painter.paint(request).getRGB(0, 0, 200, 200, null, 0, 200))
            .toList();
    assertThat(painted).allSatisfy(each -> assertThat(each).isEqualTo(expected));
  }

  @Test
  void mapsInDegreesAndMercatorShowTheSameDistricts() throws Exception {
    Layer layer = Districts.layer(12);
    for (int srid : new int[] {25832, 25833, 3857, 4326, 4258}) {
      MapRequest request =
          new MapRequest(
              128,
              128,
              layer.extent(srid),
              srid,
              MapRequest.STANDARD_DPI,
              null,
              List.of(
                  new PaintedLayer(
                      layer, Districts.allRows(layer), PictureTest.style("choropleth"))));
      BufferedImage image = new Java2DPainter().paint(request);
      double covered = 0;
      for (int i = 0; i < 128 * 128; i++) {
        covered += (image.getRGB(i % 128, i / 128) >>> 24) / 255.0;
      }
      double area = 0;
      for (int row = 0; row < layer.size(); row++) {
        area += layer.geometry(row, srid).getArea();
      }
      double share = area / layer.extent(srid).getArea();
      assertThat(covered / 16_384).as("EPSG:%d", srid).isCloseTo(share, within(0.02));
    }
  }

  /** A circle of 300 metres on a picture of 20: its middle is far outside. */
  @Test
  void aSymbolIsDrawnAsFarAsItReaches() throws Exception {
    String circle =
        "<PointSymbolizer uom=\"http://www.opengeospatial.org/se/units/metre\"><Graphic><Mark>"
            + "<WellKnownName>circle</WellKnownName><Fill><CssParameter name=\"fill\">#336699"
            + "</CssParameter></Fill></Mark><Size>300</Size></Graphic></PointSymbolizer>";
    BufferedImage image =
        TestMaps.paint(
            TestMaps.layer(
                new GeometryFactory().createPoint(new Coordinate(700000 - 100, 6200000))),
            circle,
            extent(0, 0, 20, 20),
            200,
            200);
    assertThat(image.getRGB(100, 100)).isEqualTo(BLUE);
  }
}
