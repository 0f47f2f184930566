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
import org.geotools.api.style.PointPlacement;
import org.geotools.api.style.TextSymbolizer;

/** A text symbolizer made ready: it leaves a label with {@link Labels} for every row. */
final class TextSymbol {

  /** What a legend shows for a label. */
  private static final String SAMPLE = "A";

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
    IntToDoubleFunction size = parameters.number(font.getSize(), 10);
    Halo halo = text.getHalo();
    IntFunction<Color> haloColour = halo == null ? row -> null : parameters.colour(halo.getFill());
    IntToDoubleFunction haloRadius = parameters.number(halo == null ? null : halo.getRadius(), 1);
    IntToDoubleFunction priority = parameters.number(text.getPriority(), 0);
    AnchorPoint anchor = null;
    Displacement displacement = null;
    Expression rotation = null;
    if (text.getLabelPlacement() instanceof PointPlacement placement) {
      anchor = placement.getAnchorPoint();
      displacement = placement.getDisplacement();
      rotation = placement.getRotation();
    }
    Offset offset = Offset.of(anchor, displacement, parameters);
    IntToDoubleFunction turn = parameters.number(rotation, 0);
    Options options = Options.of(text.getOptions(), scale);
    Map<Double, Font> fonts = new HashMap<>();
    Function<Double, Font> sized = pixels -> Fonts.find(families, bold, italic, pixels);
    return (graphics, row, shape) -> {
      Object value = parameters.values().isLegend() ? SAMPLE : words.apply(row);
      Color letters = colour.apply(row);
      double pixels = size.applyAsDouble(row) * scale;
      if (value == null || value.toString().isBlank() || letters == null || !(pixels > 0)) {
        return;
      }
      Color around = haloColour.apply(row);
      double radius = haloRadius.applyAsDouble(row) * scale;
      Font found = fonts.computeIfAbsent(Math.min(pixels, 1000), sized);
      LabelSprite.Look look =
          new LabelSprite.Look(
              found,
              letters.getRGB(),
              around == null || !(radius > 0) ? 0 : around.getRGB(),
              around == null || !(radius > 0) ? 0 : (float) Math.min(radius, 100));
      labels.add(
          new Labels.Label(
              value.toString(),
              look,
              shape,
              offset.anchorX(row),
              offset.anchorY(row),
              offset.x(row) * scale,
              -offset.y(row) * scale,
              orZero(turn.applyAsDouble(row)),
              orZero(priority.applyAsDouble(row)),
              parameters.values().isLegend() ? options.anywhere() : options));
    };
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
          number(options, "spaceAround", 0) * scale,
          number(options, "maxDisplacement", 0) * scale,
          number(options, "goodnessOfFit", 0.5),
          !"false".equals(options.get("conflictResolution")));
    }

    Options anywhere() {
      return new Options(autoWrap, 0, 0, 0, false);
    }

    private static double number(Map<String, String> options, String name, double otherwise) {
      String value = options.get(name);
      return value == null ? otherwise : Double.parseDouble(value);
    }
  }
}
