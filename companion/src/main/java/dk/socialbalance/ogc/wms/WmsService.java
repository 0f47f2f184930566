/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.BaseUrl;
import dk.socialbalance.ogc.common.Build;
import dk.socialbalance.ogc.common.FinishedDocuments;
import dk.socialbalance.ogc.common.Kvp;
import dk.socialbalance.ogc.common.Languages;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.OwsService;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.ogc.common.UpdateSequence;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.render.LegendPainter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The Web Map Service, versions 1.1.1 and 1.3.0: GetCapabilities, GetMap, GetFeatureInfo, and of
 * the SLD profile GetLegendGraphic, DescribeLayer and GetStyles. A request sees one snapshot from
 * start to end.
 */
@Component
public final class WmsService implements OwsService {

  /** Parameters of other servers that would change the answer; they are refused, not ignored. */
  private static final List<String> REFUSED =
      List.of("SLD", "SLD_BODY", "WFS", "REMOTE_OWS_URL", "VIEWPARAMS", "ENV", "ANGLE", "CLIP");

  private static final String FORM = "application/x-www-form-urlencoded";

  private final ServiceSettings settings;
  private final Maps maps;
  private final FinishedDocuments<WmsModel, CapabilitiesKey> capabilities;

  /**
   * @param maps what is served, and who paints it
   * @param settings who serves, where, and how large maps may be
   */
  public WmsService(Maps maps, ServiceSettings settings) {
    this.maps = maps;
    this.settings = settings;
    this.capabilities =
        new FinishedDocuments<>((model, key) -> CapabilitiesWriter.write(model, key, settings));
    maps.keepReady(capabilities, CapabilitiesKey.usual(settings));
  }

  /** Finished service metadata. */
  FinishedDocuments<WmsModel, CapabilitiesKey> capabilities() {
    return capabilities;
  }

  @Override
  public String service() {
    return "WMS";
  }

  @Override
  public void handle(HttpServletRequest request, HttpServletResponse response, Kvp kvp)
      throws IOException {
    answer(request, response, parameters(request, kvp)).send(request, response);
  }

  @Override
  public void report(
      OwsException problem, HttpServletRequest request, HttpServletResponse response, Kvp kvp)
      throws IOException {
    new ErrorAnswer(parameters(request, kvp), maps.gate()).send(response, problem);
  }

  private WmsParameters parameters(HttpServletRequest request, Kvp kvp) {
    WmsVersion version = WmsVersion.negotiate(kvp.either("VERSION", "WMTVER"));
    return new WmsParameters(kvp, version, Languages.of(kvp, request), settings.limits());
  }

  private Answer answer(
      HttpServletRequest request, HttpServletResponse response, WmsParameters parameters) {
    refuseWhatIsNotOffered(request, parameters);
    String operation = parameters.required("REQUEST").toLowerCase(Locale.ROOT);
    WmsModel now = maps.model();
    return switch (operation) {
      case "getcapabilities" -> capabilities(request, parameters, now);
      case "getmap" -> map(request, response, parameters, now);
      case "getfeatureinfo" -> info(request, response, parameters, now);
      case "getlegendgraphic" -> legend(request, response, parameters, now);
      case "describelayer" -> describe(request, parameters, now);
      case "getstyles" -> styles(request, parameters, now);
      default ->
          throw new OwsException(
              400,
              "OperationNotSupported",
              "REQUEST",
              "There is no operation '"
                  + OwsException.shown(parameters.required("REQUEST"))
                  + "'; there are GetCapabilities, GetMap, GetFeatureInfo, GetLegendGraphic,"
                  + " DescribeLayer and GetStyles");
    };
  }

  /** What would change the answer must not be passed over. */
  private static void refuseWhatIsNotOffered(HttpServletRequest request, WmsParameters parameters) {
    for (String name : REFUSED) {
      if (parameters.get(name) != null) {
        throw new OwsException(
            400,
            "OperationNotSupported",
            name,
            "The parameter "
                + name
                + " is not served here"
                + (name.startsWith("SLD")
                    ? ": layers are drawn with their own styles, which the capabilities list"
                    : ""));
      }
    }
    String type = request.getContentType();
    if ("POST".equals(request.getMethod())
        && request.getContentLengthLong() != 0
        && (type == null || !type.toLowerCase(Locale.ROOT).startsWith(FORM))) {
      throw new OwsException(
          400,
          "OperationNotSupported",
          "",
          "A posted request is a form (" + FORM + "); XML, and styles in it, are not served here");
    }
  }

