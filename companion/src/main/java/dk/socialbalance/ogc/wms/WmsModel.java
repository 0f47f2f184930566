/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Layer.TimeStep;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.render.LegendOptions;
import dk.socialbalance.render.LegendPainter;
import dk.socialbalance.render.PaintedLayer;
import dk.socialbalance.render.StyleException;
import dk.socialbalance.render.StyleReader;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.geotools.api.style.Style;

/**
 * A snapshot as the map door sees it: which of its layers are drawn, their styles read, their rows
 * by period. Worked out when first needed, kept as long as the snapshot; safe for many threads.
 */
final class WmsModel {

  /** Pixels of a legend. */
  record LegendSize(int width, int height) {}

  private final Snapshot snapshot;
  private final LayerTree tree;
  private final ConcurrentHashMap<String, Style> styles = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Map<Instant, int[]>> rows = new ConcurrentHashMap<>();

  private final ConcurrentHashMap<String, LegendSize> legendSizes = new ConcurrentHashMap<>();

  WmsModel(Snapshot snapshot) {
    this.snapshot = snapshot;
    this.tree = LayerTree.of(snapshot);
  }

  /** The snapshot behind it. */
  Snapshot snapshot() {
    return snapshot;
  }

  /** The coordinate systems on offer. */
  CrsTable systems() {
    return CrsTable.of(snapshot.srid());
  }

  /** The layers that are drawn, in their containers. */
  LayerTree tree() {
    return tree;
  }

  /**
   * The layer of this name, with or without the workspace.
   *
   * @param parameter the parameter that named it, for the error
   * @throws OwsException LayerNotDefined; a layer that is not for maps answers as one that does not
   *     exist
   */
  Layer layer(String name, String parameter) {
    Layer layer = snapshot.layer(name);
    if (layer == null || !LayerTree.isDrawn(layer)) {
      throw new OwsException(
          400,
          "LayerNotDefined",
          parameter,
          "There is no layer '" + OwsException.shown(name) + "'");
    }
    return layer;
  }

  /**
   * The name of a style of the layer.
   *
   * @param asked the name in the request, with or without the workspace; empty for the default
   * @throws OwsException StyleNotDefined when the layer has no such style
   */
  String styleName(Layer layer, String asked, String parameter) {
    List<String> own = layer.description().styles();
    String prefix = Snapshot.WORKSPACE + ":";
    String name = asked.startsWith(prefix) ? asked.substring(prefix.length()) : asked;
    if (name.isEmpty()) {
      return own.get(0);
    }
    if (!own.contains(name)) {
      throw new OwsException(
          400,
          "StyleNotDefined",
          parameter,
          "Layer '"
              + layer.name()
              + "' has no style '"
              + OwsException.shown(asked)
              + "'; it has "
              + String.join(", ", own));
    }
    return name;
  }

  /**
   * A style, ready to draw.
   *
   * @throws IllegalStateException when the published document is missing or cannot be read
   */
  Style style(String name) {
    return styles.computeIfAbsent(
        name,
        key -> {
          dk.socialbalance.publication.Style published = snapshot.styles().get(key);
          if (published == null) {
            throw new IllegalStateException("The publication has no style " + key);
          }
          try {
            return StyleReader.read(published.sld());
          } catch (StyleException e) {
            throw new IllegalStateException("Style " + key + " cannot be read", e);
          }
        });
  }

  /** The size of a style's legend as GetLegendGraphic paints it when nothing more is asked. */
  LegendSize legendSize(String styleName, String language) {
    return legendSizes.computeIfAbsent(
        styleName + '/' + language,
        key -> {
          BufferedImage legend =
              LegendPainter.paint(style(styleName), LegendOptions.usual(language));
          return new LegendSize(legend.getWidth(), legend.getHeight());
        });
  }

  /** All rows of the periods, the oldest period first; all rows of a layer without periods. */
  PaintedLayer painted(Layer layer, List<TimeStep> steps, String styleName) {
    int[] chosen =
        layer.times().isEmpty()
            ? IntStream.range(0, layer.size()).toArray()
            : steps.stream()
                .flatMapToInt(step -> IntStream.of(rowsOf(layer).get(step.start())))
                .toArray();
    return new PaintedLayer(layer, chosen, style(styleName));
  }

  private Map<Instant, int[]> rowsOf(Layer layer) {
    return rows.computeIfAbsent(
        layer.name(),
        name -> {
          Map<Instant, IntStream.Builder> found = new HashMap<>();
          int start = layer.attribute("periode_start");
          for (int row = 0; row < layer.size(); row++) {
            Instant from = (Instant) layer.value(row, start);
            if (from != null) {
              found.computeIfAbsent(from, key -> IntStream.builder()).add(row);
            }
          }
          Map<Instant, int[]> packed = new HashMap<>();
          found.forEach((from, builder) -> packed.put(from, builder.build().toArray()));
          return packed;
        });
  }
}
