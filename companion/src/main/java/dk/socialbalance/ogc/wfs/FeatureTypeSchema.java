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
import java.util.Map;

/** The XML schema of feature types for a version of GML: the answer to DescribeFeatureType. */
final class FeatureTypeSchema {

  private static final String XSD = "http://www.w3.org/2001/XMLSchema";

  private final Gml gml;
  private final XmlOut xml;

  private FeatureTypeSchema(Gml gml, XmlOut xml) {
    this.gml = gml;
    this.xml = xml;
  }

  /**
   * Writes the schema of some layers. A schema is of one namespace: of layers of several, it is one
   * that imports each namespace's own.
   */
  static void write(WfsContext context, Collection<Layer> layers, Gml gml, OutputStream stream)
      throws IOException {
    Map<String, String> namespaces = WfsContext.byNamespace(layers);
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
            context.schemaUrl(part.getValue(), gml));
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
            gml.namespace(),
            "elementFormDefault",
            "qualified",
            "targetNamespace",
            namespaces.isEmpty() ? Snapshot.NAMESPACE : namespaces.keySet().iterator().next()));
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
    String local = layer.description().qualifiedName().local();
    String type = local + "Type";
    xml.start("xsd:complexType", "name", type);
    xml.start("xsd:complexContent").start("xsd:extension", "base", "gml:AbstractFeatureType");
    xml.start("xsd:sequence");
    for (Layer.Attribute attribute : layer.attributes()) {
      property(attribute.name(), xsdType(attribute.type()));
    }
    if (layer.hasGeometry()) {
      property(GmlFeatures.GEOMETRY, gml.propertyType(layer.geometries().type()));
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
      case INTEGER -> "xsd:integer";
      case BIGINT -> "xsd:long";
      case DOUBLE -> "xsd:double";
      case TIMESTAMP -> "xsd:dateTime";
      case DATE -> "xsd:date";
      case BOOLEAN -> "xsd:boolean";
    };
  }
}
