/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.style.AnchorPoint;
import org.geotools.api.style.Displacement;
import org.geotools.api.style.Fill;
import org.geotools.api.style.Graphic;
import org.geotools.api.style.GraphicalSymbol;
import org.geotools.api.style.LabelPlacement;
import org.geotools.api.style.LineSymbolizer;
import org.geotools.api.style.Mark;
import org.geotools.api.style.PointSymbolizer;
import org.geotools.api.style.PolygonSymbolizer;
import org.geotools.api.style.Stroke;
import org.geotools.api.style.StyleFactory;
import org.geotools.api.style.Symbolizer;
import org.geotools.api.style.TextSymbolizer;
import org.geotools.factory.CommonFactoryFinder;

/** Reads symbolizers; what is read here is what {@link Symbols} draws. */
final class SldSymbolizers {

  static final StyleFactory FACTORY = CommonFactoryFinder.getStyleFactory();

  private static final Set<String> NONE = Set.of();
  private static final Set<String> PARAMETERS = Set.of("CssParameter", "SvgParameter");
  private static final String PIXEL = "http://www.opengeospatial.org/se/units/pixel";

  private SldSymbolizers() {}

  /** Whether an element of this name is a symbolizer that can be drawn. */
  static boolean isSymbolizer(String name) {
    return switch (name) {
      case "PolygonSymbolizer", "LineSymbolizer", "PointSymbolizer", "TextSymbolizer" -> true;
      default -> false;
    };
  }

  static Symbolizer symbolizer(SldElement element) throws StyleException {
    element.allowAttributes(Set.of("version", "uom"));
    if (!PIXEL.equals(element.attributes().getOrDefault("uom", PIXEL))) {
      throw element.refused("the unit of measure must be the pixel");
    }
    return switch (element.name()) {
      case "PolygonSymbolizer" -> polygon(element);
      case "LineSymbolizer" -> line(element);
      case "PointSymbolizer" -> point(element);
      default -> SldText.text(element);
    };
  }

  private static PolygonSymbolizer polygon(SldElement element) throws StyleException {
    PolygonSymbolizer polygon = FACTORY.createPolygonSymbolizer();
    polygon.setFill(null);
    polygon.setStroke(null);
    for (SldElement child : element.children(Set.of("Name", "Fill", "Stroke"), NONE)) {
      switch (child.name()) {
        case "Fill" -> polygon.setFill(fill(child, "#808080"));
        case "Stroke" -> polygon.setStroke(stroke(child));
        default -> polygon.setName(child.text());
      }
    }
    return polygon;
  }

  private static LineSymbolizer line(SldElement element) throws StyleException {
    LineSymbolizer line = FACTORY.createLineSymbolizer();
    line.setStroke(null);
    for (SldElement child : element.children(Set.of("Name", "Stroke"), NONE)) {
      if ("Stroke".equals(child.name())) {
        line.setStroke(stroke(child));
      } else {
        line.setName(child.text());
      }
    }
    if (line.getStroke() == null) {
      throw element.refused("needs a Stroke");
    }
    return line;
  }

  private static PointSymbolizer point(SldElement element) throws StyleException {
    PointSymbolizer point = FACTORY.createPointSymbolizer();
    Graphic graphic = null;
    for (SldElement child : element.children(Set.of("Name", "Graphic"), NONE)) {
      if ("Graphic".equals(child.name())) {
        graphic = graphic(child, Marks.POINTS);
      } else {
        point.setName(child.text());
      }
    }
    if (graphic == null) {
      throw element.refused("needs a Graphic");
    }
    point.setGraphic(graphic);
    return point;
  }

