/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.style.AnchorPoint;
import org.geotools.api.style.Displacement;
import org.geotools.api.style.Fill;
import org.geotools.api.style.Graphic;
import org.geotools.api.style.Mark;
import org.geotools.api.style.Stroke;

/**
 * Reads what symbolizers are made of: fills, strokes, marks and their places.
 *
 * @param pixels whether lengths are pixels; else they are metres or feet on the ground, and may be
 *     larger
 */
record SldGraphics(boolean pixels) {

  /** What a graphic is used for. */
  enum Use {
    /** Stands at a point. */
    POINT,
    /** Fills an area, side by side. */
    FILL,
    /** Follows a line, one after the other. */
    STROKE
  }

  private static final Set<String> NONE = Set.of();
  private static final Set<String> PARAMETERS = Set.of("CssParameter", "SvgParameter");

  /** Times as many metres or feet as pixels may be asked for. */
  private static final double ON_THE_GROUND = 1000;

  /** A length from one bound to another, as pixels. */
  Expression length(SldElement element, double least, double most) throws StyleException {
    return pixels
        ? SldValues.number(element, least, most)
        : SldValues.number(element, least < 0 ? least * ON_THE_GROUND : 0, most * ON_THE_GROUND);
  }

  /** A fill: colour and opacity, or a repeated mark. */
  Fill fill(SldElement element, String defaultColour) throws StyleException {
    return fill(element, defaultColour, Set.of("GraphicFill"));
  }

  /** A fill with colour and opacity alone. */
  Fill plainFill(SldElement element, String defaultColour) throws StyleException {
    return fill(element, defaultColour, NONE);
  }

  private Fill fill(SldElement element, String defaultColour, Set<String> others)
      throws StyleException {
    element.allowAttributes(NONE);
    Expression colour = SldExpressions.FACTORY.literal(defaultColour);
    Expression opacity = SldExpressions.FACTORY.literal(1.0);
    Graphic graphic = null;
    List<String> seen = new ArrayList<>();
    for (SldElement child : element.children(others, PARAMETERS)) {
      if ("GraphicFill".equals(child.name())) {
        child.allowAttributes(NONE);
        graphic = graphic(only(child, "Graphic"), Use.FILL);
        continue;
      }
      switch (parameter(child, seen)) {
        case "fill" -> colour = SldValues.colour(child);
        case "fill-opacity" -> opacity = SldValues.number(child, 0, 1);
        default -> throw unsupported(child);
      }
    }
    if (graphic != null && !seen.isEmpty()) {
      throw element.refused("has a GraphicFill beside " + seen.get(0) + "; only one is drawn");
    }
    return SldSymbolizers.FACTORY.createFill(colour, null, opacity, graphic);
  }

  /** The way an outline is drawn: as a line, or as marks that follow it. */
  Stroke stroke(SldElement element) throws StyleException {
    return stroke(element, Set.of("GraphicStroke"));
  }

  private Stroke stroke(SldElement element, Set<String> others) throws StyleException {
    element.allowAttributes(NONE);
    Stroke stroke =
        SldSymbolizers.FACTORY.createStroke(
            SldExpressions.FACTORY.literal("#000000"),
            SldExpressions.FACTORY.literal(1.0),
            SldExpressions.FACTORY.literal(1.0));
    List<String> seen = new ArrayList<>();
    for (SldElement child : element.children(others, PARAMETERS)) {
      if ("GraphicStroke".equals(child.name())) {
        stroke.setGraphicStroke(graphicStroke(child));
        continue;
      }
      switch (parameter(child, seen)) {
        case "stroke" -> stroke.setColor(SldValues.colour(child));
        case "stroke-width" -> stroke.setWidth(length(child, 0, 200));
        case "stroke-opacity" -> stroke.setOpacity(SldValues.number(child, 0, 1));
        case "stroke-linejoin" ->
            stroke.setLineJoin(SldValues.word(child, "mitre", "miter", "round", "bevel"));
        case "stroke-linecap" ->
            stroke.setLineCap(SldValues.word(child, "butt", "round", "square"));
        case "stroke-dasharray" -> stroke.setDashArray(SldValues.dashes(child));
        case "stroke-dashoffset" -> stroke.setDashOffset(length(child, -1000, 1000));
        default -> throw unsupported(child);
      }
    }
    if (stroke.getGraphicStroke() != null && !seen.isEmpty()) {
      throw element.refused("has a GraphicStroke beside " + seen.get(0) + "; only one is drawn");
    }
    return stroke;
  }

  private Graphic graphicStroke(SldElement element) throws StyleException {
    element.allowAttributes(NONE);
    Graphic graphic = null;
    Expression initialGap = SldExpressions.FACTORY.literal(0.0);
    Expression gap = SldExpressions.FACTORY.literal(0.0);
    for (SldElement child : element.children(Set.of("Graphic", "InitialGap", "Gap"), NONE)) {
      switch (child.name()) {
        case "Graphic" -> graphic = graphic(child, Use.STROKE);
        case "InitialGap" -> initialGap = length(child, 0, 1000);
        default -> gap = length(child, 0, 1000);
      }
    }
    if (graphic == null) {
      throw element.refused("needs Graphic inside");
    }
    graphic.setInitialGap(initialGap);
    graphic.setGap(gap);
    return graphic;
  }

