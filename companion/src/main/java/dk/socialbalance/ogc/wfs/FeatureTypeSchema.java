/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.XmlOut;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;

/** The XML schema of feature types: the answer to DescribeFeatureType. */
final class FeatureTypeSchema {

  private FeatureTypeSchema() {}

  /** Writes the schema of some layers. */
  static void write(Collection<Layer> layers, OutputStream stream) throws IOException {
    XmlOut xml = new XmlOut(stream);
    xml.start(
        "xsd:schema",
        "xmlns:xsd",
        "http://www.w3.org/2001/XMLSchema",
        "xmlns:gml",
        "http://www.opengis.net/gml/3.2",
        "xmlns:" + Snapshot.WORKSPACE,
        Snapshot.NAMESPACE,
        "elementFormDefault",
        "qualified",
        "targetNamespace",
        Snapshot.NAMESPACE);
    xml.element(
        "xsd:import",
        "",
        "namespace",
        "http://www.opengis.net/gml/3.2",
        "schemaLocation",
        "http://schemas.opengis.net/gml/3.2.1/gml.xsd");
    for (Layer layer : layers) {
      type(xml, layer);
    }
    xml.finish();
  }

  private static void type(XmlOut xml, Layer layer) throws IOException {
    String type = layer.name() + "Type";
    xml.start("xsd:complexType", "name", type);
    xml.start("xsd:complexContent").start("xsd:extension", "base", "gml:AbstractFeatureType");
    xml.start("xsd:sequence");
    for (Layer.Attribute attribute : layer.attributes()) {
      property(xml, attribute.name(), xsdType(attribute.type()));
    }
    if (layer.hasGeometry()) {
      property(xml, GmlFeatures.GEOMETRY, geometryType(layer));
    }
    xml.end().end().end().end();
    xml.element(
        "xsd:element",
        "",
        "name",
        layer.name(),
        "type",
        WfsContext.qualified(type),
        "substitutionGroup",
        "gml:AbstractFeature");
  }

  private static void property(XmlOut xml, String name, String type) throws IOException {
    xml.element(
        "xsd:element",
        "",
        "maxOccurs",
        "1",
        "minOccurs",
        "0",
        "name",
        name,
        "nillable",
        "true",
        "type",
        type);
  }

  private static String xsdType(Column.Type type) {
    return switch (type) {
      case TEXT -> "xsd:string";
      case INTEGER -> "xsd:int";
      case BIGINT -> "xsd:long";
      case DOUBLE -> "xsd:double";
      case TIMESTAMP -> "xsd:dateTime";
      case DATE -> "xsd:date";
      case BOOLEAN -> "xsd:boolean";
    };
  }

  /** The type that all geometries of the layer have; the general one when they differ. */
  private static String geometryType(Layer layer) {
    String common = null;
    for (int i = 0; i < layer.geometries().size(); i++) {
      String type = layer.geometries().geometry(i, layer.nativeSrid()).getGeometryType();
      if (common != null && !common.equals(type)) {
        return "gml:GeometryPropertyType";
      }
      common = type;
    }
    return switch (common == null ? "MultiPolygon" : common) {
      case "MultiPolygon" -> "gml:MultiSurfacePropertyType";
      case "Polygon" -> "gml:SurfacePropertyType";
      case "MultiLineString" -> "gml:MultiCurvePropertyType";
      case "LineString" -> "gml:CurvePropertyType";
      case "MultiPoint" -> "gml:MultiPointPropertyType";
      case "Point" -> "gml:PointPropertyType";
      default -> "gml:GeometryPropertyType";
    };
  }
}
