/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.publication.Layer;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class LabelsTest {

  private static final String LABEL =
      "<TextSymbolizer><Label><ogc:PropertyName>omraade_navn</ogc:PropertyName></Label>"
          + "<LabelPlacement><PointPlacement><AnchorPoint><AnchorPointX>0.5</AnchorPointX>"
          + "</AnchorPoint></PointPlacement></LabelPlacement>"
          + "<VendorOption name=\"goodnessOfFit\">0</VendorOption>"
          + "<VendorOption name=\"maxDisplacement\">30</VendorOption></TextSymbolizer>";

  private static Labels collect(Layer layer, Envelope extent, int size) throws StyleException {
    MapRequest request =
        new MapRequest(size, size, extent, 25832, MapRequest.STANDARD_DPI, null, List.of());
    MapView view = new MapView(request);
    Labels labels = new Labels(size, size);
    Parameters parameters = new Parameters(new RowValues(layer), 1);
    Symbols.Symbol symbol =
        Symbols.of(
            TestMaps.style(LABEL).featureTypeStyles().get(0).rules().get(0).symbolizers().get(0),
            parameters,
            labels);
    for (int row = 0; row < layer.size(); row++) {
      DeviceShape shape = view.shape(Outline.of(layer.geometry(row, 25832)));
      if (!shape.isNothing()) {
        symbol.paint(null, row, shape);
      }
    }
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    labels.paint(image.createGraphics());
    return labels;
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 256, 700})
  void noneCollidesAndNoneIsCut(int size) throws StyleException {
    Labels labels = collect(Districts.layer(84), Districts.EXTENT, size);
    List<Rectangle2D> taken = labels.taken();
    assertThat(taken).hasSizeGreaterThan(2);
    for (int i = 0; i < taken.size(); i++) {
      assertThat(new Rectangle2D.Double(0, 0, size, size).contains(taken.get(i))).isTrue();
      for (int j = 0; j < i; j++) {
        assertThat(taken.get(i).intersects(taken.get(j))).isFalse();
      }
    }
  }

  @Test
  void anAreaThatIsCutByTheEdgeIsNamedInItsVisiblePart() throws StyleException {
    Layer one = Districts.layer(1);
    Envelope corner =
        new Envelope(
            Districts.EXTENT.getMinX() + 500,
            Districts.EXTENT.getMinX() + 1500,
            Districts.EXTENT.getMinY() + 500,
            Districts.EXTENT.getMinY() + 1500);
    List<Rectangle2D> taken = collect(one, corner, 300).taken();
    assertThat(taken).hasSize(1);
    assertThat(taken.get(0).getCenterX()).isBetween(100.0, 200.0);
  }

  @Test
  void theHigherPriorityComesFirst() throws StyleException {
    String label =
        "<TextSymbolizer><Label><ogc:PropertyName>kode</ogc:PropertyName></Label><Fill>"
            + "<CssParameter name=\"fill\"><ogc:PropertyName>farve</ogc:PropertyName>"
            + "</CssParameter></Fill><Priority>%s<ogc:PropertyName>tal</ogc:PropertyName>%s"
            + "</Priority><VendorOption name=\"goodnessOfFit\">0</VendorOption></TextSymbolizer>";
    Layer twice =
        TestMaps.layer(
            point(50, 50), null, point(50, 50)); // rows 0 and 2 at one place, both coloured
    BufferedImage up = TestMaps.paint(twice, label.formatted("", ""), TestMaps.EXTENT, 100, 100);
    BufferedImage down =
        TestMaps.paint(
            twice,
            label.formatted("<ogc:Sub><ogc:Literal>0</ogc:Literal>", "</ogc:Sub>"),
            TestMaps.EXTENT,
            100,
            100);
    assertThat(Goldens.difference(up, down)).isPositive();
  }

  private static Geometry point(double x, double y) {
    return new GeometryFactory().createPoint(new Coordinate(700000 + x, 6200000 + y));
  }

  @Test
  void labelsOfALowerLayerAreNotCoveredByAHigherOne() throws StyleException {
    Layer layer = Districts.layer(4);
    int[] rows = Districts.allRows(layer);
    PaintedLayer names = new PaintedLayer(layer, rows, PictureTest.style("outline"));
    PaintedLayer areas = new PaintedLayer(layer, rows, PictureTest.style("choropleth"));
    BufferedImage covered =
        new Java2DPainter()
            .paint(
                new MapRequest(
                    300, 300, Districts.EXTENT, 25832, 90, Color.WHITE, List.of(names, areas)));
    BufferedImage alone =
        new Java2DPainter()
            .paint(
                new MapRequest(300, 300, Districts.EXTENT, 25832, 90, Color.WHITE, List.of(areas)));
    assertThat(Goldens.difference(covered, alone)).as("names show").isGreaterThan(0.005);
  }
}
