/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.GeoJson;
import dk.socialbalance.ogc.common.XmlOut;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Layer.Attribute;
import dk.socialbalance.publication.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * Feature info as a GML 2.1.2 or 3.1.1 feature collection, coordinates x before y as the short
 * srsName says. A hidden number has no element; {@code datastatus} says why.
 */
final class FeatureInfoGml {

  private final XmlOut xml;
  private final FeatureInfo info;
  private final boolean gml3;
  private double scale;

  private FeatureInfoGml(FeatureInfo info, boolean gml3, XmlOut xml) {
    this.xml = xml;
    this.info = info;
    this.gml3 = gml3;
  }

  static byte[] write(FeatureInfo info, boolean gml3) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new FeatureInfoGml(info, gml3, new XmlOut(out)).collection();
    return out.toByteArray();
  }

  private void collection() throws IOException {
    Map<String, String> declared = new LinkedHashMap<>();
    declared.put("xmlns:wfs", "http://www.opengis.net/wfs");
    declared.put("xmlns:gml", "http://www.opengis.net/gml");
    declared.put("xmlns:" + Snapshot.WORKSPACE, Snapshot.NAMESPACE);
    for (FeatureInfo.Found found : info.layers()) {
      Layer.QualifiedName name = found.layer().description().qualifiedName();
      declared.put("xmlns:" + name.prefix(), name.namespace());
    }
    xml.start(
        "wfs:FeatureCollection",
        declared.entrySet().stream()
            .flatMap(pair -> Stream.of(pair.getKey(), pair.getValue()))
            .toArray(String[]::new));
    xml.start("gml:boundedBy");
    if (gml3) {
      xml.element("gml:Null", "unknown");
    } else {
      xml.element("gml:null", "unknown");
    }
    xml.end();
    for (FeatureInfo.Found found : info.layers()) {
      for (int row : found.rows()) {
        feature(found.layer(), row);
      }
    }
    xml.finish();
  }

  private void feature(Layer layer, int row) throws IOException {
    xml.start("gml:featureMember");
    Layer.QualifiedName name = layer.description().qualifiedName();
    xml.start(name.toString(), gml3 ? "gml:id" : "fid", layer.id(row));
    for (Attribute attribute : layer.attributes()) {
      Object value = layer.value(row, attribute.name());
      if (value != null) {
        xml.element(name.prefix() + ":" + attribute.name(), value.toString());
      }
    }
    xml.start(name.prefix() + ":geom");
    scale = GeoJson.scale(layer.nativeSrid(), info.srid());
    geometry(layer.geometry(row, info.srid()), true);
    xml.end();
    xml.end();
    xml.end();
  }

  private void geometry(Geometry geometry, boolean outermost) throws IOException {
    String[] system = outermost ? new String[] {"srsName", info.crs()} : new String[0];
    if (geometry instanceof Point) {
      xml.start("gml:Point", system);
      positions(geometry.getCoordinates(), "gml:pos");
    } else if (geometry instanceof LineString) {
      xml.start("gml:LineString", system);
      positions(geometry.getCoordinates(), "gml:posList");
    } else if (geometry instanceof Polygon polygon) {
      xml.start("gml:Polygon", system);
      ring(gml3 ? "gml:exterior" : "gml:outerBoundaryIs", polygon.getExteriorRing());
      for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
        ring(gml3 ? "gml:interior" : "gml:innerBoundaryIs", polygon.getInteriorRingN(i));
      }
    } else {
      members((GeometryCollection) geometry, system);
    }
    xml.end();
  }

  private void members(GeometryCollection collection, String[] system) throws IOException {
    String name = "gml:MultiPoint";
    String member = "gml:pointMember";
    if (collection instanceof MultiPolygon) {
      name = gml3 ? "gml:MultiSurface" : "gml:MultiPolygon";
      member = gml3 ? "gml:surfaceMember" : "gml:polygonMember";
    } else if (collection instanceof MultiLineString) {
      name = gml3 ? "gml:MultiCurve" : "gml:MultiLineString";
      member = gml3 ? "gml:curveMember" : "gml:lineStringMember";
    }
    xml.start(name, system);
    for (int i = 0; i < collection.getNumGeometries(); i++) {
      xml.start(member);
      geometry(collection.getGeometryN(i), false);
      xml.end();
    }
  }

  private void ring(String role, LineString ring) throws IOException {
    xml.start(role);
    xml.start("gml:LinearRing");
    positions(ring.getCoordinates(), "gml:posList");
    xml.end();
    xml.end();
  }

  private void positions(Coordinate[] coordinates, String element) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Coordinate coordinate : coordinates) {
      text.append(text.isEmpty() ? "" : " ")
          .append(GeoJson.rounded(coordinate.x, scale))
          .append(gml3 ? ' ' : ',')
          .append(GeoJson.rounded(coordinate.y, scale));
    }
    xml.element(gml3 ? element : "gml:coordinates", text.toString());
  }
}
