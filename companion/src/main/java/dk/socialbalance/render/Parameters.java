/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import javax.measure.Unit;
import javax.measure.quantity.Length;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.style.Fill;
import org.geotools.api.style.Stroke;
import org.geotools.styling.UomOgcMapping;

/** Parameters of symbolizers, resolved for a row; constants are resolved once. */
final class Parameters {

  /** How a line is drawn. */
  record Pen(Color colour, BasicStroke stroke) {

    /** The same pen, with its dashes as they are so many pixels after a line's beginning. */
    Pen after(double start) {
      float[] dashes = stroke.getDashArray();
      return new Pen(
          colour,
          new BasicStroke(
              stroke.getLineWidth(),
              stroke.getEndCap(),
              stroke.getLineJoin(),
              stroke.getMiterLimit(),
              dashes,
              (float) phase(stroke.getDashPhase() + start, dashes)));
    }
  }

  private static final double METRES_IN_FOOT = 0.3048;

  /** Widest line, pixels of the picture. */
  private static final double WIDEST = 2000;

  /** Shortest dash and gap together, pixels of the picture. */
  private static final double SHORTEST_CYCLE = 0.5;

  /** Sizes on the ground are drawn for this scale where there is no map: in legends. */
  private static final double USUAL_SCALE = 10_000;

  private final RowValues values;
  private final double scale;
  private final double pixelsPerMetre;
  private final PixelGrid grid;

  /** Shared by all units. */
  private final Reach reach;

  /** The largest length that was asked for. */
  private static final class Reach {
    private double pixels;
  }

  /**
   * For a picture without a map.
   *
   * @param scale pixels of the picture for one of the style
   */
  Parameters(RowValues values, double scale) {
    this(values, scale, 0, null);
  }

  /**
   * @param scale pixels of the picture for one of the style
   * @param scaleDenominator of the map; 0 where there is none
   * @param grid what the picture is a piece of; null when it stands alone
   */
  Parameters(RowValues values, double scale, double scaleDenominator, PixelGrid grid) {
    this(
        grid == null ? new PixelGrid(0, 0) : grid,
        values,
        scale,
        scale
            * MapRequest.STANDARD_DPI
            / 0.0254
            / (scaleDenominator > 0 ? scaleDenominator : USUAL_SCALE),
        new Reach());
  }

  private Parameters(
      PixelGrid grid, RowValues values, double scale, double pixelsPerMetre, Reach reach) {
    this.reach = reach;
    this.values = values;
    this.scale = scale;
    this.pixelsPerMetre = pixelsPerMetre;
    this.grid = grid;
  }

  /** The same for a symbolizer whose lengths are in this unit; null is the pixel. */
  Parameters in(Unit<Length> unit) {
    if (unit == null || unit.equals(UomOgcMapping.PIXEL.getUnit())) {
      return this;
    }
    double metres = unit.equals(UomOgcMapping.METRE.getUnit()) ? 1 : METRES_IN_FOOT;
    return new Parameters(grid, values, metres * pixelsPerMetre, pixelsPerMetre, reach);
  }

  /** Where patterns begin. */
  PixelGrid grid() {
    return grid;
  }

  /** Pixels of the picture for a length of one in the style. */
  double scale() {
    return scale;
  }

  RowValues values() {
    return values;
  }

  /** A number; NaN where the expression has none. */
  IntToDoubleFunction number(Expression expression, double otherwise) {
    if (expression == null) {
      return row -> otherwise;
    }
    IntFunction<Object> value = values.value(expression);
    if (expression instanceof Literal) {
      Double constant = Values.number(value.apply(0));
      double number = constant == null ? otherwise : constant;
      return row -> number;
    }
    return row -> {
      Double number = Values.number(value.apply(row));
      return number == null ? Double.NaN : number;
    };
  }

  /**
   * A length in pixels of the picture, at most so many either way; NaN where the expression has
   * none.
   */
  IntToDoubleFunction length(Expression expression, double otherwise, double most) {
    IntToDoubleFunction number = number(expression, otherwise);
    double largest = isConstant(expression) ? Math.abs(number.applyAsDouble(0)) * scale : most;
    reach.pixels = Math.max(reach.pixels, Math.min(largest, most));
    return row -> Math.max(-most, Math.min(most, number.applyAsDouble(row) * scale));
  }

  /** The largest of the lengths that were asked for so far, in pixels of the picture. */
  double reach() {
    return reach.pixels;
  }

  /** A constant word. */
  String word(Expression expression, String otherwise) {
    Object value = expression == null ? null : values.value(expression).apply(0);
    return value == null ? otherwise : value.toString();
  }

