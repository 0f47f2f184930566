/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wmts;

import dk.socialbalance.ogc.common.Build;
import dk.socialbalance.ogc.common.Made;
import dk.socialbalance.ogc.common.ReadyCache;
import dk.socialbalance.ogc.common.tiles.Tile;
import dk.socialbalance.ogc.common.tiles.TileFormat;
import dk.socialbalance.ogc.common.tiles.TileMatrix;
import dk.socialbalance.ogc.common.tiles.VectorTile;
import dk.socialbalance.ogc.wms.ImageFormat;
import dk.socialbalance.ogc.wms.MapQuery;
import dk.socialbalance.ogc.wms.Maps;
import dk.socialbalance.ogc.wms.WmsModel;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Layer.TimeStep;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Makes tiles, kept as long as their layer's revision is served ({@link Maps}); once for all doors.
 */
@Component
public final class TileMaker {

  private final Maps maps;
  private final byte[] nothing = nothing();

  /**
   * @param maps paints
   */
  public TileMaker(Maps maps) {
    this.maps = maps;
  }

  private static byte[] nothing() {
    try {
      return ImageFormat.PNG.encode(
          new BufferedImage(TileMatrix.PIXELS, TileMatrix.PIXELS, BufferedImage.TYPE_INT_ARGB));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The current snapshot as maps know it; take it once for a request. */
  public WmsModel model() {
    return maps.model();
  }

  /**
   * A tile; a transparent picture or no bytes at all where the layer has nothing.
   *
   * @param chosen layer, style and periods; the style does not matter for features
   */
  public Made bytes(WmsModel model, MapQuery.Chosen chosen, Tile tile, TileFormat format)
      throws IOException {
    Layer layer = chosen.layer();
    if (!isWithin(tile, layer)) {
      return Made.once(format == TileFormat.PNG ? nothing : new byte[0]);
    }
    return format == TileFormat.PNG
        ? maps.tile(model, chosen, tile)
        : maps.ready()
            .made(
                new ReadyCache.Key(
                    List.of(ReadyCache.Source.of(layer)),
                    List.of(times(chosen.steps()), tile, format)),
                () -> VectorTile.encode(layer, model.rows(layer, chosen.steps()), tile));
  }

  /** Everything that a tile depends on beside its address. */
  public static List<String> dependsOn(
      WmsModel model, MapQuery.Chosen chosen, Tile tile, TileFormat format) {
    return List.of(
        Build.VERSION,
        chosen.layer().revision(),
        format == TileFormat.PNG ? model.styleRevision(chosen.styleName()) : "",
        times(chosen.steps()),
        tile.toString(),
        format.mediaType());
  }

  /** Whether a layer has anything to show on a tile. */
  public static boolean isWithin(Tile tile, Layer layer) {
    TileMatrix.Limits limits = tile.matrix().limits(layer.extent(tile.srid()));
    return tile.column() >= limits.minColumn()
        && tile.column() <= limits.maxColumn()
        && tile.row() >= limits.minRow()
        && tile.row() <= limits.maxRow();
  }

  private static String times(List<TimeStep> steps) {
    return steps.stream().map(TimeStep::toString).collect(Collectors.joining(","));
  }
}
