/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.catalogue.Catalogue.Contact;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.ogc.common.XmlOut;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * Writes the service metadata: WMS 1.3.0 by its schema ({@code capabilities_1_3_0.xsd} with the SLD
 * profile's extension), 1.1.1 by its DTD ({@code WMS_MS_Capabilities.dtd}). The order of the
 * elements is theirs.
 */
final class CapabilitiesWriter {

  private final WmsModel model;
  private final WmsVersion version;
  private final String language;
  private final WmsEndpoint endpoint;
  private final ServiceSettings settings;
  private final XmlOut xml;
  private final LayersWriter layers;
  private final boolean v13;

  private CapabilitiesWriter(
      WmsModel model, CapabilitiesKey key, ServiceSettings settings, XmlOut xml) {
    this.model = model;
    this.layers = new LayersWriter(model, key, settings, xml);
    this.version = key.version();
    this.language = key.language();
    this.endpoint = key.endpoint();
    this.settings = settings;
    this.xml = xml;
    this.v13 = version == WmsVersion.V1_3_0;
  }

  /** The document. */
  static byte[] write(WmsModel model, CapabilitiesKey key, ServiceSettings settings)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
    new CapabilitiesWriter(model, key, settings, new XmlOut(out)).document();
    return out.toByteArray();
  }

  private void document() throws IOException {
    if (v13) {
      xml.start(
          "WMS_Capabilities",
          "version",
          "1.3.0",
          "updateSequence",
          model.snapshot().revision(),
          "xmlns",
          "http://www.opengis.net/wms",
          "xmlns:sld",
          "http://www.opengis.net/sld",
          "xmlns:xlink",
          "http://www.w3.org/1999/xlink",
          "xmlns:xsi",
          "http://www.w3.org/2001/XMLSchema-instance",
          "xsi:schemaLocation",
          "http://www.opengis.net/wms http://schemas.opengis.net/wms/1.3.0/capabilities_1_3_0.xsd"
              + " http://www.opengis.net/sld"
              + " http://schemas.opengis.net/sld/1.1.0/sld_capabilities.xsd");
    } else {
      xml.doctype(
          "<!DOCTYPE WMT_MS_Capabilities SYSTEM"
              + " \"http://schemas.opengis.net/wms/1.1.1/WMS_MS_Capabilities.dtd\">");
      xml.start(
          "WMT_MS_Capabilities", "version", "1.1.1", "updateSequence", model.snapshot().revision());
    }
    service();
    xml.start("Capability");
    requests();
    xml.start("Exception");
    for (String format : ErrorStyle.advertised(version)) {
      xml.element("Format", format);
    }
    xml.end();
    if (!v13) {
      xml.start(
              "UserDefinedSymbolization",
              "SupportSLD",
              "0",
              "UserLayer",
              "0",
              "UserStyle",
              "0",
              "RemoteWFS",
              "0")
          .end();
    }
    layers.root(title());
    xml.finish();
  }

  private String title() {
    return model.snapshot().title().in(language);
  }

  private void service() throws IOException {
    xml.start("Service");
    xml.element("Name", v13 ? "WMS" : "OGC:WMS");
    xml.element("Title", title());
    xml.element("Abstract", settings.description().in(language));
    layers.keywords(List.of("WMS", "social balance", "indikatorer", "statistik"));
    layers.onlineResource(endpoint.url());
    contact();
    xml.element("Fees", settings.fees().in(language));
    xml.element("AccessConstraints", settings.accessConstraints().in(language));
    if (v13) {
      xml.element("LayerLimit", String.valueOf(settings.limits().layers()));
      xml.element("MaxWidth", String.valueOf(settings.limits().imageSide()));
      xml.element("MaxHeight", String.valueOf(settings.limits().imageSide()));
    }
    xml.end();
  }

  private void contact() throws IOException {
    Contact contact = settings.contact();
    xml.start("ContactInformation");
    xml.start("ContactPersonPrimary");
    xml.element("ContactPerson", contact.person());
    xml.element("ContactOrganization", settings.provider().in(language));
    xml.end();
    xml.elementUnlessEmpty(
        "ContactPosition", contact.position().map(position -> position.in(language)).orElse(""));
    // All parts must be there; a letter to the provider arrives without a street, too.
    xml.start("ContactAddress");
    xml.element("AddressType", "postal");
    xml.element(
        "Address",
        contact.street().isEmpty() ? settings.provider().in(language) : contact.street());
    xml.element("City", contact.city());
    xml.element("StateOrProvince", contact.region());
    xml.element("PostCode", contact.postcode());
    xml.element("Country", contact.country());
    xml.end();
    xml.elementUnlessEmpty("ContactVoiceTelephone", contact.phone());
    xml.elementUnlessEmpty("ContactFacsimileTelephone", contact.fax());
    xml.elementUnlessEmpty("ContactElectronicMailAddress", contact.email());
    xml.end();
  }

  private void requests() throws IOException {
    xml.start("Request");
    operation("GetCapabilities", List.of(v13 ? "text/xml" : "application/vnd.ogc.wms_xml"));
    operation("GetMap", ImageFormat.SPELLINGS);
    operation("GetFeatureInfo", FeatureInfoFormat.NAMES);
    operation(
        v13 ? "sld:DescribeLayer" : "DescribeLayer",
        List.of(v13 ? "text/xml" : "application/vnd.ogc.wms_xml", "application/json"));
    operation(
        v13 ? "sld:GetLegendGraphic" : "GetLegendGraphic",
        List.of("image/png", "application/json"));
    if (!v13) {
      // The SLD profile of 1.3.0 has no name for it in its schema; it is answered all the same.
      operation("GetStyles", List.of(StyleSheets.CONTENT_TYPE));
    }
    xml.end();
  }

  private void operation(String name, List<String> formats) throws IOException {
    xml.start(name);
    for (String format : formats) {
      xml.element("Format", format);
    }
    xml.start("DCPType");
    xml.start("HTTP");
    xml.start("Get");
    layers.onlineResource(endpoint.url() + "?");
    xml.end();
    xml.end();
    xml.end();
    xml.end();
  }
}
