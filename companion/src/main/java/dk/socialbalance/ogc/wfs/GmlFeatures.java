/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.CrsReference;
import dk.socialbalance.ogc.common.GeoJson;
import dk.socialbalance.ogc.common.Kvp;
import dk.socialbalance.ogc.common.XmlOut;
import dk.socialbalance.ogc.common.formats.FeatureRows;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.core.io.NumberOutput;

/**
 * Features and values as GML 3.2 (ISO 19136, simple features). Properties without a value are left
 * out; the schema allows both that and {@code xsi:nil}.
 */
final class GmlFeatures {

  /** The content type. */
  static final String TYPE = "application/gml+xml; version=3.2";

  /** The name of the geometry property. */
  static final String GEOMETRY = FeatureRows.GEOMETRY;

  private static final String WFS = "http://www.opengis.net/wfs/2.0";
  private static final String GML = "http://www.opengis.net/gml/3.2";

  private final WfsContext context;
  private final FeatureQuery query;
  private final XmlOut xml;

  private GmlFeatures(WfsContext context, FeatureQuery query, OutputStream stream)
      throws IOException {
    this.context = context;
    this.query = query;
    this.xml = new XmlOut(stream);
  }

  /** Writes a wfs:FeatureCollection. */
  static void collection(WfsContext context, FeatureQuery query, Kvp kvp, OutputStream stream)
      throws IOException {
    GmlFeatures gml = new GmlFeatures(context, query, stream);
    gml.startCollection("wfs:FeatureCollection", kvp);
    for (FeatureQuery.Part part : query.page()) {
      for (int row : part.rows()) {
        gml.xml.start("wfs:member");
        gml.feature(part, row);
        gml.xml.end();
      }
    }
    gml.xml.finish();
  }

  /** Writes the first feature alone, as the root of the document: the answer to GetFeatureById. */
  static void bare(WfsContext context, FeatureQuery query, OutputStream stream) throws IOException {
    FeatureQuery.Part part = query.parts().get(0);
    GmlFeatures gml = new GmlFeatures(context, query, stream);
    gml.feature(
        part,
        part.rows()[0],
        "xmlns:" + Snapshot.WORKSPACE,
        Snapshot.NAMESPACE,
        "xmlns:gml",
        GML,
        "xmlns:xsi",
        "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:schemaLocation",
        gml.schemas());
    gml.xml.finish();
  }

  /**
   * Writes a wfs:ValueCollection with one property of the features: {@code property} is an index of
   * an attribute, of the geometry (one beyond), or -1 for the id.
   */
  static void values(
      WfsContext context, FeatureQuery query, Kvp kvp, int property, OutputStream stream)
      throws IOException {
    GmlFeatures gml = new GmlFeatures(context, query, stream);
    gml.startCollection("wfs:ValueCollection", kvp);
    for (FeatureQuery.Part part : query.page()) {
      for (int row : part.rows()) {
        gml.xml.start("wfs:member");
        if (property < 0) {
          gml.xml.text(part.layer().id(row));
        } else {
          gml.property(part.layer(), row, property);
        }
        gml.xml.end();
      }
    }
    gml.xml.finish();
  }

  private void startCollection(String element, Kvp kvp) throws IOException {
    xml.start(
        element,
        "xmlns:wfs",
        WFS,
        "xmlns:gml",
        GML,
        "xmlns:" + Snapshot.WORKSPACE,
        Snapshot.NAMESPACE,
        "xmlns:xsi",
        "http://www.w3.org/2001/XMLSchema-instance",
        "timeStamp",
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        "numberMatched",
        Integer.toString(query.matched()),
        "numberReturned",
        Integer.toString(query.returned()),
        "next",
        query.next(context, kvp),
        "previous",
        query.previous(context, kvp),
        "xsi:schemaLocation",
        WFS + " http://schemas.opengis.net/wfs/2.0/wfs.xsd " + schemas());
  }

  private String schemas() {
    String layers =
        query.parts().stream()
            .map(part -> WfsContext.qualified(part.layer().name()))
            .collect(Collectors.joining(","));
    String gml = GML + " http://schemas.opengis.net/gml/3.2.1/gml.xsd";
    return layers.isEmpty()
        ? gml
        : gml + " " + Snapshot.NAMESPACE + " " + context.schemaUrl(layers);
  }

