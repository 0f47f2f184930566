/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import dk.socialbalance.publication.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Reads a filter of FES 2.0 (ISO 19143): comparisons, like, between, null, nil, logic, ResourceId
 * and BBOX. Whatever else the standard has is refused, never passed over.
 */
public final class FesFilter {

  private static final int MAX_CONDITIONS = 2000;

  /** How a request names things: the door's business. */
  public interface Names {

    /**
     * The index of an attribute; {@code attributes().size()} for the geometry.
     *
     * @throws RuntimeException when there is none
     */
    int property(String reference);

    /**
     * Which rows touch a box.
     *
     * @param crs the system's name; null when the box names none
     * @param corners lower and upper corner as written
     */
    IntPredicate touching(String crs, double[] corners);
  }

  private final Layer layer;
  private final Names names;
  private int conditions;

  private FesFilter(Layer layer, Names names) {
    this.layer = layer;
    this.names = names;
  }

  /**
   * Reads a {@code Filter} element.
   *
   * @throws FilterException when it is none, or is not supported
   */
  public static RowCondition parse(Element filter, Layer layer, Names names) {
    if (!"Filter".equals(name(filter))) {
      throw FilterException.wrong("A filter begins with the element Filter of FES 2.0.");
    }
    List<Element> children = children(filter);
    if (children.isEmpty()) {
      throw FilterException.wrong("The filter is empty.");
    }
    FesFilter parser = new FesFilter(layer, names);
    if (isId(children.get(0))) {
      return parser.ids(children);
    }
    return parser.condition(single(filter));
  }

  private RowCondition condition(Element element) {
    if (++conditions > MAX_CONDITIONS) {
      throw FilterException.wrong("The filter has more than " + MAX_CONDITIONS + " conditions.");
    }
    return switch (name(element)) {
      case "And" -> RowCondition.and(operands(element));
      case "Or" -> RowCondition.or(operands(element));
      case "Not" ->
          isId(single(element))
              ? RowCondition.not(ids(children(element)))
              : RowCondition.not(condition(single(element)));
      case "PropertyIsEqualTo" -> compare(element, sign -> sign == 0);
      case "PropertyIsNotEqualTo" -> compare(element, sign -> sign != 0);
      case "PropertyIsLessThan" -> compare(element, sign -> sign < 0);
      case "PropertyIsGreaterThan" -> compare(element, sign -> sign > 0);
      case "PropertyIsLessThanOrEqualTo" -> compare(element, sign -> sign <= 0);
      case "PropertyIsGreaterThanOrEqualTo" -> compare(element, sign -> sign >= 0);
      case "PropertyIsLike" -> like(element);
      case "PropertyIsBetween" -> between(element);
      case "PropertyIsNull", "PropertyIsNil" -> attribute(single(element)).missing();
      case "BBOX" -> bbox(element);
      case "ResourceId", "FeatureId", "GmlObjectId" -> ids(List.of(element));
      default ->
          throw FilterException.unsupported(
              "The operator " + FilterException.shown(name(element)) + " is not supported.");
    };
  }

  private List<RowCondition> operands(Element logic) {
    List<RowCondition> operands = new ArrayList<>();
    for (Element child : children(logic)) {
      operands.add(condition(child));
    }
    if (operands.size() < 2) {
      throw FilterException.wrong(name(logic) + " needs two conditions.");
    }
    return operands;
  }

  private RowCondition compare(Element element, IntPredicate sign) {
    List<Element> sides = children(element);
    if (sides.size() != 2) {
      throw FilterException.wrong(name(element) + " needs a property and a literal.");
    }
    boolean matchCase = !"false".equals(element.getAttribute("matchCase"));
    if (isLiteral(sides.get(0))) {
      return attribute(sides.get(1))
          .with(sides.get(0).getTextContent(), matchCase, turned -> sign.test(-turned));
    }
    return attribute(sides.get(0)).with(literal(sides.get(1)), matchCase, sign);
  }

  private RowCondition like(Element element) {
    List<Element> sides = children(element);
    if (sides.size() != 2) {
      throw FilterException.wrong("PropertyIsLike needs a property and a literal.");
    }
    String escape = element.hasAttribute("escape") ? "escape" : "escapeChar";
    return attribute(sides.get(0))
        .like(
            literal(sides.get(1)),
            character(element, "wildCard"),
            character(element, "singleChar"),
            character(element, escape),
            !"false".equals(element.getAttribute("matchCase")));
  }

