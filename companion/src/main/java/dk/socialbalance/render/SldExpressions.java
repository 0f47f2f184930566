/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Expression;
import org.geotools.factory.CommonFactoryFinder;

/**
 * Filters and expressions (OGC Filter Encoding 1.0, the part that SLD 1.0 uses) as GeoTools
 * filters. {@link RowValues} evaluates exactly what is read here.
 */
final class SldExpressions {

  static final FilterFactory FACTORY = CommonFactoryFinder.getFilterFactory();

  private static final int LONGEST_TEXT = 1000;
  private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

  private SldExpressions() {}

  /** The condition inside a {@code Filter} element. */
  static Filter filter(SldElement element) throws StyleException {
    element.allowAttributes(Set.of());
    List<SldElement> children = operands(element, 1, 1);
    return condition(children.get(0));
  }

  private static Filter condition(SldElement element) throws StyleException {
    switch (element.name()) {
      case "PropertyIsLike" ->
          element.allowAttributes(
              Set.of("wildCard", "singleChar", "escape", "escapeChar", "matchCase"));
      case "PropertyIsEqualTo", "PropertyIsNotEqualTo" ->
          element.allowAttributes(Set.of("matchCase"));
      default -> element.allowAttributes(Set.of());
    }
    return switch (element.name()) {
      case "And" -> FACTORY.and(conditions(element));
      case "Or" -> FACTORY.or(conditions(element));
      case "Not" -> FACTORY.not(condition(operands(element, 1, 1).get(0)));
      case "PropertyIsNull" -> FACTORY.isNull(property(operands(element, 1, 1).get(0)));
      case "PropertyIsBetween" -> between(element);
      case "PropertyIsLike" -> like(element);
      default -> comparison(element);
    };
  }

  private static List<Filter> conditions(SldElement element) throws StyleException {
    List<Filter> conditions = new ArrayList<>();
    for (SldElement child : operands(element, 2, Integer.MAX_VALUE)) {
      conditions.add(condition(child));
    }
    return conditions;
  }

  private static Filter comparison(SldElement element) throws StyleException {
    switch (element.name()) {
      case "PropertyIsEqualTo",
          "PropertyIsNotEqualTo",
          "PropertyIsLessThan",
          "PropertyIsLessThanOrEqualTo",
          "PropertyIsGreaterThan",
          "PropertyIsGreaterThanOrEqualTo" -> {
        // The two operands are read below.
      }
      default -> throw element.refused("is no supported condition");
    }
    List<SldElement> operands = operands(element, 2, 2);
    Expression left = expression(operands.get(0));
    Expression right = expression(operands.get(1));
    return switch (element.name()) {
      case "PropertyIsEqualTo" -> FACTORY.equal(left, right, matchCase(element));
      case "PropertyIsNotEqualTo" -> FACTORY.notEqual(left, right, matchCase(element));
      case "PropertyIsLessThan" -> FACTORY.less(left, right);
      case "PropertyIsLessThanOrEqualTo" -> FACTORY.lessOrEqual(left, right);
      case "PropertyIsGreaterThan" -> FACTORY.greater(left, right);
      default -> FACTORY.greaterOrEqual(left, right);
    };
  }

  private static Filter between(SldElement element) throws StyleException {
    List<SldElement> parts = operands(element, 3, 3);
    return FACTORY.between(
        expression(parts.get(0)),
        boundary(parts.get(1), "LowerBoundary"),
        boundary(parts.get(2), "UpperBoundary"));
  }

  private static Expression boundary(SldElement element, String name) throws StyleException {
    if (!name.equals(element.name())) {
      throw element.refused("stands where " + name + " is expected");
    }
    element.allowAttributes(Set.of());
    return expression(operands(element, 1, 1).get(0));
  }

  private static Filter like(SldElement element) throws StyleException {
    List<SldElement> operands = operands(element, 2, 2);
    if (!"Literal".equals(operands.get(1).name())) {
      throw operands.get(1).refused("stands where the pattern (Literal) is expected");
    }
    String escape = element.attributes().containsKey("escapeChar") ? "escapeChar" : "escape";
    return FACTORY.like(
        property(operands.get(0)),
        bounded(operands.get(1), operands.get(1).text()),
        character(element, "wildCard"),
        character(element, "singleChar"),
        character(element, escape),
        matchCase(element));
  }

