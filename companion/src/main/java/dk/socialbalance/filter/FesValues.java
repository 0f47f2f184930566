/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.w3c.dom.Element;

/**
 * Expressions: properties, literals, arithmetic (1.0 and 1.1 only) and functions. Attributes that
 * give a literal's type are passed over, since it takes the type of what it is compared with.
 */
final class FesValues {

  private static final Map<String, Value.ArithmeticOperator> ARITHMETIC =
      Map.of(
          "Add", Value.ArithmeticOperator.PLUS,
          "Sub", Value.ArithmeticOperator.MINUS,
          "Mul", Value.ArithmeticOperator.TIMES,
          "Div", Value.ArithmeticOperator.DIVIDE);

  private final Vocabulary vocabulary;
  private final FesElements.Dialect dialect;

  FesValues(Vocabulary vocabulary, FesElements.Dialect dialect) {
    this.vocabulary = vocabulary;
    this.dialect = dialect;
  }

  boolean isReference(Element element) {
    return switch (FesElements.name(element)) {
      case "ValueReference" -> dialect.is2();
      case "PropertyName" -> dialect.is1();
      default -> false;
    };
  }

  /** The published name of the property that an element refers to. */
  String reference(Element element) {
    if (!isReference(element)) {
      throw FesElements.misplaced(
          element, "a " + (dialect.is2() ? "ValueReference" : "PropertyName"));
    }
    return vocabulary.property(FesElements.text(element));
  }

  Value value(Element element) {
    if (isReference(element)) {
      String property = reference(element);
      if (property.equals(Vocabulary.GEOMETRY)) {
        throw FilterException.wrong(
            "The geometry cannot be compared as a text or number; there are spatial operators.");
      }
      return new Value.Property(property);
    }
    String name = FesElements.name(element);
    if (name.equals("Literal")) {
      return literal(element);
    }
    if (name.equals("Function")) {
      return function(element);
    }
    Value.ArithmeticOperator operator = ARITHMETIC.get(name);
    if (operator != null && dialect.is1()) {
      List<Element> sides = FesElements.children(element, 2, "two expressions");
      return new Value.Arithmetic(operator, value(sides.get(0)), value(sides.get(1)));
    }
    throw FesElements.misplaced(element, "a property, a literal or a function");
  }

  private static Value literal(Element element) {
    if (!FesElements.children(element).isEmpty()) {
      throw FilterException.wrong(
          "A Literal that is compared holds a text, not "
              + FesElements.name(FesElements.children(element).get(0))
              + ".");
    }
    return new Value.Untyped(element.getTextContent());
  }

  private Value function(Element element) {
    String name = element.getAttribute("name");
    for (Value.TextFunction function : Value.TextFunction.values()) {
      if (name.equals(function.name().toLowerCase(Locale.ROOT))) {
        List<Element> arguments = FesElements.children(element, 1, "one argument for " + name);
        return new Value.Folded(function, value(arguments.get(0)));
      }
    }
    throw FilterException.unsupported(
        "There is no function '"
            + FilterException.shown(name)
            + "'; the capabilities list those that there are.");
  }
}
