/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.XmlOut;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The XML schema of feature types: the answer to DescribeFeatureType. */
final class FeatureTypeSchema {

  private static final String XSD = "http://www.w3.org/2001/XMLSchema";

  private FeatureTypeSchema() {}

  /**
   * Writes the schema of some layers. A schema is of one namespace: of layers of several, it is one
   * that imports each namespace's own.
   */
  static void write(WfsContext context, Collection<Layer> layers, OutputStream stream)
      throws IOException {
    Map<String, String> namespaces = new LinkedHashMap<>();
    for (Layer layer : layers) {
      namespaces.merge(
          layer.description().qualifiedName().namespace(),
          WfsContext.qualified(layer),
          (some, one) -> some + "," + one);
    }
    XmlOut xml = new XmlOut(stream);
    if (namespaces.size() > 1) {
      xml.start("xsd:schema", "xmlns:xsd", XSD, "elementFormDefault", "qualified");
      for (Map.Entry<String, String> part : namespaces.entrySet()) {
        xml.element(
            "xsd:import",
            "",
            "namespace",
            part.getKey(),
            "schemaLocation",
            context.schemaUrl(part.getValue()));
      }
      xml.finish();
      return;
    }
    xml.start(
        "xsd:schema",
        WfsContext.declaring(
            layers,
            "xmlns:xsd",
            XSD,
            "xmlns:gml",
            "http://www.opengis.net/gml/3.2",
            "elementFormDefault",
            "qualified",
            "targetNamespace",
            namespaces.isEmpty() ? Snapshot.NAMESPACE : namespaces.keySet().iterator().next()));
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
    String local = layer.description().qualifiedName().local();
    String type = local + "Type";
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
        local,
        "type",
        WfsContext.qualified(layer, type),
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
    return switch (layer.geometries().type()) {
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
