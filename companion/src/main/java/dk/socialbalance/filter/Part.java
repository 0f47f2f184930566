/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a reader has read before it knows what it is for: between parentheses may stand a condition
 * or a sum. Its rules are those of CQL2 (OGC 21-065r2), in text and in JSON.
 */
sealed interface Part {

  /** A condition. */
  record Is(Condition condition) implements Part {}

  /** A value. */
  record Has(Value value) implements Part {}

  /** A geometry. */
  record Lies(Shape shape) implements Part {}

  /** An interval of time. */
  record Lasts(Time time) implements Part {}

  /** Names of spatial functions, in lower case. */
  Map<String, Condition.SpatialOperator> SPATIAL =
      Stream.of(Condition.SpatialOperator.values())
          .collect(Collectors.toMap(o -> "s_" + o.name().toLowerCase(Locale.ROOT), o -> o));

  /** Names of temporal functions, in lower case. */
  Map<String, Condition.TemporalOperator> TEMPORAL =
      Stream.of(Condition.TemporalOperator.values())
          .collect(
              Collectors.toMap(
                  o -> "t_" + o.name().replace("_", "").toLowerCase(Locale.ROOT), o -> o));

  /** Signs of comparison. */
  Map<String, Condition.Operator> COMPARISONS =
      Map.of(
          "=", Condition.Operator.EQUAL,
          "<>", Condition.Operator.NOT_EQUAL,
          "<", Condition.Operator.LESS,
          "<=", Condition.Operator.LESS_OR_EQUAL,
          ">", Condition.Operator.GREATER,
          ">=", Condition.Operator.GREATER_OR_EQUAL);

  /** Signs and words of arithmetic. */
  Map<String, Value.ArithmeticOperator> ARITHMETIC =
      Map.of(
          "+", Value.ArithmeticOperator.PLUS,
          "-", Value.ArithmeticOperator.MINUS,
          "*", Value.ArithmeticOperator.TIMES,
          "/", Value.ArithmeticOperator.DIVIDE,
          "div", Value.ArithmeticOperator.DIV,
          "%", Value.ArithmeticOperator.MODULO,
          "^", Value.ArithmeticOperator.POWER);

  private String words() {
    if (this instanceof Has has) {
      return has.value() instanceof Value.Property property
          ? "the property '" + FilterException.shown(property.name()) + "'"
          : "a value";
    }
    if (this instanceof Is) {
      return "a condition";
    }
    return this instanceof Lies ? "a geometry" : "an interval";
  }

  /** The part as a condition; TRUE and FALSE are conditions, too. */
  default Condition condition() {
    if (this instanceof Is is) {
      return is.condition();
    }
    if (this instanceof Has has && has.value() instanceof Value.Bool bool) {
      return new Condition.Constant(bool.known());
    }
    throw FilterException.wrong(
        "expected a condition, found " + words() + "; compare it with something.");
  }

  /** The part as a value. */
  default Value value() {
    if (this instanceof Has has) {
      return has.value();
    }
    throw FilterException.wrong(
        "expected a property, a literal or arithmetic, found " + words() + ".");
  }

  /** The part as a geometry. */
  default Shape shape() {
    if (this instanceof Lies lies) {
      return lies.shape();
    }
    throw FilterException.wrong(
        "expected the geometry property or a geometry literal, found " + words() + ".");
  }

  /** The part as a time: an interval, or an instant. */
  default Time time() {
    if (this instanceof Lasts lasts) {
      return lasts.time();
    }
    return Time.at(value());
  }

  /** Why a function is refused. */
  static String noFunction(String name) {
    return name.toLowerCase(Locale.ROOT).matches("a_(equals|contains|containedby|overlaps)")
        ? "array functions ("
            + name.toUpperCase(Locale.ROOT)
            + ") are not supported: no attribute is an array."
        : "the function '" + FilterException.shown(name) + "' is not supported.";
  }

  /** A value is missing. */
  static Condition isNull(Part part) {
    if (part instanceof Is is) {
      return new Condition.IsUnknown(is.condition());
    }
    if (part instanceof Has has) {
      return new Condition.IsNull(has.value());
    }
    return part instanceof Lies lies && lies.shape() instanceof Shape.Feature
        ? new Condition.HasNoGeometry()
        : new Condition.Constant(false);
  }

  /** A value lies between two, both included. */
  static Condition between(Value value, Value lower, Value upper) {
    return new Condition.And(
        List.of(
            new Condition.Compare(Condition.Operator.GREATER_OR_EQUAL, value, lower, true),
            new Condition.Compare(Condition.Operator.LESS_OR_EQUAL, value, upper, true)));
  }

  /** A value is one of several. */
  static Condition in(Value value, List<Value> several) {
    if (several.isEmpty()) {
      throw FilterException.wrong("a list needs a value.");
    }
    if (several.size() > Condition.MAX_CONDITIONS) {
      throw FilterException.wrong(
          "a list has at most "
              + Condition.MAX_CONDITIONS
              + " values; this one has "
              + several.size()
              + ".");
    }
    List<Condition> equal = new ArrayList<>();
    for (Value one : several) {
      equal.add(new Condition.Compare(Condition.Operator.EQUAL, value, one, true));
    }
    return new Condition.Or(equal);
  }

  /** A temporal function; some compare intervals only (21-065r2, table 8). */
  static Condition temporal(Condition.TemporalOperator operator, Part left, Part right) {
    boolean instants =
        switch (operator) {
          case AFTER, BEFORE, DISJOINT, EQUALS, INTERSECTS -> true;
          default -> false;
        };
    if (!instants && !(left instanceof Lasts && right instanceof Lasts)) {
      throw FilterException.wrong(
          "this temporal function compares two intervals; instants can be compared by t_after,"
              + " t_before, t_disjoint, t_equals and t_intersects.");
    }
    return new Condition.Temporal(operator, left.time(), right.time());
  }
}