  private Answer capabilities(HttpServletRequest request, WmsParameters parameters, WmsModel now) {
    if (UpdateSequence.isCurrent(parameters.get("UPDATESEQUENCE"), now.snapshot().revision())) {
      throw new OwsException(
          400, "CurrentUpdateSequence", "UPDATESEQUENCE", "The capabilities have not changed");
    }
    WmsEndpoint endpoint = endpoint(request);
    CapabilitiesKey key =
        new CapabilitiesKey(parameters.version(), parameters.language(), endpoint);
    return new Answer(
        parameters.version() == WmsVersion.V1_3_0
            ? "text/xml;charset=UTF-8"
            : "application/vnd.ogc.wms_xml;charset=UTF-8",
        List.of(Build.VERSION, now.snapshot().revision(), settings.toString(), key.toString()),
        () -> capabilities.get(now, key));
  }

  private WmsEndpoint endpoint(HttpServletRequest request) {
    return new WmsEndpoint(
        BaseUrl.of(request, settings),
        request.getRequestURI().contains("/" + Snapshot.WORKSPACE + "/"));
  }

  private Answer describe(HttpServletRequest request, WmsParameters parameters, WmsModel now) {
    LayerDescriptions descriptions = LayerDescriptions.read(parameters, now);
    WmsEndpoint endpoint = endpoint(request);
    return new Answer(
        descriptions.contentType(),
        List.of(Build.VERSION, now.snapshot().revision(), endpoint.toString()),
        () -> descriptions.write(endpoint));
  }

  private Answer styles(HttpServletRequest request, WmsParameters parameters, WmsModel now) {
    List<Layer> layers = LayerDescriptions.layers(parameters, now);
    WmsEndpoint endpoint = endpoint(request);
    return new Answer(
        StyleSheets.CONTENT_TYPE,
        List.of(Build.VERSION, now.snapshot().revision(), endpoint.toString()),
        () -> StyleSheets.write(now, endpoint, layers));
  }

  /** Without it nobody knows which axis comes first (WMS 1.3.0, 7.3.3.2). */
  private static void requireVersion(WmsParameters parameters) {
    if (parameters.get("WMTVER") == null) {
      parameters.required("VERSION");
    }
  }

  private Answer map(
      HttpServletRequest request,
      HttpServletResponse response,
      WmsParameters parameters,
      WmsModel now) {
    requireVersion(parameters);
    MapQuery query = MapQuery.read(parameters, now);
    ImageFormat format = parameters.imageFormat(true);
    query.warnings().forEach(warning -> response.addHeader("Warning", warning));
    MapQuery seen =
        format.transparency() || query.background() != null ? query : query.on(parameters.colour());
    return Answer.kept(
        format.contentType(),
        dependsOn(request, parameters, now, query.layers()),
        () -> maps.paint(seen.mapRequest(now), format));
  }

  private Answer info(
      HttpServletRequest request,
      HttpServletResponse response,
      WmsParameters parameters,
      WmsModel now) {
    requireVersion(parameters);
    InfoQuery query = InfoQuery.read(parameters, now);
    query.map().warnings().forEach(warning -> response.addHeader("Warning", warning));
    return new Answer(
        query.format().contentType(),
        dependsOn(request, parameters, now, query.map().layers()),
        () -> query.format().write(query.find(now, parameters.language())));
  }

  private Answer legend(
      HttpServletRequest request,
      HttpServletResponse response,
      WmsParameters parameters,
      WmsModel now) {
    LegendQuery query = LegendQuery.read(parameters, now);
    query.warnings().forEach(warning -> response.addHeader("Warning", warning));
    List<String> dependsOn = dependsOn(request, parameters, now, List.of(query.chosen()));
    if (query.json()) {
      return new Answer("application/json", dependsOn, () -> LegendJson.write(query, now));
    }
    return new Answer(
        query.format().contentType(),
        dependsOn,
        () -> query.format().encode(LegendPainter.paint(query.style(now), query.options(now))));
  }

  /** The address says what is asked; the layers' revisions and styles, what it is answered from. */
  private List<String> dependsOn(
      HttpServletRequest request,
      WmsParameters parameters,
      WmsModel now,
      List<MapQuery.Chosen> layers) {
    List<String> parts = new ArrayList<>();
    parts.add(Build.VERSION);
    parts.add(parameters.language());
    for (Map.Entry<String, String[]> parameter : request.getParameterMap().entrySet()) {
      parts.add(parameter.getKey());
      parts.addAll(List.of(parameter.getValue()));
    }
    for (MapQuery.Chosen chosen : layers) {
      Layer layer = chosen.layer();
      parts.add(layer.revision());
      parts.add(now.styleRevision(chosen.styleName()));
    }
    return parts;
  }
}