  /** A colour with its opacity; null where an expression has no usable value. */
  IntFunction<Color> colour(Expression colour, Expression opacity) {
    IntFunction<Object> value = values.value(colour);
    IntToDoubleFunction alpha = number(opacity, 1);
    IntFunction<Color> resolve = row -> colour(value.apply(row), alpha.applyAsDouble(row));
    boolean constant = colour instanceof Literal && (opacity == null || opacity instanceof Literal);
    if (!constant) {
      return resolve;
    }
    Color once = resolve.apply(0);
    return row -> once;
  }

  /** The colour of a plain fill. */
  IntFunction<Color> colour(Fill fill) {
    return colour(fill.getColor(), fill.getOpacity());
  }

  private static Color colour(Object value, double opacity) {
    if (value == null || Double.isNaN(opacity)) {
      return null;
    }
    Color rgb = rgb(value);
    int alpha = (int) Math.round(255 * Math.max(0, Math.min(1, opacity)));
    return rgb == null ? null : new Color((alpha << 24) | rgb.getRGB() & 0xffffff, true);
  }

  /** The colour that a text #rrggbb stands for; null for any other. */
  static Color rgb(Object value) {
    String text = value.toString().strip();
    if (text.length() != 7 || text.charAt(0) != '#') {
      return null;
    }
    try {
      return new Color(Integer.parseInt(text, 1, 7, 16));
    } catch (NumberFormatException e) {
      return null; // An attribute that holds no colour draws nothing.
    }
  }

  /** The pen; null where there is nothing to draw with. */
  IntFunction<Pen> pen(Stroke stroke) {
    IntFunction<Color> colour = colour(stroke.getColor(), stroke.getOpacity());
    IntToDoubleFunction width = length(stroke.getWidth(), 1, WIDEST);
    IntToDoubleFunction offset = number(stroke.getDashOffset(), 0);
    int cap =
        switch (word(stroke.getLineCap(), "butt")) {
          case "round" -> BasicStroke.CAP_ROUND;
          case "square" -> BasicStroke.CAP_SQUARE;
          default -> BasicStroke.CAP_BUTT;
        };
    int join =
        switch (word(stroke.getLineJoin(), "round")) {
          case "mitre", "miter" -> BasicStroke.JOIN_MITER;
          case "bevel" -> BasicStroke.JOIN_BEVEL;
          default -> BasicStroke.JOIN_ROUND;
        };
    float[] dashes = dashes(stroke.dashArray());
    IntFunction<Pen> resolve =
        row -> {
          Color found = colour.apply(row);
          double pixels = width.applyAsDouble(row);
          if (found == null || !(pixels > 0)) {
            return null;
          }
          double phase = phase(offset.applyAsDouble(row) * scale, dashes);
          return new Pen(
              found, new BasicStroke((float) pixels, cap, join, 10f, dashes, (float) phase));
        };
    boolean constant =
        stroke.getColor() instanceof Literal
            && isConstant(stroke.getWidth())
            && isConstant(stroke.getOpacity())
            && isConstant(stroke.getDashOffset());
    if (!constant) {
      return resolve;
    }
    Pen once = resolve.apply(0);
    return row -> once;
  }

  /** Where in the dashes a line starts; Java2D wants it positive. */
  private static double phase(double offset, float[] dashes) {
    if (dashes == null || Double.isNaN(offset)) {
      return 0;
    }
    double length = 0;
    for (float dash : dashes) {
      length += dash;
    }
    double phase = offset % length;
    return phase < 0 ? phase + length : phase;
  }

  private static boolean isConstant(Expression expression) {
    return expression == null || expression instanceof Literal;
  }

  private float[] dashes(List<Expression> expressions) {
    if (expressions == null || expressions.isEmpty()) {
      return null;
    }
    List<Double> lengths = new ArrayList<>();
    for (Expression expression : expressions) {
      lengths.add(number(expression, 0).applyAsDouble(0) * scale);
    }
    if (lengths.size() % 2 == 1) {
      lengths.addAll(List.copyOf(lengths)); // As in SVG: an odd list is said twice.
    }
    double cycle = lengths.stream().mapToDouble(Double::doubleValue).sum();
    if (!(cycle >= SHORTEST_CYCLE)) {
      return null; // Nobody could tell such dashes from a line, and drawing them takes long.
    }
    float[] dashes = new float[lengths.size()];
    for (int i = 0; i < dashes.length; i++) {
      dashes[i] = lengths.get(i).floatValue();
    }
    return dashes;
  }
}
