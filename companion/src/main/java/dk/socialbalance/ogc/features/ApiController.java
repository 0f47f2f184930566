/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.RequestDeadline;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.ogc.common.formats.FormatException;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** What the resources under {@code /ogc} have in common: documents in two forms, and problems. */
public abstract class ApiController {

  private static final Logger LOG = LoggerFactory.getLogger(ApiController.class);

  /** The parameters that every document has. */
  protected static final Set<String> FORMAT_AND_LANGUAGE =
      new LinkedHashSet<>(List.of("f", Parameters.LANGUAGE));

  private final ApiShared shared;

  /** A controller with what all share. */
  protected ApiController(ApiShared shared) {
    this.shared = shared;
  }

  /** Writes the answers. */
  protected Answers answers() {
    return shared.answers();
  }

  /** Of the installation. */
  protected ServiceSettings settings() {
    return shared.settings();
  }

  /** What a request is answered from. */
  protected ApiContext context(
      HttpServletRequest request, Snapshot snapshot, Parameters parameters) {
    return ApiContext.of(request, snapshot, shared.settings(), shared.parts(), parameters);
  }

  /** A collection; 404 when there is none of that name. */
  protected static Layer layer(Snapshot snapshot, String id) {
    Layer layer = snapshot.layers().get(id);
    if (layer == null) {
      throw ProblemException.notFound("There is no collection of that name.");
    }
    return layer;
  }

  /**
   * Answers with a document, as JSON or as a page.
   *
   * @param template of the page
   * @param json media type as JSON
   * @param maker makes the document
   * @param decorator adds what only the page shows
   */
  protected void page(
      HttpServletRequest request,
      HttpServletResponse response,
      Snapshot snapshot,
      String template,
      MediaType json,
      Function<ApiContext, Map<String, Object>> maker,
      BiConsumer<ApiContext, Map<String, Object>> decorator)
      throws IOException {
    Parameters parameters = Parameters.of(request, FORMAT_AND_LANGUAGE);
    ApiContext context = context(request, snapshot, parameters);
    Format format =
        Format.of(parameters.get("f"), request.getHeader(HttpHeaders.ACCEPT), json, Format.PAGES);
    Map<String, Object> document = maker.apply(context);
    if (answers().notModified(request, response, context, snapshot.revision(), format.name())) {
      return;
    }
    if (format == Format.HTML) {
      decorator.accept(context, document);
      answers().html(response, context, template, document);
    } else {
      answers().json(response, json.toString(), document);
    }
  }

  /** A document of links as JSON or as a page. */
  protected void document(
      HttpServletRequest request,
      HttpServletResponse response,
      Snapshot snapshot,
      Function<ApiContext, Map<String, Object>> maker)
      throws IOException {
    page(
        request,
        response,
        snapshot,
        "document",
        MediaType.APPLICATION_JSON,
        maker,
        (context, model) -> {});
  }

  /** A wrong request. */
  @ExceptionHandler
  public void problem(ProblemException problem, HttpServletResponse response) throws IOException {
    answers().problem(response, problem);
  }

  /** A wrong request, found by what all doors share. */
  @ExceptionHandler
  public void problem(OwsException problem, HttpServletResponse response) throws IOException {
    answers()
        .problem(
            response,
            problem.status(),
            problem.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE
                ? "Service Unavailable"
                : "Bad request",
            problem.getMessage());
  }

  /** What the format cannot hold. */
  @ExceptionHandler
  public void beyondFormat(FormatException problem, HttpServletResponse response)
      throws IOException {
    answers().problem(response, 400, "Bad request", problem.getMessage());
  }

  /** It took too long. */
  @ExceptionHandler
  public void tooLong(RequestDeadline.Exceeded problem, HttpServletResponse response)
      throws IOException {
    if (response.isCommitted()) {
      throw new IOException("The answer was cut short: " + problem.getMessage());
    }
    answers().problem(response, 503, "Service Unavailable", problem.getMessage());
  }

  /** Our own mistake: the log knows more, under the identifier that the client gets. */
  @ExceptionHandler
  public void failure(RuntimeException failure, HttpServletResponse response) throws IOException {
    String id = UUID.randomUUID().toString();
    LOG.error("Request failed, {}", id, failure);
    if (response.isCommitted()) {
      // Half an answer must not look like a whole one: break the connection.
      throw new IOException("The answer was cut short by the fault " + id);
    }
    answers()
        .problem(
            response, 500, "Internal error", "Something went wrong on our side. Reference: " + id);
  }
}
