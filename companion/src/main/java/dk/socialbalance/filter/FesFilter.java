/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Element;

/**
 * Reads filters of FES 2.0 (ISO 19143), and of Filter Encoding 1.1.0 (OGC 05-094) and 1.0.0
 * (02-059), told apart by namespace; the latter two share one and are read alike. A filter without
 * any namespace is read by its names. In each, geometries may be of any version of GML. Whatever
 * else the standards have is refused, never passed over.
 */
public final class FesFilter {

  private static final Map<String, Condition.Operator> COMPARISONS =
      Map.of(
          "PropertyIsEqualTo", Condition.Operator.EQUAL,
          "PropertyIsNotEqualTo", Condition.Operator.NOT_EQUAL,
          "PropertyIsLessThan", Condition.Operator.LESS,
          "PropertyIsGreaterThan", Condition.Operator.GREATER,
          "PropertyIsLessThanOrEqualTo", Condition.Operator.LESS_OR_EQUAL,
          "PropertyIsGreaterThanOrEqualTo", Condition.Operator.GREATER_OR_EQUAL);

  private final FesElements.Dialect dialect;
  private final Vocabulary vocabulary;
  private final FesValues values;
  private final FesSpatial spatial;
  private final FesTimes times;

  private FesFilter(FesElements.Dialect dialect, Vocabulary vocabulary, Clock clock) {
    this.dialect = dialect;
    this.vocabulary = vocabulary;
    this.values = new FesValues(vocabulary, dialect);
    this.spatial = new FesSpatial(values, dialect, new GmlReader(vocabulary));
    this.times = new FesTimes(values, clock);
  }

  /**
   * Reads a {@code Filter} element.
   *
   * @throws FilterException when it is none, or is not supported
   */
  public static Condition parse(Element filter, Vocabulary vocabulary) {
    return parse(filter, vocabulary, Clock.systemUTC());
  }

  /** The same with a clock for {@code indeterminatePosition="now"}. */
  static Condition parse(Element filter, Vocabulary vocabulary, Clock clock) {
    FesElements.Dialect dialect = FesElements.of(filter);
    List<Element> children = FesElements.children(filter);
    if (children.isEmpty()) {
      throw FilterException.wrong("The filter is empty.");
    }
    FesFilter parser = new FesFilter(dialect, vocabulary, clock);
    return parser.isId(children.get(0))
        ? parser.ids(children)
        : parser.condition(FesElements.single(filter), 0);
  }

  private Condition condition(Element element, int depth) {
    if (depth > Condition.MAX_DEPTH) {
      throw FilterException.tooDeep();
    }
    String name = FesElements.name(element);
    if (COMPARISONS.containsKey(name)) {
      return compare(element, COMPARISONS.get(name));
    }
    if (FesSpatial.OPERATORS.containsKey(name)) {
      return spatial.relation(element);
    }
    if (FesTimes.OPERATORS.containsKey(name) && dialect.is2()) {
      return times.relation(element);
    }
    if (isId(element)) {
      return ids(List.of(element));
    }
    return switch (name) {
      case "And" -> new Condition.And(operands(element, depth));
      case "Or" -> new Condition.Or(operands(element, depth));
      case "Not" -> {
        List<Element> inside = FesElements.children(element);
        yield new Condition.Not(
            !inside.isEmpty() && isId(inside.get(0))
                ? ids(inside)
                : condition(FesElements.single(element), depth + 1));
      }
      case "PropertyIsLike" -> like(element);
      case "PropertyIsBetween" -> between(element);
      case "PropertyIsNull" -> missing(element);
      case "PropertyIsNil" -> nil(element);
      case "BBOX" -> spatial.bbox(element);
      case "DWithin", "Beyond" -> spatial.distance(element);
      case "Function" ->
          throw FilterException.unsupported(
              "Function: there is none that is a condition by itself; compare its value.");
      default -> throw FilterException.wrong(name + " is no operator of " + dialect.words() + ".");
    };
  }

  private List<Condition> operands(Element logic, int depth) {
    List<Condition> operands = new ArrayList<>();
    for (Element child : FesElements.children(logic)) {
      operands.add(condition(child, depth + 1));
    }
    if (operands.size() < 2) {
      throw FilterException.wrong(FesElements.name(logic) + " needs two conditions.");
    }
    return operands;
  }

  private Condition compare(Element element, Condition.Operator operator) {
    List<Element> sides = FesElements.children(element, 2, "two expressions");
    // An attribute of a feature has one value here, so that all, any and one of them are the same.
    if (!element.getAttribute("matchAction").matches("|All|Any|One")) {
      throw FilterException.wrong(FesElements.name(element) + ": matchAction is All, Any or One.");
    }
    // What is compared comes before what it is compared with, wherever they stand: its error is
    // told.
    sides.stream().filter(values::isReference).forEach(values::reference);
    return new Condition.Compare(
        operator, values.value(sides.get(0)), values.value(sides.get(1)), matchCase(element));
  }

