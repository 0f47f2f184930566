/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.CrsReference;
import dk.socialbalance.ogc.common.FinishedDocuments;
import dk.socialbalance.ogc.common.Made;
import dk.socialbalance.ogc.common.ReadyCache;
import dk.socialbalance.ogc.common.Selection;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.ogc.common.tiles.Tile;
import dk.socialbalance.ogc.common.tiles.TileMatrix;
import dk.socialbalance.publication.CurrentSnapshot;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.render.AreaPainter;
import dk.socialbalance.render.MapPainter;
import dk.socialbalance.render.MapRequest;
import dk.socialbalance.render.PixelGrid;
import java.io.IOException;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The maps of what is served now, painted once for all doors that show maps: the same layers, the
 * same styles, the same bound on memory.
 */
@Component
public final class Maps {

  private final CurrentSnapshot current;
  private final MapPainter painter;
  private final PaintingGate gate;
  private final ReadyCache ready;
  private volatile WmsModel model = new WmsModel(Snapshot.empty(), null);
  private WmsModel coming = model;

  /**
   * As started.
   *
   * @param current what is served
   * @param settings how large maps may be
   */
  @Autowired
  public Maps(CurrentSnapshot current, ServiceSettings settings) {
    this(current, settings, new AreaPainter());
  }

  Maps(CurrentSnapshot current, ServiceSettings settings, MapPainter painter) {
    this.current = current;
    this.painter = painter;
    this.ready = ReadyCache.ofThisMachine(current);
    this.gate = PaintingGate.ofThisMachine(settings.limits());
    current.beforeSwap(this::model);
  }

  /** The current snapshot as maps know it; take it once for a request. */
  public WmsModel model() {
    return model(current.get());
  }

  /** A snapshot as maps know it, of the one that is served or the one that comes next. */
  @SuppressWarnings("ReferenceEquality") // The same snapshot is the same object.
  private WmsModel model(Snapshot snapshot) {
    WmsModel known = model;
    if (known.snapshot() == snapshot) {
      return known;
    }
    synchronized (this) {
      if (model.snapshot() == snapshot) {
        return model;
      }
      if (coming.snapshot() != snapshot) {
        coming = new WmsModel(snapshot, model);
      }
      if (snapshot == current.get()) {
        model = coming;
      }
      return coming;
    }
  }

  /**
   * Keeps documents about what is served ready, see {@link FinishedDocuments#keepReady}.
   *
   * @param always keys of those that are written even when nobody has asked for them
   */
  public <K> void keepReady(FinishedDocuments<WmsModel, K> documents, List<K> always) {
    documents.keepReady(current, this::model, always);
  }

  /** Keeps all that is being painted within memory. */
  PaintingGate gate() {
    return gate;
  }

  /**
   * A picture, encoded; the same request again gets the same bytes.
   *
   * @throws dk.socialbalance.ogc.common.OwsException when there is no room for it for too long
   */
  public Made paint(MapRequest request, ImageFormat format) throws IOException {
    return ready.made(
        MapKey.of(request, format),
        () ->
            gate.through(
                request.width(), request.height(), () -> painter.paint(request, format::encode)));
  }

  /** Pictures and tiles that are kept as long as their layers' revisions are served. */
  public ReadyCache ready() {
    return ready;
  }

  /** A tile as PNG, transparent where there is nothing; it fits to its neighbours. */
  public Made tile(WmsModel of, MapQuery.Chosen chosen, Tile tile) throws IOException {
    return paint(
        new MapRequest(
            TileMatrix.PIXELS,
            TileMatrix.PIXELS,
            tile.extent(),
            tile.srid(),
            MapRequest.STANDARD_DPI,
            null,
            List.of(of.painted(chosen.layer(), chosen.steps(), chosen.styleName())),
            new PixelGrid(tile.left(), tile.top())),
        ImageFormat.PNG);
  }

  /**
   * What lies under a pixel of a tile.
   *
   * @param column of the pixel, 0 at the left
   * @param row of the pixel, 0 at the top
   * @param language {@code da} or {@code en}
   */
  public static byte[] info(
      WmsModel of,
      MapQuery.Chosen chosen,
      Tile tile,
      int column,
      int row,
      FeatureInfoFormat format,
      String language)
      throws IOException {
    Picture picture =
        new Picture(
            TileMatrix.PIXELS,
            TileMatrix.PIXELS,
            tile.extent(),
            new CrsReference(tile.srid(), false, tile.matrix().set().system().code()));
    List<MapQuery.Chosen> asked = List.of(chosen);
    InfoQuery query =
        new InfoQuery(
            new MapQuery(asked, picture, null, MapRequest.STANDARD_DPI, List.of()),
            asked,
            column,
            row,
            InfoQuery.MOST_FEATURES,
            InfoQuery.USUAL,
            List.of(Selection.allAttributes(chosen.layer())),
            format);
    return format.write(query.find(of, language));
  }
}
