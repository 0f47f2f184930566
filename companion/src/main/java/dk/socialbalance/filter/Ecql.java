/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import dk.socialbalance.filter.CqlTokens.Kind;
import dk.socialbalance.filter.CqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads ECQL, the language of GeoServer's CQL_FILTER. A text literal takes the type of what it is
 * compared with; coordinates are x before y, in the layer's own system where none is named.
 */
public final class Ecql extends CqlReader {

  private static final Set<String> SPATIAL =
      Set.of(
          "INTERSECTS",
          "DISJOINT",
          "EQUALS",
          "CONTAINS",
          "WITHIN",
          "TOUCHES",
          "CROSSES",
          "OVERLAPS");

  /** Metres in a unit of distance. */
  private static final Map<String, Double> METRES =
      Map.of(
          "METERS", 1.0,
          "KILOMETERS", 1000.0,
          "FEET", 0.3048,
          "STATUTE MILES", 1609.344,
          "NAUTICAL MILES", 1852.0);

  private static final Set<String> RESERVED =
      Set.of("AND", "OR", "NOT", "LIKE", "ILIKE", "BETWEEN", "IN", "IS", "NULL");

  private int vertices;

  private Ecql(String text, Vocabulary vocabulary) {
    super(new CqlTokens(text, CqlTokens.Dialect.ECQL), vocabulary);
  }

  /**
   * Reads a filter.
   *
   * @throws FilterException when it is none, with the place; or is not supported
   */
  public static Condition parse(String text, Vocabulary vocabulary) {
    return new Ecql(text, vocabulary).whole();
  }

  @Override
  Part predicate(int depth) {
    Token first = tokens.peek();
    if (first.is("IN") && tokens.peek(1).is("(")) {
      tokens.take();
      return is(first, ids());
    }
    Part left = sum(depth);
    Token operator = tokens.peek();
    if (operator.kind() == Kind.SYMBOL) {
      Condition.Operator comparison =
          operator.is("!=") ? Condition.Operator.NOT_EQUAL : Part.COMPARISONS.get(operator.text());
      if (comparison == null) {
        return left;
      }
      tokens.take();
      Value one = at(first, left::value);
      return is(operator, new Condition.Compare(comparison, one, value(depth), true));
    }
    return operator.kind() == Kind.NAME ? worded(first, left, operator, depth) : left;
  }

  private Part worded(Token first, Part left, Token operator, int depth) {
    if (operator.is("EXISTS") || operator.is("DOES")) {
      throw tokens.unsupported(
          operator, "EXISTS and DOES-NOT-EXIST are not supported; write IS NOT NULL or IS NULL.");
    }
    if (tokens.took("IS")) {
      boolean not = tokens.took("NOT");
      tokens.need("NULL");
      return negated(not, is(operator, Part.isNull(left)));
    }
    if (operator.is("BEFORE")
        || operator.is("AFTER")
        || operator.is("DURING")
        || operator.is("TEQUALS")) {
      tokens.take();
      return is(operator, temporal(operator, at(first, left::value)));
    }
    boolean not = tokens.took("NOT");
    if (tokens.peek().is("LIKE") || tokens.peek().is("ILIKE")) {
      boolean matchCase = tokens.take().is("LIKE");
      Value text = at(first, left::value);
      Token pattern = tokens.need(Kind.TEXT, "a pattern between single quotes");
      return negated(
          not,
          is(
              operator,
              new Condition.Like(text, new Value.Text(pattern.text()), '%', '_', '\\', matchCase)));
    }
    if (tokens.took("BETWEEN")) {
      Value value = at(first, left::value);
      Value lower = value(depth);
      tokens.need("AND");
      return negated(not, is(operator, Part.between(value, lower, value(depth))));
    }
    if (tokens.took("IN")) {
      Value value = at(first, left::value);
      List<Value> several = new ArrayList<>();
      tokens.need("(");
      do {
        several.add(value(depth));
      } while (tokens.took(","));
      tokens.need(")");
      return negated(not, in(operator, value, several));
    }
    if (not) {
      throw tokens.expected("LIKE, ILIKE, BETWEEN or IN");
    }
    return left;
  }

  private Condition ids() {
    List<String> ids = new ArrayList<>();
    tokens.need("(");
    do {
      Token id = tokens.peek();
      if (id.kind() != Kind.TEXT && id.kind() != Kind.NUMBER) {
        throw tokens.expected("an identifier between single quotes");
      }
      ids.add(tokens.take().text());
    } while (tokens.took(","));
    tokens.need(")");
    return new Condition.Ids(ids);
  }

