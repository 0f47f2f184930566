/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.GeometrySet;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.publication.SnapshotFixture;
import dk.socialbalance.publication.Style;
import dk.socialbalance.publication.StyleTemplates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * The small snapshot, a layer {@code stort} that gives costly requests something to cost, and a
 * layer {@code fjendtlig} whose names and values want to be more than text.
 */
final class HostileFixture {

  static final String LARGE = "stort";
  static final int ROWS = 20_000;

  /** Values of the layer {@code fjendtlig}; the first attribute is its key. */
  static final List<String> TEXTS =
      List.of(
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "' onmouseover='alert(1)",
          "/../?#&;%",
          "]]>--{{7*7}}${7*7}",
          "[[${7*7}]] __${7*7}__::.x",
          "=HYPERLINK(\"http://127.0.0.1:1\")",
          "@SUM(1+1)*cmd|' /C calc'!A0",
          "a\r\nX-Evil: 1",
          "' or '1'='1",
          "javascript:alert(1)",
          "\u0001\uFFFE\u202Egnp");

  /** Squares with a text on them, and a rule whose name and title want to be more than text. */
  private static final String SLD =
      """
      <StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld"
          xmlns:ogc="http://www.opengis.net/ogc">
        <NamedLayer><Name>flader</Name><UserStyle><FeatureTypeStyle><Rule>
          <Name>&lt;img src=x onerror=alert(1)&gt;</Name>
          <Title>&lt;script&gt;alert(1)&lt;/script&gt;</Title>
          <PolygonSymbolizer><Fill><CssParameter name="fill">#cc3300</CssParameter></Fill>
          </PolygonSymbolizer>
        </Rule></FeatureTypeStyle></UserStyle></NamedLayer>
      </StyledLayerDescriptor>
      """;

  private HostileFixture() {}

  private static final String STYLE = "flader";
  private static final String BAD = "<script>alert(1)</script>\"'&]]>--${7*7}";

  /** For the query doors: nothing is drawn. */
  static Snapshot snapshot() {
    return with(SnapshotFixture.snapshot("<a/>", "<a/>"), List.of());
  }

  /** For the map doors: everything is drawn. */
  static Snapshot drawn() {
    LocalText title = new LocalText("Underretninger", "Notifications");
    return with(
        SnapshotFixture.snapshot(
            StyleTemplates.choropleth(
                    "basisdistrikt_underretninger",
                    title,
                    List.of(4.0, 8.0, 12.0, 16.0),
                    true,
                    new LocalText("%", "%"),
                    1)
                .sld(),
            StyleTemplates.outline("basisdistrikt", title).sld()),
        List.of(STYLE));
  }

  private static Snapshot with(Snapshot small, List<String> styles) {
    Map<String, Layer> layers = new LinkedHashMap<>(small.layers());
    layers.put(LARGE, large(styles));
    layers.put("fjendtlig", hostile(styles));
    Map<String, Style> all = new LinkedHashMap<>(small.styles());
    styles.forEach(name -> all.put(name, new Style(name, new LocalText(BAD, BAD), SLD)));
    return new Snapshot(
        small.publication(),
        small.revision(),
        small.createdAt(),
        small.place(),
        small.synthetic(),
        small.srid(),
        layers,
        all,
        small.groups());
  }

  private static Layer large(List<String> styles) {
    GeometryFactory factory = new GeometryFactory();
    List<Geometry> squares = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      double x = 715000 + 15.0 * (i % 200);
      double y = 6180000 + 15.0 * (i / 200);
      squares.add(factory.toGeometry(new Envelope(x, x + 10, y, y + 10)));
    }
    return layer(
        LARGE,
        new LocalText("Stort lag", "Large layer"),
        List.of(
            attribute("nr", Column.Type.BIGINT),
            attribute("tekst", Column.Type.TEXT),
            attribute("tal", Column.Type.DOUBLE)),
        List.of(
            IntStream.range(0, ROWS).mapToObj(i -> (Object) (long) i).toList(),
            IntStream.range(0, ROWS).mapToObj(i -> (Object) ("a".repeat(60) + i)).toList(),
            IntStream.range(0, ROWS).mapToObj(i -> (Object) (i / 7.0)).toList()),
        squares,
        styles);
  }

  private static Layer hostile(List<String> styles) {
    GeometryFactory factory = new GeometryFactory();
    return layer(
        "fjendtlig",
        new LocalText(BAD, BAD),
        List.of(
            new Layer.Attribute("tekst", Column.Type.TEXT, new LocalText(BAD, BAD)),
            attribute("link", Column.Type.TEXT)),
        List.of(
            List.copyOf(TEXTS), TEXTS.stream().map(t -> (Object) "javascript:alert(1)").toList()),
        TEXTS.stream()
            .map(
                text ->
                    (Geometry) factory.toGeometry(new Envelope(715000, 716000, 6180000, 6181000)))
            .toList(),
        styles);
  }

  private static Layer.Attribute attribute(String name, Column.Type type) {
    return new Layer.Attribute(name, type, new LocalText(name, name));
  }

  private static Layer layer(
      String name,
      LocalText title,
      List<Layer.Attribute> attributes,
      List<List<Object>> values,
      List<Geometry> geometries,
      List<String> styles) {
    return new Layer(
        new Layer.Description(
            name,
            Layer.Kind.AREA,
            "",
            "",
            false,
            title,
            title,
            List.of(title.da()),
            attributes,
            List.of(attributes.get(0).name()),
            !styles.isEmpty(),
            styles),
        name + "-r1",
        IntStream.range(0, attributes.size())
            .mapToObj(i -> Column.of(attributes.get(i).type(), values.get(i)))
            .toList(),
        new GeometrySet(name, 25832, geometries),
        IntStream.range(0, geometries.size()).toArray());
  }
}
