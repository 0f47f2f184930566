/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.PictureCache;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.render.MapRequest;
import dk.socialbalance.render.PaintedLayer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What tells one map from another: everything in the request, down to the rows. Layers and styles
 * are those of one snapshot, by identity.
 */
final class FinishedMap implements PictureCache.Key {

  private final MapRequest request;
  private final ImageFormat format;
  private final int hash;

  FinishedMap(MapRequest request, ImageFormat format) {
    this.request = request;
    this.format = format;
    int found =
        Objects.hash(
            request.width(),
            request.height(),
            request.extent(),
            request.srid(),
            request.dpi(),
            request.background(),
            request.grid(),
            format);
    for (PaintedLayer layer : request.layers()) {
      found = 31 * found + System.identityHashCode(layer.layer());
      found = 31 * found + System.identityHashCode(layer.style());
      found = 31 * found + Arrays.hashCode(layer.rows());
    }
    this.hash = found;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // A layer of another snapshot is another layer.
  public boolean isServed(Snapshot snapshot) {
    for (PaintedLayer painted : request.layers()) {
      Layer layer = painted.layer();
      if (snapshot.layers().get(layer.name()) != layer) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int cost() {
    int rows = 0;
    for (PaintedLayer layer : request.layers()) {
      rows += layer.rows().length;
    }
    return 300 + 4 * rows;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FinishedMap map
        && hash == map.hash
        && format == map.format
        && request.width() == map.request.width()
        && request.height() == map.request.height()
        && request.extent().equals(map.request.extent())
        && request.srid() == map.request.srid()
        && request.dpi() == map.request.dpi()
        && Objects.equals(request.background(), map.request.background())
        && Objects.equals(request.grid(), map.request.grid())
        && sameLayers(request.layers(), map.request.layers());
  }

  @SuppressWarnings("ReferenceEquality") // One style is one object as long as it is served.
  private static boolean sameLayers(List<PaintedLayer> some, List<PaintedLayer> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      PaintedLayer a = some.get(i);
      PaintedLayer b = others.get(i);
      if (a.layer() != b.layer() || a.style() != b.style() || !Arrays.equals(a.rows(), b.rows())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
