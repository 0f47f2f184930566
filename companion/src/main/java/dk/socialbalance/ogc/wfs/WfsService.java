/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.Build;
import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.FinishedDocuments;
import dk.socialbalance.ogc.common.Freshness;
import dk.socialbalance.ogc.common.Gml;
import dk.socialbalance.ogc.common.Kvp;
import dk.socialbalance.ogc.common.Languages;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.OwsService;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.ogc.common.TypeNames;
import dk.socialbalance.ogc.common.XmlIn;
import dk.socialbalance.ogc.common.formats.Export;
import dk.socialbalance.ogc.common.formats.FeatureRows;
import dk.socialbalance.ogc.common.formats.FormatException;
import dk.socialbalance.publication.CurrentSnapshot;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;

/**
 * Web Feature Service 1.0.0, 1.1.0 and 2.0.0 (ISO 19142) over the current snapshot, by KVP and by
 * XML. Everything that can be refused is refused before the first byte of an answer; features are
 * then written as they are read.
 */
@Component
public final class WfsService implements OwsService {

  private static final String VERSION = WfsService.class.getName() + ".version";
  private static final String XML = "application/xml";

  private final CurrentSnapshot current;
  private final ServiceSettings settings;
  private final FinishedDocuments<Snapshot, CapabilitiesKey> capabilities;

  /** Serves what {@code current} holds at each request. */
  public WfsService(CurrentSnapshot current, ServiceSettings settings) {
    this.current = current;
    this.settings = settings;
    this.capabilities = new FinishedDocuments<>(this::capabilities);
    capabilities.keepReady(current, snapshot -> snapshot, CapabilitiesKey.usual(settings));
  }

  @Override
  public String service() {
    return "WFS";
  }

  @Override
  public void report(
      OwsException problem, HttpServletRequest request, HttpServletResponse response, Kvp kvp)
      throws IOException {
    String schemas = "http://schemas.opengis.net/";
    WfsExceptions.write(problem, versionOf(request, kvp), kvp.get("EXCEPTIONS"), schemas, response);
  }

