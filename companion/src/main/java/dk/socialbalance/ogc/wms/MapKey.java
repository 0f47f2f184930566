/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.ReadyCache;
import dk.socialbalance.render.MapRequest;
import dk.socialbalance.render.PaintedLayer;
import dk.socialbalance.render.PixelGrid;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.geotools.api.style.Style;
import org.locationtech.jts.geom.Envelope;

/** All that a picture's bytes depend on, however it was asked for. */
record MapKey(
    int width,
    int height,
    Envelope extent,
    int srid,
    double dpi,
    Color background,
    PixelGrid grid,
    List<Shown> layers,
    ImageFormat format) {

  /** The key of a request, with the revisions of its layers. */
  static ReadyCache.Key of(MapRequest request, ImageFormat format) {
    List<Shown> shown = new ArrayList<>();
    List<ReadyCache.Source> sources = new ArrayList<>();
    for (PaintedLayer painted : request.layers()) {
      shown.add(new Shown(painted.layer().name(), painted.rows(), painted.style()));
      sources.add(ReadyCache.Source.of(painted.layer()));
    }
    return new ReadyCache.Key(
        sources,
        new MapKey(
            request.width(),
            request.height(),
            request.extent(),
            request.srid(),
            request.dpi(),
            request.background(),
            request.grid(),
            shown,
            format));
  }

  /** Rows of a layer in a style, which is the same when it is the same object. */
  private record Shown(String layer, int[] rows, Style style) {

    @Override
    @SuppressWarnings("ReferenceEquality") // Comparing styles part by part takes longer than a map.
    public boolean equals(Object other) {
      return other instanceof Shown shown
          && style == shown.style
          && layer.equals(shown.layer)
          && Arrays.equals(rows, shown.rows);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * layer.hashCode() + Arrays.hashCode(rows)) + System.identityHashCode(style);
    }
  }
}
