/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.style.AnchorPoint;
import org.geotools.api.style.Displacement;
import org.geotools.api.style.Halo;
import org.geotools.api.style.LabelPlacement;
import org.geotools.api.style.LinePlacement;
import org.geotools.api.style.PointPlacement;
import org.geotools.api.style.TextSymbolizer;

/** A text symbolizer made ready: it leaves a label with {@link Labels} for every row. */
final class TextSymbol {

  /** What a legend shows for a label. */
  private static final String SAMPLE = "A";

  /** Longest label; the rest is cut off. */
  private static final int LONGEST = 200;

  private static final double LARGEST_FONT = 1000;
  private static final double WIDEST_HALO = 100;
  private static final double FARTHEST = 4096;

  private TextSymbol() {}

  static Symbols.Symbol of(TextSymbolizer text, Parameters parameters, Labels labels) {
    double scale = parameters.scale();
    IntFunction<Object> words = parameters.values().value(text.getLabel());
    IntFunction<Color> colour = parameters.colour(text.getFill());
    org.geotools.api.style.Font font = text.getFont();
    List<String> families = new ArrayList<>();
    for (Expression family : font.getFamily()) {
      families.add(parameters.word(family, Fonts.USUAL));
    }
    boolean bold = "bold".equals(parameters.word(font.getWeight(), "normal"));
    boolean italic = !"normal".equals(parameters.word(font.getStyle(), "normal"));
    IntToDoubleFunction size = parameters.length(font.getSize(), 10, LARGEST_FONT);
    Halo halo = text.getHalo();
    IntFunction<Color> haloColour = halo == null ? row -> null : parameters.colour(halo.getFill());
    IntToDoubleFunction haloRadius =
        parameters.length(halo == null ? null : halo.getRadius(), 1, WIDEST_HALO);
    IntToDoubleFunction priority = parameters.number(text.getPriority(), 0);
    IntFunction<Labels.Placement> placement =
        placement(text.getLabelPlacement(), text.getOptions(), parameters);
    Options options = Options.of(text.getOptions(), scale);
    Map<Double, Font> fonts = new HashMap<>();
    Function<Double, Font> sized = pixels -> Fonts.find(families, bold, italic, pixels);
    return (graphics, row, shape) -> {
      Object value = parameters.values().isLegend() ? SAMPLE : words.apply(row);
      Color letters = colour.apply(row);
      double pixels = size.applyAsDouble(row);
      if (value == null || value.toString().isBlank() || letters == null || !(pixels > 0)) {
        return;
      }
      Color around = haloColour.apply(row);
      double radius = haloRadius.applyAsDouble(row);
      Font found = fonts.computeIfAbsent(pixels, sized);
      LabelSprite.Look look =
          new LabelSprite.Look(
              found,
              letters.getRGB(),
              around == null || !(radius > 0) ? 0 : around.getRGB(),
              around == null || !(radius > 0) ? 0 : (float) radius);
      labels.add(
          new Labels.Label(
              shortened(value.toString()),
              look,
              shape,
              placement.apply(row),
              orZero(priority.applyAsDouble(row)),
              parameters.values().isLegend() ? options.anywhere() : options));
    };
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private static IntFunction<Labels.Placement> placement(
      LabelPlacement placement, Map<String, String> options, Parameters parameters) {
    if (placement instanceof LinePlacement line) {
      return onLine(line, options, parameters);
    }
    AnchorPoint anchor = null;
    Displacement displacement = null;
    Expression rotation = null;
    if (placement instanceof PointPlacement point) {
      anchor = point.getAnchorPoint();
      displacement = point.getDisplacement();
      rotation = point.getRotation();
    }
    Offset offset = Offset.of(anchor, displacement, parameters);
    IntToDoubleFunction turn = parameters.number(rotation, 0);
    return row ->
        new Labels.AtPoint(
            offset.anchorX(row),
            offset.anchorY(row),
            offset.x(row),
            -offset.y(row),
            orZero(turn.applyAsDouble(row)));
  }

  private static IntFunction<Labels.Placement> onLine(
      LinePlacement line, Map<String, String> options, Parameters parameters) {
    IntToDoubleFunction beside = parameters.length(line.getPerpendicularOffset(), 0, FARTHEST);
    IntToDoubleFunction initialGap = parameters.length(line.getInitialGap(), 0, FARTHEST);
    IntToDoubleFunction gap = parameters.length(line.getGap(), 0, FARTHEST);
    double repeat = Options.number(options, "repeat", 0) * parameters.scale();
    double sharpest = Options.number(options, "maxAngleDelta", LineLabels.USUAL_ANGLE);
    boolean follow = "true".equals(options.get("followLine"));
    boolean upright = !"false".equals(options.get("forceLeftToRight"));
    return row ->
        new Labels.OnLine(
            orZero(beside.applyAsDouble(row)),
            line.isAligned(),
            follow,
            Math.toRadians(sharpest),
            upright,
            repeat,
            line.isRepeated(),
            orZero(initialGap.applyAsDouble(row)),
            orZero(gap.applyAsDouble(row)));
  }

  private static double orZero(double number) {
    return Double.isNaN(number) ? 0 : number;
  }

  /** The vendor options, in pixels of the picture; see {@link SldText}. */
  record Options(
      double autoWrap,
      double spaceAround,
      double maxDisplacement,
      double goodnessOfFit,
      boolean conflictResolution) {

    static Options of(Map<String, String> options, double scale) {
      return new Options(
          number(options, "autoWrap", 0) * scale,
          Math.min(FARTHEST, number(options, "spaceAround", 0) * scale),
          Math.min(FARTHEST, number(options, "maxDisplacement", 0) * scale),
          number(options, "goodnessOfFit", 0.5),
          !"false".equals(options.get("conflictResolution")));
    }

    Options anywhere() {
      return new Options(autoWrap, 0, 0, 0, false);
    }

    static double number(Map<String, String> options, String name, double otherwise) {
      String value = options.get(name);
      return value == null ? otherwise : Double.parseDouble(value);
    }
  }
}
