/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.formats;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.ogc.common.Selection;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.GeometrySet;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.publication.Style;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Layers of any kind for tests of the formats. */
final class ExportFixture {

  private ExportFixture() {}

  static Layer.Attribute attribute(String name, Column.Type type) {
    return new Layer.Attribute(name, type, new LocalText(name + " på dansk", name + " in English"));
  }

  /**
   * A layer in EPSG:25832.
   *
   * @param rows values of each row; the first is the key
   * @param wkt geometry of each row, null for none; or null for a layer without geometry
   */
  static Layer layer(
      String name, List<Layer.Attribute> attributes, List<List<Object>> rows, List<String> wkt) {
    List<Column> columns = new ArrayList<>();
    for (int a = 0; a < attributes.size(); a++) {
      List<Object> values = new ArrayList<>();
      for (List<Object> row : rows) {
        values.add(row.get(a));
      }
      columns.add(Column.of(attributes.get(a).type(), values));
    }
    return new Layer(
        new Layer.Description(
            name,
            wkt == null ? Layer.Kind.TABLE : Layer.Kind.AREA,
            "",
            "",
            false,
            new LocalText("Titel " + name, "Title " + name),
            new LocalText("Beskrivelse", "Description"),
            List.of(),
            attributes,
            List.of(attributes.get(0).name()),
            false,
            List.of()),
        "r1",
        columns,
        wkt == null
            ? null
            : new GeometrySet("g1", 25832, wkt.stream().map(ExportFixture::read).toList()),
        wkt == null ? null : IntStream.range(0, rows.size()).toArray());
  }

  static Geometry read(String wkt) {
    try {
      return wkt == null ? null : new WKTReader().read(wkt);
    } catch (ParseException e) {
      throw new IllegalArgumentException(wkt, e);
    }
  }

  /** All rows and attributes of some layers. */
  static Export export(int srid, Layer... layers) {
    return export(srid, Map.of(), layers);
  }

  /** All rows and attributes of some layers, in a snapshot with styles. */
  static Export export(int srid, Map<String, Style> styles, Layer... layers) {
    Map<String, Layer> named = new LinkedHashMap<>();
    List<FeatureRows> parts = new ArrayList<>();
    for (Layer layer : layers) {
      named.put(layer.name(), layer);
      parts.add(all(layer));
    }
    Snapshot snapshot =
        new Snapshot(
            7,
            "r7",
            Instant.parse("2024-03-01T12:00:00Z"),
            new LocalText("Prøveby", "Testville"),
            true,
            25832,
            named,
            styles,
            List.of());
    return new Export(snapshot, parts, srid, "da");
  }

  static FeatureRows all(Layer layer) {
    return new FeatureRows(
        layer,
        IntStream.range(0, layer.size()).toArray(),
        Selection.allAttributes(layer),
        layer.hasGeometry());
  }
}
