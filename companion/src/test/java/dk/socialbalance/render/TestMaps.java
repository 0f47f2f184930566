/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.GeometrySet;
import dk.socialbalance.publication.Layer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.geotools.api.style.Style;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** A small layer with every kind of geometry, and one with areas alone, 100 by 100 metres. */
final class TestMaps {

  static final Envelope EXTENT = new Envelope(700000, 700100, 6200000, 6200100);

  private TestMaps() {}

  static Geometry at(String wkt) {
    try {
      Geometry geometry = new WKTReader().read(wkt);
      geometry.apply(
          (CoordinateFilter)
              coordinate -> {
                coordinate.x += 700000;
                coordinate.y += 6200000;
              });
      return geometry;
    } catch (ParseException e) {
      throw new IllegalArgumentException(wkt, e);
    }
  }

  /** An area with a hole, a line, two points, an area of two parts, nothing. */
  static Layer layer() {
    return layer(
        at("POLYGON ((5 5, 60 5, 60 60, 5 60, 5 5), (20 20, 40 20, 40 40, 20 40, 20 20))"),
        at("LINESTRING (5 95, 40 70, 60 95, 95 75)"),
        at("MULTIPOINT ((75 20), (90 40))"),
        at("MULTIPOLYGON (((65 45, 80 45, 80 65, 65 65, 65 45)), ((84 50, 96 50, 96 60, 84 50)))"),
        null);
  }

  static Layer layer(Geometry... geometries) {
    int n = geometries.length;
    List<Layer.Attribute> attributes =
        List.of(
            new Layer.Attribute("kode", Column.Type.TEXT, new LocalText("kode", "code")),
            new Layer.Attribute("tal", Column.Type.INTEGER, new LocalText("tal", "number")),
            new Layer.Attribute("andel", Column.Type.DOUBLE, new LocalText("andel", "share")),
            new Layer.Attribute("farve", Column.Type.TEXT, new LocalText("farve", "colour")));
    List<Column> columns =
        List.of(
            Column.of(Column.Type.TEXT, IntStream.range(0, n).mapToObj(i -> "a" + i).toList()),
            Column.of(Column.Type.INTEGER, IntStream.range(0, n).boxed().toList()),
            Column.of(
                Column.Type.DOUBLE,
                IntStream.range(0, n).mapToObj(i -> i == 1 ? null : i * 2.5).toList()),
            Column.of(
                Column.Type.TEXT,
                IntStream.range(0, n).mapToObj(i -> i % 2 == 0 ? "#336699" : "none").toList()));
    return new Layer(
        new Layer.Description(
            "test",
            Layer.Kind.AREA,
            "",
            "",
            false,
            new LocalText("Prøve", "Test"),
            new LocalText("Prøve", "Test"),
            List.of(),
            attributes,
            List.of("kode"),
            true,
            List.of()),
        "r1",
        columns,
        new GeometrySet("t", 25832, Arrays.asList(geometries)),
        IntStream.range(0, n).toArray());
  }

  /** A style of one rule (or more, when the text says so). */
  static Style style(String inside) throws StyleException {
    return StyleReader.read(document(inside));
  }

  /** The document around what stands inside a rule. */
  static String document(String inside) {
    return "<StyledLayerDescriptor version=\"1.0.0\" xmlns=\"http://www.opengis.net/sld\""
        + " xmlns:ogc=\"http://www.opengis.net/ogc\" xmlns:se=\"http://www.opengis.net/se\">"
        + "<NamedLayer><Name>l</Name><UserStyle>"
        + "<FeatureTypeStyle><Rule><Name>r</Name>"
        + inside
        + "</Rule></FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>";
  }

  /** The small layer, 200 by 200 pixels on white. */
  static BufferedImage paint(String inside) throws StyleException {
    return paint(layer(), inside, EXTENT, 200, 200);
  }

  static BufferedImage paint(Layer layer, String inside, Envelope extent, int width, int height)
      throws StyleException {
    PaintedLayer painted =
        new PaintedLayer(layer, IntStream.range(0, layer.size()).toArray(), style(inside));
    return new Java2DPainter()
        .paint(
            new MapRequest(
                width,
                height,
                extent,
                25832,
                MapRequest.STANDARD_DPI,
                Color.WHITE,
                List.of(painted)));
  }

  /** The rows of a data file beside the tests, without empty ones and those that begin with #. */
  static List<String> cases(String file) throws IOException {
    try (InputStream in = TestMaps.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(row -> !row.isBlank() && !row.startsWith("#"))
          .toList();
    }
  }
}
