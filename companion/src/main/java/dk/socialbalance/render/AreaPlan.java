/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import dk.socialbalance.publication.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.geotools.api.style.FeatureTypeStyle;
import org.geotools.api.style.Graphic;
import org.geotools.api.style.Mark;
import org.geotools.api.style.PointSymbolizer;
import org.geotools.api.style.PolygonSymbolizer;
import org.geotools.api.style.Rule;
import org.geotools.api.style.Symbolizer;
import org.geotools.api.style.TextSymbolizer;

/**
 * A request as far as {@link AreaPainter} can paint it: areas beside each other, filled with
 * colours and patterns, all with the same strokes around them; marks in the middle of areas;
 * labels.
 *
 * @param steps in the order of painting
 * @param labels left by all rows, to be painted last
 */
record AreaPlan(List<Step> steps, Labels labels) {

  /** More than this is left to the general painter. */
  private static final int MOST_STEPS = 64;

  /** A mark that reaches further, in pixels, is left to the general painter. */
  private static final int LARGEST_MARK = 64;

  /** So are styles whose texts stand further from their areas: what counts as near grows. */
  private static final int MOST_REACH = 300;

  /** One of {@link Areas} and {@link Mark}. */
  interface Step {}

  /**
   * Areas, each painted once.
   *
   * @param painted the areas in their order
   * @param lookOf for each area of the set its place in {@code looks}
   */
  record Areas(Borders borders, int[] painted, int[] lookOf, List<AreaLook> looks) implements Step {

    /** Pixels from a border that strokes reach. */
    double reach() {
      return looks.stream().filter(Objects::nonNull).mapToDouble(AreaLook::reach).max().orElse(0);
    }
  }

  /**
   * A mark in the middle of an area.
   *
   * @param kind the number of its symbolizer in the request
   * @param radius pixels from its middle that it reaches, at most
   * @param x pixels from the left
   * @param y pixels from the top
   */
  record Placed(Symbols.Symbol symbol, int kind, int radius, double x, double y) implements Step {}

  /** A rule made ready for the rows of a layer. */
  private record ReadyRule(
      IntPredicate filter,
      boolean isElse,
      AreaLook look,
      List<Placed> marks,
      List<Symbols.Symbol> texts) {}

  /**
   * The plan of a request.
   *
   * @return null when only the general painter can paint it
   * @throws IllegalArgumentException when a style asks for an attribute that its layer has not
   */
  static AreaPlan of(MapRequest request) {
    return new Planner(request).plan();
  }

  private static final class Planner {

    private final MapRequest request;
    private final MapView view;
    private final double scaleDenominator;
    private final Labels labels;
    private final List<Step> steps = new ArrayList<>();
    private final Map<Outline, DeviceShape> shapes = new IdentityHashMap<>();
    private int kinds;

    Planner(MapRequest request) {
      this.request = request;
      this.view = new MapView(request);
      this.scaleDenominator = MapView.scaleDenominator(request);
      this.labels = Labels.of(request);
    }

    AreaPlan plan() {
      for (PaintedLayer painted : request.layers()) {
        if (!painted.layer().hasGeometry()) {
          continue;
        }
        Borders borders = Borders.of(painted.layer().geometries(), request.srid());
        if (borders == null) {
          return null;
        }
        for (FeatureTypeStyle style : painted.style().featureTypeStyles()) {
          List<ReadyRule> rules = ready(painted.layer(), style);
          if (rules == null || !add(painted, borders, rules) || steps.size() > MOST_STEPS) {
            return null;
          }
        }
      }
      return new AreaPlan(steps, labels);
    }

    /** The rules that draw at this scale; null when they cannot be kept apart from the geometry. */
    private List<ReadyRule> ready(Layer layer, FeatureTypeStyle style) {
      Parameters parameters =
          new Parameters(
              new RowValues(layer),
              request.dpi() / MapRequest.STANDARD_DPI,
              scaleDenominator,
              request.grid());
      List<ReadyRule> ready = new ArrayList<>();
      boolean areas = false;
      boolean marks = false;
      List<AreaLook.Line> strokes = null;
      for (Rule rule : style.rules()) {
        if (!Java2DPainter.drawsAt(rule, scaleDenominator)) {
          continue;
        }
        ReadyRule made = ready(rule, parameters);
        if (made == null) {
          return null;
        }
        if (made.look() != null) {
          if (strokes != null && !strokes.equals(made.look().strokes())) {
            return null;
          }
          strokes = made.look().strokes();
        }
        areas |= made.look() != null;
        marks |= !made.marks().isEmpty();
        ready.add(made);
      }
      return areas && marks || parameters.reach() > MOST_REACH ? null : ready;
    }

