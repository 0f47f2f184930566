/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wmts;

import dk.socialbalance.ogc.common.Kvp;
import dk.socialbalance.ogc.common.Languages;
import dk.socialbalance.ogc.common.Operations;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.RequestDeadline;
import dk.socialbalance.ogc.common.tiles.TileFormat;
import dk.socialbalance.ogc.wms.Answer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.util.UriUtils;

/**
 * The Web Map Tile Service by path (OGC 07-057r7, clause 10), below {@code /wmts/1.0.0}:
 *
 * <ul>
 *   <li>{@code WMTSCapabilities.xml}
 *   <li>{@code layer/style[/time]/TileMatrixSet/TileMatrix/TileRow/TileCol.png}, or {@code .mvt}
 *   <li>the same with {@code /J/I.json} instead of the ending, or {@code .html}, {@code .txt},
 *       {@code .gml}
 * </ul>
 *
 * What a path names and is not there is answered 404, with the standard's exception.
 */
@Controller
public final class WmtsPaths {

  private static final Logger LOG = LoggerFactory.getLogger(WmtsPaths.class);

  /** Endings of answers about a place, and their media types. */
  enum InfoEnding {
    JSON("application/json"),
    HTML("text/html"),
    TXT("text/plain"),
    GML("application/vnd.ogc.gml/3.1.1");

    private final String mediaType;

    InfoEnding(String mediaType) {
      this.mediaType = mediaType;
    }

    String mediaType() {
      return mediaType;
    }

    String extension() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private static final String DOOR = "/wmts/";
  private static final int TILE_PARTS = 6;
  private static final int INFO_PARTS = 8;

  private final WmtsService service;

  /** Answers by the rules of the service. */
  WmtsPaths(WmtsService service) {
    this.service = service;
  }

  /** Says which methods there are. */
  @RequestMapping(
      path = {"/wmts/**", "/{workspace:socialbalance}/wmts/**"},
      method = RequestMethod.OPTIONS)
  public void options(HttpServletResponse response) {
    response.setHeader("Allow", "GET, HEAD, OPTIONS");
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  /** Answers a request. */
  @RequestMapping(
      path = {"/wmts/**", "/{workspace:socialbalance}/wmts/**"},
      method = {RequestMethod.GET, RequestMethod.HEAD})
  public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    try {
      answer(request).send(request, response);
    } catch (OwsException e) {
      boolean absent = e.status() == HttpServletResponse.SC_BAD_REQUEST;
      report(e, absent ? HttpServletResponse.SC_NOT_FOUND : e.status(), request, response);
    } catch (RequestDeadline.Exceeded e) {
      report(new OwsException(503, "NoApplicableCode", "", e.getMessage()), 503, request, response);
    } catch (RuntimeException e) {
      String id = UUID.randomUUID().toString();
      LOG.error("Request failed, id {}", id, e);
      report(
          new OwsException(
              500,
              "NoApplicableCode",
              "",
              "The request failed by a fault of the service, logged as " + id + "."),
          500,
          request,
          response);
    }
  }

  private void report(
      OwsException problem, int status, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (response.isCommitted()) {
      // Half an answer must not look like a whole one: break the connection.
      throw new IOException("The answer was cut short: " + problem.getMessage());
    }
    response.resetBuffer();
    response.setHeader("ETag", null);
    service.report(
        new OwsException(status, problem.code(), problem.locator(), problem.getMessage()),
        request,
        response,
        Kvp.EMPTY);
  }

  private Answer answer(HttpServletRequest request) {
    List<String> parts = parts(request);
    if (parts.equals(List.of("WMTSCapabilities.xml"))) {
      Operations.note(request, "WMTS", "GetCapabilities");
      if (!takesXml(request.getHeader("Accept"))) {
        throw new OwsException(
            HttpServletResponse.SC_NOT_ACCEPTABLE,
            "NoApplicableCode",
            "Accept",
            "The service metadata come as application/xml");
      }
      return service.capabilities(
          request, Languages.of(Kvp.of(request), request), EnumSet.allOf(Section.class));
    }
    int count = parts.size();
    int timed = count == TILE_PARTS + 1 || count == INFO_PARTS + 1 ? 1 : 0;
    boolean info = count - timed == INFO_PARTS;
    if (!info && count - timed != TILE_PARTS) {
      throw OwsException.invalid(
          "", "There is nothing at this path; /wmts/1.0.0/WMTSCapabilities.xml says what there is");
    }
    String last = parts.get(count - 1);
    int dot = last.lastIndexOf('.');
    String name = dot < 0 ? last : last.substring(0, dot);
    String ending = dot < 0 ? "" : last.substring(dot + 1);
    TileParameters asked =
        new TileParameters(
            parts.get(0),
            parts.get(1),
            timed == 1 ? parts.get(2) : null,
            parts.get(timed + 2),
            parts.get(timed + 3),
            parts.get(timed + 4),
            info ? parts.get(timed + 5) : name);
    if (!info) {
      Operations.note(request, "WMTS", "GetTile");
      return service.tile(asked, TileParameters.format(TileFormat.ofExtension(ending), ending));
    }
    Operations.note(request, "WMTS", "GetFeatureInfo");
    String format =
        Arrays.stream(InfoEnding.values())
            .filter(known -> known.extension().equals(ending))
            .map(InfoEnding::mediaType)
            .findFirst()
            .orElse(ending);
    return service.info(
        asked,
        name,
        parts.get(timed + 6),
        TileParameters.infoFormat(format.isEmpty() ? "none" : format),
        Languages.of(Kvp.of(request), request));
  }

  /** The decoded parts of the path below the version. */
  private static List<String> parts(HttpServletRequest request) {
    String path = request.getRequestURI();
    String below = path.substring(path.indexOf(DOOR) + DOOR.length());
    String version = WmtsService.VERSION + "/";
    if (!below.startsWith(version)) {
      throw OwsException.invalid("version", "The version served is " + WmtsService.VERSION);
    }
    try {
      return Arrays.stream(below.substring(version.length()).split("/", -1))
          .map(part -> UriUtils.decode(part, StandardCharsets.UTF_8))
          .toList();
    } catch (IllegalArgumentException e) {
      throw OwsException.invalid("", "The path cannot be read");
    }
  }

  private static boolean takesXml(String accept) {
    if (accept == null || accept.isBlank()) {
      return true;
    }
    try {
      return MediaType.parseMediaTypes(accept).stream()
          .anyMatch(
              range ->
                  range.includes(MediaType.APPLICATION_XML) || range.includes(MediaType.TEXT_XML));
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }
}
