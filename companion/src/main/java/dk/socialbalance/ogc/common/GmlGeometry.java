/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import java.io.IOException;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.core.io.NumberOutput;

/** Writes geometries of every JTS type as GML; the prefix {@code gml} must be bound. */
public final class GmlGeometry {

  private final XmlOut xml;
  private final Gml gml;
  private final CrsReference crs;
  private final double scale;

  /**
   * @param crs the system of the coordinates: its spelling becomes srsName, its order of axes that
   *     of the coordinates
   * @param scale what coordinates are rounded to, see {@link GeoJson#scale}
   */
  public GmlGeometry(XmlOut xml, Gml gml, CrsReference crs, double scale) {
    this.xml = xml;
    this.gml = gml;
    this.crs = crs;
    this.scale = scale;
  }

  /**
   * Writes a geometry.
   *
   * @param geometry x before y, with at least one position: GML knows no empty geometry
   * @param id the start of its id and those of its parts, of which GML 3.2 asks
   */
  public void write(Geometry geometry, String id) throws IOException {
    write(geometry, id, true);
  }

  private void write(Geometry geometry, String id, boolean outermost) throws IOException {
    String[] attributes = {
      "gml:id",
      gml == Gml.V3_2 ? id : null,
      "srsName",
      outermost ? crs.spelling() : null,
      "srsDimension",
      outermost && gml != Gml.V2_1 ? "2" : null
    };
    if (geometry instanceof Point point) {
      xml.start("gml:Point", attributes);
      positions("gml:pos", point.getCoordinateSequence());
    } else if (geometry instanceof LineString line) {
      xml.start("gml:LineString", attributes);
      positions("gml:posList", line.getCoordinateSequence());
    } else if (geometry instanceof Polygon polygon) {
      xml.start("gml:Polygon", attributes);
      boolean old = gml == Gml.V2_1;
      ring(old ? "gml:outerBoundaryIs" : "gml:exterior", polygon.getExteriorRing());
      for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
        ring(old ? "gml:innerBoundaryIs" : "gml:interior", polygon.getInteriorRingN(i));
      }
    } else {
      members((GeometryCollection) geometry, attributes, id);
    }
    xml.end();
  }

  private void members(GeometryCollection collection, String[] attributes, String id)
      throws IOException {
    boolean old = gml == Gml.V2_1;
    String name = "gml:MultiGeometry";
    String member = "gml:geometryMember";
    if (collection instanceof MultiPolygon) {
      name = old ? "gml:MultiPolygon" : "gml:MultiSurface";
      member = old ? "gml:polygonMember" : "gml:surfaceMember";
    } else if (collection instanceof MultiLineString) {
      name = old ? "gml:MultiLineString" : "gml:MultiCurve";
      member = old ? "gml:lineStringMember" : "gml:curveMember";
    } else if (collection instanceof MultiPoint) {
      name = "gml:MultiPoint";
      member = "gml:pointMember";
    }
    xml.start(name, attributes);
    for (int i = 0; i < collection.getNumGeometries(); i++) {
      Geometry part = collection.getGeometryN(i);
      if (!part.isEmpty()) {
        xml.start(member);
        write(part, id + "." + (i + 1), false);
        xml.end();
      }
    }
  }

  private void ring(String role, LineString ring) throws IOException {
    xml.start(role).start("gml:LinearRing");
    positions("gml:posList", ring.getCoordinateSequence());
    xml.end().end();
  }

  /** GML 2: {@code x,y x,y}; GML 3: {@code x y x y}. */
  private void positions(String element, CoordinateSequence positions) throws IOException {
    char between = gml == Gml.V2_1 ? ',' : ' ';
    StringBuilder text = new StringBuilder(positions.size() * 24);
    for (int i = 0; i < positions.size(); i++) {
      String x = number(GeoJson.rounded(positions.getX(i), scale));
      String y = number(GeoJson.rounded(positions.getY(i), scale));
      text.append(i == 0 ? "" : " ");
      text.append(crs.yx() ? y : x).append(between).append(crs.yx() ? x : y);
    }
    xml.element(gml == Gml.V2_1 ? "gml:coordinates" : element, text.toString());
  }

  /** A number as XML Schema's {@code double} writes it, as short as it is exact. */
  public static String number(double value) {
    return NumberOutput.toString(value, true);
  }
}
