/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.ogc.common.XmlOut;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Envelope;

/** The capabilities document of WFS 2.0.0: it promises what the service does, and no more. */
final class WfsCapabilities {

  private static final Map<String, Boolean> SERVICE_CONSTRAINTS =
      new java.util.TreeMap<>(
          Map.ofEntries(
              Map.entry("ImplementsBasicWFS", false),
              Map.entry("ImplementsTransactionalWFS", false),
              Map.entry("ImplementsLockingWFS", false),
              Map.entry("KVPEncoding", true),
              Map.entry("XMLEncoding", false),
              Map.entry("SOAPEncoding", false),
              Map.entry("ImplementsInheritance", false),
              Map.entry("ImplementsRemoteResolve", false),
              Map.entry("ImplementsResultPaging", true),
              Map.entry("ImplementsStandardJoins", false),
              Map.entry("ImplementsSpatialJoins", false),
              Map.entry("ImplementsTemporalJoins", false),
              Map.entry("ImplementsFeatureVersioning", false),
              Map.entry("ManageStoredQueries", false),
              Map.entry("PagingIsTransactionSafe", false)));

  private static final Map<String, Boolean> FILTER_CONSTRAINTS =
      new java.util.TreeMap<>(
          Map.ofEntries(
              Map.entry("ImplementsQuery", true),
              Map.entry("ImplementsAdHocQuery", true),
              Map.entry("ImplementsFunctions", false),
              Map.entry("ImplementsResourceId", true),
              Map.entry("ImplementsMinStandardFilter", true),
              Map.entry("ImplementsStandardFilter", true),
              Map.entry("ImplementsMinSpatialFilter", true),
              Map.entry("ImplementsSpatialFilter", false),
              Map.entry("ImplementsMinTemporalFilter", false),
              Map.entry("ImplementsTemporalFilter", false),
              Map.entry("ImplementsVersionNav", false),
              Map.entry("ImplementsSorting", true),
              Map.entry("ImplementsExtendedOperators", false),
              Map.entry("ImplementsMinimumXPath", false),
              Map.entry("ImplementsSchemaElementFunc", false)));

  private static final List<String> COMPARISONS =
      List.of(
          "EqualTo",
          "NotEqualTo",
          "LessThan",
          "GreaterThan",
          "LessThanOrEqualTo",
          "GreaterThanOrEqualTo",
          "Like",
          "Null",
          "Nil",
          "Between");

  private final WfsContext context;
  private final String language;
  private final XmlOut xml;

  private WfsCapabilities(WfsContext context, String language, XmlOut xml) {
    this.context = context;
    this.language = language;
    this.xml = xml;
  }