  /** A period's ends are included by BEFORE OR DURING and DURING OR AFTER, not by DURING. */
  private Condition temporal(Token operator, Value value) {
    Time left = Time.at(value);
    if (operator.is("BEFORE") && tokens.took("OR")) {
      tokens.need("DURING");
      return new Condition.Compare(
          Condition.Operator.LESS_OR_EQUAL, value, period(true).to(), true);
    }
    if (operator.is("DURING") && tokens.took("OR")) {
      tokens.need("AFTER");
      return new Condition.Compare(
          Condition.Operator.GREATER_OR_EQUAL, value, period(true).from(), true);
    }
    Condition.TemporalOperator asked =
        operator.is("TEQUALS")
            ? Condition.TemporalOperator.EQUALS
            : Condition.TemporalOperator.valueOf(operator.text().toUpperCase(Locale.ROOT));
    return new Condition.Temporal(asked, left, period(operator.is("DURING")));
  }

  /** A period, or an instant where one may stand. */
  private Time period(boolean only) {
    Token first = tokens.peek();
    if (first.kind() == Kind.NAME && EcqlTimes.isDuration(first.text())) {
      tokens.take();
      tokens.need("/");
      Value end = instant();
      return at(first, () -> new Time(EcqlTimes.before(end, first.text()), end));
    }
    Value begin = instant();
    if (!tokens.took("/")) {
      if (only) {
        throw tokens.expected("'/' and the end of a period");
      }
      return Time.at(begin);
    }
    Token second = tokens.peek();
    if (second.kind() == Kind.NAME && EcqlTimes.isDuration(second.text())) {
      tokens.take();
      return at(second, () -> new Time(begin, EcqlTimes.after(begin, second.text())));
    }
    Value end = instant();
    return at(first, () -> Cql2Times.interval(begin, end));
  }

  private Value instant() {
    Token token = tokens.peek();
    if (token.kind() != Kind.TIME && token.kind() != Kind.TEXT) {
      throw tokens.expected("a time as 2016-06-15T12:00:00Z");
    }
    tokens.take();
    return at(token, () -> EcqlTimes.instant(token.text()));
  }

  @Override
  Part sum(int depth) {
    Token first = tokens.peek();
    Part part = product(depth);
    while (tokens.peek().is("+") || tokens.peek().is("-")) {
      part = arithmetic(tokens.take(), at(first, part::value), tokens.peek(), product(depth));
    }
    return part;
  }

  private Part product(int depth) {
    Token first = tokens.peek();
    Part part = signed(depth);
    while (tokens.peek().is("*") || tokens.peek().is("/")) {
      part = arithmetic(tokens.take(), at(first, part::value), tokens.peek(), signed(depth));
    }
    return part;
  }

  private Part arithmetic(Token operator, Value left, Token second, Part right) {
    return new Part.Has(
        new Value.Arithmetic(Part.ARITHMETIC.get(operator.text()), left, at(second, right::value)));
  }

  private Part signed(int depth) {
    if (depth > Condition.MAX_DEPTH) {
      throw FilterException.tooDeep();
    }
    if (!tokens.took("-")) {
      return primary(depth);
    }
    Token token = tokens.peek();
    if (token.kind() == Kind.NUMBER) {
      return new Part.Has(Numbers.literal(tokens.number(tokens.take()), true));
    }
    Part part = signed(depth + 1);
    return new Part.Has(
        new Value.Arithmetic(
            Value.ArithmeticOperator.TIMES, new Value.Whole(-1), at(token, part::value)));
  }

  private Part primary(int depth) {
    Token token = tokens.peek();
    switch (token.kind()) {
      case NUMBER:
        return new Part.Has(Numbers.literal(tokens.number(tokens.take()), false));
      case TEXT:
        return new Part.Has(new Value.Untyped(tokens.take().text()));
      case TIME:
        return new Part.Has(instant());
      case QUOTED_NAME:
        return property(tokens.take());
      case NAME:
        return named(token, depth);
      default:
        for (String[] pair : new String[][] {{"(", ")"}, {"[", "]"}}) {
          if (tokens.took(pair[0])) {
            Part part = or(depth + 1);
            tokens.need(pair[1]);
            return part;
          }
        }
        throw tokens.expected("a property, a literal or a condition");
    }
  }

  private Part named(Token token, int depth) {
    if (token.is("SRID") && tokens.peek(1).is("=") && tokens.peek(3).is(";")) {
      tokens.take();
      tokens.take();
      Token srid = tokens.need(Kind.NUMBER, "an EPSG code");
      tokens.need(";");
      Vocabulary.System system = at(srid, () -> vocabulary.system("EPSG:" + srid.text()));
      return geometry(system, depth);
    }
    if (Wkt.begins(tokens)) {
      return geometry(vocabulary.system(null), depth);
    }
    if (tokens.peek(1).is("(") && !RESERVED.contains(token.text().toUpperCase(Locale.ROOT))) {
      return routine(token, depth);
    }
    if (token.is("TRUE") || token.is("FALSE")) {
      tokens.take();
      return new Part.Has(new Value.Bool(token.is("TRUE")));
    }
    if (token.is("INCLUDE") || token.is("EXCLUDE")) {
      tokens.take();
      return new Part.Is(new Condition.Constant(token.is("INCLUDE")));
    }
    if (RESERVED.contains(token.text().toUpperCase(Locale.ROOT))) {
      throw tokens.expected("a property, a literal or a condition");
    }
    return property(tokens.take());
  }

