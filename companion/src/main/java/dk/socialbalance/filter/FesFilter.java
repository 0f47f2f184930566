/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Reads a filter of FES 2.0 (ISO 19143): comparisons, like, between, null, nil, logic, ResourceId
 * and BBOX. Whatever else the standard has is refused, never passed over.
 */
public final class FesFilter {

  private final Vocabulary vocabulary;

  private FesFilter(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * Reads a {@code Filter} element.
   *
   * @throws FilterException when it is none, or is not supported
   */
  public static Condition parse(Element filter, Vocabulary vocabulary) {
    if (!"Filter".equals(name(filter))) {
      throw FilterException.wrong("A filter begins with the element Filter of FES 2.0.");
    }
    List<Element> children = children(filter);
    if (children.isEmpty()) {
      throw FilterException.wrong("The filter is empty.");
    }
    FesFilter parser = new FesFilter(vocabulary);
    if (isId(children.get(0))) {
      return ids(children);
    }
    return parser.condition(single(filter), 0);
  }

  private Condition condition(Element element, int depth) {
    if (depth > Condition.MAX_DEPTH) {
      throw FilterException.tooDeep();
    }
    return switch (name(element)) {
      case "And" -> new Condition.And(operands(element, depth));
      case "Or" -> new Condition.Or(operands(element, depth));
      case "Not" -> {
        Element inside = children(element).isEmpty() ? single(element) : children(element).get(0);
        yield new Condition.Not(
            isId(inside) ? ids(children(element)) : condition(single(element), depth + 1));
      }
      case "PropertyIsEqualTo" -> compare(element, Condition.Operator.EQUAL);
      case "PropertyIsNotEqualTo" -> compare(element, Condition.Operator.NOT_EQUAL);
      case "PropertyIsLessThan" -> compare(element, Condition.Operator.LESS);
      case "PropertyIsGreaterThan" -> compare(element, Condition.Operator.GREATER);
      case "PropertyIsLessThanOrEqualTo" -> compare(element, Condition.Operator.LESS_OR_EQUAL);
      case "PropertyIsGreaterThanOrEqualTo" ->
          compare(element, Condition.Operator.GREATER_OR_EQUAL);
      case "PropertyIsLike" -> like(element);
      case "PropertyIsBetween" -> between(element);
      case "PropertyIsNull", "PropertyIsNil" -> missing(single(element));
      case "BBOX" -> bbox(element);
      case "ResourceId", "FeatureId", "GmlObjectId" -> ids(List.of(element));
      default ->
          throw FilterException.unsupported(
              "The operator " + FilterException.shown(name(element)) + " is not supported.");
    };
  }

  private List<Condition> operands(Element logic, int depth) {
    List<Condition> operands = new ArrayList<>();
    for (Element child : children(logic)) {
      operands.add(condition(child, depth + 1));
    }
    if (operands.size() < 2) {
      throw FilterException.wrong(name(logic) + " needs two conditions.");
    }
    return operands;
  }

  private Condition compare(Element element, Condition.Operator operator) {
    List<Element> sides = children(element);
    if (sides.size() != 2) {
      throw FilterException.wrong(name(element) + " needs two expressions.");
    }
    return new Condition.Compare(
        operator, value(sides.get(0)), value(sides.get(1)), matchCase(element));
  }

  private Condition like(Element element) {
    List<Element> sides = children(element);
    if (sides.size() != 2) {
      throw FilterException.wrong("PropertyIsLike needs a property and a literal.");
    }
    String escape = element.hasAttribute("escape") ? "escape" : "escapeChar";
    return new Condition.Like(
        value(sides.get(0)),
        value(sides.get(1)),
        character(element, "wildCard"),
        character(element, "singleChar"),
        character(element, escape),
        matchCase(element));
  }

  private static boolean matchCase(Element element) {
    return !"false".equals(element.getAttribute("matchCase"));
  }

  private static char character(Element element, String attribute) {
    String value = element.getAttribute(attribute);
    if (value.length() != 1) {
      throw FilterException.wrong("PropertyIsLike needs one character as " + attribute + ".");
    }
    return value.charAt(0);
  }

  private Condition between(Element element) {
    List<Element> parts = children(element);
    if (parts.size() != 3
        || !"LowerBoundary".equals(name(parts.get(1)))
        || !"UpperBoundary".equals(name(parts.get(2)))) {
      throw FilterException.wrong(
          "PropertyIsBetween needs a property, a LowerBoundary and an UpperBoundary.");
    }
    Value value = value(parts.get(0));
    Value lower = value(single(parts.get(1)));
    Value upper = value(single(parts.get(2)));
    return new Condition.And(
        List.of(
            new Condition.Compare(Condition.Operator.GREATER_OR_EQUAL, value, lower, true),
            new Condition.Compare(Condition.Operator.LESS_OR_EQUAL, value, upper, true)));
  }

  private Condition missing(Element element) {
    String property = reference(element);
    return property.equals(Vocabulary.GEOMETRY)
        ? new Condition.HasNoGeometry()
        : new Condition.IsNull(new Value.Property(property));
  }

  private Condition bbox(Element element) {
    List<Element> parts = new ArrayList<>(children(element));
    if (!parts.isEmpty()
        && isReference(parts.get(0))
        && !reference(parts.remove(0)).equals(Vocabulary.GEOMETRY)) {
      throw FilterException.wrong("BBOX needs the geometry property.");
    }
    if (parts.size() != 1 || !"Envelope".equals(name(parts.get(0)))) {
      throw FilterException.wrong("BBOX needs an Envelope.");
    }
    Element envelope = parts.get(0);
    List<Element> corners = children(envelope);
    if (corners.size() != 2
        || !"lowerCorner".equals(name(corners.get(0)))
        || !"upperCorner".equals(name(corners.get(1)))) {
      throw FilterException.wrong("An Envelope needs a lowerCorner and an upperCorner.");
    }
    String crs = envelope.getAttribute("srsName");
    Vocabulary.System system = vocabulary.system(crs.isBlank() ? null : crs);
    return Condition.bbox(system, position(corners.get(0)), position(corners.get(1)));
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

  private static Condition ids(List<Element> elements) {
    List<String> ids = new ArrayList<>();
    for (Element element : elements) {
      if (!isId(element)) {
        throw FilterException.wrong("ResourceId cannot stand beside other conditions.");
      }
      for (String attribute : List.of("rid", "fid", "id")) {
        if (element.hasAttribute(attribute)) {
          ids.add(element.getAttribute(attribute));
        }
      }
    }
    return new Condition.Ids(ids);
  }

  private Value value(Element element) {
    if (isReference(element)) {
      String property = reference(element);
      if (property.equals(Vocabulary.GEOMETRY)) {
        throw FilterException.wrong("The geometry cannot be compared with a literal.");
      }
      return new Value.Property(property);
    }
    if (!isLiteral(element) || !children(element).isEmpty()) {
      throw FilterException.unsupported(
          "Where a property or a literal should stand is "
              + FilterException.shown(name(element))
              + ", which is not supported there.");
    }
    return new Value.Untyped(element.getTextContent());
  }

  private String reference(Element element) {
    if (!isReference(element)) {
      throw FilterException.unsupported(
          "Where a property should stand is "
              + FilterException.shown(name(element))
              + ", which is not supported there.");
    }
    return vocabulary.property(element.getTextContent().trim());
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
