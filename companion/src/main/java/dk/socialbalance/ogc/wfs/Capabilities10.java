/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.ogc.common.XmlOut;
import dk.socialbalance.publication.Layer;
import java.io.IOException;
import org.locationtech.jts.geom.Envelope;

/** The capabilities of WFS 1.0.0 (OGC 02-058, annex A.1). */
final class Capabilities10 {

  private final WfsContext context;
  private final String language;
  private final XmlOut xml;

  Capabilities10(WfsContext context, String language, XmlOut xml) {
    this.context = context;
    this.language = language;
    this.xml = xml;
  }

  void write() throws IOException {
    WfsVersion version = WfsVersion.V1_0_0;
    String revision = context.snapshot().revision();
    xml.start(
        "WFS_Capabilities",
        WfsContext.declaring(
            context.snapshot().layers().values(),
            "version",
            version.number(),
            "updateSequence",
            revision.matches("\\d+") ? revision : null,
            "xmlns",
            version.namespace(),
            "xmlns:ogc",
            version.filterNamespace(),
            "xmlns:xsi",
            "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation",
            version.namespace() + " " + context.schema("wfs/1.0.0/WFS-capabilities.xsd")));
    service();
    xml.start("Capability").start("Request");
    request("GetCapabilities", null, null);
    request("DescribeFeatureType", "SchemaDescriptionLanguage", "XMLSCHEMA");
    request("GetFeature", "ResultFormat", "GML2");
    xml.end().end();
    xml.start("FeatureTypeList");
    xml.start("Operations").element("Query", "").end();
    for (Layer layer : context.snapshot().layers().values()) {
      featureType(layer);
    }
    xml.end();
    FilterCapabilities.write(version, xml);
    xml.finish();
  }

  private void service() throws IOException {
    ServiceSettings settings = context.settings();
    xml.start("Service");
    xml.element("Name", "WFS");
    xml.element("Title", context.snapshot().title().in(language));
    xml.element("Abstract", settings.description().in(language));
    xml.element("Keywords", "WFS, social balance, GeoJSON");
    xml.element("OnlineResource", context.address());
    xml.element("Fees", settings.fees().in(language));
    xml.element("AccessConstraints", settings.accessConstraints().in(language));
    xml.end();
  }

  private void request(String operation, String choice, String value) throws IOException {
    xml.start(operation);
    if (choice != null) {
      xml.start(choice).element(value, "").end();
    }
    xml.start("DCPType").start("HTTP");
    xml.element("Get", "", "onlineResource", context.address() + "?");
    xml.end().end();
    xml.start("DCPType").start("HTTP");
    xml.element("Post", "", "onlineResource", context.address());
    xml.end().end();
    xml.end();
  }

  private void featureType(Layer layer) throws IOException {
    Layer.Description description = layer.description();
    xml.start("FeatureType");
    xml.element("Name", WfsContext.qualified(layer));
    xml.element("Title", description.title().in(language));
    xml.element("Abstract", description.description().in(language));
    if (!description.keywords().isEmpty()) {
      xml.element("Keywords", String.join(", ", description.keywords()));
    }
    xml.element("SRS", WfsVersion.V1_0_0.spelling(context.table(layer).offered().get(0)));
    // In the layer's own system, whatever the element is called (annex A.1, LatLongBoundingBox).
    Envelope extent = layer.hasGeometry() ? layer.extent(layer.nativeSrid()) : new Envelope();
    if (!extent.isNull()) {
      xml.element(
          "LatLongBoundingBox",
          "",
          "minx",
          Double.toString(extent.getMinX()),
          "miny",
          Double.toString(extent.getMinY()),
          "maxx",
          Double.toString(extent.getMaxX()),
          "maxy",
          Double.toString(extent.getMaxY()));
    }
    xml.end();
  }
}