  private Part geometry(Vocabulary.System system, int depth) {
    LiteralGeometry made = literal(system);
    Part.Lies lies = new Part.Lies(made.shape(new Wkt(tokens, made).read(depth)));
    vertices = made.vertices();
    return lies;
  }

  private LiteralGeometry literal(Vocabulary.System system) {
    return new LiteralGeometry(new Vocabulary.System(system.srid(), false), vertices);
  }

  private Part routine(Token name, int depth) {
    tokens.take();
    tokens.take();
    Part part = arguments(name, name.text().toUpperCase(Locale.ROOT), depth);
    tokens.need(")");
    return part;
  }

  private Part arguments(Token token, String name, int depth) {
    if (SPATIAL.contains(name)) {
      Shape left = shape(depth);
      tokens.need(",");
      Shape right = shape(depth);
      return is(token, new Condition.Spatial(Condition.SpatialOperator.valueOf(name), left, right));
    }
    return switch (name) {
      case "BBOX" -> is(token, bbox(token, depth));
      case "DWITHIN" -> is(token, near(depth));
      case "BEYOND" -> is(token, new Condition.Not(near(depth)));
      case "ENVELOPE" -> {
        // West, east, north, south (OGC 04-021r3, 6.2.2).
        double[] sides = numbers(4);
        LiteralGeometry made = literal(vocabulary.system(null));
        yield new Part.Lies(
            made.shape(at(token, () -> made.box(sides[0], sides[3], sides[1], sides[2]))));
      }
      case "STRTOLOWERCASE" -> new Part.Has(text(Value.TextFunction.LOWER, depth));
      case "STRTOUPPERCASE" -> new Part.Has(text(Value.TextFunction.UPPER, depth));
      case "RELATE" -> throw tokens.unsupported(token, "RELATE is not supported.");
      default -> throw tokens.unsupported(token, Part.noFunction(token.text()));
    };
  }

  private Value text(Value.TextFunction function, int depth) {
    return new Value.Folded(function, value(deeper(depth)));
  }

  private static int deeper(int depth) {
    if (depth >= Condition.MAX_DEPTH) {
      throw FilterException.tooDeep();
    }
    return depth + 1;
  }

  private Shape shape(int depth) {
    Token token = tokens.peek();
    return at(token, sum(deeper(depth))::shape);
  }

  private double[] numbers(int count) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        tokens.need(",");
      }
      numbers[i] = tokens.number();
    }
    return numbers;
  }

  /** Corners and, last, a system; or a geometry whose envelope is meant. */
  private Condition bbox(Token token, int depth) {
    Shape left = shape(depth);
    tokens.need(",");
    boolean corners = tokens.peek().kind() == Kind.NUMBER || tokens.peek().kind() == Kind.SYMBOL;
    if (!corners) {
      Token second = tokens.peek();
      if (!(shape(depth) instanceof Shape.Literal literal)) {
        throw tokens.wrong(second, "expected four numbers or a geometry literal.");
      }
      Shape box = new Shape.Literal(literal.geometry().getEnvelope(), literal.srid());
      return new Condition.Spatial(Condition.SpatialOperator.INTERSECTS, left, box);
    }
    double[] box = numbers(4);
    Vocabulary.System system = vocabulary.system(null);
    LiteralGeometry made = literal(system);
    if (tokens.took(",")) {
      Token named = tokens.need(Kind.TEXT, "a coordinate system as 'EPSG:25832'");
      made = new LiteralGeometry(at(named, () -> vocabulary.system(named.text())), vertices);
    }
    LiteralGeometry of = made;
    return new Condition.Spatial(
        Condition.SpatialOperator.INTERSECTS, left, of.shape(at(token, () -> of.box(box))));
  }

  private Condition near(int depth) {
    Shape left = shape(depth);
    tokens.need(",");
    Shape right = shape(depth);
    tokens.need(",");
    Token number = tokens.need(Kind.NUMBER, "a distance of nought or more");
    double distance = tokens.number(number).doubleValue();
    tokens.need(",");
    Token unit = tokens.need(Kind.NAME, "a unit");
    String written = unit.text().toUpperCase(Locale.ROOT);
    if (tokens.took("MILES")) {
      written += " MILES";
    }
    Double metres = METRES.get(written);
    if (metres == null) {
      throw tokens.wrong(
          unit,
          "units are meters, kilometers, feet, statute miles and nautical miles, not '"
              + FilterException.shown(unit.text())
              + "'.");
    }
    return new Condition.Near(left, right, distance * metres);
  }
}