    private ReadyRule ready(Rule rule, Parameters parameters) {
      List<Symbolizer> polygons = new ArrayList<>();
      List<Placed> marks = new ArrayList<>();
      List<Symbols.Symbol> texts = new ArrayList<>();
      for (Symbolizer symbolizer : rule.symbolizers()) {
        if (symbolizer instanceof PolygonSymbolizer) {
          polygons.add(symbolizer);
        } else if (symbolizer instanceof TextSymbolizer) {
          texts.add(Symbols.of(symbolizer, parameters, labels));
        } else {
          Placed mark =
              symbolizer instanceof PointSymbolizer point ? mark(point, parameters) : null;
          if (mark == null) {
            return null;
          }
          marks.add(mark);
        }
      }
      AreaLook look = polygons.isEmpty() ? null : AreaLook.of(polygons, parameters);
      if (look == null && !polygons.isEmpty()) {
        return null;
      }
      return new ReadyRule(
          parameters.values().filter(rule.getFilter()), rule.isElseFilter(), look, marks, texts);
    }

    /** The mark of a symbolizer, without its place; null when it differs from row to row. */
    private Placed mark(PointSymbolizer point, Parameters parameters) {
      Graphic graphic = point.getGraphic();
      if (!AreaLook.isConstant(graphic)
          || point.getGeometry() != null
          || point.getUnitOfMeasure() != null
          || graphic.graphicalSymbols().size() != 1) {
        return null;
      }
      Mark mark = (Mark) graphic.graphicalSymbols().get(0);
      double side = parameters.number(graphic.getSize(), 6).applyAsDouble(0) * parameters.scale();
      Parameters.Pen pen =
          mark.getStroke() == null ? null : parameters.pen(mark.getStroke()).apply(0);
      double width = pen == null ? 0 : pen.stroke().getLineWidth();
      double radius = Math.ceil(0.75 * side + 5 * width) + 3; // Sharp corners reach far.
      return radius > LARGEST_MARK
          ? null
          : new Placed(Symbols.of(point, parameters, labels), kinds++, (int) radius, 0, 0);
    }

    /** Sorts the rows to their rules; false when a row falls to two that both fill. */
    private boolean add(PaintedLayer painted, Borders borders, List<ReadyRule> rules) {
      AreaGroup group = new AreaGroup(borders, rules);
      for (int row : painted.rows()) {
        int area = painted.layer().geometryIndex(row);
        if (area < 0) {
          continue;
        }
        boolean claimed = false;
        int look = -1;
        for (int i = 0; i < rules.size(); i++) {
          ReadyRule rule = rules.get(i);
          if (!rule.isElse() && rule.filter().test(row)) {
            claimed = true;
            if (rule.look() != null && look >= 0) {
              return false;
            }
            look = rule.look() != null ? i : look;
            leave(painted.layer(), row, area, rule);
          }
        }
        for (int i = 0; i < rules.size() && !claimed; i++) {
          ReadyRule rule = rules.get(i);
          if (rule.isElse()) {
            if (rule.look() != null && look >= 0) {
              return false;
            }
            look = rule.look() != null ? i : look;
            leave(painted.layer(), row, area, rule);
          }
        }
        if (look >= 0) {
          group.add(area, look);
        }
      }
      group.finish();
      return true;
    }

    /** Leaves marks and labels of a row. */
    private void leave(Layer layer, int row, int area, ReadyRule rule) {
      if (rule.marks().isEmpty() && rule.texts().isEmpty()) {
        return;
      }
      Outline outline = Outline.of(layer.geometries(), area, request.srid());
      for (Placed mark : rule.marks()) {
        double x = view.x(outline.anchorX());
        double y = view.y(outline.anchorY());
        if (x > -mark.radius()
            && y > -mark.radius()
            && x < request.width() + mark.radius()
            && y < request.height() + mark.radius()) {
          steps.add(new Placed(mark.symbol(), mark.kind(), mark.radius(), x, y));
        }
      }
      if (!rule.texts().isEmpty()) {
        DeviceShape shape = shapes.computeIfAbsent(outline, view::shape);
        for (Symbols.Symbol text : rule.texts()) {
          if (!shape.isNothing()) {
            text.paint(null, row, shape);
          }
        }
      }
    }

    /** Areas of one style so far, until one comes a second time. */
    private final class AreaGroup {

      private final Borders borders;
      private final List<AreaLook> looks = new ArrayList<>();
      private int[] painted;
      private int[] lookOf;
      private int size;

      AreaGroup(Borders borders, List<ReadyRule> rules) {
        this.borders = borders;
        for (ReadyRule rule : rules) {
          looks.add(rule.look());
        }
        start();
      }

      private void start() {
        painted = new int[borders.areas()];
        lookOf = new int[borders.areas()];
        Arrays.fill(lookOf, -1);
        size = 0;
      }

      void add(int area, int look) {
        if (lookOf[area] >= 0) {
          finish();
          start();
        }
        lookOf[area] = look;
        painted[size++] = area;
      }

      void finish() {
        if (size > 0) {
          steps.add(new Areas(borders, Arrays.copyOf(painted, size), lookOf, looks));
        }
      }
    }
  }
}
