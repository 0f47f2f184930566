/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.publication.Layer;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import org.geotools.api.style.Style;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

/**
 * Tiles put together are the map, with both painters: borders, hatches and names run on over the
 * seams.
 */
class TileSeamTest {

  private static final int TILE = 256;

  private static final String MARK =
      "<Graphic><Mark><WellKnownName>%s</WellKnownName><Stroke><CssParameter name=\"stroke\">#aa0000"
          + "</CssParameter></Stroke></Mark><Size>11</Size></Graphic>";
  private static final String NAMES =
      "<TextSymbolizer><Label><ogc:PropertyName>omraade_navn</ogc:PropertyName></Label>"
          + "<LabelPlacement><LinePlacement>%s</LinePlacement></LabelPlacement>%s</TextSymbolizer>";
  private static final Map<String, String> STYLES =
      Map.of(
          "hatch",
          "<PolygonSymbolizer><Fill><GraphicFill>"
              + MARK.formatted("shape://slash")
              + "</GraphicFill></Fill></PolygonSymbolizer>",
          "dots",
          "<PolygonSymbolizer><Fill><GraphicFill>"
              + MARK.formatted("circle")
              + "</GraphicFill></Fill><VendorOption name=\"graphic-margin\">2</VendorOption>"
              + "</PolygonSymbolizer>",
          "marks",
          "<LineSymbolizer><Stroke><GraphicStroke>"
              + MARK.formatted("triangle")
              + "<se:Gap>9</se:Gap></GraphicStroke></Stroke></LineSymbolizer>",
          "dashes",
          "<LineSymbolizer><Stroke><CssParameter name=\"stroke-width\">3</CssParameter>"
              + "<CssParameter name=\"stroke-dasharray\">17 9</CssParameter></Stroke></LineSymbolizer>",
          "along",
          NAMES.formatted("", "<VendorOption name=\"repeat\">200</VendorOption>"),
          "bent",
          NAMES.formatted(
              "<se:IsRepeated>true</se:IsRepeated><se:Gap>60</se:Gap>",
              "<VendorOption name=\"followLine\">true</VendorOption>"),
          "wider",
          "<PolygonSymbolizer><Stroke/><se:PerpendicularOffset>-6</se:PerpendicularOffset>"
              + "</PolygonSymbolizer>");

  @ParameterizedTest
  @CsvSource({
    "outline, 1.6",
    "outline, 3.2",
    "outline, 6.4",
    "outline, 12.8",
    "outline, 25.6",
    "choropleth, 1.6",
    "choropleth, 6.4",
    "index, 6.4",
    "hatch, 3.2",
    "dots, 3.2",
    "marks, 3.2",
    "marks, 0.05",
    "dashes, 3.2",
    "dashes, 0.05",
    "along, 1.6",
    "along, 0.05",
    "bent, 1.6",
    "bent, 0.05",
    "wider, 3.2"
  })
  void tilesFitTogether(String name, double resolution) throws Exception {
    Layer layer = Districts.layer(84);
    Style style =
        STYLES.containsKey(name) ? TestMaps.style(STYLES.get(name)) : PictureTest.style(name);
    int side = 5;
    double metres = TILE * resolution;
    // Close up, a corner of an area; it reaches far beyond the picture.
    Coordinate centre =
        resolution < 0.1 ? layer.geometry(40, 25832).getCoordinate() : Districts.EXTENT.centre();
    long firstColumn = (long) Math.floor((centre.x - 120_000) / metres) - 2;
    long firstRow = (long) Math.floor((6_500_000 - centre.y) / metres) - 2;
    check(new Java2DPainter(), layer, style, firstColumn, firstRow, side, metres);
    boolean fast = AreaPainter.paints(request(layer, style, firstColumn, firstRow, side, metres));
    assertThat(fast || STYLES.containsKey(name)).as("published styles are painted fast").isTrue();
    if (fast) {
      check(new AreaPainter(), layer, style, firstColumn, firstRow, side, metres);
    }
  }

  private static void check(
      MapPainter painter,
      Layer layer,
      Style style,
      long firstColumn,
      long firstRow,
      int side,
      double metres) {
    BufferedImage whole = painter.paint(request(layer, style, firstColumn, firstRow, side, metres));
    long differing = 0;
    for (int column = 0; column < side; column++) {
      for (int row = 0; row < side; row++) {
        BufferedImage tile =
            painter.paint(request(layer, style, firstColumn + column, firstRow + row, 1, metres));
        for (int x = 0; x < TILE; x++) {
          for (int y = 0; y < TILE; y++) {
            int one = tile.getRGB(x, y);
            int other = whole.getRGB(column * TILE + x, row * TILE + y);
            differing += distance(one, other) > 8 ? 1 : 0;
          }
        }
      }
    }
    assertThat(Goldens.difference(whole, blank(whole)))
        .as("%s shows something", painter)
        .isPositive();
    assertThat(differing)
        .as("%s: pixels of %d that differ", painter, side * side * TILE * TILE)
        .isZero();
  }

  private static BufferedImage blank(BufferedImage like) {
    return new BufferedImage(like.getWidth(), like.getHeight(), BufferedImage.TYPE_INT_ARGB);
  }

  private static int distance(int one, int other) {
    int most = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      most = Math.max(most, Math.abs((one >>> shift & 255) - (other >>> shift & 255)));
    }
    return most;
  }

  private static MapRequest request(
      Layer layer, Style style, long column, long row, int tiles, double metres) {
    double left = 120_000 + column * metres;
    double top = 6_500_000 - row * metres;
    return new MapRequest(
        tiles * TILE,
        tiles * TILE,
        new Envelope(left, left + tiles * metres, top - tiles * metres, top),
        25832,
        MapRequest.STANDARD_DPI,
        null,
        List.of(new PaintedLayer(layer, Districts.allRows(layer), style)),
        new PixelGrid(column * TILE, row * TILE));
  }
}
