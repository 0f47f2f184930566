/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes conditions as CQL2 text, for tests of its reader. */
final class Cql2Writer {

  private Cql2Writer() {}

  static String text(Condition condition) {
    if (condition instanceof Condition.Or or && list(or) != null) {
      return list(or);
    }
    if (condition instanceof Condition.And and && between(and) != null) {
      return between(and);
    }
    if (condition instanceof Condition.And and) {
      return joined(and.all(), " AND ");
    }
    if (condition instanceof Condition.Or or) {
      return joined(or.all(), " or ");
    }
    if (condition instanceof Condition.Not not) {
      return "NOT (" + text(not.one()) + ")";
    }
    if (condition instanceof Condition.Constant constant) {
      return constant.known() ? "TRUE" : "false";
    }
    if (condition instanceof Condition.Compare compare) {
      return value(compare.left())
          + key(Part.COMPARISONS, compare.operator())
          + value(compare.right());
    }
    if (condition instanceof Condition.Like like) {
      return value(like.text()) + " LIKE " + pattern(like.pattern());
    }
    if (condition instanceof Condition.IsNull missing) {
      return value(missing.value()) + " IS NULL";
    }
    if (condition instanceof Condition.HasNoGeometry) {
      return "geom IS NULL";
    }
    if (condition instanceof Condition.Spatial spatial) {
      return key(Part.SPATIAL, spatial.operator())
          + "("
          + shape(spatial.left())
          + ","
          + shape(spatial.right())
          + ")";
    }
    Condition.Temporal temporal = (Condition.Temporal) condition;
    return key(Part.TEMPORAL, temporal.operator()).toUpperCase(Locale.ROOT)
        + "("
        + time(temporal.left())
        + " , "
        + time(temporal.right())
        + ")";
  }

  /** As IN, where it is one. */
  private static String list(Condition.Or or) {
    Value value = or.all().get(0) instanceof Condition.Compare compare ? compare.left() : null;
    StringBuilder several = new StringBuilder();
    for (Condition one : or.all()) {
      if (!(one instanceof Condition.Compare compare)
          || compare.operator() != Condition.Operator.EQUAL
          || !compare.left().equals(value)) {
        return null;
      }
      several.append(several.isEmpty() ? "" : ", ").append(value(compare.right()));
    }
    return value(value) + " IN (" + several + ")";
  }

  /** As BETWEEN, where it is one. */
  private static String between(Condition.And and) {
    return and.all().size() == 2
            && and.all().get(0) instanceof Condition.Compare lower
            && and.all().get(1) instanceof Condition.Compare upper
            && lower.operator() == Condition.Operator.GREATER_OR_EQUAL
            && upper.operator() == Condition.Operator.LESS_OR_EQUAL
            && lower.left().equals(upper.left())
        ? value(lower.left()) + " BETWEEN " + value(lower.right()) + " AND " + value(upper.right())
        : null;
  }

  private static String joined(List<Condition> all, String operator) {
    return all.stream().map(one -> "(" + text(one) + ")").collect(Collectors.joining(operator));
  }

  private static <T> String key(Map<String, T> names, T value) {
    return names.entrySet().stream()
        .filter(name -> name.getValue().equals(value))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  private static String value(Value value) {
    if (value instanceof Value.Property property) {
      return "\"" + property.name() + "\"";
    }
    if (value instanceof Value.Text text) {
      return "'" + text.text().replace("\\", "\\\\").replace("'", "''") + "'";
    }
    if (value instanceof Value.Whole whole) {
      return Long.toString(whole.number());
    }
    if (value instanceof Value.Real real) {
      return Double.toString(real.number());
    }
    if (value instanceof Value.Day day) {
      return "DATE('" + day.date() + "')";
    }
    if (value instanceof Value.Moment moment) {
      return "TIMESTAMP('" + moment.instant() + "')";
    }
    if (value instanceof Value.Folded folded) {
      return folded.function() + "(" + value(folded.text()) + ")";
    }
    Value.Arithmetic arithmetic = (Value.Arithmetic) value;
    return "("
        + value(arithmetic.left())
        + " "
        + key(Part.ARITHMETIC, arithmetic.operator())
        + " "
        + value(arithmetic.right())
        + ")";
  }

  private static String pattern(Value pattern) {
    return pattern instanceof Value.Folded folded
        ? folded.function() + "(" + pattern(folded.text()) + ")"
        : "'" + ((Value.Text) pattern).text().replace("'", "\\'") + "'";
  }

  private static String shape(Shape shape) {
    return shape instanceof Shape.Literal literal ? literal.geometry().toText() : "geom";
  }

  private static String time(Time time) {
    return "INTERVAL("
        + value(time.from())
        + ","
        + (time.to() == null ? "'..'" : value(time.to()))
        + ")";
  }
}