  /** A fill: colour and opacity, or a repeated mark. */
  static Fill fill(SldElement element, String defaultColour) throws StyleException {
    element.allowAttributes(NONE);
    Expression colour = SldExpressions.FACTORY.literal(defaultColour);
    Expression opacity = SldExpressions.FACTORY.literal(1.0);
    Graphic graphic = null;
    List<String> seen = new ArrayList<>();
    for (SldElement child : element.children(Set.of("GraphicFill"), PARAMETERS)) {
      if ("GraphicFill".equals(child.name())) {
        child.allowAttributes(NONE);
        graphic = graphic(only(child, "Graphic"), Marks.PATTERNS);
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
    return FACTORY.createFill(colour, null, opacity, graphic);
  }

  /** The way an outline is drawn. */
  static Stroke stroke(SldElement element) throws StyleException {
    element.allowAttributes(NONE);
    Stroke stroke =
        FACTORY.createStroke(
            SldExpressions.FACTORY.literal("#000000"),
            SldExpressions.FACTORY.literal(1.0),
            SldExpressions.FACTORY.literal(1.0));
    List<String> seen = new ArrayList<>();
    for (SldElement child : element.children(NONE, PARAMETERS)) {
      switch (parameter(child, seen)) {
        case "stroke" -> stroke.setColor(SldValues.colour(child));
        case "stroke-width" -> stroke.setWidth(SldValues.number(child, 0, 200));
        case "stroke-opacity" -> stroke.setOpacity(SldValues.number(child, 0, 1));
        case "stroke-linejoin" ->
            stroke.setLineJoin(SldValues.word(child, "mitre", "miter", "round", "bevel"));
        case "stroke-linecap" ->
            stroke.setLineCap(SldValues.word(child, "butt", "round", "square"));
        case "stroke-dasharray" -> stroke.setDashArray(SldValues.dashes(child));
        case "stroke-dashoffset" -> stroke.setDashOffset(SldValues.number(child, -1000, 1000));
        default -> throw unsupported(child);
      }
    }
    return stroke;
  }

  private static Graphic graphic(SldElement element, Set<String> allowedMarks)
      throws StyleException {
    element.allowAttributes(NONE);
    Graphic graphic = FACTORY.createDefaultGraphic();
    graphic.graphicalSymbols().clear();
    graphic.setOpacity(SldExpressions.FACTORY.literal(1.0));
    graphic.setSize(SldExpressions.FACTORY.literal(6.0));
    graphic.setRotation(SldExpressions.FACTORY.literal(0.0));
    boolean pattern = allowedMarks == Marks.PATTERNS;
    Set<String> once =
        pattern
            ? Set.of("Mark", "Opacity", "Size")
            : Set.of("Mark", "Opacity", "Size", "Rotation", "AnchorPoint", "Displacement");
    for (SldElement child : element.children(once, NONE)) {
      switch (child.name()) {
        case "Mark" -> {
          GraphicalSymbol mark = mark(child, allowedMarks);
          graphic.graphicalSymbols().add(mark);
        }
        case "Opacity" -> graphic.setOpacity(SldValues.number(child, 0, 1));
        case "Size" ->
            graphic.setSize(SldValues.number(child, pattern ? 2 : 0, pattern ? 64 : 512));
        case "Rotation" -> graphic.setRotation(SldValues.number(child, -3600, 3600));
        case "AnchorPoint" -> graphic.setAnchorPoint(anchorPoint(child));
        default -> graphic.setDisplacement(displacement(child));
      }
    }
    if (graphic.graphicalSymbols().isEmpty()) {
      throw element.refused("needs a Mark");
    }
    return graphic;
  }

  private static Mark mark(SldElement element, Set<String> allowed) throws StyleException {
    element.allowAttributes(NONE);
    Mark mark = FACTORY.createMark();
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
        case "Fill" -> mark.setFill(fill(child, "#808080"));
        default -> mark.setStroke(stroke(child));
      }
    }
    String wellKnown = mark.getWellKnownName().evaluate(null, String.class);
    if (!allowed.contains(wellKnown)) {
      throw name.refused("the mark \"" + wellKnown + "\" is not supported here");
    }
    if (mark.getFill() != null && mark.getFill().getGraphicFill() != null) {
      throw element.refused("a mark cannot be filled with marks");
    }
    if (mark.getFill() != null && Marks.isOpen(wellKnown)) {
      throw element.refused("the mark \"" + wellKnown + "\" is lines alone: it takes no Fill");
    }
    if (mark.getFill() == null && mark.getStroke() == null) {
      throw element.refused("needs a Fill or a Stroke");
    }
    return mark;
  }

  static AnchorPoint anchorPoint(SldElement element) throws StyleException {
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
    return FACTORY.createAnchorPoint(x, y);
  }

  static Displacement displacement(SldElement element) throws StyleException {
    element.allowAttributes(NONE);
    Expression x = SldExpressions.FACTORY.literal(0.0);
    Expression y = SldExpressions.FACTORY.literal(0.0);
    for (SldElement child : element.children(Set.of("DisplacementX", "DisplacementY"), NONE)) {
      Expression value = SldValues.number(child, -500, 500);
      if ("DisplacementX".equals(child.name())) {
        x = value;
      } else {
        y = value;
      }
    }
    return FACTORY.createDisplacement(x, y);
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

  /** Where a label stands. */
  static LabelPlacement placement(SldElement element) throws StyleException {
    element.allowAttributes(NONE);
    SldElement point = only(element, "PointPlacement");
    point.allowAttributes(NONE);
    AnchorPoint anchor =
        FACTORY.createAnchorPoint(
            SldExpressions.FACTORY.literal(0.0), SldExpressions.FACTORY.literal(0.5));
    Displacement displacement = null;
    Expression rotation = null;
    Set<String> parts = Set.of("AnchorPoint", "Displacement", "Rotation");
    for (SldElement child : point.children(parts, NONE)) {
      switch (child.name()) {
        case "AnchorPoint" -> anchor = anchorPoint(child);
        case "Displacement" -> displacement = displacement(child);
        default -> rotation = SldValues.number(child, -3600, 3600);
      }
    }
    return FACTORY.createPointPlacement(anchor, displacement, rotation);
  }

  /** The words of a text symbolizer are in {@link SldText}. */
  static TextSymbolizer emptyText() {
    TextSymbolizer text = FACTORY.createTextSymbolizer();
    text.setFill(FACTORY.createFill(SldExpressions.FACTORY.literal("#000000")));
    return text;
  }
}