  /** The whole document. */
  static byte[] document(WfsContext context, String language) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    WfsCapabilities document = new WfsCapabilities(context, language, new XmlOut(bytes));
    document.write();
    return bytes.toByteArray();
  }

  private void write() throws IOException {
    xml.start(
        "wfs:WFS_Capabilities",
        "version",
        WfsService.VERSION,
        "updateSequence",
        context.snapshot().revision(),
        "xmlns:wfs",
        "http://www.opengis.net/wfs/2.0",
        "xmlns:ows",
        "http://www.opengis.net/ows/1.1",
        "xmlns:fes",
        "http://www.opengis.net/fes/2.0",
        "xmlns:gml",
        "http://www.opengis.net/gml/3.2",
        "xmlns:xlink",
        "http://www.w3.org/1999/xlink",
        "xmlns:xsi",
        "http://www.w3.org/2001/XMLSchema-instance",
        "xmlns:" + Snapshot.WORKSPACE,
        Snapshot.NAMESPACE,
        "xsi:schemaLocation",
        "http://www.opengis.net/wfs/2.0 http://schemas.opengis.net/wfs/2.0/wfs.xsd");
    identification();
    provider();
    operations();
    featureTypes();
    filterCapabilities();
    xml.finish();
  }

  private void text(String element, String text) throws IOException {
    xml.element(element, text, "xml:lang", language);
  }

  private void identification() throws IOException {
    ServiceSettings settings = context.settings();
    String made = "en".equals(language) ? " (synthetic data)" : " (syntetiske data)";
    xml.start("ows:ServiceIdentification");
    text(
        "ows:Title",
        settings.title().in(language)
            + " – "
            + context.snapshot().place().in(language)
            + (context.snapshot().synthetic() ? made : ""));
    text("ows:Abstract", settings.description().in(language));
    xml.start("ows:Keywords");
    for (String keyword : List.of("WFS", "social balance", "GeoJSON")) {
      xml.element("ows:Keyword", keyword);
    }
    xml.end();
    xml.element("ows:ServiceType", "WFS");
    xml.element("ows:ServiceTypeVersion", WfsService.VERSION);
    xml.element("ows:Fees", settings.fees().in(language));
    xml.element("ows:AccessConstraints", settings.accessConstraints().in(language));
    xml.end();
  }

  private void provider() throws IOException {
    ServiceSettings settings = context.settings();
    xml.start("ows:ServiceProvider");
    xml.element("ows:ProviderName", settings.provider().in(language));
    if (!settings.providerUrl().isEmpty()) {
      xml.element("ows:ProviderSite", "", "xlink:href", settings.providerUrl());
    }
    xml.start("ows:ServiceContact");
    if (!settings.contactEmail().isEmpty()) {
      xml.start("ows:ContactInfo").start("ows:Address");
      xml.element("ows:ElectronicMailAddress", settings.contactEmail());
      xml.end().end();
    }
    xml.end().end();
  }

  private void operations() throws IOException {
    xml.start("ows:OperationsMetadata");
    startOperation("GetCapabilities");
    parameter("AcceptVersions", WfsService.VERSION);
    parameter("AcceptFormats", "text/xml", "application/xml");
    parameter("AcceptLanguages", "da", "en");
    xml.end();
    startOperation("DescribeFeatureType");
    parameter("outputFormat", GmlFeatures.TYPE);
    xml.end();
    startOperation("GetFeature");
    parameter("resultType", "results", "hits");
    parameter(
        "outputFormat",
        OutputFormat.advertised().stream()
            .map(OutputFormat::advertisedName)
            .toArray(String[]::new));
    limit();
    xml.end();
    startOperation("GetPropertyValue");
    parameter("resultType", "results", "hits");
    parameter("outputFormat", GmlFeatures.TYPE);
    limit();
    xml.end();
    startOperation("ListStoredQueries");
    xml.end();
    startOperation("DescribeStoredQueries");
    xml.end();
    parameter("version", WfsService.VERSION);
    for (Map.Entry<String, Boolean> constraint : SERVICE_CONSTRAINTS.entrySet()) {
      constraint("ows", constraint.getKey(), constraint.getValue() ? "TRUE" : "FALSE");
    }
    xml.start("ows:Constraint", "name", "QueryExpressions").start("ows:AllowedValues");
    xml.element("ows:Value", "wfs:Query").element("ows:Value", "wfs:StoredQuery");
    xml.end().end();
    xml.end();
  }

  private void startOperation(String name) throws IOException {
    xml.start("ows:Operation", "name", name).start("ows:DCP").start("ows:HTTP");
    xml.element("ows:Get", "", "xlink:href", context.address() + "?");
    xml.end().end();
  }

  private void parameter(String name, String... values) throws IOException {
    xml.start("ows:Parameter", "name", name).start("ows:AllowedValues");
    for (String value : values) {
      xml.element("ows:Value", value);
    }
    xml.end().end();
  }

  private void limit() throws IOException {
    constraint("ows", "CountDefault", Integer.toString(context.settings().limits().features()));
  }

  private void constraint(String prefix, String name, String value) throws IOException {
    xml.start(prefix + ":Constraint", "name", name).element("ows:NoValues", "");
    xml.element("ows:DefaultValue", value);
    xml.end();
  }

  private void featureTypes() throws IOException {
    if (context.snapshot().layers().isEmpty()) {
      return;
    }
    xml.start("wfs:FeatureTypeList");
    for (Layer layer : context.snapshot().layers().values()) {
      featureType(layer);
    }
    xml.end();
  }

  private void featureType(Layer layer) throws IOException {
    Layer.Description description = layer.description();
    xml.start("wfs:FeatureType");
    xml.element("wfs:Name", WfsContext.qualified(layer.name()));
    text("wfs:Title", description.title().in(language));
    text("wfs:Abstract", description.description().in(language));
    if (!description.keywords().isEmpty()) {
      xml.start("ows:Keywords");
      for (String keyword : description.keywords()) {
        xml.element("ows:Keyword", keyword);
      }
      xml.end();
    }
    if (!layer.hasGeometry()) {
      xml.element("wfs:NoCRS", "");
      xml.end();
      return;
    }
    String role = "wfs:DefaultCRS";
    for (CrsTable.Offered crs : context.table().offered()) {
      xml.element(role, crs.urn());
      role = "wfs:OtherCRS";
    }
    Envelope extent = layer.extent(4326);
    if (!extent.isNull()) {
      xml.start("ows:WGS84BoundingBox");
      xml.element("ows:LowerCorner", extent.getMinX() + " " + extent.getMinY());
      xml.element("ows:UpperCorner", extent.getMaxX() + " " + extent.getMaxY());
      xml.end();
    }
    xml.end();
  }

  private void filterCapabilities() throws IOException {
    xml.start("fes:Filter_Capabilities").start("fes:Conformance");
    for (Map.Entry<String, Boolean> constraint : FILTER_CONSTRAINTS.entrySet()) {
      constraint("fes", constraint.getKey(), constraint.getValue() ? "TRUE" : "FALSE");
    }
    xml.end();
    xml.start("fes:Id_Capabilities");
    xml.element("fes:ResourceIdentifier", "", "name", "fes:ResourceId");
    xml.end();
    xml.start("fes:Scalar_Capabilities").element("fes:LogicalOperators", "");
    xml.start("fes:ComparisonOperators");
    for (String operator : COMPARISONS) {
      xml.element("fes:ComparisonOperator", "", "name", "PropertyIs" + operator);
    }
    xml.end().end();
    xml.start("fes:Spatial_Capabilities").start("fes:GeometryOperands");
    xml.element("fes:GeometryOperand", "", "name", "gml:Envelope");
    xml.end().start("fes:SpatialOperators");
    xml.element("fes:SpatialOperator", "", "name", "BBOX");
    xml.finish();
  }
}
