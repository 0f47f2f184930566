/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.GeoJson;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.XmlOut;
import dk.socialbalance.publication.Layer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/**
 * The answer to DescribeLayer: where a layer's features are to be had. In 1.1.1 by the DTD of the
 * SLD profile, in 1.3.0 by SLD 1.1 ({@code DescribeLayer.xsd}), or as GeoServer's JSON.
 *
 * @param layers those asked, in order
 */
record LayerDescriptions(List<Layer> layers, WmsVersion version, boolean json) {

  /**
   * Reads the request.
   *
   * @throws OwsException saying what is wrong with which parameter
   */
  static LayerDescriptions read(WmsParameters parameters, WmsModel model) {
    String name = parameters.get("OUTPUT_FORMAT") != null ? "OUTPUT_FORMAT" : "OUTPUTFORMAT";
    String format = parameters.get(name);
    boolean json =
        switch (format == null ? "" : format.toLowerCase(Locale.ROOT)) {
          case "application/json" -> true;
          case "", "text/xml", "application/vnd.ogc.wms_xml" -> false;
          default ->
              throw new OwsException(
                  400,
                  "InvalidFormat",
                  name,
                  "Descriptions of layers come as text/xml or application/json");
        };
    return new LayerDescriptions(layers(parameters, model), parameters.version(), json);
  }

  /** The layers of the parameter LAYERS. */
  static List<Layer> layers(WmsParameters parameters, WmsModel model) {
    parameters.required("LAYERS");
    return parameters.layerNames().stream().map(name -> model.layer(name, "LAYERS")).toList();
  }

  String contentType() {
    if (json) {
      return "application/json";
    }
    return version == WmsVersion.V1_3_0
        ? "text/xml;charset=UTF-8"
        : "application/vnd.ogc.wms_xml;charset=UTF-8";
  }

  byte[] write(WmsEndpoint endpoint) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (json) {
      json(out, endpoint);
    } else if (version == WmsVersion.V1_3_0) {
      sld11(new XmlOut(out), endpoint);
    } else {
      wms111(new XmlOut(out), endpoint);
    }
    return out.toByteArray();
  }

  private void sld11(XmlOut xml, WmsEndpoint endpoint) throws IOException {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("xmlns:sld", "http://www.opengis.net/sld");
    attributes.put("xmlns:se", "http://www.opengis.net/se");
    attributes.put("xmlns:xlink", "http://www.w3.org/1999/xlink");
    attributes.put("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    for (Layer layer : layers) {
      Layer.QualifiedName name = layer.description().qualifiedName();
      attributes.put("xmlns:" + name.prefix(), name.namespace());
    }
    attributes.put(
        "xsi:schemaLocation",
        "http://www.opengis.net/sld http://schemas.opengis.net/sld/1.1.0/DescribeLayer.xsd");
    xml.start(
        "sld:DescribeLayerResponse",
        attributes.entrySet().stream()
            .flatMap(pair -> Stream.of(pair.getKey(), pair.getValue()))
            .toArray(String[]::new));
    xml.element("sld:Version", "1.1.0");
    for (Layer layer : layers) {
      xml.start("sld:LayerDescription");
      xml.element("sld:owsType", "wfs");
      xml.start("se:OnlineResource", "xlink:type", "simple", "xlink:href", endpoint.wfsUrl() + "?")
          .end();
      xml.start("sld:TypeName");
      xml.element("se:FeatureTypeName", layer.description().qualifiedName().toString());
      xml.end();
      xml.end();
    }
    xml.finish();
  }

  private void wms111(XmlOut xml, WmsEndpoint endpoint) throws IOException {
    xml.doctype(
        "<!DOCTYPE WMS_DescribeLayerResponse SYSTEM"
            + " \"http://schemas.opengis.net/wms/1.1.1/WMS_DescribeLayerResponse.dtd\">");
    xml.start("WMS_DescribeLayerResponse", "version", "1.1.1");
    String wfs = endpoint.wfsUrl() + "?";
    for (Layer layer : layers) {
      String name = endpoint.layerName(layer);
      xml.start("LayerDescription", "name", name, "wfs", wfs, "owsType", "WFS", "owsURL", wfs);
      xml.start("Query", "typeName", name).end();
      xml.end();
    }
    xml.finish();
  }

  private void json(ByteArrayOutputStream out, WmsEndpoint endpoint) {
    try (JsonGenerator json = GeoJson.generator(out)) {
      json.writeStartObject();
      json.writeStringProperty("version", version.number());
      json.writeName("layerDescriptions");
      json.writeStartArray();
      for (Layer layer : layers) {
        json.writeStartObject();
        json.writeStringProperty("layerName", endpoint.layerName(layer));
        json.writeStringProperty("owsURL", endpoint.wfsUrl() + "?");
        json.writeStringProperty("owsType", "WFS");
        json.writeStringProperty("typeName", endpoint.layerName(layer));
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }
}
