/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.Color;
import java.awt.TexturePaint;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.style.Fill;
import org.geotools.api.style.Graphic;
import org.geotools.api.style.GraphicalSymbol;
import org.geotools.api.style.Mark;
import org.geotools.api.style.PolygonSymbolizer;
import org.geotools.api.style.Stroke;
import org.geotools.api.style.Symbolizer;

/**
 * How an area is painted: fills, the lowest first, and over them the strokes of its border.
 *
 * @param fills colours and patterns
 * @param strokes the lowest first
 */
record AreaLook(List<Filling> fills, List<Line> strokes) {

  /** Narrower lines do not hide the steps of a fill's edge. */
  private static final double HIDES_STEPS = 0.6;

  /** Up to this width nobody sees whether corners are round. */
  private static final double ANY_CORNER = 3.5;

  /**
   * A colour, or a square of colours that is repeated.
   *
   * @param side of the square in pixels; 1 for a plain colour
   * @param argb its pixels, row by row
   * @param left where in the picture a square begins
   * @param top likewise
   */
  record Filling(int side, int[] argb, int left, int top) {

    /** The colour at a pixel. */
    int at(int x, int y) {
      return side == 1
          ? argb[0]
          : argb[Math.floorMod(y - top, side) * side + Math.floorMod(x - left, side)];
    }
  }

  /**
   * A line.
   *
   * @param argb colour with opacity
   * @param half half of its width in pixels
   */
  record Line(int argb, double half) {

    /** How much of a pixel is covered whose middle is so far from the line's middle. */
    double coverage(double distance) {
      return Math.max(0, Math.min(Math.min(1, 2 * half), half + 0.5 - distance));
    }
  }

  AreaLook {
    fills = List.copyOf(fills);
    strokes = List.copyOf(strokes);
  }

  /** Pixels from the border that are touched by strokes. */
  double reach() {
    return strokes.stream().mapToDouble(line -> line.half() + 0.5).max().orElse(0);
  }

  /** How much of what lies under an area its plain fills hide, 0 to 1. */
  double cover() {
    double through = 1;
    for (Filling fill : fills) {
      through *= fill.side() == 1 ? 1 - (fill.argb()[0] >>> 24) / 255.0 : 1;
    }
    return 1 - through;
  }

  /** Whether a fill is a pattern. */
  boolean isPatterned() {
    return fills.stream().anyMatch(fill -> fill.side() > 1);
  }

  /** Pixels after which all patterns begin again; 0 when their squares differ. */
  int period() {
    int period = 0;
    for (Filling fill : fills) {
      if (fill.side() > 1 && period > 0 && fill.side() != period) {
        return 0;
      }
      period = Math.max(period, fill.side() > 1 ? fill.side() : 0);
    }
    return period;
  }

  /**
   * The look that symbolizers of one rule give, in their order.
   *
   * @return null when only the general painter can draw it
   */
  static AreaLook of(List<Symbolizer> symbolizers, Parameters parameters) {
    List<Filling> fills = new ArrayList<>();
    List<Line> strokes = new ArrayList<>();
    for (Symbolizer symbolizer : symbolizers) {
      if (!(symbolizer instanceof PolygonSymbolizer polygon) || !isPlain(polygon)) {
        return null;
      }
      if (polygon.getFill() != null) {
        Filling fill = fill(polygon.getFill(), parameters);
        if (fill == null || !strokes.isEmpty()) {
          return null; // A fill over a stroke.
        }
        fills.add(fill);
      }
      if (polygon.getStroke() != null) {
        Line line = line(polygon.getStroke(), parameters);
        if (line == null) {
          return null;
        }
        strokes.add(line);
      }
    }
    AreaLook look = new AreaLook(fills, strokes);
    return look.hidesSteps() && look.reach() <= AreaMask.MAX_REACH ? look : null;
  }

  /** Whether no edge of a fill shows that is not drawn smoothly. */
  private boolean hidesSteps() {
    return fills.isEmpty()
        || strokes.stream()
            .anyMatch(line -> line.argb() >>> 24 == 255 && 2 * line.half() >= HIDES_STEPS);
  }

  private static boolean isPlain(PolygonSymbolizer polygon) {
    return polygon.getDisplacement() == null
        && isNone(polygon.getPerpendicularOffset())
        && polygon.getUnitOfMeasure() == null
        && isNone(polygon.getGeometry())
        && (polygon.getOptions() == null || polygon.getOptions().isEmpty());
  }

  private static boolean isNone(Expression expression) {
    return expression == null
        || expression instanceof Literal literal
            && (literal.getValue() == null || "0".equals(literal.getValue().toString()));
  }

  private static Filling fill(Fill fill, Parameters parameters) {
    if (fill.getGraphicFill() == null) {
      Color colour =
          areConstant(fill.getColor(), fill.getOpacity()) ? parameters.colour(fill).apply(0) : null;
      return colour == null ? null : new Filling(1, new int[] {colour.getRGB()}, 0, 0);
    }
    if (!isConstant(fill.getGraphicFill())) {
      return null;
    }
    if (!(Patterns.of(fill.getGraphicFill(), 0, parameters).apply(0)
        instanceof TexturePaint pattern)) {
      return null;
    }
    BufferedImage image = pattern.getImage();
    int side = image.getWidth();
    PixelGrid grid = parameters.grid();
    return new Filling(
        side,
        image.getRGB(0, 0, side, side, null, 0, side),
        -grid.cutLeft(side),
        -grid.cutTop(side));
  }

  static boolean isConstant(Graphic graphic) {
    if (graphic.getAnchorPoint() != null
        || graphic.getDisplacement() != null
        || !areConstant(graphic.getSize(), graphic.getOpacity(), graphic.getRotation())) {
      return false;
    }
    for (GraphicalSymbol symbol : graphic.graphicalSymbols()) {
      if (!(symbol instanceof Mark mark)
          || !areConstant(mark.getWellKnownName())
          || mark.getStroke() != null && !isConstant(mark.getStroke())
          || mark.getFill() != null
              && !areConstant(mark.getFill().getColor(), mark.getFill().getOpacity())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isConstant(Stroke stroke) {
    return areConstant(
        stroke.getColor(), stroke.getOpacity(), stroke.getWidth(), stroke.getDashOffset());
  }

  private static Line line(Stroke stroke, Parameters parameters) {
    if (!isConstant(stroke)
        || stroke.getGraphicFill() != null
        || stroke.getGraphicStroke() != null) {
      return null;
    }
    Parameters.Pen pen = parameters.pen(stroke).apply(0);
    if (pen == null
        || pen.stroke().getDashArray() != null
        || pen.stroke().getLineJoin() != java.awt.BasicStroke.JOIN_ROUND
            && pen.stroke().getLineWidth() > ANY_CORNER) {
      return null;
    }
    return new Line(pen.colour().getRGB(), pen.stroke().getLineWidth() / 2.0);
  }

  static boolean areConstant(Expression... expressions) {
    for (Expression expression : expressions) {
      if (expression != null && !(expression instanceof Literal)) {
        return false;
      }
    }
    return true;
  }
}
