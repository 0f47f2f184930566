/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import dk.socialbalance.ogc.common.BaseUrl;
import dk.socialbalance.ogc.common.Build;
import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.Languages;
import dk.socialbalance.ogc.common.RequestDeadline;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.ogc.common.formats.FormatException;
import dk.socialbalance.publication.CurrentSnapshot;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * OGC API Features Part 1 (17-069r4) and Part 2 (18-058r1) under {@code /ogc}.
 *
 * <p>Each request takes the current snapshot once. A name that is unknown and one that is not
 * published get the same answer.
 */
@Controller
public class FeaturesController {

  private static final Logger LOG = LoggerFactory.getLogger(FeaturesController.class);
  private static final MediaType GEOJSON = MediaType.parseMediaType(Documents.GEOJSON);
  private static final Set<String> ONLY_F = Set.of("f");

  private final CurrentSnapshot current;
  private final ServiceSettings settings;
  private final Answers answers;

  /** The door over the current snapshot. */
  public FeaturesController(CurrentSnapshot current, ServiceSettings settings, Answers answers) {
    this.current = current;
    this.settings = settings;
    this.answers = answers;
  }

  /** Part 1, 7.2. */
  @GetMapping({"/ogc", "/ogc/"})
  public void landing(HttpServletRequest request, HttpServletResponse response) throws IOException {
    page(request, response, "landing", MediaType.APPLICATION_JSON, c -> c.documents().landing());
  }

  /** Part 1, 7.4. */
  @GetMapping({"/ogc/conformance", "/ogc/conformance/"})
  public void conformance(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    page(
        request,
        response,
        "conformance",
        MediaType.APPLICATION_JSON,
        c -> c.documents().conformance());
  }

  /** Part 1, 7.3. */
  @GetMapping({"/ogc/api", "/ogc/api/"})
  public void api(HttpServletRequest request, HttpServletResponse response) throws IOException {
    page(
        request,
        response,
        "api",
        MediaType.parseMediaType(Documents.OPENAPI),
        c -> new OpenApiDocument(c.snapshot(), c.documents(), c.root(), Build.VERSION).document());
  }

  /** Part 1, 7.13. */
  @GetMapping({"/ogc/collections", "/ogc/collections/"})
  public void collections(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    page(
        request,
        response,
        "collections",
        MediaType.APPLICATION_JSON,
        c -> c.documents().collections());
  }

  /** Part 1, 7.14. */
  @GetMapping({"/ogc/collections/{id}", "/ogc/collections/{id}/"})
  public void collection(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    page(
        request,
        response,
        "collection",
        MediaType.APPLICATION_JSON,
        c -> c.documents().collection(layer(c.snapshot(), id)));
  }

  /** Part 1, 7.15. */
  @GetMapping({"/ogc/collections/{id}/items", "/ogc/collections/{id}/items/"})
  public void items(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Context context = context(request);
    Layer layer = layer(context.snapshot(), id);
    Parameters parameters = new Parameters(request.getParameterMap(), ItemsQuery.known(layer));
    Format format = format(parameters, request, GEOJSON, Format.ITEMS);
    ItemsQuery query = ItemsQuery.of(parameters, layer, context.table(layer));
    if (format.file() != null) {
      query = query.forFile(parameters, settings.limits().features());
    }
    ItemsPage page = ItemsPage.of(layer, query, parameters, context.documents());
    if (answers.notModified(request, response, context, layer.revision(), format)) {
      return;
    }
    if (format.file() != null) {
      page.head(response, format);
      format.file().send(page.export(context), request, response);
    } else if (format == Format.HTML) {
      answers.html(response, context, "items", page.model());
    } else {
      page.writeJson(answers.open(response, Documents.GEOJSON, query.crs()));
    }
  }

  /** Part 1, 7.16. */
  @GetMapping({
    "/ogc/collections/{id}/items/{featureId}",
    "/ogc/collections/{id}/items/{featureId}/"
  })
  public void item(
      @PathVariable("id") String id,
      @PathVariable("featureId") String featureId,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Context context = context(request);
    Layer layer = layer(context.snapshot(), id);
    Parameters parameters =
        new Parameters(
            request.getParameterMap(), layer.hasGeometry() ? Set.of("f", "crs") : ONLY_F);
    Format format = format(parameters, request, GEOJSON, Format.PAGES);
    int row = layer.row(featureId);
    if (row < 0) {
      throw ProblemException.notFound("This collection has no item with that identifier.");
    }
    ItemPage page =
        new ItemPage(
            layer,
            row,
            ItemsQuery.crs(parameters, "crs", context.table(layer)),
            context.documents());
    if (answers.notModified(request, response, context, layer.revision(), format)) {
      return;
    }
    if (format == Format.HTML) {
      answers.html(response, context, "item", page.model());
    } else {
      page.writeJson(answers.open(response, Documents.GEOJSON, page.crs()));
    }
  }

  private interface Maker {
    Map<String, Object> make(Context context);
  }

  private void page(
      HttpServletRequest request,
      HttpServletResponse response,
      String template,
      MediaType json,
      Maker maker)
      throws IOException {
    Context context = context(request);
    Parameters parameters = new Parameters(request.getParameterMap(), ONLY_F);
    Format format = format(parameters, request, json, Format.PAGES);
    Map<String, Object> document = maker.make(context);
    if (answers.notModified(request, response, context, context.snapshot().revision(), format)) {
      return;
    }
    if (format == Format.HTML) {
      answers.html(response, context, template, document);
    } else {
      answers.json(response, json.toString(), document);
    }
  }

  private static Format format(
      Parameters parameters, HttpServletRequest request, MediaType json, List<Format> offered) {
    return Format.of(parameters.get("f"), request.getHeader(HttpHeaders.ACCEPT), json, offered);
  }

  private Context context(HttpServletRequest request) {
    Snapshot snapshot = current.get();
    String base = BaseUrl.of(request, settings);
    String root = base + "/ogc";
    String language = Languages.ofHeader(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    CrsTable systems = CrsTable.of(snapshot.srid());
    return new Context(snapshot, base, language, new Documents(snapshot, systems, root, language));
  }

  /**
   * What every handler needs.
   *
   * @param base public address of the service, without a slash at its end
   */
  record Context(Snapshot snapshot, String base, String language, Documents documents) {

    CrsTable table(Layer layer) {
      return CrsTable.of(snapshot.srid(), layer);
    }

    String root() {
      return base + "/ogc";
    }
  }

  private static Layer layer(Snapshot snapshot, String id) {
    Layer layer = snapshot.layers().get(id);
    if (layer == null) {
      throw ProblemException.notFound("There is no collection of that name.");
    }
    return layer;
  }

  /** A wrong request. */
  @ExceptionHandler
  public void problem(ProblemException problem, HttpServletResponse response) throws IOException {
    answers.problem(response, problem.status(), problem.title(), problem.getMessage());
  }

  /** What the format cannot hold. */
  @ExceptionHandler
  public void beyondFormat(FormatException problem, HttpServletResponse response)
      throws IOException {
    answers.problem(response, 400, "Bad request", problem.getMessage());
  }

  /** It took too long. */
  @ExceptionHandler
  public void tooLong(RequestDeadline.Exceeded problem, HttpServletResponse response)
      throws IOException {
    if (response.isCommitted()) {
      throw new IOException("The answer was cut short: " + problem.getMessage());
    }
    answers.problem(response, 503, "Service Unavailable", problem.getMessage());
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
    answers.problem(
        response, 500, "Internal error", "Something went wrong on our side. Reference: " + id);
  }
}
