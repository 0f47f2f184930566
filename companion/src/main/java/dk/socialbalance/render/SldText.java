/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.style.AnchorPoint;
import org.geotools.api.style.Displacement;
import org.geotools.api.style.Fill;
import org.geotools.api.style.Font;
import org.geotools.api.style.Halo;
import org.geotools.api.style.LabelPlacement;
import org.geotools.api.style.LinePlacement;
import org.geotools.api.style.TextSymbolizer;

/**
 * Reads labels. Beside the standard's parts: {@code Priority} (the higher is placed first) and the
 * options that GeoServer knows under the same names, see {@link #OPTIONS}.
 *
 * @param graphics what lengths are
 */
record SldText(SldGraphics graphics) {

  private static final Set<String> NONE = Set.of();

  /**
   * {@code autoWrap}: break lines wider than so many pixels; {@code spaceAround}: pixels kept free
   * around a label; {@code maxDisplacement}: how far it may move to find room; {@code
   * goodnessOfFit}: the share of it that must lie inside its area; {@code conflictResolution}:
   * {@code false} draws it wherever others stand.
   */
  private static final Set<String> OPTIONS =
      Set.of("autoWrap", "spaceAround", "maxDisplacement", "goodnessOfFit", "conflictResolution");

  /**
   * With a {@code LinePlacement} alone. {@code followLine}: bend with the line; {@code
   * maxAngleDelta}: degrees between two letters at which it is no longer readable; {@code repeat}:
   * again after so many pixels; {@code forceLeftToRight}: {@code false} lets it stand on its head
   * where the line runs to the left.
   */
  private static final Set<String> LINE_OPTIONS =
      Set.of("followLine", "maxAngleDelta", "repeat", "forceLeftToRight");

  static TextSymbolizer text(SldElement element, SldGraphics graphics) throws StyleException {
    return new SldText(graphics).text(element);
  }

  private TextSymbolizer text(SldElement element) throws StyleException {
    TextSymbolizer text = SldSymbolizers.FACTORY.createTextSymbolizer();
    text.setFill(SldSymbolizers.FACTORY.createFill(SldExpressions.FACTORY.literal("#000000")));
    Set<String> parts =
        SldSymbolizers.withCommon("Label", "Font", "LabelPlacement", "Halo", "Fill", "Priority");
    for (SldElement child : element.children(parts, Set.of("VendorOption"))) {
      switch (child.name()) {
        case "Label" -> text.setLabel(SldExpressions.mixed(child));
        case "Font" -> text.setFont(font(child));
        case "LabelPlacement" -> text.setLabelPlacement(placement(child));
        case "Halo" -> text.setHalo(halo(child));
        case "Fill" -> text.setFill(graphics.plainFill(child, "#000000"));
        case "Priority" -> text.setPriority(SldExpressions.mixed(child));
        case "VendorOption" -> option(child, text);
        default -> SldSymbolizers.common(child, text);
      }
    }
    if (text.getLabel() == null) {
      throw element.refused("needs a Label");
    }
    if (text.getFont() == null) {
      text.setFont(SldSymbolizers.FACTORY.getDefaultFont());
    }
    checkTogether(element, text);
    return text;
  }

  private static void checkTogether(SldElement element, TextSymbolizer text) throws StyleException {
    boolean onLine = text.getLabelPlacement() instanceof LinePlacement;
    for (String option : text.getOptions().keySet()) {
      if (!onLine && LINE_OPTIONS.contains(option)) {
        throw element.refused("the option " + option + " needs a LinePlacement");
      }
      if (onLine && "autoWrap".equals(option)) {
        throw element.refused("a label on a line has one line: it takes no autoWrap");
      }
    }
  }

  private static void option(SldElement element, TextSymbolizer text) throws StyleException {
    element.allowAttributes(Set.of("name"));
    String name = element.attributes().getOrDefault("name", "");
    if (!OPTIONS.contains(name) && !LINE_OPTIONS.contains(name)) {
      throw SldGraphics.unsupported(element);
    }
    switch (name) {
      case "conflictResolution", "followLine", "forceLeftToRight" ->
          SldValues.word(element, "true", "false");
      case "goodnessOfFit" -> SldValues.parse(element, element.text(), 0, 1);
      case "maxAngleDelta" -> SldValues.parse(element, element.text(), 0, 180);
      case "maxDisplacement" -> SldValues.parse(element, element.text(), 0, 200);
      default -> SldValues.parse(element, element.text(), 0, 1000);
    }
    if (text.getOptions().put(name, element.text()) != null) {
      throw element.refused("\"" + name + "\" stands here twice; keep one");
    }
  }

