/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import dk.socialbalance.filter.LikePattern;
import dk.socialbalance.publication.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import org.geotools.api.filter.And;
import org.geotools.api.filter.BinaryComparisonOperator;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.Not;
import org.geotools.api.filter.Or;
import org.geotools.api.filter.PropertyIsBetween;
import org.geotools.api.filter.PropertyIsEqualTo;
import org.geotools.api.filter.PropertyIsGreaterThan;
import org.geotools.api.filter.PropertyIsGreaterThanOrEqualTo;
import org.geotools.api.filter.PropertyIsLessThan;
import org.geotools.api.filter.PropertyIsLike;
import org.geotools.api.filter.PropertyIsNotEqualTo;
import org.geotools.api.filter.PropertyIsNull;
import org.geotools.api.filter.expression.Add;
import org.geotools.api.filter.expression.BinaryExpression;
import org.geotools.api.filter.expression.Divide;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.expression.Multiply;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.api.filter.expression.Subtract;

/**
 * Filters and expressions of a style made ready for the rows of one layer: what {@link
 * SldExpressions} reads, evaluated straight from the columns.
 *
 * <p>Null compares with nothing: every comparison with it is false, and {@code Not} makes that
 * true, as in GeoTools. (The conditions of the room {@code filter} are of another kind: bound to a
 * door's names, typed, and three-valued.) What values are compared as is told by {@link
 * Values#compare}.
 */
final class RowValues {

  private final Layer layer;

  /**
   * @param layer null for a legend, where every attribute is null
   */
  RowValues(Layer layer) {
    this.layer = layer;
  }

  /** Whether there are no rows: every attribute is null. */
  boolean isLegend() {
    return layer == null;
  }

  /**
   * The rows that a filter lets through; null lets all through.
   *
   * @throws IllegalArgumentException when the layer has not an attribute that the filter asks for
   */
  IntPredicate filter(Filter filter) {
    if (filter == null || filter == Filter.INCLUDE) {
      return row -> true;
    }
    if (filter instanceof And and) {
      List<IntPredicate> all = filters(and.getChildren());
      return row -> all.stream().allMatch(each -> each.test(row));
    }
    if (filter instanceof Or or) {
      List<IntPredicate> any = filters(or.getChildren());
      return row -> any.stream().anyMatch(each -> each.test(row));
    }
    if (filter instanceof Not not) {
      return filter(not.getFilter()).negate();
    }
    if (filter instanceof PropertyIsNull isNull) {
      IntFunction<Object> value = value(isNull.getExpression());
      return row -> value.apply(row) == null;
    }
    if (filter instanceof PropertyIsBetween between) {
      IntFunction<Object> value = value(between.getExpression());
      IntFunction<Object> low = value(between.getLowerBoundary());
      IntFunction<Object> high = value(between.getUpperBoundary());
      return row -> {
        Object tested = value.apply(row);
        Integer above = Values.compare(tested, low.apply(row), true);
        Integer below = Values.compare(tested, high.apply(row), true);
        return above != null && below != null && above >= 0 && below <= 0;
      };
    }
    if (filter instanceof PropertyIsLike like) {
      IntFunction<Object> value = value(like.getExpression());
      UnaryOperator<String> cased =
          like.isMatchingCase() ? text -> text : text -> text.toUpperCase(Locale.ROOT);
      LikePattern pattern =
          new LikePattern(
              cased.apply(like.getLiteral()),
              like.getWildCard().charAt(0),
              like.getSingleChar().charAt(0),
              like.getEscape().charAt(0));
      return row -> {
        Object tested = value.apply(row);
        return tested != null && pattern.matches(cased.apply(tested.toString()));
      };
    }
    if (filter instanceof BinaryComparisonOperator comparison) {
      return comparison(comparison);
    }
    throw new IllegalArgumentException("Not a condition of a style: " + filter);
  }

  private List<IntPredicate> filters(List<Filter> filters) {
    List<IntPredicate> made = new ArrayList<>();
    for (Filter filter : filters) {
      made.add(filter(filter));
    }
    return made;
  }

  private IntPredicate comparison(BinaryComparisonOperator comparison) {
    IntFunction<Object> left = value(comparison.getExpression1());
    IntFunction<Object> right = value(comparison.getExpression2());
    boolean matchCase = comparison.isMatchingCase();
    IntPredicate fits; // of the order of the two: below 0, 0, above 0
    if (comparison instanceof PropertyIsEqualTo) {
      fits = order -> order == 0;
    } else if (comparison instanceof PropertyIsNotEqualTo) {
      fits = order -> order != 0;
    } else if (comparison instanceof PropertyIsLessThan) {
      fits = order -> order < 0;
    } else if (comparison instanceof PropertyIsGreaterThan) {
      fits = order -> order > 0;
    } else if (comparison instanceof PropertyIsGreaterThanOrEqualTo) {
      fits = order -> order >= 0;
    } else {
      fits = order -> order <= 0;
    }
    return row -> {
      Integer order = Values.compare(left.apply(row), right.apply(row), matchCase);
      return order != null && fits.test(order);
    };
  }

  /** The value of an expression for a row; the function gives null where there is none. */
  IntFunction<Object> value(Expression expression) {
    if (expression instanceof Literal literal) {
      Object value = Values.constant(literal.getValue());
      return row -> value;
    }
    if (expression instanceof PropertyName property) {
      return attribute(property.getPropertyName());
    }
    if (expression instanceof BinaryExpression binary) {
      return arithmetic(binary);
    }
    if (expression instanceof StyleFunction function) {
      return function(function);
    }
    throw new IllegalArgumentException("Not an expression of a style: " + expression);
  }

  private IntFunction<Object> function(StyleFunction function) {
    List<IntFunction<Object>> arguments = new ArrayList<>();
    for (Expression argument : function.arguments()) {
      arguments.add(value(argument));
    }
    IntFunction<Object> result =
        row -> {
          Object[] values = new Object[arguments.size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = arguments.get(i).apply(row);
          }
          return function.apply(values);
        };
    if (!function.arguments().stream().allMatch(Literal.class::isInstance)) {
      return result;
    }
    Object once = result.apply(0);
    return row -> once;
  }

  private IntFunction<Object> attribute(String name) {
    if (layer == null) {
      return row -> null;
    }
    int index = layer.attribute(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "The style asks for the attribute "
              + name
              + ", which the layer "
              + layer.name()
              + " has not");
    }
    return row -> layer.value(row, index);
  }

  private IntFunction<Object> arithmetic(BinaryExpression binary) {
    IntFunction<Object> left = value(binary.getExpression1());
    IntFunction<Object> right = value(binary.getExpression2());
    return row -> {
      Double a = Values.number(left.apply(row));
      Double b = Values.number(right.apply(row));
      if (a == null || b == null) {
        return null;
      }
      double result;
      if (binary instanceof Add) {
        result = a + b;
      } else if (binary instanceof Subtract) {
        result = a - b;
      } else if (binary instanceof Multiply) {
        result = a * b;
      } else if (binary instanceof Divide) {
        result = a / b;
      } else {
        throw new IllegalArgumentException("Not an expression of a style: " + binary);
      }
      return Double.isFinite(result) ? result : null;
    };
  }
}
