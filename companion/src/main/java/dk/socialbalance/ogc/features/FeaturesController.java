/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import dk.socialbalance.ogc.common.BaseUrl;
import dk.socialbalance.ogc.common.Build;
import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.Languages;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.RequestDeadline;
import dk.socialbalance.ogc.common.Selection;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.ogc.common.formats.FormatException;
import dk.socialbalance.publication.CurrentSnapshot;
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
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * OGC API Features Part 1 (17-069r4), Part 2 (18-058r1), Part 3 (19-079r2) and Part 5 (23-058)
 * under {@code /ogc}.
 *
 * <p>Each request takes the current snapshot once. A name that is unknown and one that is not
 * published get the same answer.
 */
@Controller
public class FeaturesController {

  private static final Logger LOG = LoggerFactory.getLogger(FeaturesController.class);
  private static final MediaType GEOJSON = MediaType.parseMediaType(Documents.GEOJSON);
  private static final MediaType SCHEMA = MediaType.parseMediaType(PropertySchemas.MEDIA_TYPE);
  private static final Set<String> FORMAT_AND_LANGUAGE =
      new LinkedHashSet<>(List.of("f", Parameters.LANGUAGE));
  private static final Set<String> OF_AN_ITEM =
      new LinkedHashSet<>(List.of("f", Parameters.LANGUAGE, "crs"));

  private final CurrentSnapshot current;
  private final ServiceSettings settings;
  private final Answers answers;
  private final Matches matches;

  /** The door over the current snapshot. */
  FeaturesController(
      CurrentSnapshot current, ServiceSettings settings, Answers answers, Matches matches) {
    this.current = current;
    this.settings = settings;
    this.answers = answers;
    this.matches = matches;
  }

