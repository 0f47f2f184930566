/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.style.Fill;
import org.geotools.api.style.Font;
import org.geotools.api.style.Halo;
import org.geotools.api.style.TextSymbolizer;

/**
 * Reads labels. Beside the standard's parts: {@code Priority} (the higher is placed first) and the
 * options that GeoServer knows under the same names, see {@link #OPTIONS}.
 */
final class SldText {

  private static final Set<String> NONE = Set.of();
  private static final Set<String> PARTS =
      Set.of("Name", "Label", "Font", "LabelPlacement", "Halo", "Fill", "Priority");

  /**
   * {@code autoWrap}: break lines wider than so many pixels; {@code spaceAround}: pixels kept free
   * around a label; {@code maxDisplacement}: how far it may move to find room; {@code
   * goodnessOfFit}: the share of it that must lie inside its area; {@code conflictResolution}:
   * {@code false} draws it wherever others stand.
   */
  private static final Set<String> OPTIONS =
      Set.of("autoWrap", "spaceAround", "maxDisplacement", "goodnessOfFit", "conflictResolution");

  private SldText() {}

  static TextSymbolizer text(SldElement element) throws StyleException {
    TextSymbolizer text = SldSymbolizers.emptyText();
    for (SldElement child : element.children(PARTS, Set.of("VendorOption"))) {
      switch (child.name()) {
        case "Name" -> text.setName(child.text());
        case "Label" -> text.setLabel(SldExpressions.mixed(child));
        case "Font" -> text.setFont(font(child));
        case "LabelPlacement" -> text.setLabelPlacement(SldSymbolizers.placement(child));
        case "Halo" -> text.setHalo(halo(child));
        case "Fill" -> text.setFill(plainFill(child, "#000000"));
        case "Priority" -> text.setPriority(SldExpressions.mixed(child));
        default -> option(child, text);
      }
    }
    if (text.getLabel() == null) {
      throw element.refused("needs a Label");
    }
    if (text.getFont() == null) {
      text.setFont(SldSymbolizers.FACTORY.getDefaultFont());
    }
    return text;
  }

  private static void option(SldElement element, TextSymbolizer text) throws StyleException {
    element.allowAttributes(Set.of("name"));
    String name = element.attributes().getOrDefault("name", "");
    if (!OPTIONS.contains(name)) {
      throw SldSymbolizers.unsupported(element);
    }
    switch (name) {
      case "conflictResolution" -> SldValues.word(element, "true", "false");
      case "goodnessOfFit" -> SldValues.number(element, 0, 1);
      default -> SldValues.number(element, 0, 1000);
    }
    if (text.getOptions().put(name, element.text()) != null) {
      throw element.refused("\"" + name + "\" stands here twice; keep one");
    }
  }

  private static Font font(SldElement element) throws StyleException {
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
      switch (SldSymbolizers.parameter(child, seen)) {
        case "font-style" -> style = SldValues.word(child, "normal", "italic", "oblique");
        case "font-weight" -> weight = SldValues.word(child, "normal", "bold");
        case "font-size" -> size = SldValues.number(child, 1, 200);
        default -> throw SldSymbolizers.unsupported(child);
      }
    }
    if (families.isEmpty()) {
      families.add(SldExpressions.FACTORY.literal(Fonts.USUAL));
    }
    return SldSymbolizers.FACTORY.font(families, style, weight, size);
  }

  private static Halo halo(SldElement element) throws StyleException {
    element.allowAttributes(NONE);
    Fill fill = SldSymbolizers.FACTORY.createFill(SldExpressions.FACTORY.literal("#ffffff"));
    Expression radius = SldExpressions.FACTORY.literal(1.0);
    for (SldElement child : element.children(Set.of("Radius", "Fill"), NONE)) {
      if ("Radius".equals(child.name())) {
        radius = SldValues.number(child, 0, 20);
      } else {
        fill = plainFill(child, "#ffffff");
      }
    }
    return SldSymbolizers.FACTORY.createHalo(fill, radius);
  }

  private static Fill plainFill(SldElement element, String defaultColour) throws StyleException {
    Fill fill = SldSymbolizers.fill(element, defaultColour);
    if (fill.getGraphicFill() != null) {
      throw element.refused("letters take a plain colour");
    }
    return fill;
  }
}
