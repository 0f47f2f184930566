/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.catalogue.Catalogue.Contact;
import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.ogc.common.XmlOut;
import dk.socialbalance.publication.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.locationtech.jts.geom.Envelope;

/**
 * Writes metadata of data by ISO 19115:2003 in the encoding of ISO/TS 19139:2007, schema {@code
 * gmd} of 2007-04-17, in Danish with English beside it. The order of the elements is the schema's.
 */
final class MetadataWriter {

  private static final String CODES =
      "http://standards.iso.org/ittf/PubliclyAvailableStandards/ISO_19139_Schemas/resources"
          + "/codelist/ML_gmxCodelists.xml#";

  private static final LocalText LINEAGE =
      new LocalText(
          "Tællet i kommunens fagsystemer og i fællesoffentlige nøgletal; små tal er"
              + " diskretioneret, før andet er beregnet af dem.",
          "Counted in the municipality's source systems and in inter-municipal figures; small"
              + " numbers are hidden before anything else is computed from them.");
  private static final LocalText SYNTHETIC =
      new LocalText("Syntetiske demodata: tallene er opdigtede.", "Synthetic demo data.");
  private static final LocalText NO_LIMIT =
      new LocalText("Ingen begrænsninger i offentlig adgang", "No limitations on public access");

  private final MetadataSubject subject;
  private final Snapshot snapshot;
  private final ServiceSettings settings;
  private final String base;
  private final XmlOut xml;

  private MetadataWriter(
      MetadataSubject subject,
      Snapshot snapshot,
      ServiceSettings settings,
      String base,
      XmlOut xml) {
    this.subject = subject;
    this.snapshot = snapshot;
    this.settings = settings;
    this.base = base;
    this.xml = xml;
  }