  private static boolean matchCase(SldElement element) throws StyleException {
    return switch (element.attributes().getOrDefault("matchCase", "true")) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw element.refused("its matchCase must be true or false");
    };
  }

  private static String character(SldElement element, String attribute) throws StyleException {
    String value = element.attributes().getOrDefault(attribute, "");
    if (value.length() != 1) {
      throw element.refused("the attribute " + attribute + " must be one character");
    }
    return value;
  }

  /** An expression: attribute, constant, or arithmetic and functions of them. */
  static Expression expression(SldElement element) throws StyleException {
    if (SldFunctions.isFunction(element.name())) {
      return SldFunctions.read(element);
    }
    element.allowAttributes(Set.of());
    return switch (element.name()) {
      case "PropertyName" -> property(element);
      case "Literal" -> FACTORY.literal(bounded(element, element.text()));
      case "Add", "Sub", "Mul", "Div" -> arithmetic(element);
      default -> throw element.refused("is no supported expression");
    };
  }

  private static Expression arithmetic(SldElement element) throws StyleException {
    List<SldElement> operands = operands(element, 2, 2);
    Expression left = expression(operands.get(0));
    Expression right = expression(operands.get(1));
    return switch (element.name()) {
      case "Add" -> FACTORY.add(left, right);
      case "Sub" -> FACTORY.subtract(left, right);
      case "Mul" -> FACTORY.multiply(left, right);
      default -> FACTORY.divide(left, right);
    };
  }

  private static Expression property(SldElement element) throws StyleException {
    if (!"PropertyName".equals(element.name())) {
      throw element.refused("stands where an attribute (PropertyName) is expected");
    }
    element.allowAttributes(Set.of());
    String name = element.text();
    if (!ATTRIBUTE_NAME.matcher(name).matches()) {
      throw element.refused("must hold the plain name of an attribute");
    }
    return FACTORY.property(name);
  }

  /**
   * The value of a parameter: a text, an expression, or texts and expressions mixed, which are
   * joined. Null when the element is empty.
   */
  static Expression mixed(SldElement element) throws StyleException {
    element.allowAttributes(element.naming());
    List<Expression> pieces = new ArrayList<>();
    for (SldElement.Node node : element.content()) {
      if (node instanceof SldElement.Child child) {
        pieces.add(expression(child.element()));
      } else if (node instanceof SldElement.Text text) {
        String kept = bounded(element, withoutIndentation(text.text()));
        if (!kept.isEmpty()) {
          pieces.add(FACTORY.literal(kept));
        }
      }
    }
    if (pieces.isEmpty()) {
      return null;
    }
    return pieces.size() == 1
        ? pieces.get(0)
        : SldFunctions.function(element, "Concatenate", pieces, null);
  }

  private static String bounded(SldElement element, String text) throws StyleException {
    if (text.length() > LONGEST_TEXT) {
      throw element.refused("its text is longer than " + LONGEST_TEXT + " characters");
    }
    return text;
  }

  /** White space that holds a line break is the document's, not the label's. */
  private static String withoutIndentation(String text) {
    String kept = text.replaceAll("^\\s*\\R\\s*|\\s*\\R\\s*$", "");
    return kept.indexOf('\n') < 0 ? kept : kept.replaceAll("\\s*\\R\\s*", " ");
  }

  /** The elements inside, of which there must be so many, and no text. */
  static List<SldElement> operands(SldElement element, int least, int most) throws StyleException {
    List<SldElement> children = element.children();
    for (SldElement.Node node : element.content()) {
      if (node instanceof SldElement.Text text && !text.text().isBlank()) {
        throw element.refused("has text where only elements may stand");
      }
    }
    if (children.size() < least || children.size() > most) {
      throw element.refused(
          "needs "
              + (least == most ? "" : "at least ")
              + least
              + (least == 1 ? " element" : " elements")
              + " inside, has "
              + children.size());
    }
    return children;
  }
}
