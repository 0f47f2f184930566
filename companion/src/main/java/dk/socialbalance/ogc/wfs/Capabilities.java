/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.Languages;
import dk.socialbalance.ogc.common.OwsProvider;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.ogc.common.XmlOut;
import dk.socialbalance.publication.Layer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.locationtech.jts.geom.Envelope;

/**
 * The capabilities of WFS 2.0.0 and 1.1.0, which differ in OWS Common 1.1 and 1.0. They promise
 * what the service does, and no more. {@link Capabilities10} writes those of 1.0.0.
 */
final class Capabilities {

  private static final Map<String, Boolean> SERVICE_CONSTRAINTS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("ImplementsBasicWFS", true),
              Map.entry("ImplementsTransactionalWFS", false),
              Map.entry("ImplementsLockingWFS", false),
              Map.entry("KVPEncoding", true),
              Map.entry("XMLEncoding", true),
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

  private final WfsContext context;
  private final CapabilitiesCache.Key key;
  private final XmlOut xml;
  private final boolean newest;

  private Capabilities(WfsContext context, CapabilitiesCache.Key key, XmlOut xml) {
    this.context = context;
    this.key = key;
    this.xml = xml;
    this.newest = key.version() == WfsVersion.V2_0_0;
  }

  /** The document of any version. */
  static byte[] document(WfsContext context, CapabilitiesCache.Key key) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    XmlOut xml = new XmlOut(bytes);
    if (key.version() == WfsVersion.V1_0_0) {
      new Capabilities10(context, key.language(), xml).write();
    } else {
      new Capabilities(context, key, xml).write();
    }
    return bytes.toByteArray();
  }

  private void write() throws IOException {
    WfsVersion version = key.version();
    xml.start(
        "wfs:WFS_Capabilities",
        WfsContext.declaring(
            context.snapshot().layers().values(),
            "version",
            version.number(),
            "updateSequence",
            key.revision(),
            "xmlns:wfs",
            version.namespace(),
            "xmlns:ows",
            newest ? "http://www.opengis.net/ows/1.1" : "http://www.opengis.net/ows",
            newest ? "xmlns:fes" : "xmlns:ogc",
            version.filterNamespace(),
            "xmlns:gml",
            version.format().gml().namespace(),
            "xmlns:xlink",
            "http://www.w3.org/1999/xlink",
            "xmlns:xsd",
            "http://www.w3.org/2001/XMLSchema",
            "xmlns:xsi",
            "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation",
            version.namespace() + " " + context.schema(version.schema())));
    if (has(WfsRequest.Section.SERVICE_IDENTIFICATION)) {
      identification();
    }
    if (has(WfsRequest.Section.SERVICE_PROVIDER)) {
      OwsProvider.write(xml, context.settings(), key.language());
    }
    if (has(WfsRequest.Section.OPERATIONS_METADATA)) {
      operations();
    }
    if (has(WfsRequest.Section.FEATURE_TYPE_LIST)) {
      featureTypes();
    }
    // The schema of 1.1.0 wants it in every document.
    if (has(WfsRequest.Section.FILTER_CAPABILITIES) || !newest) {
      FilterCapabilities.write(version, xml);
    }
    xml.finish();
  }

  private boolean has(WfsRequest.Section section) {
    return key.sections().contains(section);
  }

  /** A text in the document's language; only 2.0 can say which that is. */
  private void text(String element, String text) throws IOException {
    xml.element(element, text, "xml:lang", newest ? key.language() : null);
  }

  private void keywords(List<String> keywords) throws IOException {
    if (!keywords.isEmpty()) {
      xml.start("ows:Keywords");
      for (String keyword : keywords) {
        xml.element("ows:Keyword", keyword);
      }
      xml.end();
    }
  }

  private void identification() throws IOException {
    ServiceSettings settings = context.settings();
    xml.start("ows:ServiceIdentification");
    text("ows:Title", context.snapshot().title().in(key.language()));
    text("ows:Abstract", settings.description().in(key.language()));
    keywords(List.of("WFS", "social balance", "GeoJSON"));
    xml.element("ows:ServiceType", "WFS");
    // Clients take the first for the document's own version.
    xml.element("ows:ServiceTypeVersion", key.version().number());
    xml.element("ows:Fees", settings.fees().in(key.language()));
    xml.element("ows:AccessConstraints", settings.accessConstraints().in(key.language()));
    xml.end();
  }

  private void operations() throws IOException {
    xml.start("ows:OperationsMetadata");
    for (Operation operation : Operation.values()) {
      if (operation.in(key.version())) {
        operation(operation);
      }
    }
    parameter("version", WfsVersion.numbers());
    if (newest) {
      for (Map.Entry<String, Boolean> constraint : SERVICE_CONSTRAINTS.entrySet()) {
        constraint(constraint.getKey(), constraint.getValue() ? "TRUE" : "FALSE");
      }
      xml.start("ows:Constraint", "name", "QueryExpressions").start("ows:AllowedValues");
      xml.element("ows:Value", "wfs:Query").element("ows:Value", "wfs:StoredQuery");
      xml.end().end();
    } else {
      limit("DefaultMaxFeatures");
    }
    xml.end();
  }

  private void operation(Operation operation) throws IOException {
    xml.start("ows:Operation", "name", operation.label()).start("ows:DCP").start("ows:HTTP");
    xml.element("ows:Get", "", "xlink:href", context.address() + "?");
    xml.element("ows:Post", "", "xlink:href", context.address());
    xml.end().end();
    List<String> results = List.of("results", "hits");
    switch (operation) {
      case GET_CAPABILITIES -> {
        parameter("AcceptVersions", WfsVersion.numbers());
        parameter("AcceptFormats", List.of("text/xml", "application/xml"));
        parameter(
            "Sections",
            List.of(
                "ServiceIdentification",
                "ServiceProvider",
                "OperationsMetadata",
                "FeatureTypeList",
                "Filter_Capabilities"));
        if (newest) {
          parameter("AcceptLanguages", Languages.ALL);
        }
      }
      case DESCRIBE_FEATURE_TYPE -> parameter("outputFormat", formats(true));
      case GET_FEATURE -> {
        parameter("resultType", results);
        parameter("outputFormat", formats(false));
        if (newest) {
          parameter("resolve", Operation.RESOLVES);
          limit("CountDefault");
        }
      }
      case GET_PROPERTY_VALUE -> {
        parameter("resultType", results);
        parameter("outputFormat", List.of(OutputFormat.GML32.advertisedName()));
        parameter("resolve", Operation.RESOLVES);
        limit("CountDefault");
      }
      default -> {}
    }
    xml.end();
  }

  /** The names of all formats, the version's own first. */
  private List<String> formats(boolean gmlOnly) {
    OutputFormat own = key.version().format();
    List<String> names = new java.util.ArrayList<>(List.of(own.advertisedName()));
    for (OutputFormat format : OutputFormat.advertised()) {
      if (format != own && (format.gml() != null || !gmlOnly)) {
        names.add(format.advertisedName());
      }
    }
    return names;
  }

  private void parameter(String name, List<String> values) throws IOException {
    xml.start("ows:Parameter", "name", name);
    if (newest) {
      xml.start("ows:AllowedValues");
    }
    for (String value : values) {
      xml.element("ows:Value", value);
    }
    if (newest) {
      xml.end();
    }
    xml.end();
  }

  private void limit(String name) throws IOException {
    constraint(name, Integer.toString(context.settings().limits().features()));
  }

  private void constraint(String name, String value) throws IOException {
    xml.start("ows:Constraint", "name", name);
    if (newest) {
      xml.element("ows:NoValues", "").element("ows:DefaultValue", value);
    } else {
      xml.element("ows:Value", value);
    }
    xml.end();
  }

  private void featureTypes() throws IOException {
    if (context.snapshot().layers().isEmpty()) {
      return;
    }
    xml.start("wfs:FeatureTypeList");
    if (!newest) {
      xml.start("wfs:Operations").element("wfs:Operation", "Query").end();
    }
    for (Layer layer : context.snapshot().layers().values()) {
      featureType(layer);
    }
    xml.end();
  }

  private void featureType(Layer layer) throws IOException {
    Layer.Description description = layer.description();
    xml.start("wfs:FeatureType");
    xml.element("wfs:Name", WfsContext.qualified(layer));
    text("wfs:Title", description.title().in(key.language()));
    text("wfs:Abstract", description.description().in(key.language()));
    keywords(description.keywords());
    String system = newest ? "CRS" : "SRS";
    // A type without geometry has a default, too, in 2.0: docs/conformance.md tells why.
    if (layer.hasGeometry() || newest) {
      String role = "wfs:Default" + system;
      for (CrsTable.Offered crs : context.table(layer).offered()) {
        xml.element(role, key.version().spelling(crs));
        role = "wfs:Other" + system;
      }
      Envelope extent = layer.hasGeometry() ? layer.extent(4326) : new Envelope();
      if (!extent.isNull()) {
        xml.start("ows:WGS84BoundingBox");
        xml.element("ows:LowerCorner", extent.getMinX() + " " + extent.getMinY());
        xml.element("ows:UpperCorner", extent.getMaxX() + " " + extent.getMaxY());
        xml.end();
      }
    } else {
      xml.element("wfs:NoSRS", "");
    }
    xml.end();
  }
}
