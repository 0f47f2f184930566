/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import org.geotools.api.style.Fill;
import org.geotools.api.style.Graphic;
import org.geotools.api.style.LineSymbolizer;
import org.geotools.api.style.PointSymbolizer;
import org.geotools.api.style.PolygonSymbolizer;
import org.geotools.api.style.Stroke;
import org.geotools.api.style.Symbolizer;
import org.geotools.api.style.TextSymbolizer;

/** Symbolizers made ready to draw the rows of one layer, or the swatches of a legend. */
final class Symbols {

  /** Least distance between two marks on a line, in pixels. */
  private static final double CLOSEST = 2;

  /** Most pixels that anything is moved away from its place. */
  private static final double FARTHEST = 4096;

  /** Pixels beyond the picture at which dashed lines may be cut: more than any line is wide. */
  private static final int CUT = 1024;

  /** Draws one row, or leaves its label with {@link Labels}. */
  interface Symbol {
    void paint(Graphics2D graphics, int row, DeviceShape shape);
  }

  /** Draws outlines: a shape, and the same as rings or lines that are measured from their start. */
  private interface Outliner {
    void paint(Graphics2D graphics, int row, Shape shape, Supplier<List<double[]>> whole);
  }

  private Symbols() {}

  /**
   * The symbol of a symbolizer.
   *
   * @param labels collects what is drawn last
   */
  static Symbol of(Symbolizer symbolizer, Parameters given, Labels labels) {
    Parameters parameters = given.in(symbolizer.getUnitOfMeasure());
    if (symbolizer instanceof PolygonSymbolizer polygon) {
      return polygon(polygon, parameters);
    }
    if (symbolizer instanceof LineSymbolizer line) {
      return line(line, parameters);
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

  /** Draws an outline; nothing without a pen. */
  static void stroke(Graphics2D graphics, Parameters.Pen pen, Shape shape) {
    if (pen != null) {
      graphics.setPaint(pen.colour());
      graphics.setStroke(pen.stroke());
      graphics.draw(shape);
    }
  }

  private static Symbol polygon(PolygonSymbolizer polygon, Parameters parameters) {
    double margin =
        Double.parseDouble(polygon.getOptions().getOrDefault(SldSymbolizers.MARGIN, "0"));
    IntFunction<? extends Paint> fill = paint(polygon.getFill(), margin, parameters);
    Outliner outliner = outliner(polygon.getStroke(), parameters);
    Offset moved = Offset.of(null, polygon.getDisplacement(), parameters);
    IntToDoubleFunction beside = parameters.length(polygon.getPerpendicularOffset(), 0, FARTHEST);
    return (graphics, row, shape) -> {
      if (!shape.isAreal()) {
        return;
      }
      Shape areas = moved(shape.areas(), beside.applyAsDouble(row), moved.x(row), moved.y(row));
      Paint paint = fill.apply(row);
      if (paint != null) {
        graphics.setPaint(paint);
        graphics.fill(areas);
      }
      outliner.paint(graphics, row, areas, rings(shape, areas));
    };
  }

  /**
   * What fills areas, by row.
   *
   * @param fill null for nothing
   * @param margin between repeated marks, pixels of the style
   */
  static IntFunction<? extends Paint> paint(Fill fill, double margin, Parameters parameters) {
    if (fill == null) {
      return row -> null;
    }
    return fill.getGraphicFill() == null
        ? parameters.colour(fill)
        : Patterns.of(fill.getGraphicFill(), margin * parameters.scale(), parameters);
  }

  private static Shape moved(Shape areas, double beside, double right, double up) {
    Shape wider = beside == 0 || Double.isNaN(beside) ? areas : OffsetShape.areas(areas, beside);
    return right == 0 && up == 0
        ? wider
        : AffineTransform.getTranslateInstance(right, -up).createTransformedShape(wider);
  }

  /** The rings of a shape's areas: whole, unless they were moved. */
  private static Supplier<List<double[]>> rings(DeviceShape shape, Shape areas) {
    return areas == shape.areas()
        ? () -> shape.whole().get().rings()
        : () -> OffsetShape.parts(areas);
  }

  private static Symbol line(LineSymbolizer line, Parameters parameters) {
    IntToDoubleFunction beside = parameters.length(line.getPerpendicularOffset(), 0, FARTHEST);
    Outliner outliner = outliner(line.getStroke(), parameters);
    return (graphics, row, shape) -> {
      double distance = beside.applyAsDouble(row);
      if (shape.isAreal()) {
        Shape areas = moved(shape.areas(), distance, 0, 0);
        outliner.paint(graphics, row, areas, rings(shape, areas));
      }
      if (distance == 0 || Double.isNaN(distance)) {
        outliner.paint(graphics, row, shape.lines(), () -> shape.whole().get().lines());
      } else {
        Shape lines = OffsetShape.lines(shape.lines(), distance);
        outliner.paint(graphics, row, lines, () -> OffsetShape.parts(lines));
      }
    };
  }

  private static Outliner outliner(Stroke stroke, Parameters parameters) {
    if (stroke == null) {
      return (graphics, row, shape, whole) -> {};
    }
    if (stroke.getGraphicStroke() != null) {
      return marks(stroke.getGraphicStroke(), parameters);
    }
    IntFunction<Parameters.Pen> pen = parameters.pen(stroke);
    return stroke.dashArray() == null || stroke.dashArray().isEmpty()
        ? (graphics, row, shape, whole) -> stroke(graphics, pen.apply(row), shape)
        : (graphics, row, shape, whole) -> dashed(graphics, pen.apply(row), shape, whole.get());
  }

  /** Dashes count from where a line begins, also where only a piece of it can be seen. */
  private static void dashed(
      Graphics2D graphics, Parameters.Pen pen, Shape shape, List<double[]> whole) {
    Rectangle seen = graphics.getClipBounds();
    seen.grow(CUT, CUT);
    if (pen == null || pen.stroke().getDashArray() == null || isIn(seen, whole)) {
      stroke(graphics, pen, shape);
      return;
    }
    for (double[] line : whole) {
      new Along(line).pieces(seen, (start, piece) -> stroke(graphics, pen.after(start), piece));
    }
  }

  private static boolean isIn(Rectangle seen, List<double[]> lines) {
    for (double[] line : lines) {
      for (int i = 0; i < line.length; i += 2) {
        if (!seen.contains(line[i], line[i + 1])) {
          return false;
        }
      }
    }
    return true;
  }

  /** Marks that follow a line, turned with it. */
  private static Outliner marks(Graphic graphic, Parameters parameters) {
    MarkSymbol symbol = new MarkSymbol(graphic, parameters);
    IntToDoubleFunction initialGap = parameters.length(graphic.getInitialGap(), 0, FARTHEST);
    IntToDoubleFunction gap = parameters.length(graphic.getGap(), 0, FARTHEST);
    return (graphics, row, shape, whole) -> {
      MarkSymbol.Look look = symbol.look(row);
      double between = gap.applyAsDouble(row);
      double before = initialGap.applyAsDouble(row);
      if (look == null || !(between >= 0 && before >= 0)) {
        return;
      }
      Rectangle seen = graphics.getClipBounds();
      int reach = (int) look.side() + 1;
      seen.grow(reach, reach);
      for (double[] part : whole.get()) {
        Along line = new Along(part);
        line.every(
            before + look.side() / 2,
            Math.max(CLOSEST, look.side() + between),
            seen,
            distance -> {
              Along.Place at = line.at(distance);
              AffineTransform place = AffineTransform.getTranslateInstance(at.x(), at.y());
              place.rotate(at.angle());
              look.paint(graphics, place, 0.5, 0.5);
            });
      }
    };
  }

  private static Symbol point(Graphic graphic, Parameters parameters) {
    MarkSymbol symbol = new MarkSymbol(graphic, parameters);
    Offset offset = Offset.of(graphic.getAnchorPoint(), graphic.getDisplacement(), parameters);
    return (graphics, row, device) -> {
      MarkSymbol.Look look = symbol.look(row);
      if (look == null) {
        return;
      }
      double[] places = device.points();
      if (places.length == 0) {
        places = new double[] {device.anchor().getX(), device.anchor().getY()};
      }
      for (int i = 0; i < places.length; i += 2) {
        look.paint(
            graphics,
            AffineTransform.getTranslateInstance(
                places[i] + offset.x(row), places[i + 1] - offset.y(row)),
            offset.anchorX(row),
            offset.anchorY(row));
      }
    };
  }
}
