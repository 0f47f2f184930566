/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import dk.socialbalance.ogc.common.Build;
import dk.socialbalance.ogc.common.Selection;
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
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
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
public class FeaturesController extends ApiController {

  private static final MediaType GEOJSON = MediaType.parseMediaType(Documents.GEOJSON);
  private static final MediaType SCHEMA = MediaType.parseMediaType(PropertySchemas.MEDIA_TYPE);
  private static final Set<String> OF_AN_ITEM =
      new LinkedHashSet<>(List.of("f", Parameters.LANGUAGE, "crs"));

  private final CurrentSnapshot current;
  private final Matches matches;

  /** The door over the current snapshot. */
  FeaturesController(CurrentSnapshot current, ApiShared shared, Matches matches) {
    super(shared);
    this.current = current;
    this.matches = matches;
  }

  /** Part 1, 7.2. */
  @GetMapping({"/ogc", "/ogc/"})
  public void landing(HttpServletRequest request, HttpServletResponse response) throws IOException {
    page(
        request,
        response,
        current.get(),
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
        current.get(),
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
        current.get(),
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
        current.get(),
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
        current.get(),
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
        current.get(),
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
    ApiContext context = context(request, snapshot, parameters);
    Format format = format(parameters, request, GEOJSON, Format.ITEMS);
    ItemsQuery query = ItemsQuery.of(parameters, layer, context.table(layer));
    if (format.file() != null) {
      query = query.forFile(parameters, settings().limits().features());
    }
    if (answers().notModified(request, response, context, layer.revision(), format.name())) {
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
      answers().html(response, context, "items", model);
    } else if (format == Format.GML) {
      page.head(response);
      new GmlPage(layer, query.attributes(), query.geometry() ? query.crs() : null, context.base())
          .writeCollection(page.rows(), answers().open(response, format.mediaType(), query.crs()));
    } else {
      page.writeJson(answers().open(response, Documents.GEOJSON, query.crs()));
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
    ApiContext context = context(request, snapshot, parameters);
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
    if (answers().notModified(request, response, context, layer.revision(), format.name())) {
      return;
    }
    if (format == Format.HTML) {
      Map<String, Object> model = page.model();
      model.put("map", PreviewMap.of(context, layer, row));
      answers().html(response, context, "item", model);
    } else if (format == Format.GML) {
      new GmlPage(layer, Selection.allAttributes(layer), page.crs(), context.base())
          .writeFeature(row, answers().open(response, format.mediaType(), page.crs()));
    } else {
      page.writeJson(answers().open(response, Documents.GEOJSON, page.crs()));
    }
  }

  private static Format format(
      Parameters parameters, HttpServletRequest request, MediaType json, List<Format> offered) {
    return Format.of(parameters.get("f"), request.getHeader(HttpHeaders.ACCEPT), json, offered);
  }
}