  private static char character(Element element, String attribute) {
    String value = element.getAttribute(attribute);
    if (value.length() != 1) {
      throw FilterException.wrong("PropertyIsLike needs one character as " + attribute + ".");
    }
    return value.charAt(0);
  }

  private RowCondition between(Element element) {
    List<Element> parts = children(element);
    if (parts.size() != 3
        || !"LowerBoundary".equals(name(parts.get(1)))
        || !"UpperBoundary".equals(name(parts.get(2)))) {
      throw FilterException.wrong(
          "PropertyIsBetween needs a property, a LowerBoundary and an UpperBoundary.");
    }
    Comparison attribute = attribute(parts.get(0));
    return RowCondition.and(
        List.of(
            attribute.with(literal(single(parts.get(1))), true, sign -> sign >= 0),
            attribute.with(literal(single(parts.get(2))), true, sign -> sign <= 0)));
  }

  private RowCondition bbox(Element element) {
    List<Element> parts = new ArrayList<>(children(element));
    if (!parts.isEmpty() && isReference(parts.get(0))) {
      int property = names.property(parts.remove(0).getTextContent().trim());
      if (property != layer.attributes().size()) {
        throw FilterException.wrong("BBOX needs the geometry property.");
      }
    }
    if (parts.size() != 1 || !"Envelope".equals(name(parts.get(0))) || !layer.hasGeometry()) {
      throw FilterException.wrong("BBOX needs a feature type with a geometry, and an Envelope.");
    }
    Element envelope = parts.get(0);
    List<Element> corners = children(envelope);
    if (corners.size() != 2
        || !"lowerCorner".equals(name(corners.get(0)))
        || !"upperCorner".equals(name(corners.get(1)))) {
      throw FilterException.wrong("An Envelope needs a lowerCorner and an upperCorner.");
    }
    double[] lower = position(corners.get(0));
    double[] upper = position(corners.get(1));
    String crs = envelope.getAttribute("srsName");
    IntPredicate touching =
        names.touching(
            crs.isBlank() ? null : crs, new double[] {lower[0], lower[1], upper[0], upper[1]});
    return row -> RowCondition.Truth.of(touching.test(row));
  }

  private static double[] position(Element corner) {
    String[] numbers = corner.getTextContent().trim().split("\\s+", 3);
    if (numbers.length == 2) {
      try {
        double[] position = {Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1])};
        if (Double.isFinite(position[0]) && Double.isFinite(position[1])) {
          return position;
        }
      } catch (NumberFormatException e) {
        throw FilterException.wrong("A corner is two numbers with a blank between.");
      }
    }
    throw FilterException.wrong("A corner is two numbers with a blank between.");
  }

  private RowCondition ids(List<Element> elements) {
    Set<Integer> rows = new HashSet<>();
    for (Element element : elements) {
      if (!isId(element)) {
        throw FilterException.wrong("ResourceId cannot stand beside other conditions.");
      }
      for (String attribute : List.of("rid", "fid", "id")) {
        rows.add(layer.row(element.getAttribute(attribute)));
      }
    }
    return row -> RowCondition.Truth.of(rows.contains(row));
  }

  private Comparison attribute(Element element) {
    if (!isReference(element)) {
      throw FilterException.unsupported(
          "Where a property should stand is "
              + FilterException.shown(name(element))
              + ", which is not supported there.");
    }
    int property = names.property(element.getTextContent().trim());
    if (property == layer.attributes().size()) {
      throw FilterException.wrong("The geometry cannot be compared with a literal.");
    }
    return new Comparison(layer, property);
  }

  private static String literal(Element element) {
    if (!isLiteral(element) || !children(element).isEmpty()) {
      throw FilterException.unsupported(
          "Where a literal should stand is "
              + FilterException.shown(name(element))
              + ", which is not supported there.");
    }
    return element.getTextContent();
  }

  private static boolean isLiteral(Element element) {
    return "Literal".equals(name(element));
  }

  private static boolean isReference(Element element) {
    return Arrays.asList("ValueReference", "PropertyName").contains(name(element));
  }

  private static boolean isId(Element element) {
    return Arrays.asList("ResourceId", "FeatureId", "GmlObjectId").contains(name(element));
  }

  private static Element single(Element parent) {
    List<Element> children = children(parent);
    if (children.size() != 1) {
      throw FilterException.wrong(name(parent) + " needs one element inside.");
    }
    return children.get(0);
  }

  private static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  private static String name(Element element) {
    return element.getLocalName();
  }
}
