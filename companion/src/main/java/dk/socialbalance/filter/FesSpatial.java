/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import java.util.List;
import java.util.Map;
import org.w3c.dom.Element;

/** Spatial operators and distances. */
final class FesSpatial {

  /** The standard's names (ISO 19143, 7.8.3), BBOX and the distances aside. */
  static final Map<String, Condition.SpatialOperator> OPERATORS =
      Map.of(
          "Equals", Condition.SpatialOperator.EQUALS,
          "Disjoint", Condition.SpatialOperator.DISJOINT,
          "Intersects", Condition.SpatialOperator.INTERSECTS,
          "Touches", Condition.SpatialOperator.TOUCHES,
          "Crosses", Condition.SpatialOperator.CROSSES,
          "Within", Condition.SpatialOperator.WITHIN,
          "Contains", Condition.SpatialOperator.CONTAINS,
          "Overlaps", Condition.SpatialOperator.OVERLAPS);

  private final FesValues values;
  private final FesElements.Dialect dialect;
  private final GmlReader gml;

  FesSpatial(FesValues values, FesElements.Dialect dialect, GmlReader gml) {
    this.values = values;
    this.dialect = dialect;
    this.gml = gml;
  }

  Condition relation(Element element) {
    List<Element> sides = FesElements.children(element, 2, "the geometry property and a geometry");
    return new Condition.Spatial(
        OPERATORS.get(FesElements.name(element)), shape(sides.get(0)), shape(sides.get(1)));
  }

  /** The property may be left out, as in FES 2.0: a feature here has one geometry. */
  Condition bbox(Element element) {
    List<Element> parts = FesElements.children(element);
    boolean named = !parts.isEmpty() && values.isReference(parts.get(0));
    if (parts.size() != (named ? 2 : 1)) {
      throw FilterException.wrong("BBOX needs the geometry property and an Envelope.");
    }
    Shape feature = named ? shape(parts.get(0)) : new Shape.Feature();
    return new Condition.Spatial(
        Condition.SpatialOperator.INTERSECTS, feature, shape(parts.get(parts.size() - 1)));
  }

  /** DWithin, and Beyond as its opposite. */
  Condition distance(Element element) {
    List<Element> parts =
        FesElements.children(element, 3, "the geometry property, a geometry and a Distance");
    Element distance = parts.get(2);
    if (!FesElements.name(distance).equals("Distance")) {
      throw FesElements.misplaced(distance, "a Distance");
    }
    double metres =
        FesElements.number(FesElements.text(distance), distance) * Length.metres(unit(distance));
    if (metres < 0) {
      throw FilterException.wrong("Distance: it must not be less than 0.");
    }
    Condition near = new Condition.Near(shape(parts.get(0)), shape(parts.get(1)), metres);
    return FesElements.name(element).equals("Beyond") ? new Condition.Not(near) : near;
  }

  /** {@code uom} in 2.0, {@code units} before; each is understood in the other, too. */
  private String unit(Element distance) {
    for (String attribute : List.of("uom", "units")) {
      if (distance.hasAttribute(attribute)) {
        return distance.getAttribute(attribute);
      }
    }
    throw FilterException.wrong(
        "Distance: its unit is missing; write "
            + (dialect.is2() ? "uom" : "units")
            + "=\"m\" for metres.");
  }

  private Shape shape(Element element) {
    if (values.isReference(element)) {
      if (!values.reference(element).equals(Vocabulary.GEOMETRY)) {
        throw FilterException.wrong(
            FesElements.name((Element) element.getParentNode())
                + ": "
                + FilterException.shown(FesElements.text(element))
                + " is no geometry; the geometry is "
                + Vocabulary.GEOMETRY
                + ".");
      }
      return new Shape.Feature();
    }
    if (FesElements.name(element).equals("Literal")) {
      return gml.shape(FesElements.single(element));
    }
    if (FesElements.name(element).equals("Function")) {
      throw FilterException.unsupported("Functions of geometries are not supported.");
    }
    return gml.shape(element);
  }
}
