/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.geotools.api.style.Graphic;
import org.geotools.api.style.Mark;

/** A mark made ready: its look for a row, and the way it is drawn at a place. */
final class MarkSymbol {

  private static final double LARGEST = 4096;

  /**
   * What a mark looks like.
   *
   * @param shape in a square of side 1
   * @param side pixels of the picture
   * @param turn degrees, clockwise
   * @param fill null for none
   * @param pen null for none
   */
  record Look(Shape shape, double side, double turn, Color fill, Parameters.Pen pen) {

    /**
     * Draws it.
     *
     * @param place where its point is and how that is turned
     * @param anchorX what part of it lies to the left of its point; 0.5 in the middle
     * @param anchorY what part of it lies below
     */
    void paint(Graphics2D graphics, AffineTransform place, double anchorX, double anchorY) {
      AffineTransform all = new AffineTransform(place);
      all.rotate(Math.toRadians(turn));
      all.translate((0.5 - anchorX) * side, (anchorY - 0.5) * side);
      all.scale(side, side);
      Shape placed = all.createTransformedShape(shape);
      if (fill != null) {
        graphics.setPaint(fill);
        graphics.fill(placed);
      }
      Symbols.stroke(graphics, pen, placed);
    }
  }

  private final Shape shape;
  private final IntFunction<Color> fill;
  private final IntFunction<Parameters.Pen> pen;
  private final IntToDoubleFunction side;
  private final IntToDoubleFunction turn;
  private final IntToDoubleFunction opacity;

  MarkSymbol(Graphic graphic, Parameters parameters) {
    Mark mark = (Mark) graphic.graphicalSymbols().get(0);
    this.shape = Marks.shape(Marks.name(mark));
    this.fill = mark.getFill() == null ? row -> null : parameters.colour(mark.getFill());
    this.pen = mark.getStroke() == null ? row -> null : parameters.pen(mark.getStroke());
    this.side = parameters.length(graphic.getSize(), 6, LARGEST);
    this.turn = parameters.number(graphic.getRotation(), 0);
    this.opacity = parameters.number(graphic.getOpacity(), 1);
  }

  /** Its look for a row; null where there is nothing to draw. */
  Look look(int row) {
    double pixels = side.applyAsDouble(row);
    double degrees = turn.applyAsDouble(row);
    double alpha = opacity.applyAsDouble(row);
    Color inside = fill.apply(row);
    Parameters.Pen outline = pen.apply(row);
    if (!(pixels > 0)
        || Double.isNaN(degrees)
        || Double.isNaN(alpha)
        || inside == null && outline == null) {
      return null;
    }
    return new Look(
        shape,
        pixels,
        degrees,
        inside == null ? null : faded(inside, alpha),
        outline == null
            ? null
            : new Parameters.Pen(faded(outline.colour(), alpha), outline.stroke()));
  }

  private static Color faded(Color colour, double opacity) {
    int alpha = (int) Math.round(colour.getAlpha() * Math.max(0, Math.min(1, opacity)));
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
  }
}
