/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.ExceptionReport;
import dk.socialbalance.ogc.common.Kvp;
import dk.socialbalance.ogc.common.Languages;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.OwsService;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.ogc.common.formats.Export;
import dk.socialbalance.ogc.common.formats.FeatureRows;
import dk.socialbalance.ogc.common.formats.FormatException;
import dk.socialbalance.publication.CurrentSnapshot;
import dk.socialbalance.publication.Layer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;

/** Web Feature Service 2.0.0 (ISO 19142) over the current snapshot, by KVP. */
@Component
public final class WfsService implements OwsService {

  /** The version served. */
  static final String VERSION = "2.0.0";

  private static final int KEPT_CAPABILITIES = 16;

  private record CapabilitiesKey(String language, String address, String revision) {}

  private final CurrentSnapshot current;
  private final ServiceSettings settings;
  private final Map<CapabilitiesKey, byte[]> capabilities =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<CapabilitiesKey, byte[]> eldest) {
          return size() > KEPT_CAPABILITIES;
        }
      };

  /** Serves what {@code current} holds at each request. */
  public WfsService(CurrentSnapshot current, ServiceSettings settings) {
    this.current = current;
    this.settings = settings;
  }

  @Override
  public String service() {
    return "WFS";
  }

  @Override
  public void report(
      OwsException problem, HttpServletRequest request, HttpServletResponse response, Kvp kvp)
      throws IOException {
    ExceptionReport.write(problem, VERSION, response);
  }

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response, Kvp kvp)
      throws IOException {
    String type = request.getContentType();
    if (type != null && type.toLowerCase(Locale.ROOT).contains("xml")) {
      throw new OwsException(
          400,
          "OperationNotSupported",
          "",
          "Requests as XML are not supported; send the parameters in the query or as a form.");
    }
    kvp.require("SERVICE");
    String operation = kvp.require("REQUEST");
    WfsContext context = WfsContext.of(request, current.get(), settings);
    switch (operation.toLowerCase(Locale.ROOT)) {
      case "getcapabilities" -> getCapabilities(context, request, response, kvp);
      case "describefeaturetype" -> {
        requireVersion(kvp);
        describeFeatureType(context, request, response, kvp);
      }
      case "getfeature" -> {
        requireVersion(kvp);
        getFeature(context, request, response, kvp);
      }
      case "getpropertyvalue" -> {
        requireVersion(kvp);
        getPropertyValue(context, request, response, kvp);
      }
      case "liststoredqueries" -> {
        requireVersion(kvp);
        if (fresh(context, request, response, "application/xml")) {
          StoredQueries.list(context, response.getOutputStream());
        }
      }
      case "describestoredqueries" -> {
        requireVersion(kvp);
        if (fresh(context, request, response, "application/xml")) {
          StoredQueries.describe(context, kvp, response.getOutputStream());
        }
      }
      default ->
          throw new OwsException(
              400,
              "OperationNotSupported",
              "REQUEST",
              "There is no operation '"
                  + OwsException.shown(operation)
                  + "'; GetCapabilities lists those that there are.");
    }
  }

  /** Operations other than GetCapabilities are asked for in a version that is served. */
  private static void requireVersion(Kvp kvp) {
    String version = kvp.get("VERSION", VERSION);
    if (!version.equals(VERSION) && !version.equals("2.0.2")) {
      throw OwsException.invalid(
          "VERSION", "Version " + OwsException.shown(version) + " is not served, only " + VERSION);
    }
  }

  private void getCapabilities(
      WfsContext context, HttpServletRequest request, HttpServletResponse response, Kvp kvp)
      throws IOException {
    negotiate(kvp);
    String language = Languages.of(kvp, request);
    response.setHeader("Vary", "Accept-Language");
    response.setHeader("Content-Language", language);
    String accepted = kvp.get("ACCEPTFORMATS", "");
    String type = accepted.startsWith("text/xml") ? "text/xml" : "application/xml";
    if (fresh(context, request, response, type, language)) {
      byte[] document = capabilities(context, language);
      response.setContentLength(document.length);
      response.getOutputStream().write(document);
    }
  }

  /** OWS Common 1.1, 7.3.2; a VERSION below ours means a client that speaks only older ones. */
  private static void negotiate(Kvp kvp) {
    String accepted = kvp.get("ACCEPTVERSIONS");
    boolean served =
        accepted != null
            ? Arrays.stream(accepted.split(",", 50))
                .anyMatch(v -> v.trim().matches("2\\.0(\\.\\d)?"))
            : kvp.get("VERSION", VERSION).compareTo("2") >= 0;
    if (!served) {
      throw new OwsException(
          400,
          "VersionNegotiationFailed",
          accepted != null ? "ACCEPTVERSIONS" : "VERSION",
          "Only version " + VERSION + " is served.");
    }
  }

  private byte[] capabilities(WfsContext context, String language) throws IOException {
    CapabilitiesKey key =
        new CapabilitiesKey(language, context.address(), context.snapshot().revision());
    synchronized (capabilities) {
      byte[] known = capabilities.get(key);
      if (known == null) {
        known = WfsCapabilities.document(context, language);
        capabilities.put(key, known);
      }
      return known;
    }
  }

  private void describeFeatureType(
      WfsContext context, HttpServletRequest request, HttpServletResponse response, Kvp kvp)
      throws IOException {
    if (OutputFormat.of(kvp.get("OUTPUTFORMAT")) != OutputFormat.GML32) {
      throw OwsException.invalid("OUTPUTFORMAT", "Schemas are given as " + GmlFeatures.TYPE + ".");
    }
    String list = kvp.either("TYPENAMES", "TYPENAME");
    Collection<Layer> layers =
        list == null
            ? context.snapshot().layers().values()
            : new TypeNames(context.snapshot(), kvp).layers(list, "TYPENAMES");
    if (fresh(context, request, response, GmlFeatures.TYPE)) {
      FeatureTypeSchema.write(layers, response.getOutputStream());
    }
  }

  private void getFeature(
      WfsContext context, HttpServletRequest request, HttpServletResponse response, Kvp kvp)
      throws IOException {
    OutputFormat format = OutputFormat.of(kvp.get("OUTPUTFORMAT"));
    FeatureQuery query = FeatureQuery.parse(context, kvp);
    if (format.file() != null) {
      file(context, request, response, kvp, format, query);
      return;
    }
    if (!fresh(context, request, response, format.contentType())) {
      return;
    }
    OutputStream stream = response.getOutputStream();
    switch (format) {
      case GML32 -> {
        if (StoredQueries.isById(kvp) && !query.hits()) {
          GmlFeatures.bare(context, query, stream);
        } else {
          GmlFeatures.collection(context, query, kvp, stream);
        }
      }
      case GEOJSON -> WfsGeoJson.collection(context, query, kvp, stream);
      default -> throw new IllegalStateException("No writer for " + format);
    }
  }

  /** Features as a file to keep. */
  private void file(
      WfsContext context,
      HttpServletRequest request,
      HttpServletResponse response,
      Kvp kvp,
      OutputFormat format,
      FeatureQuery query)
      throws IOException {
    if (query.hits()) {
      throw OwsException.invalid(
          "RESULTTYPE", "The number of hits is given as GML or GeoJSON, not as a file.");
    }
    String language = Languages.of(kvp, request);
    response.setHeader("Vary", "Accept-Language");
    if (!fresh(context, request, response, format.contentType(), format.name(), language)) {
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
              new Export(context.snapshot(), parts, query.crs().srid(), language),
              request,
              response);
    } catch (FormatException e) {
      throw new OwsException(
          e.status(),
          e.status() == 400 ? OwsException.INVALID : "NoApplicableCode",
          "OUTPUTFORMAT",
          e.getMessage());
    }
  }

  private void getPropertyValue(
      WfsContext context, HttpServletRequest request, HttpServletResponse response, Kvp kvp)
      throws IOException {
    if (OutputFormat.of(kvp.get("OUTPUTFORMAT")) != OutputFormat.GML32) {
      throw OwsException.invalid("OUTPUTFORMAT", "Values are given as " + GmlFeatures.TYPE + ".");
    }
    String reference = kvp.require("VALUEREFERENCE");
    FeatureQuery all = FeatureQuery.parse(context, kvp);
    TypeNames names = new TypeNames(context.snapshot(), kvp);
    if (all.parts().size() != 1) {
      throw OwsException.invalid("RESOURCEID", "Values are given of one feature type at a time.");
    }
    int wanted =
        "@gml:id".equals(reference)
            ? -1
            : names.property(all.parts().get(0).layer(), reference, "VALUEREFERENCE");
    FeatureQuery query = wanted < 0 ? all : all.withValues(wanted);
    if (fresh(context, request, response, GmlFeatures.TYPE)) {
      GmlFeatures.values(context, query, kvp, wanted, response.getOutputStream());
    }
  }

  /**
   * Sets type and ETag. False when the client has this very answer already; it has then been told
   * so.
   */
  private boolean fresh(
      WfsContext context,
      HttpServletRequest request,
      HttpServletResponse response,
      String type,
      String... more) {
    int hash =
        Objects.hash(
            context.snapshot().revision(), settings, context.address(), type, List.of(more));
    String tag = "W/\"" + context.snapshot().publication() + "-" + Integer.toHexString(hash) + "\"";
    response.setHeader("Cache-Control", "no-cache");
    if (new ServletWebRequest(request, response).checkNotModified(tag)) {
      return false;
    }
    response.setContentType(type);
    response.setCharacterEncoding("UTF-8");
    return true;
  }
}