  private Condition like(Element element) {
    List<Element> sides = FesElements.children(element, 2, "a property and a literal");
    // Filter 1.0 calls it escape, the later versions escapeChar.
    String escape = dialect.is1() && element.hasAttribute("escape") ? "escape" : "escapeChar";
    return new Condition.Like(
        values.value(sides.get(0)),
        values.value(sides.get(1)),
        character(element, "wildCard"),
        character(element, "singleChar"),
        character(element, escape),
        matchCase(element));
  }

  private static boolean matchCase(Element element) {
    return switch (element.getAttribute("matchCase").trim()) {
      case "", "true", "1" -> true;
      case "false", "0" -> false;
      default ->
          throw FilterException.wrong(FesElements.name(element) + ": matchCase is true or false.");
    };
  }

  private static char character(Element element, String attribute) {
    String value = element.getAttribute(attribute);
    if (value.length() != 1) {
      throw FilterException.wrong("PropertyIsLike needs one character as " + attribute + ".");
    }
    return value.charAt(0);
  }

  private Condition between(Element element) {
    String needed = "a property, a LowerBoundary and an UpperBoundary";
    List<Element> parts = FesElements.children(element, 3, needed);
    if (!FesElements.name(parts.get(1)).equals("LowerBoundary")
        || !FesElements.name(parts.get(2)).equals("UpperBoundary")) {
      throw FilterException.wrong("PropertyIsBetween needs " + needed + ".");
    }
    Value value = values.value(parts.get(0));
    Value lower = values.value(FesElements.single(parts.get(1)));
    Value upper = values.value(FesElements.single(parts.get(2)));
    return new Condition.And(
        List.of(
            new Condition.Compare(Condition.Operator.GREATER_OR_EQUAL, value, lower, true),
            new Condition.Compare(Condition.Operator.LESS_OR_EQUAL, value, upper, true)));
  }

  private Condition missing(Element element) {
    Element expression = FesElements.single(element);
    return values.isReference(expression)
            && values.reference(expression).equals(Vocabulary.GEOMETRY)
        ? new Condition.HasNoGeometry()
        : new Condition.IsNull(values.value(expression));
  }

  /** A value that is missing is the same as one that is nil; a reason is never given here. */
  private Condition nil(Element element) {
    if (!dialect.is2()) {
      throw FilterException.wrong("PropertyIsNil is no operator of " + dialect.words() + ".");
    }
    if (element.hasAttribute("nilReason")) {
      throw FilterException.unsupported(
          "PropertyIsNil: nilReason is not supported; values are missing without one.");
    }
    return missing(element);
  }

  private boolean isId(Element element) {
    return switch (FesElements.name(element)) {
      case "ResourceId" -> dialect.is2();
      case "FeatureId", "GmlObjectId" -> dialect.is1();
      default -> false;
    };
  }

  private Condition ids(List<Element> elements) {
    List<String> ids = new ArrayList<>();
    for (Element element : elements) {
      if (!isId(element)) {
        throw FilterException.wrong(
            FesElements.name(element) + " cannot stand beside identifiers; use And or Or.");
      }
      String id = id(element);
      vocabulary.id(id);
      ids.add(id);
    }
    return new Condition.Ids(ids);
  }

  private static String id(Element element) {
    String name = FesElements.name(element);
    refuseVersions(element);
    String id =
        switch (name) {
          case "ResourceId" -> element.getAttribute("rid");
          case "FeatureId" -> element.getAttribute("fid");
          default -> element.getAttributeNS("http://www.opengis.net/gml", "id");
        };
    if (id.isBlank() && name.equals("GmlObjectId")) {
      id = element.getAttributeNS("http://www.opengis.net/gml/3.2", "id");
    }
    if (id.isBlank()) {
      throw FilterException.wrong(name + ": its identifier is missing.");
    }
    return id.trim();
  }

  /** There is one version of each feature, so that only what names it is understood. */
  private static void refuseVersions(Element element) {
    for (String attribute : List.of("previousRid", "startDate", "endDate")) {
      if (element.hasAttribute(attribute)) {
        throw FilterException.unsupported(
            "ResourceId: " + attribute + " is not supported; features have one version.");
      }
    }
    if (!element.getAttribute("version").matches("|ALL|FIRST|LAST|1")) {
      throw FilterException.unsupported(
          "ResourceId: features have one version; leave the attribute version out.");
    }
  }
}
