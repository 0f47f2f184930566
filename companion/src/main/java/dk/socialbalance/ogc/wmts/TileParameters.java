/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wmts;

import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.tiles.Tile;
import dk.socialbalance.ogc.common.tiles.TileFormat;
import dk.socialbalance.ogc.common.tiles.TileMatrix;
import dk.socialbalance.ogc.common.tiles.TileMatrixSet;
import dk.socialbalance.ogc.wms.FeatureInfoFormat;
import dk.socialbalance.ogc.wms.MapQuery;
import dk.socialbalance.ogc.wms.TimeRequest;
import dk.socialbalance.ogc.wms.WmsModel;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Layer.TimeStep;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The values of a request for a tile, as they came: by name in a query, by place in a path (OGC
 * 07-057r7, tables 22 and 32).
 *
 * @param style empty or {@code default} for the layer's default
 * @param time null, empty, {@code default} or {@code current} for the latest period
 */
record TileParameters(
    String layer,
    String style,
    String time,
    String tileMatrixSet,
    String tileMatrix,
    String tileRow,
    String tileCol) {

  /**
   * The exception code of a pixel that a tile does not have (07-057r7, exceptions of
   * GetFeatureInfo).
   */
  static final String NO_SUCH_PIXEL = "PointIJOutOfRange";

  /** What of a map the request means. */
  MapQuery.Chosen chosen(WmsModel model) {
    Layer found;
    try {
      found = model.layer(layer, "layer");
    } catch (OwsException e) {
      throw OwsException.invalid("layer", e.getMessage());
    }
    return new MapQuery.Chosen(found, styleName(model, found), steps(found));
  }

  private String styleName(WmsModel model, Layer found) {
    try {
      return model.styleName(found, isDefault(style) ? "" : style, "Style");
    } catch (OwsException e) {
      throw OwsException.invalid("Style", e.getMessage());
    }
  }

  private List<TimeStep> steps(Layer found) {
    try {
      TimeRequest wanted =
          TimeRequest.parse(time == null || time.isEmpty() || isDefault(time) ? null : time.trim());
      return found.times().isEmpty() ? List.of() : wanted.select(found.times());
    } catch (OwsException e) {
      throw OwsException.invalid("time", e.getMessage());
    }
  }

  private static boolean isDefault(String value) {
    return "default".equals(value.toLowerCase(Locale.ROOT));
  }

  /** The tile. */
  Tile tile(WmsModel model, Layer found) {
    List<TileMatrixSet> sets = TileMatrixSet.of(found, model.snapshot().srid());
    TileMatrixSet set =
        sets.stream()
            .filter(one -> one.id().equals(tileMatrixSet))
            .findFirst()
            .orElseThrow(() -> unknown("TileMatrixSet", tileMatrixSet, sets.toString()));
    TileMatrix matrix =
        set.matrix(tileMatrix)
            .orElseThrow(
                () -> unknown("TileMatrix", tileMatrix, "0 to " + (set.matrices().size() - 1)));
    return new Tile(
        matrix,
        place("TileCol", tileCol, matrix.width(), "TileOutOfRange"),
        place("TileRow", tileRow, matrix.height(), "TileOutOfRange"));
  }

  /** A pixel of a tile. */
  static int pixel(String parameter, String value) {
    return place(parameter, value, TileMatrix.PIXELS, NO_SUCH_PIXEL);
  }

  private static int place(String parameter, String value, int count, String beyond) {
    if (!value.matches("-?\\d{1,40}")) {
      throw OwsException.invalid(parameter, parameter + " must be a whole number");
    }
    if (!value.matches("\\d{1,9}") || Integer.parseInt(value) >= count) {
      throw new OwsException(
          400, beyond, parameter, parameter + " must be from 0 to " + (count - 1));
    }
    return Integer.parseInt(value);
  }

  /** The format of a tile, by a media type or the end of an address. */
  static TileFormat format(Optional<TileFormat> found, String value) {
    return found.orElseThrow(
        () ->
            unknown(
                "format", value, TileFormat.PNG.mediaType() + ", " + TileFormat.MVT.mediaType()));
  }

  /** The format of an answer about a place. */
  static FeatureInfoFormat infoFormat(String value) {
    return FeatureInfoFormat.of(value)
        .orElseThrow(
            () -> unknown("InfoFormat", value, String.join(", ", FeatureInfoFormat.NAMES)));
  }

  private static OwsException unknown(String parameter, String value, String known) {
    return OwsException.invalid(
        parameter,
        "There is no " + parameter + " '" + OwsException.shown(value) + "'; there are " + known);
  }
}
