/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * The addresses of the KVP services: one for each, {@code /ows} for all, and the same beneath the
 * workspace's name. Finds the service, and sees to it that every failure is answered in that
 * service's own format, without internals.
 */
@Controller
public final class OwsController {

  private static final Logger LOG = LoggerFactory.getLogger(OwsController.class);

  private final Map<String, OwsService> services;

  /** Serves whatever services there are. */
  public OwsController(List<OwsService> services) {
    this.services =
        services.stream()
            .collect(Collectors.toUnmodifiableMap(OwsService::service, Function.identity()));
  }

  /** Says which methods there are. */
  @RequestMapping(
      path = {
        "/ows",
        "/wms",
        "/wfs",
        "/wmts",
        "/{workspace:socialbalance}/{door:ows|wms|wfs|wmts}"
      },
      method = RequestMethod.OPTIONS)
  public void options(HttpServletResponse response) {
    response.setHeader("Allow", "GET, HEAD, POST, OPTIONS");
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  /** Answers a request. */
  @RequestMapping(
      path = {
        "/ows",
        "/wms",
        "/wfs",
        "/wmts",
        "/{workspace:socialbalance}/{door:ows|wms|wfs|wmts}"
      },
      method = {RequestMethod.GET, RequestMethod.HEAD, RequestMethod.POST})
  public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String path = request.getRequestURI();
    OwsService service =
        services.get(path.substring(path.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT));
    Kvp kvp = Kvp.EMPTY;
    try {
      kvp = Kvp.of(request);
      service = find(service, kvp);
      Operations.note(request, service.service(), kvp.get("REQUEST"));
      service.handle(request, response, kvp);
    } catch (OwsException e) {
      report(e, service, request, response, kvp);
    } catch (RequestDeadline.Exceeded e) {
      report(
          new OwsException(503, "OperationProcessingFailed", "", e.getMessage()),
          service,
          request,
          response,
          kvp);
    } catch (RuntimeException e) {
      String id = UUID.randomUUID().toString();
      LOG.error("Request failed, id {}: {} {}", id, request.getMethod(), path, e);
      report(
          new OwsException(
              500,
              "NoApplicableCode",
              "",
              "The request failed by a fault of the service, logged as " + id + "."),
          service,
          request,
          response,
          kvp);
    }
  }

  private OwsService find(OwsService ofPath, Kvp kvp) {
    String wanted = kvp.get("SERVICE");
    if (ofPath != null) {
      if (wanted != null && !wanted.equalsIgnoreCase(ofPath.service())) {
        throw OwsException.invalid(
            "SERVICE", "This address serves " + ofPath.service() + "; /ows serves all.");
      }
      return ofPath;
    }
    if (wanted == null) {
      throw OwsException.missing(
          "SERVICE", "The parameter SERVICE is missing: one of " + known() + ".");
    }
    OwsService service = services.get(wanted.toUpperCase(Locale.ROOT));
    if (service == null) {
      throw OwsException.invalid(
          "SERVICE", "No service '" + OwsException.shown(wanted) + "': one of " + known() + ".");
    }
    return service;
  }

  private String known() {
    return services.keySet().stream().sorted().collect(Collectors.joining(", "));
  }

  private static void report(
      OwsException problem,
      OwsService service,
      HttpServletRequest request,
      HttpServletResponse response,
      Kvp kvp)
      throws IOException {
    if (response.isCommitted()) {
      // Half an answer must not look like a whole one: break the connection.
      throw new IOException("The answer was cut short: " + problem.getMessage());
    }
    response.resetBuffer();
    response.setHeader("ETag", null);
    response.setHeader("Content-Disposition", null);
    response.setHeader("Cache-Control", "no-store");
    if (service == null) {
      ExceptionReport.write(problem, "1.1.0", response);
    } else {
      service.report(problem, request, response, kvp);
    }
  }
}
