/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.union.UnaryUnionOp;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Geometries of GML 2.1.2, 3.1.1 and 3.2 with straight edges, by the names that the versions share.
 * A geometry has one coordinate system: that of the {@code srsName} on it or within it, else the
 * door's default. Curved segments and solids are refused.
 */
final class GmlReader {

  private static final Set<String> METADATA =
      Set.of("metaDataProperty", "description", "descriptionReference", "identifier", "name");

  private final Vocabulary vocabulary;
  private final Map<Vocabulary.System, LiteralGeometry> makers = new HashMap<>();

  /** For one filter. */
  GmlReader(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * The geometry that an element is.
   *
   * @throws FilterException when it is none, or cannot be understood
   */
  Shape.Literal shape(Element element) {
    Vocabulary.System system = system(element);
    String name = FesElements.name(element);
    if (name.equals("Envelope") || name.equals("Box")) {
      double[][] corners = GmlPositions.corners(element);
      return (Shape.Literal) Condition.bbox(system, corners[0], corners[1]).right();
    }
    LiteralGeometry maker = makers.computeIfAbsent(system, LiteralGeometry::new);
    return maker.shape(new One(maker, GmlPositions.dimension(element, 2)).geometry(element));
  }

  private Vocabulary.System system(Element geometry) {
    Vocabulary.System found = null;
    NodeList within = geometry.getElementsByTagName("*");
    for (int i = -1; i < within.getLength(); i++) {
      Element element = i < 0 ? geometry : (Element) within.item(i);
      String spelling = element.getAttribute("srsName");
      if (!spelling.isBlank()) {
        Vocabulary.System system = vocabulary.system(spelling);
        if (found != null && !found.equals(system)) {
          throw FilterException.unsupported(
              FesElements.name(geometry) + ": a geometry has one srsName, not several.");
        }
        found = system;
      }
    }
    return found == null ? vocabulary.system(null) : found;
  }

  /** One geometry of one system. */
  private record One(LiteralGeometry maker, int dimension) {

    private One in(Element element) {
      return new One(maker, GmlPositions.dimension(element, dimension));
    }

    Geometry geometry(Element element) {
      FesElements.refuseLink(element);
      return switch (FesElements.name(element)) {
        case "Point" -> in(element).point(element);
        case "LineString", "LinearRing", "Curve", "CompositeCurve", "Ring", "OrientableCurve" ->
            maker.line(curve(element));
        case "Polygon", "Surface", "CompositeSurface", "PolyhedralSurface" ->
            area(in(element).surface(element));
        case "MultiPoint" ->
            LiteralGeometry.FACTORY.createMultiPoint(
                members(element).stream().map(this::point).toArray(Point[]::new));
        case "MultiLineString", "MultiCurve" ->
            LiteralGeometry.FACTORY.createMultiLineString(
                members(element).stream()
                    .map(one -> maker.line(curve(one)))
                    .toArray(LineString[]::new));
        case "MultiPolygon", "MultiSurface" -> {
          List<Polygon> polygons = new ArrayList<>();
          for (Element member : members(element)) {
            polygons.addAll(in(member).surface(member));
          }
          yield area(polygons);
        }
        case "MultiGeometry" ->
            new GeometryCollection(
                members(element).stream()
                    .map(one -> in(element).geometry(one))
                    .toArray(Geometry[]::new),
                LiteralGeometry.FACTORY);
        case "Envelope", "Box" -> {
          double[][] corners = GmlPositions.corners(element);
          yield maker.box(corners[0][0], corners[0][1], corners[1][0], corners[1][1]);
        }
        default -> throw noGeometry(element);
      };
    }

    private static FilterException noGeometry(Element element) {
      String name = FesElements.name(element);
      return name.matches("Arc.*|Circle.*|.*Spline.*|Bezier|Clothoid|Geodesic.*|OffsetCurve")
          ? FilterException.unsupported(
              name + ": curves are not supported; write straight segments instead.")
          : name.matches(".*Solid|Tin|.*Surface|Shell|Grid|.*Coverage")
              ? FilterException.unsupported(name + " is not supported; write a Polygon instead.")
              : FesElements.misplaced(element, "a geometry");
    }

    private List<Element> members(Element multi) {
      List<Element> members = new ArrayList<>();
      for (Element child : content(multi)) {
        if (!FesElements.name(child).matches("\\w*Members?")) {
          throw FesElements.misplaced(child, "a member of " + FesElements.name(multi));
        }
        FesElements.refuseLink(child);
        members.addAll(FesElements.children(child));
      }
      if (members.isEmpty()) {
        throw FilterException.wrong(FesElements.name(multi) + " has no members.");
      }
      return members;
    }

    private static List<Element> content(Element element) {
      return FesElements.children(element).stream()
          .filter(child -> !METADATA.contains(FesElements.name(child)))
          .toList();
    }

    private Point point(Element element) {
      if (!FesElements.name(element).equals("Point")) {
        throw FesElements.misplaced(element, "a Point");
      }
      List<Coordinate> positions = in(element).positions(element);
      if (positions.size() != 1) {
        throw FilterException.wrong("A Point has one position, not " + positions.size() + ".");
      }
      return LiteralGeometry.FACTORY.createPoint(positions.get(0));
    }

    /** The positions of a curve with straight segments. */
    private List<Coordinate> curve(Element element) {
      FesElements.refuseLink(element);
      List<Coordinate> positions =
          switch (FesElements.name(element)) {
            case "LineString", "LinearRing" -> in(element).positions(element);
            case "LineStringSegment" -> {
              String interpolation = element.getAttribute("interpolation");
              if (!interpolation.isEmpty() && !interpolation.equals("linear")) {
                throw FilterException.unsupported(
                    "LineStringSegment: only linear interpolation is supported.");
              }
              yield in(element).positions(element);
            }
            case "Curve" -> {
              Element segments = FesElements.children(element, 1, "segments").get(0);
              if (!FesElements.name(segments).equals("segments")) {
                throw FesElements.misplaced(segments, "segments");
              }
              yield in(element).joined(FesElements.children(segments));
            }
            case "CompositeCurve", "Ring" -> in(element).joined(members(element));
            case "OrientableCurve" -> {
              // Which way a line runs makes no difference to where it lies.
              Element base = FesElements.single(element);
              FesElements.refuseLink(base);
              yield in(element).curve(FesElements.single(base));
            }
            default -> throw noGeometry(element);
          };
      if (positions.size() < 2) {
        throw FilterException.wrong(FesElements.name(element) + " needs two positions or more.");
      }
      return positions;
    }

    private List<Coordinate> joined(List<Element> pieces) {
      List<Coordinate> all = new ArrayList<>();
      for (Element piece : pieces) {
        List<Coordinate> positions = curve(piece);
        if (!all.isEmpty()) {
          if (!all.get(all.size() - 1).equals2D(positions.get(0))) {
            throw FilterException.wrong(
                FesElements.name(piece) + ": a segment begins where the one before ends.");
          }
          positions = positions.subList(1, positions.size());
        }
        all.addAll(positions);
      }
      return all;
    }

    private List<Polygon> surface(Element element) {
      FesElements.refuseLink(element);
      return switch (FesElements.name(element)) {
        case "Polygon", "PolygonPatch", "Triangle", "Rectangle" -> List.of(polygon(element));
        case "Surface", "PolyhedralSurface" -> {
          Element patches = FesElements.children(element, 1, "patches").get(0);
          if (!FesElements.name(patches).matches("patches|polygonPatches")) {
            throw FesElements.misplaced(patches, "patches");
          }
          yield surfaces(FesElements.children(patches));
        }
        case "CompositeSurface" -> surfaces(members(element));
        default -> throw noGeometry(element);
      };
    }

    private List<Polygon> surfaces(List<Element> elements) {
      List<Polygon> polygons = new ArrayList<>();
      elements.forEach(one -> polygons.addAll(in(one).surface(one)));
      return polygons;
    }

    private Polygon polygon(Element element) {
      List<List<Coordinate>> rings = new ArrayList<>();
      for (Element boundary : content(element)) {
        String role = FesElements.name(boundary);
        if (!role.matches(
            rings.isEmpty() ? "exterior|outerBoundaryIs" : "interior|innerBoundaryIs")) {
          throw FesElements.misplaced(
              boundary, rings.isEmpty() ? "the exterior of a polygon" : "an interior ring");
        }
        for (Element ring : FesElements.children(boundary)) {
          if (!FesElements.name(ring).matches("LinearRing|Ring")) {
            throw FesElements.misplaced(ring, "a LinearRing");
          }
          rings.add(in(element).curve(ring));
        }
      }
      if (rings.isEmpty()) {
        throw FilterException.wrong(FesElements.name(element) + " has no exterior.");
      }
      return maker.polygon(rings);
    }

    /** Members of a GML surface may share edges, those of a JTS geometry may not. */
    private static Geometry area(List<Polygon> polygons) {
      if (polygons.isEmpty()) {
        throw FilterException.wrong("A surface has no polygons.");
      }
      polygons.forEach(Shapes::needValid);
      if (polygons.size() == 1) {
        return polygons.get(0);
      }
      MultiPolygon all =
          LiteralGeometry.FACTORY.createMultiPolygon(polygons.toArray(new Polygon[0]));
      return all.isValid() ? all : UnaryUnionOp.union(polygons);
    }

    private List<Coordinate> positions(Element parent) {
      List<Coordinate> positions = new ArrayList<>();
      for (Element child : content(parent)) {
        switch (FesElements.name(child)) {
          case "pos" -> {
            double[] numbers = GmlPositions.numbers(FesElements.text(child), child);
            int declared = GmlPositions.dimension(child, numbers.length);
            if (declared != numbers.length) {
              throw FilterException.wrong("pos: it has not as many numbers as its srsDimension.");
            }
            add(positions, numbers, child);
          }
          case "posList" -> list(positions, child);
          case "coordinates" ->
              GmlPositions.coordinates(child).forEach(numbers -> add(positions, numbers, child));
          case "coord" -> add(positions, GmlPositions.coord(child), child);
          case "pointProperty", "pointRep" -> {
            FesElements.refuseLink(child);
            positions.add(point(FesElements.single(child)).getCoordinate());
          }
          default -> throw FesElements.misplaced(child, "a position");
        }
      }
      return positions;
    }

    private void list(List<Coordinate> positions, Element posList) {
      int size = GmlPositions.dimension(posList, dimension);
      double[] numbers = GmlPositions.numbers(FesElements.text(posList), posList);
      if (numbers.length % size != 0) {
        throw FilterException.wrong(
            "posList: " + numbers.length + " numbers do not make positions of " + size + " each.");
      }
      for (int i = 0; i < numbers.length; i += size) {
        positions.add(maker.position(numbers[i], numbers[i + 1]));
      }
    }

    private void add(List<Coordinate> positions, double[] numbers, Element where) {
      GmlPositions.need2or3(numbers, where);
      positions.add(maker.position(numbers[0], numbers[1]));
    }
  }
}
