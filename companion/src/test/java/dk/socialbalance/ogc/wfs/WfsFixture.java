/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.GeometrySet;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.publication.SnapshotFixture;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** The small snapshot with layers such as an installation loads itself: every type of geometry. */
final class WfsFixture {

  /** Layer {@code former}: one feature of each type of geometry, and one without. */
  static final List<String> SHAPES =
      Arrays.asList(
          "POINT (715100 6180100)",
          "LINESTRING (715100 6180100, 715200 6180150)",
          "POLYGON ((715000 6180000, 715900 6180000, 715900 6180900, 715000 6180900, 715000"
              + " 6180000), (715100 6180100, 715100 6180200, 715200 6180200, 715100 6180100))",
          "MULTIPOINT ((715100 6180100), (715200 6180200))",
          "MULTILINESTRING ((715100 6180100, 715200 6180150), (715300 6180100, 715400 6180150))",
          "MULTIPOLYGON (((715000 6180000, 715900 6180000, 715900 6180900, 715000 6180000)))",
          "GEOMETRYCOLLECTION (POINT (715100 6180100), LINESTRING (715100 6180100, 715200"
              + " 6180150))",
          null,
          "POINT EMPTY");

  private WfsFixture() {}

  static Snapshot snapshot() {
    Snapshot small = SnapshotFixture.snapshot("<a/>", "<a/>");
    Map<String, Layer> layers = new LinkedHashMap<>(small.layers());
    Layer shapes = layer("former", 25832, SHAPES);
    // Stored in degrees: another native system than the publication's.
    Layer places =
        layer("steder", 4326, Arrays.asList("POINT (12.45 55.73)", "POINT (12.5 55.75)", null));
    layers.put(shapes.name(), shapes);
    layers.put(places.name(), places);
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

  /** A layer {@code fejler} of many points, the last of which cannot be written. */
  static Snapshot failing(int features) {
    Snapshot empty = Snapshot.empty();
    GeometryFactory factory = new GeometryFactory();
    List<Geometry> points = new ArrayList<>();
    for (int i = 0; i < features - 1; i++) {
      points.add(factory.createPoint(new Coordinate(i, i)));
    }
    points.add(
        new Point(factory.createPoint(new Coordinate(1, 1)).getCoordinateSequence(), factory) {
          @Override
          public CoordinateSequence getCoordinateSequence() {
            throw new IllegalStateException("cannot be written");
          }
        });
    Layer layer = layer("fejler", new GeometrySet("fejler", 25832, points));
    return new Snapshot(
        1,
        "r1",
        empty.createdAt(),
        empty.place(),
        true,
        25832,
        Map.of("fejler", layer),
        Map.of(),
        List.of());
  }

  private static Layer layer(String name, int srid, List<String> wkt) {
    return layer(
        name, new GeometrySet(name, srid, wkt.stream().map(WfsFixture::geometry).toList()));
  }

  private static Layer layer(String name, GeometrySet geometries) {
    List<Layer.Attribute> attributes =
        List.of(
            attribute("nr", Column.Type.INTEGER),
            attribute("dag", Column.Type.DATE),
            attribute("aaben", Column.Type.BOOLEAN),
            attribute("tid", Column.Type.TIMESTAMP),
            attribute("gruppe", Column.Type.TEXT));
    int size = geometries.size();
    Object[][] values = new Object[attributes.size()][size];
    for (int i = 0; i < size; i++) {
      values[0][i] = i;
      values[1][i] = i == 1 ? null : LocalDate.of(2020, 1, 1).plusDays(i);
      values[2][i] = i == 1 ? null : i % 2 == 0;
      values[3][i] = i == 1 ? null : Instant.parse("2020-01-01T00:00:00.250Z").plusSeconds(i);
      values[4][i] = i == 1 ? null : "g" + i % 2;
    }
    int[] rows = new int[size];
    Arrays.setAll(rows, i -> i);
    return new Layer(
        new Layer.Description(
            name,
            Layer.Kind.TABLE,
            "",
            "",
            false,
            new LocalText(name, name),
            new LocalText("Egne data", "Own data"),
            List.of(),
            attributes,
            List.of("nr"),
            false,
            List.of()),
        name + "-r1",
        java.util.stream.IntStream.range(0, attributes.size())
            .mapToObj(a -> Column.of(attributes.get(a).type(), Arrays.asList(values[a])))
            .toList(),
        geometries,
        rows);
  }

  private static Geometry geometry(String wkt) {
    try {
      return wkt == null ? null : new WKTReader().read(wkt);
    } catch (ParseException e) {
      throw new IllegalArgumentException(wkt, e);
    }
  }

  private static Layer.Attribute attribute(String name, Column.Type type) {
    return new Layer.Attribute(name, type, new LocalText(name, name));
  }
}