  /** A mark with its size and place. */
  Graphic graphic(SldElement element, Use use) throws StyleException {
    element.allowAttributes(NONE);
    Graphic graphic = SldSymbolizers.FACTORY.createDefaultGraphic();
    graphic.graphicalSymbols().clear();
    graphic.setOpacity(SldExpressions.FACTORY.literal(1.0));
    graphic.setSize(SldExpressions.FACTORY.literal(6.0));
    graphic.setRotation(SldExpressions.FACTORY.literal(0.0));
    graphic.setAnchorPoint(null);
    graphic.setDisplacement(null);
    Set<String> once = new HashSet<>(Set.of("Mark", "Opacity", "Size", "Rotation"));
    if (use == Use.POINT) {
      once.addAll(Set.of("AnchorPoint", "Displacement"));
    }
    SldElement turned = null;
    for (SldElement child : element.children(once, NONE)) {
      switch (child.name()) {
        case "Mark" -> graphic.graphicalSymbols().add(mark(child));
        case "Opacity" -> graphic.setOpacity(SldValues.number(child, 0, 1));
        case "Size" ->
            graphic.setSize(use == Use.FILL ? length(child, 2, 128) : length(child, 0, 512));
        case "Rotation" -> {
          turned = child;
          graphic.setRotation(SldValues.number(child, -3600, 3600));
        }
        case "AnchorPoint" -> graphic.setAnchorPoint(anchorPoint(child));
        default -> graphic.setDisplacement(displacement(child));
      }
    }
    if (graphic.graphicalSymbols().isEmpty()) {
      throw element.refused("needs a Mark");
    }
    Mark mark = (Mark) graphic.graphicalSymbols().get(0);
    if (use == Use.FILL && turned != null && Marks.isOpen(Marks.name(mark))) {
      throw turned.refused("lines that run on from one to the next cannot be turned");
    }
    return graphic;
  }

  private Mark mark(SldElement element) throws StyleException {
    element.allowAttributes(NONE);
    Mark mark = SldSymbolizers.FACTORY.createMark();
    mark.setWellKnownName(SldExpressions.FACTORY.literal("square"));
    mark.setFill(null);
    mark.setStroke(null);
    SldElement name = element;
    for (SldElement child : element.children(Set.of("WellKnownName", "Fill", "Stroke"), NONE)) {
      switch (child.name()) {
        case "WellKnownName" -> {
          name = child;
          mark.setWellKnownName(SldExpressions.FACTORY.literal(child.text()));
        }
        case "Fill" -> mark.setFill(plainFill(child, "#808080"));
        default -> mark.setStroke(stroke(child, NONE));
      }
    }
    String wellKnown = Marks.name(mark);
    if (!Marks.NAMES.contains(wellKnown)) {
      throw name.refused("the mark \"" + wellKnown + "\" is not supported");
    }
    if (mark.getFill() != null && Marks.isOpen(wellKnown)) {
      throw element.refused("the mark \"" + wellKnown + "\" is lines alone: it takes no Fill");
    }
    if (mark.getFill() == null && mark.getStroke() == null) {
      throw element.refused("needs a Fill or a Stroke");
    }
    return mark;
  }

  /** What part of a symbol lies to the left of its point and below it. */
  AnchorPoint anchorPoint(SldElement element) throws StyleException {
    element.allowAttributes(NONE);
    Expression x = SldExpressions.FACTORY.literal(0.5);
    Expression y = SldExpressions.FACTORY.literal(0.5);
    for (SldElement child : element.children(Set.of("AnchorPointX", "AnchorPointY"), NONE)) {
      Expression value = SldValues.number(child, -10, 10);
      if ("AnchorPointX".equals(child.name())) {
        x = value;
      } else {
        y = value;
      }
    }
    return SldSymbolizers.FACTORY.createAnchorPoint(x, y);
  }

  /** How far something is moved to the right and upwards. */
  Displacement displacement(SldElement element) throws StyleException {
    element.allowAttributes(NONE);
    Expression x = SldExpressions.FACTORY.literal(0.0);
    Expression y = SldExpressions.FACTORY.literal(0.0);
    for (SldElement child : element.children(Set.of("DisplacementX", "DisplacementY"), NONE)) {
      Expression value = length(child, -500, 500);
      if ("DisplacementX".equals(child.name())) {
        x = value;
      } else {
        y = value;
      }
    }
    return SldSymbolizers.FACTORY.createDisplacement(x, y);
  }

  /** The name of a CssParameter or SvgParameter, noted as seen; twice is an error. */
  static String parameter(SldElement element, List<String> seen) throws StyleException {
    element.allowAttributes(Set.of("name"));
    String name = element.attributes().getOrDefault("name", "");
    if (seen.contains(name)) {
      throw element.refused("\"" + name + "\" stands here twice; keep one");
    }
    seen.add(name);
    return name;
  }

  static StyleException unsupported(SldElement parameter) {
    return parameter.refused(
        "\"" + parameter.attributes().getOrDefault("name", "") + "\" is not supported here");
  }

  /** The only element inside. */
  static SldElement only(SldElement element, String name) throws StyleException {
    List<SldElement> children = element.children(Set.of(name), NONE);
    if (children.isEmpty()) {
      throw element.refused("needs " + name + " inside");
    }
    return children.get(0);
  }
}