  /**
   * The document.
   *
   * @param base address of all doors, without a slash at the end
   */
  static byte[] write(
      MetadataSubject subject, Snapshot snapshot, ServiceSettings settings, String base)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new MetadataWriter(subject, snapshot, settings, base, new XmlOut(out)).document();
    return out.toByteArray();
  }

  private void document() throws IOException {
    xml.start(
        "gmd:MD_Metadata",
        "xmlns:gmd",
        "http://www.isotc211.org/2005/gmd",
        "xmlns:gco",
        "http://www.isotc211.org/2005/gco",
        "xmlns:gml",
        "http://www.opengis.net/gml/3.2",
        "xmlns:xsi",
        "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:schemaLocation",
        "http://www.isotc211.org/2005/gmd " + base + "/schemas/iso/19139/20070417/gmd/gmd.xsd");
    string("gmd:fileIdentifier", Snapshot.NAMESPACE + ":" + subject.id());
    language();
    code("gmd:characterSet", "gmd:MD_CharacterSetCode", "utf8");
    code("gmd:hierarchyLevel", "gmd:MD_ScopeCode", "dataset");
    party("gmd:contact");
    xml.start("gmd:dateStamp");
    xml.element("gco:Date", day(snapshot.createdAt()));
    xml.end();
    string("gmd:metadataStandardName", "ISO 19115");
    string("gmd:metadataStandardVersion", "2003/Cor.1:2006");
    english();
    for (int srid : subject.systems()) {
      system(srid);
    }
    identification();
    distribution();
    quality();
    xml.finish();
  }

  private void language() throws IOException {
    xml.start("gmd:language");
    codeElement("gmd:LanguageCode", "dan");
    xml.end();
  }

  private void english() throws IOException {
    xml.start("gmd:locale");
    xml.start("gmd:PT_Locale", "id", "EN");
    code("gmd:languageCode", "gmd:LanguageCode", "eng");
    code("gmd:characterEncoding", "gmd:MD_CharacterSetCode", "utf8");
    xml.end();
    xml.end();
  }

  private void system(int srid) throws IOException {
    xml.start("gmd:referenceSystemInfo");
    xml.start("gmd:MD_ReferenceSystem");
    xml.start("gmd:referenceSystemIdentifier");
    xml.start("gmd:RS_Identifier");
    string("gmd:code", "http://www.opengis.net/def/crs/EPSG/0/" + srid);
    close(4);
  }

  private void identification() throws IOException {
    xml.start("gmd:identificationInfo");
    xml.start("gmd:MD_DataIdentification");
    xml.start("gmd:citation");
    xml.start("gmd:CI_Citation");
    text("gmd:title", title());
    xml.start("gmd:date");
    xml.start("gmd:CI_Date");
    xml.start("gmd:date");
    xml.element("gco:Date", day(snapshot.createdAt()));
    xml.end();
    code("gmd:dateType", "gmd:CI_DateTypeCode", "publication");
    close(2);
    xml.start("gmd:identifier");
    xml.start("gmd:MD_Identifier");
    string("gmd:code", Snapshot.NAMESPACE + ":" + subject.id());
    close(4);
    text("gmd:abstract", description());
    party("gmd:pointOfContact");
    keywords();
    constraints();
    code("gmd:spatialRepresentationType", "gmd:MD_SpatialRepresentationTypeCode", "vector");
    language();
    code("gmd:characterSet", "gmd:MD_CharacterSetCode", "utf8");
    xml.start("gmd:topicCategory");
    xml.element("gmd:MD_TopicCategoryCode", "society");
    xml.end();
    extent();
    close(2);
  }

  private LocalText title() {
    LocalText place = snapshot.place();
    return new LocalText(
        subject.title().da() + " – " + place.da(), subject.title().en() + " – " + place.en());
  }

  private LocalText description() {
    LocalText service = settings.description();
    LocalText layers = subject.description();
    return new LocalText(service.da() + "\n" + layers.da(), service.en() + "\n" + layers.en());
  }

  private void keywords() throws IOException {
    List<String> keywords = subject.keywords();
    if (keywords.isEmpty()) {
      return;
    }
    xml.start("gmd:descriptiveKeywords");
    xml.start("gmd:MD_Keywords");
    for (String keyword : keywords) {
      string("gmd:keyword", keyword);
    }
    close(2);
  }

  private void constraints() throws IOException {
    xml.start("gmd:resourceConstraints");
    xml.start("gmd:MD_LegalConstraints");
    text("gmd:useLimitation", settings.accessConstraints());
    code("gmd:accessConstraints", "gmd:MD_RestrictionCode", "otherRestrictions");
    text("gmd:otherConstraints", NO_LIMIT);
    close(2);
  }

  private void extent() throws IOException {
    Envelope extent = subject.extent();
    xml.start("gmd:extent");
    xml.start("gmd:EX_Extent");
    if (!extent.isNull()) {
      xml.start("gmd:geographicElement");
      xml.start("gmd:EX_GeographicBoundingBox");
      degrees("gmd:westBoundLongitude", extent.getMinX(), RoundingMode.FLOOR);
      degrees("gmd:eastBoundLongitude", extent.getMaxX(), RoundingMode.CEILING);
      degrees("gmd:southBoundLatitude", extent.getMinY(), RoundingMode.FLOOR);
      degrees("gmd:northBoundLatitude", extent.getMaxY(), RoundingMode.CEILING);
      close(2);
    }
    if (subject.begin().isPresent() || subject.end().isPresent()) {
      xml.start("gmd:temporalElement");
      xml.start("gmd:EX_TemporalExtent");
      xml.start("gmd:extent");
      xml.start("gml:TimePeriod", "gml:id", "periode");
      position("gml:beginPosition", subject.begin().orElse(null));
      position("gml:endPosition", subject.end().orElse(null));
      close(4);
    }
    close(2);
  }

  private void position(String name, Instant time) throws IOException {
    xml.element(
        name,
        time == null ? "" : time.toString(),
        "indeterminatePosition",
        time == null ? "unknown" : null);
  }

  private void degrees(String name, double value, RoundingMode mode) throws IOException {
    xml.start(name);
    xml.element(
        "gco:Decimal",
        BigDecimal.valueOf(value).setScale(5, mode).stripTrailingZeros().toPlainString());
    xml.end();
  }

  private void distribution() throws IOException {
    xml.start("gmd:distributionInfo");
    xml.start("gmd:MD_Distribution");
    xml.start("gmd:transferOptions");
    xml.start("gmd:MD_DigitalTransferOptions");
    online("/wms?SERVICE=WMS&REQUEST=GetCapabilities", "OGC:WMS", "WMS");
    online("/wfs?SERVICE=WFS&REQUEST=GetCapabilities", "OGC:WFS", "WFS");
    online("/wmts?SERVICE=WMTS&REQUEST=GetCapabilities", "OGC:WMTS", "WMTS");
    online("/ogc", "OGC API", "OGC API");
    close(4);
  }

  private void online(String path, String protocol, String name) throws IOException {
    xml.start("gmd:onLine");
    xml.start("gmd:CI_OnlineResource");
    xml.start("gmd:linkage");
    xml.element("gmd:URL", base + path);
    xml.end();
    string("gmd:protocol", protocol);
    string("gmd:name", name);
    close(2);
  }

  private void quality() throws IOException {
    xml.start("gmd:dataQualityInfo");
    xml.start("gmd:DQ_DataQuality");
    xml.start("gmd:scope");
    xml.start("gmd:DQ_Scope");
    code("gmd:level", "gmd:MD_ScopeCode", "dataset");
    close(2);
    xml.start("gmd:lineage");
    xml.start("gmd:LI_Lineage");
    text("gmd:statement", snapshot.synthetic() ? SYNTHETIC : LINEAGE);
    close(4);
  }

  private void party(String name) throws IOException {
    xml.start(name);
    xml.start("gmd:CI_ResponsibleParty");
    Contact contact = settings.contact();
    stringUnlessEmpty("gmd:individualName", contact.person());
    text("gmd:organisationName", settings.provider());
    if (contact.position().isPresent()) {
      text("gmd:positionName", contact.position().get());
    }
    if (!contact.equals(Contact.NONE)) {
      xml.start("gmd:contactInfo");
      xml.start("gmd:CI_Contact");
      if (!contact.phone().isEmpty() || !contact.fax().isEmpty()) {
        xml.start("gmd:phone");
        xml.start("gmd:CI_Telephone");
        stringUnlessEmpty("gmd:voice", contact.phone());
        stringUnlessEmpty("gmd:facsimile", contact.fax());
        close(2);
      }
      xml.start("gmd:address");
      xml.start("gmd:CI_Address");
      stringUnlessEmpty("gmd:deliveryPoint", contact.street());
      stringUnlessEmpty("gmd:city", contact.city());
      stringUnlessEmpty("gmd:administrativeArea", contact.region());
      stringUnlessEmpty("gmd:postalCode", contact.postcode());
      stringUnlessEmpty("gmd:country", contact.country());
      stringUnlessEmpty("gmd:electronicMailAddress", contact.email());
      close(2);
      if (!contact.site().isEmpty()) {
        xml.start("gmd:onlineResource");
        xml.start("gmd:CI_OnlineResource");
        xml.start("gmd:linkage");
        xml.element("gmd:URL", contact.site());
        close(3);
      }
      close(2);
    }
    code("gmd:role", "gmd:CI_RoleCode", "pointOfContact");
    close(2);
  }

  private void stringUnlessEmpty(String name, String value) throws IOException {
    if (!value.isEmpty()) {
      string(name, value);
    }
  }

  private void string(String name, String value) throws IOException {
    xml.start(name);
    xml.element("gco:CharacterString", value);
    xml.end();
  }

  /** Danish, with English beside it. */
  private void text(String name, LocalText text) throws IOException {
    xml.start(name, "xsi:type", "gmd:PT_FreeText_PropertyType");
    xml.element("gco:CharacterString", text.da());
    xml.start("gmd:PT_FreeText");
    xml.start("gmd:textGroup");
    xml.element("gmd:LocalisedCharacterString", text.en(), "locale", "#EN");
    close(3);
  }

  private void code(String name, String list, String value) throws IOException {
    xml.start(name);
    codeElement(list, value);
    xml.end();
  }

  private void codeElement(String list, String value) throws IOException {
    xml.element(
        list, value, "codeList", CODES + list.substring("gmd:".length()), "codeListValue", value);
  }

  private void close(int elements) throws IOException {
    for (int i = 0; i < elements; i++) {
      xml.end();
    }
  }

  private static String day(Instant time) {
    return time.atZone(ZoneOffset.UTC).toLocalDate().toString();
  }
}
