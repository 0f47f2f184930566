/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.Gml;
import dk.socialbalance.ogc.common.XmlOut;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;

/** The XML schema of feature types for a version of GML: the answer to DescribeFeatureType. */
final class FeatureTypeSchema {

  private final Gml gml;
  private final XmlOut xml;

  private FeatureTypeSchema(Gml gml, XmlOut xml) {
    this.gml = gml;
    this.xml = xml;
  }

  /** Writes the schema of some layers. */
  static void write(WfsContext context, Collection<Layer> layers, Gml gml, OutputStream stream)
      throws IOException {
    XmlOut xml = new XmlOut(stream);
    xml.start(
        "xsd:schema",
        "xmlns:xsd",
        "http://www.w3.org/2001/XMLSchema",
        "xmlns:gml",
        gml.namespace(),
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
        gml.namespace(),
        "schemaLocation",
        context.schema(gml.schema()));
    FeatureTypeSchema schema = new FeatureTypeSchema(gml, xml);
    for (Layer layer : layers) {
      schema.type(layer);
    }
    xml.finish();
  }

  private void type(Layer layer) throws IOException {
    String type = layer.name() + "Type";
    xml.start("xsd:complexType", "name", type);
    xml.start("xsd:complexContent").start("xsd:extension", "base", "gml:AbstractFeatureType");
    xml.start("xsd:sequence");
    for (Layer.Attribute attribute : layer.attributes()) {
      property(attribute.name(), xsdType(attribute.type()));
    }
    if (layer.hasGeometry()) {
      property(GmlFeatures.GEOMETRY, gml.propertyType(geometryType(layer)));
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
        gml.feature());
  }

  private void property(String name, String type) throws IOException {
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

  /**
   * The JTS type that all geometries of the layer have; {@code Geometry} when they differ. That of
   * the published areas when there are none.
   */
  private static String geometryType(Layer layer) {
    String common = null;
    for (int i = 0; i < layer.geometries().size(); i++) {
      var geometry = layer.geometries().geometry(i, layer.nativeSrid());
      String type = geometry == null ? common : geometry.getGeometryType();
      if (common != null && !common.equals(type)) {
        return "Geometry";
      }
      common = type;
    }
    return common == null ? "MultiPolygon" : common;
  }
}
