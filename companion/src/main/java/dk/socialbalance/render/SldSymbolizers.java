/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.measure.Unit;
import javax.measure.quantity.Length;
import org.geotools.api.style.LineSymbolizer;
import org.geotools.api.style.PointSymbolizer;
import org.geotools.api.style.PolygonSymbolizer;
import org.geotools.api.style.StyleFactory;
import org.geotools.api.style.Symbolizer;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.styling.UomOgcMapping;

/** Reads symbolizers; what is read here is what {@link Symbols} draws. */
final class SldSymbolizers {

  static final StyleFactory FACTORY = CommonFactoryFinder.getStyleFactory();

  /** The attribute that holds a layer's geometry. */
  private static final String GEOMETRY = "geom";

  /** Pixels on every side of a repeated mark; GeoServer's name. */
  static final String MARGIN = PolygonSymbolizer.GRAPHIC_MARGIN_KEY;

  private static final Set<String> NONE = Set.of();

  private SldSymbolizers() {}

  static Symbolizer symbolizer(SldElement element) throws StyleException {
    element.allowAttributes(Set.of("version", "uom"));
    Unit<Length> unit = unit(element);
    SldGraphics graphics = new SldGraphics(unit == null);
    Symbolizer symbolizer =
        switch (element.name()) {
          case "PolygonSymbolizer" -> polygon(element, graphics);
          case "LineSymbolizer" -> line(element, graphics);
          case "PointSymbolizer" -> point(element, graphics);
          default -> SldText.text(element, graphics);
        };
    symbolizer.setUnitOfMeasure(unit);
    return symbolizer;
  }

  /** Null for the pixel, which is the usual one. */
  private static Unit<Length> unit(SldElement element) throws StyleException {
    String uom = element.attributes().get("uom");
    if (uom == null || UomOgcMapping.PIXEL.getSEString().equals(uom)) {
      return null;
    }
    for (UomOgcMapping known : List.of(UomOgcMapping.METRE, UomOgcMapping.FOOT)) {
      if (known.getSEString().equals(uom)) {
        return known.getUnit();
      }
    }
    throw element.refused(
        "the unit of measure must be one of "
            + String.join(
                ", ",
                Arrays.stream(UomOgcMapping.values()).map(UomOgcMapping::getSEString).toList()));
  }

  /** The names of the parts that every symbolizer may have, and of others. */
  static Set<String> withCommon(String... others) {
    Set<String> names = new TreeSet<>(List.of("Name", "Description", "Geometry"));
    names.addAll(List.of(others));
    return names;
  }

  /** Reads a part that every symbolizer may have. */
  static void common(SldElement part, Symbolizer symbolizer) throws StyleException {
    switch (part.name()) {
      case "Name" -> symbolizer.setName(part.text());
      case "Description" -> {
        part.allowAttributes(NONE);
        for (SldElement text : part.children(Set.of("Title", "Abstract"), NONE)) {
          text.text();
        }
      }
      default -> {
        part.allowAttributes(NONE);
        SldElement property = SldGraphics.only(part, "PropertyName");
        if (!GEOMETRY.equals(property.text())) {
          throw property.refused("the only geometry of a layer is " + GEOMETRY);
        }
        symbolizer.setGeometry(SldExpressions.FACTORY.property(GEOMETRY));
      }
    }
  }

  private static PolygonSymbolizer polygon(SldElement element, SldGraphics graphics)
      throws StyleException {
    PolygonSymbolizer polygon = FACTORY.createPolygonSymbolizer();
    polygon.setFill(null);
    polygon.setStroke(null);
    polygon.setDisplacement(null);
    Set<String> parts =
        withCommon("Fill", "Stroke", "Displacement", "PerpendicularOffset", "VendorOption");
    for (SldElement child : element.children(parts, NONE)) {
      switch (child.name()) {
        case "Fill" -> polygon.setFill(graphics.fill(child, "#808080"));
        case "Stroke" -> polygon.setStroke(graphics.stroke(child));
        case "Displacement" -> polygon.setDisplacement(graphics.displacement(child));
        case "PerpendicularOffset" ->
            polygon.setPerpendicularOffset(graphics.length(child, -500, 500));
        case "VendorOption" -> margin(child, polygon);
        default -> common(child, polygon);
      }
    }
    boolean marked = polygon.getFill() != null && polygon.getFill().getGraphicFill() != null;
    if (polygon.hasOption(MARGIN) && !marked) {
      throw element.refused("has " + MARGIN + " without a GraphicFill");
    }
    return polygon;
  }

  private static void margin(SldElement element, PolygonSymbolizer polygon) throws StyleException {
    element.allowAttributes(Set.of("name"));
    if (!MARGIN.equals(element.attributes().get("name"))) {
      throw SldGraphics.unsupported(element);
    }
    SldValues.parse(element, element.text(), 0, 200);
    polygon.getOptions().put(MARGIN, element.text());
  }

  private static LineSymbolizer line(SldElement element, SldGraphics graphics)
      throws StyleException {
    LineSymbolizer line = FACTORY.createLineSymbolizer();
    line.setStroke(null);
    for (SldElement child : element.children(withCommon("Stroke", "PerpendicularOffset"), NONE)) {
      switch (child.name()) {
        case "Stroke" -> line.setStroke(graphics.stroke(child));
        case "PerpendicularOffset" ->
            line.setPerpendicularOffset(graphics.length(child, -500, 500));
        default -> common(child, line);
      }
    }
    if (line.getStroke() == null) {
      throw element.refused("needs a Stroke");
    }
    return line;
  }

  private static PointSymbolizer point(SldElement element, SldGraphics graphics)
      throws StyleException {
    PointSymbolizer point = FACTORY.createPointSymbolizer();
    point.setGraphic(null);
    for (SldElement child : element.children(withCommon("Graphic"), NONE)) {
      if ("Graphic".equals(child.name())) {
        point.setGraphic(graphics.graphic(child, SldGraphics.Use.POINT));
      } else {
        common(child, point);
      }
    }
    if (point.getGraphic() == null) {
      throw element.refused("needs a Graphic");
    }
    return point;
  }
}
