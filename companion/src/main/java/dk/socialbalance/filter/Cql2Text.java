/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import dk.socialbalance.filter.CqlTokens.Kind;
import dk.socialbalance.filter.CqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads CQL2 text (OGC 21-065r2, clause 8.2 and annex B): everything but array functions and
 * functions of a server's own. Keywords are read whatever their case.
 */
public final class Cql2Text extends CqlReader {

  private static final Set<String> RESERVED =
      Set.of("AND", "OR", "NOT", "LIKE", "BETWEEN", "IN", "IS", "NULL", "DIV");

  private LiteralGeometry geometries;

  private Cql2Text(String text, Vocabulary vocabulary) {
    super(new CqlTokens(text, CqlTokens.Dialect.CQL2), vocabulary);
  }

  /**
   * Reads a filter. Geometries are in the vocabulary's default system, in that system's order.
   *
   * @throws FilterException when it is none, with the place; or is not supported
   */
  public static Condition parse(String text, Vocabulary vocabulary) {
    return new Cql2Text(text, vocabulary).whole();
  }

  @Override
  Part predicate(int depth) {
    Token first = tokens.peek();
    Part left = sum(depth);
    Token operator = tokens.peek();
    Condition.Operator comparison =
        operator.kind() == Kind.SYMBOL ? Part.COMPARISONS.get(operator.text()) : null;
    if (comparison != null) {
      tokens.take();
      Value one = at(first, left::value);
      Value other = value(depth);
      return is(operator, new Condition.Compare(comparison, one, other, true));
    }
    if (operator.is("!=")) {
      throw tokens.wrong(operator, "'not equal' is written <>.");
    }
    if (tokens.took("IS")) {
      boolean not = tokens.took("NOT");
      tokens.need("NULL");
      return negated(not, is(first, Part.isNull(left)));
    }
    boolean not = tokens.took("NOT");
    if (tokens.took("LIKE")) {
      Value text = at(first, left::value);
      return negated(
          not, is(operator, new Condition.Like(text, pattern(depth), '%', '_', '\\', true)));
    }
    if (tokens.took("BETWEEN")) {
      Value value = at(first, left::value);
      Value lower = value(depth);
      tokens.need("AND");
      return negated(not, is(operator, Part.between(value, lower, value(depth))));
    }
    if (tokens.took("IN")) {
      Value value = at(first, left::value);
      List<Value> several = list(depth);
      return negated(not, in(operator, value, several));
    }
    if (not) {
      throw tokens.expected("LIKE, BETWEEN or IN");
    }
    return left;
  }

  private List<Value> list(int depth) {
    List<Value> all = new ArrayList<>();
    tokens.need("(");
    do {
      all.add(value(depth));
    } while (tokens.took(","));
    tokens.need(")");
    return all;
  }

  /** The rule patternExpression; the backslash stays, for it escapes the wildcards. */
  private Value pattern(int depth) {
    if (depth > Condition.MAX_DEPTH) {
      throw FilterException.tooDeep();
    }
    Token token = tokens.peek();
    Value.TextFunction function = textFunction(token);
    if (function != null) {
      tokens.take();
      tokens.need("(");
      Value inside = pattern(depth + 1);
      tokens.need(")");
      return new Value.Folded(function, inside);
    }
    return new Value.Text(tokens.need(Kind.TEXT, "a pattern between single quotes").text());
  }

  private static Value.TextFunction textFunction(Token token) {
    if (token.is("CASEI")) {
      return Value.TextFunction.CASEI;
    }
    return token.is("ACCENTI") ? Value.TextFunction.ACCENTI : null;
  }

  @Override
  Part sum(int depth) {
    return chain(depth, Set.of("+", "-"), this::product);
  }

  private Part product(int depth) {
    return chain(depth, Set.of("*", "/", "%", "div"), this::power);
  }

  private interface Level {
    Part read(int depth);
  }

  private Part chain(int depth, Set<String> operators, Level next) {
    Token first = tokens.peek();
    Part part = next.read(depth);
    while (isOperator(tokens.peek(), operators)) {
      Token operator = tokens.take();
      Part left = part;
      Token second = tokens.peek();
      Part right = next.read(depth);
      part = arithmetic(operator, at(first, left::value), at(second, right::value));
    }
    return part;
  }

  private static boolean isOperator(Token token, Set<String> operators) {
    return (token.kind() == Kind.SYMBOL || token.kind() == Kind.NAME)
        && operators.contains(token.text().toLowerCase(Locale.ROOT));
  }

  private static Part arithmetic(Token operator, Value left, Value right) {
    return new Part.Has(
        new Value.Arithmetic(
            Part.ARITHMETIC.get(operator.text().toLowerCase(Locale.ROOT)), left, right));
  }

  private Part power(int depth) {
    Token first = tokens.peek();
    Part base = signed(depth);
    Token operator = tokens.peek();
    if (!tokens.took("^")) {
      return base;
    }
    Token second = tokens.peek();
    Part exponent = signed(depth);
    if (tokens.peek().is("^")) {
      throw tokens.wrong(tokens.peek(), "a power of a power is written with parentheses.");
    }
    return arithmetic(operator, at(first, base::value), at(second, exponent::value));
  }

