/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.TexturePaint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.geotools.api.style.Fill;
import org.geotools.api.style.Graphic;
import org.geotools.api.style.LineSymbolizer;
import org.geotools.api.style.Mark;
import org.geotools.api.style.PointSymbolizer;
import org.geotools.api.style.PolygonSymbolizer;
import org.geotools.api.style.Symbolizer;
import org.geotools.api.style.TextSymbolizer;

/** Symbolizers made ready to draw the rows of one layer, or the swatches of a legend. */
final class Symbols {

  /** Draws one row, or leaves its label with {@link Labels}. */
  interface Symbol {
    void paint(Graphics2D graphics, int row, DeviceShape shape);
  }

  private Symbols() {}

  /**
   * The symbol of a symbolizer.
   *
   * @param labels collects what is drawn last
   */
  static Symbol of(Symbolizer symbolizer, Parameters parameters, Labels labels) {
    if (symbolizer instanceof PolygonSymbolizer polygon) {
      return polygon(polygon, parameters);
    }
    if (symbolizer instanceof LineSymbolizer line) {
      IntFunction<Parameters.Pen> pen = parameters.pen(line.getStroke());
      return (graphics, row, shape) -> {
        stroke(graphics, pen.apply(row), shape.areas());
        stroke(graphics, pen.apply(row), shape.lines());
      };
    }
    if (symbolizer instanceof PointSymbolizer point) {
      return point(point.getGraphic(), parameters);
    }
    if (symbolizer instanceof TextSymbolizer text) {
      return TextSymbol.of(text, parameters, labels);
    }
    throw new IllegalArgumentException("Not a symbolizer of a style: " + symbolizer);
  }

  /** The hints under which everything is drawn. */
  static void prepare(Graphics2D graphics) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
  }

  private static Symbol polygon(PolygonSymbolizer polygon, Parameters parameters) {
    IntFunction<? extends Paint> fill =
        polygon.getFill() == null ? row -> null : paint(polygon.getFill(), parameters);
    IntFunction<Parameters.Pen> pen =
        polygon.getStroke() == null ? row -> null : parameters.pen(polygon.getStroke());
    return (graphics, row, shape) -> {
      Paint paint = fill.apply(row);
      if (paint != null) {
        graphics.setPaint(paint);
        graphics.fill(shape.areas());
      }
      stroke(graphics, pen.apply(row), shape.areas());
    };
  }

  private static void stroke(Graphics2D graphics, Parameters.Pen pen, Shape shape) {
    if (pen != null) {
      graphics.setPaint(pen.colour());
      graphics.setStroke(pen.stroke());
      graphics.draw(shape);
    }
  }

  static IntFunction<? extends Paint> paint(Fill fill, Parameters parameters) {
    return fill.getGraphicFill() == null
        ? parameters.colour(fill)
        : pattern(fill.getGraphicFill(), parameters);
  }

  /** What a repeated mark looks like; equal ones are drawn once. */
  private record Pattern(Parameters.Pen pen, double opacity, int size) {}

  private static IntFunction<Paint> pattern(Graphic graphic, Parameters parameters) {
    Mark mark = (Mark) graphic.graphicalSymbols().get(0);
    Shape shape = Marks.shape(parameters.word(mark.getWellKnownName(), "square"));
    IntFunction<Parameters.Pen> pen = parameters.pen(mark.getStroke());
    IntToDoubleFunction size = parameters.number(graphic.getSize(), 6);
    IntToDoubleFunction opacity = parameters.number(graphic.getOpacity(), 1);
    Map<Pattern, Paint> known = new HashMap<>();
    return row -> {
      Parameters.Pen found = pen.apply(row);
      double side = size.applyAsDouble(row) * parameters.scale();
      double alpha = opacity.applyAsDouble(row);
      if (found == null || Double.isNaN(side) || Double.isNaN(alpha)) {
        return null;
      }
      int pixels = (int) Math.max(2, Math.min(256, Math.round(side)));
      return known.computeIfAbsent(
          new Pattern(found, alpha, pixels), pattern -> tile(shape, pattern, parameters.grid()));
    };
  }

  /** The square that is repeated from the grid's corner on, whatever the area: neighbours join. */
  private static Paint tile(Shape shape, Pattern pattern, PixelGrid grid) {
    int size = pattern.size();
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    prepare(graphics);
    graphics.setStroke(pattern.pen().stroke());
    graphics.setPaint(faded(pattern.pen().colour(), pattern.opacity()));
    // One path of the square and its eight neighbours: lines run on over the edges.
    Path2D all = new Path2D.Double();
    for (int dx = -1; dx <= 1; dx++) {
      for (int dy = -1; dy <= 1; dy++) {
        AffineTransform place = new AffineTransform();
        place.translate((0.5 + dx) * size, (0.5 + dy) * size);
        place.scale(size, size);
        all.append(place.createTransformedShape(shape), false);
      }
    }
    graphics.draw(all);
    graphics.dispose();
    return new TexturePaint(
        image, new Rectangle2D.Double(-grid.cutLeft(size), -grid.cutTop(size), size, size));
  }

  private static Color faded(Color colour, double opacity) {
    int alpha = (int) Math.round(colour.getAlpha() * Math.max(0, Math.min(1, opacity)));
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
  }

  private static Symbol point(Graphic graphic, Parameters parameters) {
    Mark mark = (Mark) graphic.graphicalSymbols().get(0);
    Shape shape = Marks.shape(parameters.word(mark.getWellKnownName(), "square"));
    IntFunction<Color> fill =
        mark.getFill() == null ? row -> null : parameters.colour(mark.getFill());
    IntFunction<Parameters.Pen> pen =
        mark.getStroke() == null ? row -> null : parameters.pen(mark.getStroke());
    IntToDoubleFunction size = parameters.number(graphic.getSize(), 6);
    IntToDoubleFunction rotation = parameters.number(graphic.getRotation(), 0);
    IntToDoubleFunction opacity = parameters.number(graphic.getOpacity(), 1);
    Offset offset = Offset.of(graphic.getAnchorPoint(), graphic.getDisplacement(), parameters);
    return (graphics, row, device) -> {
      double side = size.applyAsDouble(row) * parameters.scale();
      double turn = rotation.applyAsDouble(row);
      double alpha = opacity.applyAsDouble(row);
      if (!(side > 0) || Double.isNaN(turn) || Double.isNaN(alpha)) {
        return;
      }
      side = Math.min(side, 4096);
      double[] places = device.points();
      if (places.length == 0) {
        places = new double[] {device.anchor().getX(), device.anchor().getY()};
      }
      for (int i = 0; i < places.length; i += 2) {
        AffineTransform place = new AffineTransform();
        place.translate(
            places[i] + offset.x(row) * parameters.scale(),
            places[i + 1] - offset.y(row) * parameters.scale());
        place.rotate(Math.toRadians(turn));
        place.translate((0.5 - offset.anchorX(row)) * side, (offset.anchorY(row) - 0.5) * side);
        place.scale(side, side);
        Shape placed = place.createTransformedShape(shape);
        Color inside = fill.apply(row);
        if (inside != null) {
          graphics.setPaint(faded(inside, alpha));
          graphics.fill(placed);
        }
        Parameters.Pen outline = pen.apply(row);
        if (outline != null) {
          stroke(
              graphics,
              new Parameters.Pen(faded(outline.colour(), alpha), outline.stroke()),
              placed);
        }
      }
    };
  }
}
