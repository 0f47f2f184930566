/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads CQL2 JSON (OGC 21-065r2, clause 8.3 and annex C): the same as {@link Cql2Text}. Names of
 * operators are read whatever their case.
 */
public final class Cql2Json {

  /** Each condition is an object in an array; a geometry has six levels more. */
  private static final int MAX_NESTING = 2 * Condition.MAX_DEPTH + 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_NESTING)
                          .maxNumberLength(100)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** A node and the way to it from the root, for error messages. */
  private record Spot(JsonNode node, Spot parent, String step) {

    Spot of(String member) {
      return new Spot(node.get(member), this, (parent == null ? "" : ".") + member);
    }

    Spot of(int index) {
      return new Spot(node.get(index), this, "[" + index + "]");
    }

    List<Spot> all() {
      List<Spot> all = new ArrayList<>(node.size());
      for (int i = 0; i < node.size(); i++) {
        all.add(of(i));
      }
      return all;
    }

    private String place() {
      List<String> steps = new ArrayList<>();
      for (Spot spot = this; spot.parent != null; spot = spot.parent) {
        steps.add(0, spot.step);
      }
      return steps.isEmpty() ? "" : "At " + String.join("", steps) + ": ";
    }

    FilterException wrong(String message) {
      return FilterException.wrong(place() + message);
    }

    FilterException unsupported(String message) {
      return FilterException.unsupported(place() + message);
    }

    /** Whatever is made; an error is told with its place. */
    <T> T make(Supplier<T> made) {
      try {
        return made.get();
      } catch (FilterException e) {
        throw e.isUnsupported() ? unsupported(e.getMessage()) : wrong(e.getMessage());
      }
    }
  }

  private final Vocabulary vocabulary;
  private LiteralGeometry geometries;
  private int conditions;

  private Cql2Json(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * Reads a filter. Geometries are in the vocabulary's default system, in that system's order.
   *
   * @throws FilterException when it is none, with the place; or is not supported
   */
  public static Condition parse(String text, Vocabulary vocabulary) {
    if (text.length() > CqlTokens.MAX_LENGTH) {
      throw FilterException.wrong(
          "The filter is longer than "
              + CqlTokens.MAX_LENGTH
              + " characters; this one has "
              + text.length()
              + ".");
    }
    JsonNode root;
    try {
      root = MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw noJson(e);
    }
    if (root == null || root.isMissingNode()) {
      throw FilterException.wrong("The filter is empty.");
    }
    return new Cql2Json(vocabulary).condition(new Spot(root, null, ""), 0);
  }

  private static FilterException noJson(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    String place =
        at == null || at.getLineNr() < 1
            ? ""
            : "Line " + at.getLineNr() + ", character " + at.getColumnNr() + ": ";
    return FilterException.wrong(
        place
            + "the filter is no JSON that can be read (each member once, at most "
            + MAX_NESTING
            + " levels, nothing after the end).");
  }

  private Condition condition(Spot spot, int depth) {
    Part part = part(spot, depth);
    return spot.make(part::condition);
  }

  private Value value(Spot spot, int depth) {
    Part part = part(spot, depth);
    return spot.make(part::value);
  }

  private Part part(Spot spot, int depth) {
    if (depth > Condition.MAX_DEPTH) {
      throw FilterException.tooDeep();
    }
    JsonNode node = spot.node();
    if (node.isBoolean()) {
      return new Part.Has(new Value.Bool(node.booleanValue()));
    }
    if (node.isString()) {
      return new Part.Has(new Value.Text(node.stringValue()));
    }
    if (node.isNumber()) {
      return new Part.Has(number(spot));
    }
    if (!node.isObject()) {
      throw spot.wrong(
          "expected an object, a text, a number, true or false; arrays stand only as lists of in"
              + " and as ends of an interval.");
    }
    if (node.has("op")) {
      only(spot, "op", "args");
      return operation(spot, depth);
    }
    if (node.has("property")) {
      only(spot, "property");
      String name = spot.make(() -> vocabulary.property(text(spot.of("property"))));
      return name.equals(Vocabulary.GEOMETRY)
          ? new Part.Lies(new Shape.Feature())
          : new Part.Has(new Value.Property(name));
    }
    if (node.has("date")) {
      only(spot, "date");
      return new Part.Has(spot.make(() -> Cql2Times.day(text(spot.of("date")))));
    }
    if (node.has("timestamp")) {
      only(spot, "timestamp");
      return new Part.Has(spot.make(() -> Cql2Times.moment(text(spot.of("timestamp")))));
    }
    if (node.has("interval")) {
      only(spot, "interval");
      return interval(spot.of("interval"));
    }
    if (node.has("bbox") && !node.has("type")) {
      only(spot, "bbox");
      double[] corners = numbers(spot.of("bbox"), 4, 6);
      return new Part.Lies(geometries().shape(spot.make(() -> geometries().box(corners))));
    }
    if (node.has("type")) {
      return new Part.Lies(geometries().shape(geometry(spot, depth)));
    }
    throw spot.wrong(
        "expected an object with op, property, date, timestamp, interval, bbox, or a geometry.");
  }

  private static void only(Spot spot, String... members) {
    for (String name : spot.node().propertyNames()) {
      if (!Set.of(members).contains(name)) {
        throw spot.wrong(
            "the member '"
                + FilterException.shown(name)
                + "' does not stand beside '"
                + members[0]
                + "'.");
      }
    }
  }

  private static String text(Spot spot) {
    if (!spot.node().isString()) {
      throw FilterException.wrong(spot.step().replace(".", "") + " is a text.");
    }
    return spot.node().stringValue();
  }

  private static Value number(Spot spot) {
    try {
      return Numbers.literal(Numbers.parse(spot.node().asString()), false);
    } catch (NumberFormatException e) {
      throw spot.wrong("the number is too large.");
    }
  }

  private Part interval(Spot spot) {
    if (!spot.node().isArray() || spot.node().size() != 2) {
      throw spot.wrong("an interval has two ends.");
    }
    Value from = end(spot.of(0));
    Value to = end(spot.of(1));
    return new Part.Lasts(spot.make(() -> Cql2Times.interval(from, to)));
  }

  private Value end(Spot spot) {
    if (spot.node().isString()) {
      return spot.make(() -> Cql2Times.end(spot.node().stringValue()));
    }
    Value value = value(spot, 0);
    if (value instanceof Value.Property
        || value instanceof Value.Day
        || value instanceof Value.Moment) {
      return value;
    }
    throw spot.wrong("an interval's end is a date, a timestamp, '..' or a property.");
  }

  private Part operation(Spot spot, int depth) {
    if (!spot.node().get("op").isString()) {
      throw spot.of("op").wrong("the operator is a text.");
    }
    String written = spot.node().get("op").stringValue();
    String op = written.toLowerCase(Locale.ROOT);
    Spot args = spot.of("args");
    if (args.node() == null || !args.node().isArray()) {
      throw spot.wrong("the operator '" + FilterException.shown(written) + "' needs args.");
    }
    if (++conditions > Condition.MAX_CONDITIONS) {
      throw FilterException.wrong(
          "The filter has more than " + Condition.MAX_CONDITIONS + " conditions.");
    }
    if (Part.ARITHMETIC.containsKey(op)) {
      count(args, op, 2, 2);
      return new Part.Has(
          new Value.Arithmetic(
              Part.ARITHMETIC.get(op), value(args.of(0), depth + 1), value(args.of(1), depth + 1)));
    }
    if (op.equals("casei") || op.equals("accenti")) {
      count(args, op, 1, 1);
      return new Part.Has(
          new Value.Folded(
              Value.TextFunction.valueOf(op.toUpperCase(Locale.ROOT)),
              value(args.of(0), depth + 1)));
    }
    return new Part.Is(test(spot, op, args, depth + 1));
  }

  private static void count(Spot args, String op, int least, int most) {
    int size = args.node().size();
    if (size < least || size > most) {
      String needs = least == most ? "" + least : "at least " + least;
      throw args.wrong("'" + op + "' needs " + needs + " args; here are " + size + ".");
    }
  }

  private Condition test(Spot spot, String op, Spot args, int depth) {
    if (Part.COMPARISONS.containsKey(op)) {
      count(args, op, 2, 2);
      return new Condition.Compare(
          Part.COMPARISONS.get(op), value(args.of(0), depth), value(args.of(1), depth), true);
    }
    if (Part.SPATIAL.containsKey(op) || Part.TEMPORAL.containsKey(op)) {
      count(args, op, 2, 2);
      Part left = part(args.of(0), depth);
      Part right = part(args.of(1), depth);
      return spot.make(
          () ->
              Part.SPATIAL.containsKey(op)
                  ? new Condition.Spatial(Part.SPATIAL.get(op), left.shape(), right.shape())
                  : Part.temporal(Part.TEMPORAL.get(op), left, right));
    }
    switch (op) {
      case "and", "or":
        count(args, op, 2, Integer.MAX_VALUE);
        List<Condition> all = args.all().stream().map(one -> condition(one, depth)).toList();
        return op.equals("and") ? new Condition.And(all) : new Condition.Or(all);
      case "not":
        count(args, op, 1, 1);
        return new Condition.Not(condition(args.of(0), depth));
      case "like":
        count(args, op, 2, 2);
        Value text = value(args.of(0), depth);
        Value pattern = value(args.of(1), depth);
        args.of(1).make(() -> Texts.constant(pattern));
        return new Condition.Like(text, pattern, '%', '_', '\\', true);
      case "between":
        count(args, op, 3, 3);
        return Part.between(
            value(args.of(0), depth), value(args.of(1), depth), value(args.of(2), depth));
      case "in":
        return in(args, depth);
      case "isnull":
        count(args, op, 1, 1);
        return Part.isNull(part(args.of(0), depth));
      default:
        throw spot.unsupported(Part.noFunction(spot.node().get("op").stringValue()));
    }
  }

  private Condition in(Spot args, int depth) {
    count(args, "in", 2, 2);
    Spot list = args.of(1);
    if (!list.node().isArray()) {
      throw list.wrong("'in' needs a list in brackets.");
    }
    conditions += list.node().size();
    Value value = value(args.of(0), depth);
    List<Value> several = list.all().stream().map(one -> value(one, depth)).toList();
    return list.make(() -> Part.in(value, several));
  }

  private LiteralGeometry geometries() {
    if (geometries == null) {
      geometries = new LiteralGeometry(vocabulary.system(null));
    }
    return geometries;
  }

  /** A geometry of RFC 7946; a {@code bbox} that comes with it says nothing new. */
  private Geometry geometry(Spot spot, int depth) {
    if (depth > Condition.MAX_DEPTH) {
      throw FilterException.tooDeep();
    }
    String type = spot.make(() -> text(spot.of("type")));
    boolean collection = type.equals("GeometryCollection");
    only(spot, "type", collection ? "geometries" : "coordinates", "bbox");
    Spot inside = spot.of(collection ? "geometries" : "coordinates");
    if (inside.node() == null) {
      throw spot.wrong("the geometry has no " + (collection ? "geometries." : "coordinates."));
    }
    return switch (type) {
      case "Point" -> point(inside);
      case "LineString" -> line(inside);
      case "Polygon" -> polygon(inside);
      case "MultiPoint" ->
          LiteralGeometry.FACTORY.createMultiPoint(
              array(inside).stream().map(this::point).toArray(Point[]::new));
      case "MultiLineString" ->
          LiteralGeometry.FACTORY.createMultiLineString(
              array(inside).stream().map(this::line).toArray(LineString[]::new));
      case "MultiPolygon" ->
          LiteralGeometry.FACTORY.createMultiPolygon(
              array(inside).stream().map(this::polygon).toArray(Polygon[]::new));
      case "GeometryCollection" ->
          LiteralGeometry.FACTORY.createGeometryCollection(
              array(inside).stream().map(one -> geometry(one, depth + 1)).toArray(Geometry[]::new));
      default ->
          throw spot.wrong("'" + FilterException.shown(type) + "' is no type of a geometry.");
    };
  }

  private static List<Spot> array(Spot spot) {
    if (!spot.node().isArray()) {
      throw spot.wrong("expected an array.");
    }
    return spot.all();
  }

  private Point point(Spot spot) {
    return spot.node().isArray() && spot.node().isEmpty()
        ? LiteralGeometry.FACTORY.createPoint()
        : LiteralGeometry.FACTORY.createPoint(position(spot));
  }

  private LineString line(Spot spot) {
    List<Coordinate> positions = positions(spot);
    return spot.make(() -> geometries().line(positions));
  }

  private Polygon polygon(Spot spot) {
    List<List<Coordinate>> rings = array(spot).stream().map(this::positions).toList();
    return spot.make(() -> geometries().polygon(rings));
  }

  private List<Coordinate> positions(Spot spot) {
    return array(spot).stream().map(this::position).collect(Collectors.toList());
  }

  private Coordinate position(Spot spot) {
    double[] numbers = numbers(spot, 2, 3);
    return spot.make(() -> geometries().position(numbers));
  }

  private static double[] numbers(Spot spot, int count, int orCount) {
    JsonNode node = spot.node();
    if (!node.isArray() || node.size() != count && node.size() != orCount) {
      throw spot.wrong("expected " + count + " or " + orCount + " numbers in brackets.");
    }
    double[] numbers = new double[node.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!node.get(i).isNumber()) {
        throw spot.of(i).wrong("expected a number.");
      }
      numbers[i] = node.get(i).doubleValue();
    }
    return numbers;
  }
}