  /** Part 1, 7.2. */
  @GetMapping({"/ogc", "/ogc/"})
  public void landing(HttpServletRequest request, HttpServletResponse response) throws IOException {
    page(
        request,
        response,
        "landing",
        MediaType.APPLICATION_JSON,
        c -> c.documents().landing(),
        (c, model) -> model.put("map", PreviewMap.ofAreas(c)));
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
        c -> c.documents().conformance(),
        (c, model) -> {});
  }

  /** Part 1, 7.3. */
  @GetMapping({"/ogc/api", "/ogc/api/"})
  public void api(HttpServletRequest request, HttpServletResponse response) throws IOException {
    page(
        request,
        response,
        "api",
        MediaType.parseMediaType(Documents.OPENAPI),
        c -> new OpenApiDocument(c.snapshot(), c.documents(), c.root(), Build.VERSION).document(),
        (c, model) -> {});
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
        c -> c.documents().collections(),
        (c, model) -> model.put("map", PreviewMap.ofAreas(c)));
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
        c -> c.documents().collection(layer(c.snapshot(), id)),
        (c, model) -> model.put("map", PreviewMap.of(c, layer(c.snapshot(), id))));
  }

  /** Part 5, 10. */
  @GetMapping({"/ogc/collections/{id}/schema", "/ogc/collections/{id}/schema/"})
  public void schema(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    properties(request, response, id, PropertySchemas::returnables);
  }

  /** Part 3, 6; Part 5, 11. */
  @GetMapping({"/ogc/collections/{id}/queryables", "/ogc/collections/{id}/queryables/"})
  public void queryables(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    properties(request, response, id, PropertySchemas::queryables);
  }

  /** Part 5, 12. */
  @GetMapping({"/ogc/collections/{id}/sortables", "/ogc/collections/{id}/sortables/"})
  public void sortables(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    properties(request, response, id, PropertySchemas::sortables);
  }

  private void properties(
      HttpServletRequest request,
      HttpServletResponse response,
      String id,
      Function<PropertySchemas, Map<String, Object>> kind)
      throws IOException {
    page(
        request,
        response,
        "properties",
        SCHEMA,
        c -> kind.apply(new PropertySchemas(layer(c.snapshot(), id), c.documents())),
        (c, model) -> {
          model.put("collection", id);
          model.put("map", PreviewMap.of(c, layer(c.snapshot(), id)));
        });
  }

  /** Part 1, 7.15. */
  @GetMapping({"/ogc/collections/{id}/items", "/ogc/collections/{id}/items/"})
  public void items(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Snapshot snapshot = current.get();
    Layer layer = layer(snapshot, id);
    Parameters parameters = Parameters.of(request, ItemsQuery.known(layer));
    Context context = context(request, snapshot, parameters);
    Format format = format(parameters, request, GEOJSON, Format.ITEMS);
    ItemsQuery query = ItemsQuery.of(parameters, layer, context.table(layer));
    if (format.file() != null) {
      query = query.forFile(parameters, settings.limits().features());
    }
    if (answers.notModified(request, response, context, layer.revision(), format)) {
      return;
    }
    ItemsPage page =
        ItemsPage.of(
            layer, query, matches.of(layer, query), format, parameters, context.documents());
    if (format.file() != null) {
      page.head(response);
      format.file().send(page.export(context), request, response);
    } else if (format == Format.HTML) {
      Map<String, Object> model = page.model();
      model.put("map", PreviewMap.of(context, layer));
      answers.html(response, context, "items", model);
    } else if (format == Format.GML) {
      page.head(response);
      new GmlPage(layer, query.attributes(), query.geometry() ? query.crs() : null, context.base())
          .writeCollection(page.rows(), answers.open(response, format.mediaType(), query.crs()));
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
    Snapshot snapshot = current.get();
    Layer layer = layer(snapshot, id);
    Parameters parameters = Parameters.of(request, OF_AN_ITEM);
    Context context = context(request, snapshot, parameters);
    Format format = format(parameters, request, GEOJSON, Format.ITEM);
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
      Map<String, Object> model = page.model();
      model.put("map", PreviewMap.of(context, layer, row));
      answers.html(response, context, "item", model);
    } else if (format == Format.GML) {
      new GmlPage(layer, Selection.allAttributes(layer), page.crs(), context.base())
          .writeFeature(row, answers.open(response, format.mediaType(), page.crs()));
    } else {
      page.writeJson(answers.open(response, Documents.GEOJSON, page.crs()));
    }
  }

  private void page(
      HttpServletRequest request,
      HttpServletResponse response,
      String template,
      MediaType json,
      Function<Context, Map<String, Object>> maker,
      BiConsumer<Context, Map<String, Object>> decorator)
      throws IOException {
    Parameters parameters = Parameters.of(request, FORMAT_AND_LANGUAGE);
    Context context = context(request, current.get(), parameters);
    Format format = format(parameters, request, json, Format.PAGES);
    Map<String, Object> document = maker.apply(context);
    if (answers.notModified(request, response, context, context.snapshot().revision(), format)) {
      return;
    }
    if (format == Format.HTML) {
      decorator.accept(context, document);
      answers.html(response, context, template, document);
    } else {
      answers.json(response, json.toString(), document);
    }
  }

  private static Format format(
      Parameters parameters, HttpServletRequest request, MediaType json, List<Format> offered) {
    return Format.of(parameters.get("f"), request.getHeader(HttpHeaders.ACCEPT), json, offered);
  }

  private Context context(HttpServletRequest request, Snapshot snapshot, Parameters parameters) {
    String base = BaseUrl.of(request, settings);
    String root = base + "/ogc";
    String asked = parameters.language();
    String language =
        asked != null ? asked : Languages.ofHeader(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return new Context(
        snapshot,
        base,
        language,
        new Documents(snapshot, settings, root, language, asked),
        parameters.address(base + path, "f", Parameters.LANGUAGE));
  }

  /**
   * What every handler needs.
   *
   * @param base public address of the service, without a slash at its end
   * @param here public address of this resource with the request's parameters, but neither format
   *     nor language; ends in ? or &amp;
   */
  record Context(
      Snapshot snapshot, String base, String language, Documents documents, String here) {

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
    answers.problem(response, problem);
  }

  /** A wrong request, found by what all doors share. */
  @ExceptionHandler
  public void problem(OwsException problem, HttpServletResponse response) throws IOException {
    answers.problem(response, problem.status(), "Bad request", problem.getMessage());
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
