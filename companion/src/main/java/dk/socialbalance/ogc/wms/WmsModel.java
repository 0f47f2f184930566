/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.Freshness;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.geotools.api.style.FeatureTypeStyle;
import org.geotools.api.style.Rule;
import org.geotools.api.style.Style;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A snapshot as the map door sees it: which of its layers are drawn, their styles read, their rows
 * by period. Rows are sorted out when first needed, kept as long as the snapshot; safe for many
 * threads.
 */
public final class WmsModel {

  /** Pixels of a legend. */
  public record LegendSize(int width, int height) {}

  /**
   * Scale denominators at which a layer shows anything.
   *
   * @param least 0 for no bound
   * @param most infinite for no bound
   */
  record Scales(double least, double most) {
    /** Whether there is no bound. */
    boolean areAll() {
      return least <= 0 && Double.isInfinite(most);
    }
  }

  /**
   * A style, ready to draw.
   *
   * @param revision changes with its sheet
   */
  private record ReadStyle(Style style, String revision) {
    static ReadStyle of(String sld) throws StyleException {
      return new ReadStyle(StyleReader.read(sld), Freshness.digest(List.of(sld)));
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(WmsModel.class);

  private final Snapshot snapshot;
  private final LayerTree tree;
  private final Map<String, ReadStyle> styles;
  private final ConcurrentHashMap<String, Map<TimeStep, int[]>> rows = new ConcurrentHashMap<>();

  private final ConcurrentHashMap<String, Optional<String>> beats = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, LegendSize> legendSizes = new ConcurrentHashMap<>();

  /**
   * @param former what was served before; null when there was nothing. Its styles are taken over
   *     where they are the same
   */
  WmsModel(Snapshot snapshot, WmsModel former) {
    this.snapshot = snapshot;
    this.styles = read(snapshot, former);
    this.tree = LayerTree.of(snapshot, this::draws);
  }

  /**
   * All styles, read. One that cannot be read is on the log and is not offered: a fault in one
   * style must not take the others' layers away.
   */
  private static Map<String, ReadStyle> read(Snapshot snapshot, WmsModel former) {
    Map<String, ReadStyle> read = new HashMap<>();
    for (dk.socialbalance.publication.Style published : snapshot.styles().values()) {
      try {
        ReadStyle known =
            former != null && published.equals(former.snapshot.styles().get(published.name()))
                ? former.styles.get(published.name())
                : null;
        read.put(published.name(), known != null ? known : ReadStyle.of(published.sld()));
      } catch (StyleException e) {
        LOG.error("Style {} is not offered: {}", published.name(), e.getMessage());
      }
    }
    return Map.copyOf(read);
  }

  /** Whether the map doors show this layer. */
  public boolean draws(Layer layer) {
    return layer.description().inWms() && layer.hasGeometry() && !styleNames(layer).isEmpty();
  }

  /** The names of the layer's styles, the default first. */
  public List<String> styleNames(Layer layer) {
    return layer.description().styles().stream().filter(styles::containsKey).toList();
  }

  /** The snapshot behind it. */
  public Snapshot snapshot() {
    return snapshot;
  }

  /** The coordinate systems on offer for every layer. */
  CrsTable systems() {
    return CrsTable.of(snapshot.srid());
  }

  /** The coordinate systems on offer for a layer. */
  CrsTable systems(Layer layer) {
    return CrsTable.of(snapshot.srid(), layer);
  }

  /** The coordinate systems that all these layers can be drawn in; unknown names count for none. */
  CrsTable systems(List<String> names) {
    return CrsTable.of(
        snapshot.srid(), names.stream().map(snapshot::layer).filter(Objects::nonNull).toList());
  }

  /** The layers that are drawn, in the order of the snapshot. */
  public List<Layer> layers() {
    return snapshot.layers().values().stream().filter(this::draws).toList();
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
  public Layer layer(String name, String parameter) {
    // No name has a percent sign: a client that encodes a prefix twice means the prefix.
    Layer layer = snapshot.layer(name.replace("%3A", ":"));
    if (layer == null || !draws(layer)) {
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
  public String styleName(Layer layer, String asked, String parameter) {
    List<String> own = styleNames(layer);
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

  /** A style, ready to draw, by a name that {@link #styleName} gave. */
  public Style style(String name) {
    return styles.get(name).style();
  }

  /** What changes with the sheet of a style, by a name that {@link #styleName} gave. */
  public String styleRevision(String name) {
    return styles.get(name).revision();
  }

  /** The beat of a layer's times, see {@link TimeRequest#beat}; empty when it has none. */
  Optional<String> beat(Layer layer) {
    return beats.computeIfAbsent(layer.name(), name -> TimeRequest.beat(layer.times()));
  }

  /** At which scales some rule of some style of the layer draws. */
  Scales scales(Layer layer) {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (String name : styleNames(layer)) {
      for (FeatureTypeStyle part : style(name).featureTypeStyles()) {
        for (Rule rule : part.rules()) {
          least = Math.min(least, rule.getMinScaleDenominator());
          most = Math.max(most, rule.getMaxScaleDenominator());
        }
      }
    }
    return least < most ? new Scales(least, most) : new Scales(0, Double.POSITIVE_INFINITY);
  }

  /** The size of a style's legend as GetLegendGraphic paints it when nothing more is asked. */
  public LegendSize legendSize(String styleName, String language) {
    return legendSizes.computeIfAbsent(
        styleName + '/' + language,
        key -> {
          BufferedImage legend =
              LegendPainter.paint(style(styleName), LegendOptions.usual(language));
          return new LegendSize(legend.getWidth(), legend.getHeight());
        });
  }

  /** All rows of the periods, the oldest period first; all rows of a layer without periods. */
  public int[] rows(Layer layer, List<TimeStep> steps) {
    return layer.times().isEmpty()
        ? IntStream.range(0, layer.size()).toArray()
        : steps.stream().flatMapToInt(step -> IntStream.of(rowsOf(layer).get(step))).toArray();
  }

  /** Those rows, to be painted with a style. */
  public PaintedLayer painted(Layer layer, List<TimeStep> steps, String styleName) {
    return new PaintedLayer(layer, rows(layer, steps), style(styleName));
  }

  private Map<TimeStep, int[]> rowsOf(Layer layer) {
    return rows.computeIfAbsent(
        layer.name(),
        name -> {
          Map<TimeStep, IntStream.Builder> found = new HashMap<>();
          for (int row = 0; row < layer.size(); row++) {
            TimeStep step = layer.time(row);
            if (step != null) {
              found.computeIfAbsent(step, key -> IntStream.builder()).add(row);
            }
          }
          Map<TimeStep, int[]> packed = new HashMap<>();
          found.forEach((step, builder) -> packed.put(step, builder.build().toArray()));
          return packed;
        });
  }
}
