/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import dk.socialbalance.publication.GeometrySet;
import dk.socialbalance.publication.Layer;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.geotools.api.style.FeatureTypeStyle;
import org.geotools.api.style.Rule;
import org.geotools.api.style.Symbolizer;

/**
 * Paints any style that {@link StyleReader} reads, with Java2D, antialiased.
 *
 * <p>Order is the standard's painter's model: layer by layer, feature type style by feature type
 * style, row by row, rule by rule; labels last, over all layers. Areas of several layers that share
 * their geometries are brought to pixels once.
 */
public final class Java2DPainter implements MapPainter {

  /**
   * @throws IllegalArgumentException when a style asks for an attribute that its layer has not
   */
  @Override
  public BufferedImage paint(MapRequest request) {
    BufferedImage image =
        new BufferedImage(
            request.width(),
            request.height(),
            request.background() == null
                ? BufferedImage.TYPE_INT_ARGB
                : BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      if (request.background() != null) {
        graphics.setPaint(request.background());
        graphics.fillRect(0, 0, request.width(), request.height());
      }
      Symbols.prepare(graphics);
      graphics.clipRect(0, 0, request.width(), request.height());
      new Painting(request, graphics).paint();
    } finally {
      graphics.dispose();
    }
    return image;
  }

  /** A rule made ready for a layer. */
  private record ReadyRule(IntPredicate filter, boolean isElse, List<Symbols.Symbol> symbols) {

    void paint(Graphics2D graphics, int row, DeviceShape shape) {
      for (Symbols.Symbol symbol : symbols) {
        symbol.paint(graphics, row, shape);
      }
    }
  }

  /**
   * A feature type style made ready for its layer.
   *
   * @param reach of its symbols, in pixels
   */
  private record Part(PaintedLayer painted, List<ReadyRule> rules, double reach) {}

  /** One request on its way. */
  private static final class Painting {

    private final MapRequest request;
    private final Graphics2D graphics;
    private MapView view;
    private final Labels labels;
    private final double scaleDenominator;

    /** Geometry sets have no equality but identity. */
    private final Map<GeometrySet, DeviceShape[]> shapes = new HashMap<>();

    Painting(MapRequest request, Graphics2D graphics) {
      this.request = request;
      this.graphics = graphics;
      this.labels = Labels.of(request);
      this.scaleDenominator = MapView.scaleDenominator(request);
    }

    void paint() {
      List<Part> parts = new ArrayList<>();
      for (PaintedLayer painted : request.layers()) {
        if (!painted.layer().hasGeometry()) {
          continue;
        }
        for (FeatureTypeStyle style : painted.style().featureTypeStyles()) {
          parts.add(ready(painted, style));
        }
      }
      view = new MapView(request, parts.stream().mapToDouble(Part::reach).max().orElse(0));
      for (Part part : parts) {
        paint(part.painted(), part.rules());
      }
      labels.paint(graphics);
    }

    private Part ready(PaintedLayer painted, FeatureTypeStyle style) {
      Layer layer = painted.layer();
      Parameters parameters =
          new Parameters(
              new RowValues(layer),
              request.dpi() / MapRequest.STANDARD_DPI,
              scaleDenominator,
              request.grid());
      List<ReadyRule> ready = new ArrayList<>();
      for (Rule rule : style.rules()) {
        if (!drawsAt(rule, scaleDenominator)) {
          continue;
        }
        List<Symbols.Symbol> symbols = new ArrayList<>();
        for (Symbolizer symbolizer : rule.symbolizers()) {
          symbols.add(Symbols.of(symbolizer, parameters, labels));
        }
        ready.add(
            new ReadyRule(
                parameters.values().filter(rule.getFilter()), rule.isElseFilter(), symbols));
      }
      return new Part(painted, ready, parameters.reach());
    }

    private void paint(PaintedLayer painted, List<ReadyRule> rules) {
      for (int row : painted.rows()) {
        DeviceShape shape = shape(painted.layer(), row);
        if (shape.isNothing()) {
          continue;
        }
        boolean claimed = false;
        for (ReadyRule rule : rules) {
          if (!rule.isElse() && rule.filter().test(row)) {
            claimed = true;
            rule.paint(graphics, row, shape);
          }
        }
        if (!claimed) {
          for (ReadyRule rule : rules) {
            if (rule.isElse()) {
              rule.paint(graphics, row, shape);
            }
          }
        }
      }
    }

    private DeviceShape shape(Layer layer, int row) {
      GeometrySet set = layer.geometries();
      DeviceShape[] known = shapes.computeIfAbsent(set, key -> new DeviceShape[key.size()]);
      int index = layer.geometryIndex(row);
      if (index < 0) {
        return DeviceShape.NOTHING;
      }
      if (known[index] == null) {
        known[index] = view.shape(Outline.of(set, index, request.srid()));
      }
      return known[index];
    }
  }

  /** Whether a rule draws at a scale: from its least on, below its most. */
  static boolean drawsAt(Rule rule, double scaleDenominator) {
    return scaleDenominator >= rule.getMinScaleDenominator()
        && scaleDenominator < rule.getMaxScaleDenominator();
  }
}