  private LabelPlacement placement(SldElement element) throws StyleException {
    element.allowAttributes(NONE);
    List<SldElement> children = element.children(Set.of("PointPlacement", "LinePlacement"), NONE);
    if (children.size() != 1) {
      throw element.refused("needs a PointPlacement or a LinePlacement inside");
    }
    return "LinePlacement".equals(children.get(0).name())
        ? linePlacement(children.get(0))
        : pointPlacement(children.get(0));
  }

  private LabelPlacement pointPlacement(SldElement element) throws StyleException {
    element.allowAttributes(NONE);
    AnchorPoint anchor =
        SldSymbolizers.FACTORY.createAnchorPoint(
            SldExpressions.FACTORY.literal(0.0), SldExpressions.FACTORY.literal(0.5));
    Displacement displacement = null;
    Expression rotation = null;
    Set<String> parts = Set.of("AnchorPoint", "Displacement", "Rotation");
    for (SldElement child : element.children(parts, NONE)) {
      switch (child.name()) {
        case "AnchorPoint" -> anchor = graphics.anchorPoint(child);
        case "Displacement" -> displacement = graphics.displacement(child);
        default -> rotation = SldValues.number(child, -3600, 3600);
      }
    }
    return SldSymbolizers.FACTORY.createPointPlacement(anchor, displacement, rotation);
  }

  private LabelPlacement linePlacement(SldElement element) throws StyleException {
    element.allowAttributes(NONE);
    LinePlacement line =
        SldSymbolizers.FACTORY.createLinePlacement(SldExpressions.FACTORY.literal(0.0));
    line.setAligned(true);
    line.setRepeated(false);
    line.setGeneralized(false);
    line.setGap(SldExpressions.FACTORY.literal(0.0));
    line.setInitialGap(SldExpressions.FACTORY.literal(0.0));
    Set<String> parts =
        Set.of("PerpendicularOffset", "IsRepeated", "InitialGap", "Gap", "IsAligned");
    for (SldElement child : element.children(parts, NONE)) {
      switch (child.name()) {
        case "PerpendicularOffset" ->
            line.setPerpendicularOffset(graphics.length(child, -500, 500));
        case "IsRepeated" -> line.setRepeated(truth(child));
        case "IsAligned" -> line.setAligned(truth(child));
        case "InitialGap" -> line.setInitialGap(graphics.length(child, 0, 1000));
        default -> line.setGap(graphics.length(child, 0, 1000));
      }
    }
    if (!line.isRepeated() && element.children().stream().anyMatch(c -> c.name().endsWith("Gap"))) {
      throw element.refused("InitialGap and Gap need IsRepeated to be true");
    }
    return line;
  }

  private static boolean truth(SldElement element) throws StyleException {
    return switch (element.text()) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw element.refused("must be one of true, false");
    };
  }

  private Font font(SldElement element) throws StyleException {
    element.allowAttributes(NONE);
    List<Expression> families = new ArrayList<>();
    Expression style = SldExpressions.FACTORY.literal("normal");
    Expression weight = SldExpressions.FACTORY.literal("normal");
    Expression size = SldExpressions.FACTORY.literal(10.0);
    List<String> seen = new ArrayList<>();
    for (SldElement child : element.children(NONE, Set.of("CssParameter", "SvgParameter"))) {
      if ("font-family".equals(child.attributes().get("name"))) {
        child.allowAttributes(Set.of("name"));
        for (String family : child.text().split(",", -1)) {
          families.add(SldExpressions.FACTORY.literal(family.strip()));
        }
        continue;
      }
      switch (SldGraphics.parameter(child, seen)) {
        case "font-style" -> style = SldValues.word(child, "normal", "italic", "oblique");
        case "font-weight" -> weight = SldValues.word(child, "normal", "bold");
        case "font-size" -> size = graphics.length(child, 1, 200);
        default -> throw SldGraphics.unsupported(child);
      }
    }
    if (families.isEmpty()) {
      families.add(SldExpressions.FACTORY.literal(Fonts.USUAL));
    }
    return SldSymbolizers.FACTORY.font(families, style, weight, size);
  }

  private Halo halo(SldElement element) throws StyleException {
    element.allowAttributes(NONE);
    Fill fill = SldSymbolizers.FACTORY.createFill(SldExpressions.FACTORY.literal("#ffffff"));
    Expression radius = SldExpressions.FACTORY.literal(1.0);
    for (SldElement child : element.children(Set.of("Radius", "Fill"), NONE)) {
      if ("Radius".equals(child.name())) {
        radius = graphics.length(child, 0, 20);
      } else {
        fill = graphics.plainFill(child, "#ffffff");
      }
    }
    return SldSymbolizers.FACTORY.createHalo(fill, radius);
  }
}
