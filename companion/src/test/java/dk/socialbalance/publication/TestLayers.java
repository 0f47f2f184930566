/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import dk.socialbalance.catalogue.LocalText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Geometry;

/** Layers of a test's own making; the first attribute is the key. */
public final class TestLayers {

  private TestLayers() {}

  /** A layer of columns of values, a geometry (or null) a row. */
  public static Layer layer(
      String name,
      List<Layer.Attribute> attributes,
      List<List<Object>> values,
      int srid,
      List<Geometry> geometries) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < attributes.size(); i++) {
      columns.add(Column.of(attributes.get(i).type(), values.get(i)));
    }
    Layer.Description description =
        new Layer.Description(
            name,
            Layer.Kind.AREA,
            "",
            "",
            false,
            new LocalText(name, name),
            new LocalText(name, name),
            List.of(),
            attributes,
            List.of(attributes.get(0).name()),
            false,
            List.of());
    return new Layer(
        description,
        "1",
        columns,
        new GeometrySet("1", srid, geometries),
        IntStream.range(0, geometries.size()).toArray());
  }
}