  private void feature(FeatureQuery.Part part, int row, String... declarations) throws IOException {
    Layer layer = part.layer();
    String[] attributes = java.util.Arrays.copyOf(declarations, declarations.length + 2);
    attributes[declarations.length] = "gml:id";
    attributes[declarations.length + 1] = layer.id(row);
    xml.start(WfsContext.qualified(layer.name()), attributes);
    for (int attribute : part.attributes()) {
      property(layer, row, attribute);
    }
    if (part.geometry()) {
      property(layer, row, layer.attributes().size());
    }
    xml.end();
  }

  private void property(Layer layer, int row, int property) throws IOException {
    if (property == layer.attributes().size()) {
      xml.start(WfsContext.qualified(GEOMETRY));
      geometry(layer, row);
      xml.end();
      return;
    }
    Object value = layer.value(row, property);
    if (value != null) {
      xml.element(
          WfsContext.qualified(layer.attributes().get(property).name()),
          value instanceof Double number ? number(number) : value.toString());
    }
  }

  private void geometry(Layer layer, int row) throws IOException {
    CrsReference crs = query.crs();
    double scale = GeoJson.scale(layer.nativeSrid(), crs.srid());
    write(layer.geometry(row, crs.srid()), layer.id(row) + "." + GEOMETRY, scale, true);
  }

  private void write(Geometry geometry, String id, double scale, boolean top) throws IOException {
    String[] attributes =
        top
            ? new String[] {"gml:id", id, "srsName", query.crs().spelling(), "srsDimension", "2"}
            : new String[] {"gml:id", id};
    if (geometry instanceof Polygon polygon) {
      xml.start("gml:Polygon", attributes);
      ring("gml:exterior", polygon.getExteriorRing(), scale);
      for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
        ring("gml:interior", polygon.getInteriorRingN(i), scale);
      }
      xml.end();
    } else if (geometry instanceof LineString line) {
      xml.start("gml:LineString", attributes);
      xml.element("gml:posList", positions(line.getCoordinateSequence(), scale));
      xml.end();
    } else if (geometry instanceof Point point) {
      xml.start("gml:Point", attributes);
      xml.element("gml:pos", positions(point.getCoordinateSequence(), scale));
      xml.end();
    } else {
      List<String> names = aggregate(geometry);
      xml.start(names.get(0), attributes);
      for (int i = 0; i < geometry.getNumGeometries(); i++) {
        xml.start(names.get(1));
        write(geometry.getGeometryN(i), id + "." + (i + 1), scale, false);
        xml.end();
      }
      xml.end();
    }
  }

  /** The aggregate's element and that of its members. */
  private static List<String> aggregate(Geometry geometry) {
    if (geometry instanceof MultiPoint) {
      return List.of("gml:MultiPoint", "gml:pointMember");
    }
    return switch (geometry.getGeometryType()) {
      case "MultiPolygon" -> List.of("gml:MultiSurface", "gml:surfaceMember");
      case "MultiLineString" -> List.of("gml:MultiCurve", "gml:curveMember");
      default -> List.of("gml:MultiGeometry", "gml:geometryMember");
    };
  }

  private void ring(String role, LineString ring, double scale) throws IOException {
    xml.start(role).start("gml:LinearRing");
    xml.element("gml:posList", positions(ring.getCoordinateSequence(), scale));
    xml.end().end();
  }

  private String positions(CoordinateSequence positions, double scale) {
    boolean yx = query.crs().yx();
    StringBuilder text = new StringBuilder(positions.size() * 24);
    for (int i = 0; i < positions.size(); i++) {
      String x = number(GeoJson.rounded(positions.getX(i), scale));
      String y = number(GeoJson.rounded(positions.getY(i), scale));
      text.append(i == 0 ? "" : " ").append(yx ? y : x).append(' ').append(yx ? x : y);
    }
    return text.toString();
  }

  private static String number(double value) {
    return NumberOutput.toString(value, true);
  }
}