  /** The version that a failed request was made in, as far as it got to say so. */
  private static WfsVersion versionOf(HttpServletRequest request, Kvp kvp) {
    if (request.getAttribute(VERSION) instanceof WfsVersion version) {
      return version;
    }
    String number = kvp.get("VERSION");
    return number == null ? WfsVersion.NEWEST : WfsVersion.find(number).orElse(WfsVersion.NEWEST);
  }

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response, Kvp kvp)
      throws IOException {
    WfsRequest asked = read(request, kvp);
    Exchange exchange =
        new Exchange(
            WfsContext.of(request, current.get(), settings),
            request,
            response,
            Languages.of(kvp, request));
    if (asked instanceof WfsRequest.GetCapabilities wanted) {
      getCapabilities(exchange, wanted);
    } else if (asked instanceof WfsRequest.DescribeFeatureType wanted) {
      describeFeatureType(exchange, wanted);
    } else if (asked instanceof WfsRequest.GetFeature wanted) {
      if (wanted.valueReference() == null) {
        getFeature(exchange, wanted);
      } else {
        getPropertyValue(exchange, wanted);
      }
    } else if (asked instanceof WfsRequest.ListStoredQueries) {
      if (exchange.fresh(XML)) {
        StoredQueries.list(exchange.context(), response.getOutputStream());
      }
    } else if (asked instanceof WfsRequest.DescribeStoredQueries wanted) {
      StoredQueries.check(wanted.ids());
      if (exchange.fresh(XML)) {
        StoredQueries.describe(exchange.context(), response.getOutputStream());
      }
    }
  }

  private static WfsRequest read(HttpServletRequest request, Kvp kvp) throws IOException {
    if (!isDocument(request)) {
      WfsVersion version = KvpReader.version(kvp);
      request.setAttribute(VERSION, version);
      return KvpReader.read(kvp, version);
    }
    Element root;
    try {
      root = XmlIn.parse(request.getInputStream(), "").getDocumentElement();
    } catch (OwsException e) {
      throw new OwsException(e.status(), "OperationParsingFailed", "", e.getMessage());
    }
    WfsVersion version = XmlReader.version(root);
    request.setAttribute(VERSION, version);
    return XmlReader.read(root, version);
  }

  /** Whether the body is a request as XML; a form's body has been read as parameters. */
  private static boolean isDocument(HttpServletRequest request) {
    if (!"POST".equals(request.getMethod()) || request.getContentLengthLong() == 0) {
      return false;
    }
    String type =
        request.getContentType() == null
            ? "xml"
            : request.getContentType().toLowerCase(Locale.ROOT).replaceAll(";.*", "").trim();
    if (type.equals("application/x-www-form-urlencoded")) {
      return false;
    }
    if (!type.endsWith("xml")) {
      throw OwsException.invalid(
          "Content-Type", "A posted request is a form or XML (application/xml).");
    }
    if (request.getHeader("Content-Encoding") != null
        && !"identity".equalsIgnoreCase(request.getHeader("Content-Encoding"))) {
      throw OwsException.invalid("Content-Encoding", "A posted request must not be compressed.");
    }
    return true;
  }

  private byte[] capabilities(Snapshot snapshot, CapabilitiesKey key) throws IOException {
    return Capabilities.document(
        new WfsContext(snapshot, settings, key.base(), key.address(), CrsTable.of(snapshot.srid())),
        key);
  }

  /** Finished service metadata. */
  FinishedDocuments<Snapshot, CapabilitiesKey> capabilities() {
    return capabilities;
  }

  private void getCapabilities(Exchange exchange, WfsRequest.GetCapabilities wanted)
      throws IOException {
    HttpServletResponse response = exchange.response();
    CapabilitiesKey key = CapabilitiesKey.of(exchange.context(), wanted, exchange.language());
    response.setHeader("Content-Language", exchange.language());
    if (exchange.fresh(wanted.type(), key)) {
      byte[] document = capabilities.get(exchange.context().snapshot(), key);
      response.setContentLength(document.length);
      response.getOutputStream().write(document);
    }
  }

  private void describeFeatureType(Exchange exchange, WfsRequest.DescribeFeatureType wanted)
      throws IOException {
    OutputFormat format = OutputFormat.of(wanted.outputFormat(), wanted.version());
    if (format.gml() == null) {
      throw OwsException.invalid("OUTPUTFORMAT", "Schemas are given for a version of GML.");
    }
    WfsContext context = exchange.context();
    Collection<Layer> layers =
        wanted.types().isEmpty()
            ? context.snapshot().layers().values()
            : new TypeNames(context.snapshot(), wanted.namespaces())
                .layers(wanted.types(), "TYPENAMES");
    if (exchange.fresh(format.contentType())) {
      FeatureTypeSchema.write(context, layers, format.gml(), exchange.response().getOutputStream());
    }
  }

  private void getFeature(Exchange exchange, WfsRequest.GetFeature wanted) throws IOException {
    OutputFormat format = OutputFormat.of(wanted.outputFormat(), wanted.version());
    WfsContext context = exchange.context();
    FeatureQuery query = FeatureQuery.of(context, wanted);
    if (query.hits() && (format.file() != null || format.gml() == Gml.V2_1)) {
      throw OwsException.invalid(
          "RESULTTYPE",
          "The number of hits is given as GML 3 or GeoJSON; this format has no place for it.");
    }
    if (format.file() != null) {
      file(exchange, format, query);
      return;
    }
    if (!exchange.fresh(format.contentType())) {
      return;
    }
    if (format == OutputFormat.GEOJSON) {
      WfsGeoJson.collection(context, query, exchange.response().getOutputStream());
    } else if (format.gml() == Gml.V3_2 && wanted.byIdAlone() && !query.hits()) {
      GmlFeatures.bare(context, query, exchange.response().getOutputStream());
    } else {
      GmlFeatures.collection(context, query, format.gml(), exchange.response().getOutputStream());
    }
  }

  /** Features as a file to keep. */
  private static void file(Exchange exchange, OutputFormat format, FeatureQuery query)
      throws IOException {
    if (exchange.unchanged(format.contentType(), format, exchange.language())) {
      return;
    }
    List<FeatureRows> parts =
        query.page().stream()
            .map(p -> new FeatureRows(p.layer(), p.rows(), p.attributes(), p.geometry()))
            .toList();
    try {
      format
          .file()
          .send(
              new Export(
                  exchange.context().snapshot(), parts, query.crs().srid(), exchange.language()),
              exchange.request(),
              exchange.response());
    } catch (FormatException e) {
      throw OwsException.invalid("OUTPUTFORMAT", e.getMessage());
    }
  }

  private void getPropertyValue(Exchange exchange, WfsRequest.GetFeature wanted)
      throws IOException {
    OutputFormat format = OutputFormat.of(wanted.outputFormat(), wanted.version());
    if (format != OutputFormat.GML32) {
      throw OwsException.invalid(
          "OUTPUTFORMAT", "Values are given as " + OutputFormat.GML32.contentType() + ".");
    }
    FeatureQuery all = FeatureQuery.of(exchange.context(), wanted);
    if (all.parts().size() != 1) {
      throw OwsException.invalid("RESOURCEID", "Values are given of one feature type at a time.");
    }
    TypeNames names = new TypeNames(exchange.context().snapshot(), wanted.namespaces());
    String reference = wanted.valueReference();
    int property =
        "@gml:id".equals(reference)
            ? -1
            : names.property(all.parts().get(0).layer(), reference, "VALUEREFERENCE");
    FeatureQuery query = property < 0 ? all : all.withValues(property);
    if (exchange.fresh(format.contentType())) {
      GmlFeatures.values(
          exchange.context(), query, property, exchange.response().getOutputStream());
    }
  }

  /** One request and its answer. */
  private record Exchange(
      WfsContext context,
      HttpServletRequest request,
      HttpServletResponse response,
      String language) {

    /** As {@link #unchanged}, turned round; false also when only the headers were asked for. */
    boolean fresh(String type, Object... more) {
      return !unchanged(type, more) && !"HEAD".equals(request.getMethod());
    }

    /**
     * Sets type and ETag. True when nothing more is to be sent: the client has this very answer
     * already, and has been told so.
     */
    boolean unchanged(String type, Object... more) {
      List<String> dependsOn = new ArrayList<>();
      dependsOn.add(context.snapshot().revision());
      dependsOn.add(Build.VERSION);
      dependsOn.add(context.settings().toString());
      dependsOn.add(context.address());
      dependsOn.add(type);
      for (Object part : more) {
        dependsOn.add(part.toString());
      }
      if (Freshness.holds(request, response, dependsOn)) {
        return true;
      }
      response.setContentType(type);
      response.setCharacterEncoding("UTF-8");
      return false;
    }
  }
}
