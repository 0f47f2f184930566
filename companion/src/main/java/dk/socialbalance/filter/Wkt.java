/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Reads well-known text among a filter's words (21-065r2, annex B; OGC 06-103r4, 7). */
final class Wkt {

  private static final Set<String> TYPES =
      Set.of(
          "POINT",
          "LINESTRING",
          "POLYGON",
          "MULTIPOINT",
          "MULTILINESTRING",
          "MULTIPOLYGON",
          "GEOMETRYCOLLECTION");

  private final CqlTokens tokens;
  private final LiteralGeometry made;

  Wkt(CqlTokens tokens, LiteralGeometry made) {
    this.tokens = tokens;
    this.made = made;
  }

  /** Whether a geometry begins with the next word. */
  static boolean begins(CqlTokens tokens) {
    CqlTokens.Token after = tokens.peek(1);
    return isType(tokens.peek()) && (after.is("(") || after.is("Z") || after.is("EMPTY"));
  }

  private static boolean isType(CqlTokens.Token token) {
    return token.kind() == CqlTokens.Kind.NAME
        && TYPES.contains(token.text().toUpperCase(Locale.ROOT));
  }

  /** The geometry that begins with the next word. */
  Geometry read(int depth) {
    if (depth > Condition.MAX_DEPTH) {
      throw FilterException.tooDeep();
    }
    CqlTokens.Token type = tokens.peek();
    if (!isType(type)) {
      throw tokens.expected("a geometry (POINT, LINESTRING, POLYGON, MULTI…)");
    }
    tokens.take();
    tokens.took("Z");
    return switch (type.text().toUpperCase(Locale.ROOT)) {
      case "POINT" -> point();
      case "LINESTRING" -> line();
      case "POLYGON" -> polygon();
      case "MULTIPOINT" ->
          LiteralGeometry.FACTORY.createMultiPoint(
              list(() -> tokens.peek().is("(") ? point() : bare()).toArray(new Point[0]));
      case "MULTILINESTRING" ->
          LiteralGeometry.FACTORY.createMultiLineString(
              list(this::line).toArray(new LineString[0]));
      case "MULTIPOLYGON" ->
          LiteralGeometry.FACTORY.createMultiPolygon(list(this::polygon).toArray(new Polygon[0]));
      default ->
          LiteralGeometry.FACTORY.createGeometryCollection(
              list(() -> read(depth + 1)).toArray(new Geometry[0]));
    };
  }

  private Point point() {
    if (tokens.took("EMPTY")) {
      return LiteralGeometry.FACTORY.createPoint();
    }
    tokens.need("(");
    Point point = bare();
    tokens.need(")");
    return point;
  }

  private Point bare() {
    return LiteralGeometry.FACTORY.createPoint(position());
  }

  private LineString line() {
    CqlTokens.Token at = tokens.peek();
    List<Coordinate> positions = list(this::position);
    return placed(at, () -> made.line(positions));
  }

  private Polygon polygon() {
    CqlTokens.Token at = tokens.peek();
    List<List<Coordinate>> rings = list(() -> list(this::position));
    return placed(at, () -> made.polygon(rings));
  }

  private Coordinate position() {
    CqlTokens.Token at = tokens.peek();
    double first = tokens.number();
    double second = tokens.number();
    if (!tokens.peek().is(",") && !tokens.peek().is(")")) {
      tokens.number();
    }
    return placed(at, () -> made.position(first, second));
  }

  private <T> T placed(CqlTokens.Token at, Supplier<T> made) {
    try {
      return made.get();
    } catch (FilterException e) {
      throw tokens.wrong(at, e.getMessage());
    }
  }

  /** What stands between parentheses, with commas between; nothing for EMPTY. */
  private <T> List<T> list(Supplier<T> one) {
    List<T> all = new ArrayList<>();
    if (tokens.took("EMPTY")) {
      return all;
    }
    tokens.need("(");
    do {
      all.add(one.get());
    } while (tokens.took(","));
    tokens.need(")");
    return all;
  }
}
