/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication.context;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.GeometrySet;
import dk.socialbalance.publication.Layer;
import java.util.List;

/**
 * An own layer as it is about to be stored.
 *
 * @param namespace of the name's prefix; null without one
 * @param time none, one or two of the fields
 * @param geometryType of its column; empty: no feature has a geometry
 * @param srid EPSG code; 0 without geometry
 * @param sld its style; null without geometry
 */
record ContextLayer(
    ContextName name,
    String namespace,
    ContextOptions options,
    List<ContextScan.Field> fields,
    List<ContextScan.Field> time,
    String geometryType,
    int srid,
    String sld) {

  /** The layer as the doors will see it, without features. */
  Layer empty() {
    List<Layer.Attribute> attributes =
        fields.stream()
            .map(
                f -> new Layer.Attribute(f.name(), f.type(), new LocalText(f.source(), f.source())))
            .toList();
    List<Column> columns =
        fields.stream().map(field -> Column.of(field.type(), List.of())).toList();
    return new Layer(
        ContextLayers.description(
            name.id(),
            name.prefix(),
            namespace,
            options.title(),
            options.description(),
            attributes,
            time.stream().map(ContextScan.Field::name).toList(),
            true),
        "0",
        columns,
        Column.of(Column.Type.BIGINT, List.of()),
        new GeometrySet("0", srid, List.of()),
        new int[0]);
  }

  /** Its geometry, for people. */
  String geometryText() {
    return geometryType.isEmpty() ? "no geometry" : geometryType + " in EPSG:" + srid;
  }
}
