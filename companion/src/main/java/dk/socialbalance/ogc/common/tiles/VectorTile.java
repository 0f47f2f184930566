/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.tiles;

import dk.socialbalance.ogc.common.RequestDeadline;
import dk.socialbalance.publication.Layer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Geometry;

/**
 * Features as a vector tile (Mapbox Vector Tile specification 2.1): one layer with all attributes
 * that have a value, and the feature's id as {@code id}. A feature's number is that of its row, the
 * same in every tile of a revision.
 */
public final class VectorTile {

  /** The media type. */
  public static final String MEDIA_TYPE = "application/vnd.mapbox-vector-tile";

  /** The attribute with the feature's id. */
  public static final String ID = "id";

  private static final int VERSION = 2;
  private static final int EXTENT = 4096;

  /** Units kept outside the tile, so that outlines drawn there do not show: eight pixels. */
  private static final int BUFFER = 128;

  private final Layer layer;
  private final Map<String, Integer> keys = new LinkedHashMap<>();
  private final Map<Object, Integer> values = new LinkedHashMap<>();
  private final ProtobufOut features = new ProtobufOut();

  private VectorTile(Layer layer) {
    this.layer = layer;
  }

  /**
   * The tile; no bytes at all when no feature touches it.
   *
   * @param layer with geometry
   * @param rows the features that count
   */
  public static byte[] encode(Layer layer, int[] rows, Tile tile) {
    VectorTile made = new VectorTile(layer);
    for (int row : rows) {
      RequestDeadline.check();
      Geometry geometry = layer.geometry(row, tile.srid());
      if (geometry != null && !geometry.isEmpty()) {
        for (TileGeometry part : TileGeometry.of(geometry, tile, EXTENT, BUFFER)) {
          made.add(row, part);
        }
      }
    }
    return made.features.isEmpty() ? new byte[0] : made.toBytes();
  }

  private void add(int row, TileGeometry geometry) {
    ProtobufOut tags = new ProtobufOut();
    if (layer.attribute(ID) < 0) {
      tag(tags, ID, layer.id(row));
    }
    List<Layer.Attribute> attributes = layer.attributes();
    for (int i = 0; i < attributes.size(); i++) {
      Object value = layer.value(row, i);
      if (value != null) {
        tag(tags, attributes.get(i).name(), value);
      }
    }
    features.bytes(
        2,
        new ProtobufOut()
            .number(1, row + 1L)
            .bytes(2, tags.toBytes())
            .number(3, geometry.type())
            .bytes(4, geometry.commands())
            .toBytes());
  }

  private void tag(ProtobufOut tags, String key, Object value) {
    Object kept =
        value instanceof Number || value instanceof Boolean ? value : String.valueOf(value);
    tags.varint(keys.computeIfAbsent(key, any -> keys.size()));
    tags.varint(values.computeIfAbsent(kept, any -> values.size()));
  }

  private byte[] toBytes() {
    ProtobufOut whole = new ProtobufOut().number(15, VERSION).text(1, layer.name());
    whole.fields(features);
    keys.keySet().forEach(key -> whole.text(3, key));
    values.keySet().forEach(value -> whole.bytes(4, value(value)));
    return new ProtobufOut().bytes(3, whole.number(5, EXTENT).toBytes()).toBytes();
  }

  private static byte[] value(Object value) {
    ProtobufOut out = new ProtobufOut();
    if (value instanceof Double || value instanceof Float) {
      out.real(3, ((Number) value).doubleValue());
    } else if (value instanceof Number whole) {
      out.number(4, whole.longValue());
    } else if (value instanceof Boolean truth) {
      out.number(7, truth ? 1 : 0);
    } else {
      out.text(1, (String) value);
    }
    return out.toBytes();
  }
}