  /** A sign belongs to the number after it; before anything else it means times minus one. */
  private Part signed(int depth) {
    Token sign = tokens.peek();
    boolean minus = sign.is("-");
    if (!minus && !sign.is("+")) {
      return primary(depth);
    }
    if (depth > Condition.MAX_DEPTH) {
      throw FilterException.tooDeep();
    }
    tokens.take();
    if (tokens.peek().kind() == Kind.NUMBER) {
      return new Part.Has(number(tokens.take(), minus));
    }
    if (!minus) {
      throw tokens.expected("a number");
    }
    Token token = tokens.peek();
    Part part = primary(depth + 1);
    return new Part.Has(
        new Value.Arithmetic(
            Value.ArithmeticOperator.TIMES, new Value.Whole(-1), at(token, part::value)));
  }

  private Value number(Token token, boolean minus) {
    return Numbers.literal(tokens.number(token), minus);
  }

  private Part primary(int depth) {
    Token token = tokens.peek();
    switch (token.kind()) {
      case NUMBER:
        return new Part.Has(number(tokens.take(), false));
      case TEXT:
        return new Part.Has(new Value.Text(tokens.take().text().replace("\\\\", "\\")));
      case QUOTED_NAME:
        return property(tokens.take());
      case NAME:
        return named(token, depth);
      default:
        if (tokens.took("(")) {
          Part part = or(depth + 1);
          tokens.need(")");
          return part;
        }
        throw tokens.expected("a property, a literal or a condition");
    }
  }

  private Part named(Token token, int depth) {
    if (Wkt.begins(tokens)) {
      return new Part.Lies(geometries().shape(new Wkt(tokens, geometries()).read(depth)));
    }
    if (tokens.peek(1).is("(")) {
      return function(token, depth);
    }
    if (token.is("TRUE") || token.is("FALSE")) {
      tokens.take();
      return new Part.Has(new Value.Bool(token.is("TRUE")));
    }
    if (RESERVED.contains(token.text().toUpperCase(Locale.ROOT))) {
      throw tokens.expected("a property, a literal or a condition");
    }
    return property(tokens.take());
  }

  private LiteralGeometry geometries() {
    if (geometries == null) {
      geometries = new LiteralGeometry(vocabulary.system(null));
    }
    return geometries;
  }

  private Part function(Token token, int depth) {
    String name = token.text().toLowerCase(Locale.ROOT);
    if (RESERVED.contains(token.text().toUpperCase(Locale.ROOT))) {
      throw tokens.expected("a property, a literal or a condition");
    }
    tokens.take();
    tokens.take();
    Part part = arguments(token, name, depth);
    tokens.need(")");
    return part;
  }

  private Part arguments(Token token, String name, int depth) {
    if (Part.SPATIAL.containsKey(name)) {
      Part left = argument(depth);
      tokens.need(",");
      Part right = argument(depth);
      Condition.SpatialOperator operator = Part.SPATIAL.get(name);
      return is(
          token, at(token, () -> new Condition.Spatial(operator, left.shape(), right.shape())));
    }
    if (Part.TEMPORAL.containsKey(name)) {
      Part left = argument(depth);
      tokens.need(",");
      Part right = argument(depth);
      return is(token, at(token, () -> Part.temporal(Part.TEMPORAL.get(name), left, right)));
    }
    Value.TextFunction function = textFunction(token);
    if (function != null) {
      Token inside = tokens.peek();
      Part text = argument(depth);
      return new Part.Has(new Value.Folded(function, at(inside, text::value)));
    }
    return switch (name) {
      case "date" -> {
        Token text = tokens.need(Kind.TEXT, "a date between single quotes");
        yield new Part.Has(at(text, () -> Cql2Times.day(text.text())));
      }
      case "timestamp" -> {
        Token text = tokens.need(Kind.TEXT, "a timestamp between single quotes");
        yield new Part.Has(at(text, () -> Cql2Times.moment(text.text())));
      }
      case "interval" -> {
        Value from = end();
        tokens.need(",");
        Value to = end();
        yield new Part.Lasts(at(token, () -> Cql2Times.interval(from, to)));
      }
      case "bbox" -> {
        List<Double> corners = new ArrayList<>();
        do {
          corners.add(tokens.number());
        } while (corners.size() < 6 && tokens.took(","));
        double[] numbers = corners.stream().mapToDouble(d -> d).toArray();
        yield new Part.Lies(geometries().shape(at(token, () -> geometries().box(numbers))));
      }
      default -> throw tokens.unsupported(token, Part.noFunction(token.text()));
    };
  }

  private Part argument(int depth) {
    if (depth >= Condition.MAX_DEPTH) {
      throw FilterException.tooDeep();
    }
    return sum(depth + 1);
  }

  /** The rule instantParameter. */
  private Value end() {
    Token token = tokens.peek();
    if (token.kind() == Kind.TEXT) {
      tokens.take();
      return at(token, () -> Cql2Times.end(token.text()));
    }
    if (token.kind() != Kind.QUOTED_NAME && token.kind() != Kind.NAME) {
      throw tokens.expected("a date, a timestamp or '..' between single quotes, or a property");
    }
    if (tokens.peek(1).is("(")) {
      throw tokens.unsupported(token, Part.noFunction(token.text()));
    }
    tokens.take();
    return at(token, property(token)::value);
  }
}
