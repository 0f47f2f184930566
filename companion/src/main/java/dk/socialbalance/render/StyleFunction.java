/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.util.List;
import org.geotools.api.filter.capability.FunctionName;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.ExpressionVisitor;
import org.geotools.api.filter.expression.Function;
import org.geotools.api.filter.expression.Literal;
import org.geotools.filter.capability.FunctionNameImpl;
import org.geotools.util.Converters;

/**
 * A function of {@link StyleFunctions} with its arguments, as an expression of GeoTools' model.
 *
 * @param definition what it does
 * @param arguments as many as the definition takes
 * @param fallback what takes the place of a missing result; null for none
 */
record StyleFunction(
    StyleFunctions.Definition definition, List<Expression> arguments, String fallback)
    implements Function {

  /** The result for values of the arguments, in their order; null where there is none. */
  Object apply(Object[] values) {
    Object result = definition.apply(values);
    return result == null ? fallback : result;
  }

  @Override
  public String getName() {
    return definition.name();
  }

  @Override
  public FunctionName getFunctionName() {
    return new FunctionNameImpl(definition.name(), arguments.size());
  }

  @Override
  public List<Expression> getParameters() {
    return arguments;
  }

  @Override
  public Literal getFallbackValue() {
    return fallback == null ? null : SldExpressions.FACTORY.literal(fallback);
  }

  @Override
  public Object evaluate(Object feature) {
    return apply(arguments.stream().map(argument -> argument.evaluate(feature)).toArray());
  }

  @Override
  public <T> T evaluate(Object feature, Class<T> type) {
    return Converters.convert(evaluate(feature), type);
  }

  @Override
  public Object accept(ExpressionVisitor visitor, Object extra) {
    return visitor.visit(this, extra);
  }
}
