/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.GeometrySet;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.publication.SnapshotFixture;
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

  private HostileFixture() {}

  static Snapshot snapshot() {
    Snapshot small = SnapshotFixture.snapshot("<a/>", "<a/>");
    Map<String, Layer> layers = new LinkedHashMap<>(small.layers());
    layers.put(LARGE, large());
    layers.put("fjendtlig", hostile());
    return new Snapshot(
        small.publication(),
        small.revision(),
        small.createdAt(),
        small.place(),
        small.synthetic(),
        small.srid(),
        layers,
        small.styles(),
        small.groups());
  }

  private static Layer large() {
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
        squares);
  }

  private static Layer hostile() {
    String bad = "<script>alert(1)</script>\"'&]]>--${7*7}";
    GeometryFactory factory = new GeometryFactory();
    return layer(
        "fjendtlig",
        new LocalText(bad, bad),
        List.of(
            new Layer.Attribute("tekst", Column.Type.TEXT, new LocalText(bad, bad)),
            attribute("link", Column.Type.TEXT)),
        List.of(
            List.copyOf(TEXTS), TEXTS.stream().map(t -> (Object) "javascript:alert(1)").toList()),
        TEXTS.stream()
            .map(
                text ->
                    (Geometry) factory.toGeometry(new Envelope(715000, 716000, 6180000, 6181000)))
            .toList());
  }

  private static Layer.Attribute attribute(String name, Column.Type type) {
    return new Layer.Attribute(name, type, new LocalText(name, name));
  }

  private static Layer layer(
      String name,
      LocalText title,
      List<Layer.Attribute> attributes,
      List<List<Object>> values,
      List<Geometry> geometries) {
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
            false,
            List.of()),
        name + "-r1",
        IntStream.range(0, attributes.size())
            .mapToObj(i -> Column.of(attributes.get(i).type(), values.get(i)))
            .toList(),
        new GeometrySet(name, 25832, geometries),
        IntStream.range(0, geometries.size()).toArray());
  }
}
