/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.styles;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.ogc.features.ApiContext;
import dk.socialbalance.ogc.features.ApiController;
import dk.socialbalance.ogc.features.ApiPart;
import dk.socialbalance.ogc.features.ApiShared;
import dk.socialbalance.ogc.features.Parameters;
import dk.socialbalance.ogc.features.ProblemException;
import dk.socialbalance.ogc.wms.ImageFormat;
import dk.socialbalance.ogc.wms.Maps;
import dk.socialbalance.ogc.wms.WmsModel;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Style;
import dk.socialbalance.render.LegendOptions;
import dk.socialbalance.render.LegendPainter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * OGC API Styles (20-009): the styles that maps are drawn in, to read: list, SLD 1.0, metadata,
 * legend.
 */
@Controller
public class StylesController extends ApiController {

  private static final String STYLES = "/ogc/styles";
  private static final String OF_COLLECTION = "/ogc/collections/{id}/styles";

  /** SLD 1.0. */
  static final String SLD = "application/vnd.ogc.sld+xml;version=1.0";

  private static final String JSON = "application/json";
  private static final LocalText STYLE = new LocalText("Stilark (SLD)", "Style sheet (SLD)");
  private static final LocalText METADATA = new LocalText("Om stilen", "About the style");
  private static final LocalText LEGEND = new LocalText("Signaturforklaring", "Legend");

  private final Maps maps;

  /** The door over what is served now. */
  StylesController(ApiShared shared, Maps maps) {
    super(shared);
    this.maps = maps;
  }

  /**
   * What styles belong to: a collection or the whole.
   *
   * @param path of it; empty for the whole
   * @param styles their names, a collection's default first
   */
  private record Base(WmsModel model, String path, List<String> styles) {

    /** One of its styles; others are not told of. */
    Style style(String name) {
      if (!styles.contains(name)) {
        throw ProblemException.notFound("There is no style of that name.");
      }
      return model.snapshot().styles().get(name);
    }

    /** What changes with the sheet of one of its styles. */
    String revision(String name) {
      return model.styleRevision(style(name).name());
    }

    /** Links to all that there is of a style. */
    List<Map<String, Object>> links(ApiContext context, Style style) {
      String at = path + "/styles/" + style.name();
      return List.of(
          context.link(new ApiPart.Link(at, "stylesheet", SLD, STYLE)),
          context.link(new ApiPart.Link(at + "/metadata", "describedby", JSON, METADATA)),
          context.link(
              new ApiPart.Link(
                  at + "/legend",
                  "http://www.opengis.net/def/rel/ogc/1.0/legend",
                  "image/png",
                  LEGEND)));
    }
  }

  /**
   * @param collection null for the whole
   */
  private Base base(String collection) {
    WmsModel model = maps.model();
    if (collection != null) {
      Layer layer = layer(model.snapshot(), collection);
      if (!model.draws(layer)) {
        throw ProblemException.notFound("This collection does not come as a map.");
      }
      return new Base(model, "/collections/" + layer.name(), model.styleNames(layer));
    }
    return new Base(
        model,
        "",
        model.layers().stream()
            .flatMap(layer -> model.styleNames(layer).stream())
            .distinct()
            .toList());
  }

  /** All styles, or those of a collection and which is its default. */
  @GetMapping({STYLES, OF_COLLECTION})
  public void styles(
      @PathVariable(name = "id", required = false) String id,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Base base = base(id);
    document(
        request,
        response,
        base.model().snapshot(),
        context -> {
          Map<String, Object> page = new LinkedHashMap<>();
          page.put("title", context.word("Stilarter", "Styles"));
          page.put("links", context.self(base.path() + "/styles", JSON));
          if (id != null) {
            page.put("default", base.styles().get(0));
          }
          List<Map<String, Object>> styles = new ArrayList<>();
          for (String name : base.styles()) {
            Style style = base.style(name);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", name);
            one.put("title", style.title().in(context.language()));
            one.put("links", base.links(context, style));
            styles.add(one);
          }
          page.put("styles", styles);
          return page;
        });
  }

  /** A style sheet. */
  @GetMapping({STYLES + "/{style}", OF_COLLECTION + "/{style}"})
  public void sheet(
      @PathVariable(name = "id", required = false) String id,
      @PathVariable("style") String name,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Parameters parameters = Parameters.of(request, FORMAT_AND_LANGUAGE);
    if (parameters.get("f") != null && !"sld10".equals(parameters.get("f"))) {
      throw ProblemException.badRequest("Parameter 'f': style sheets come as sld10.");
    }
    Base base = base(id);
    Style style = base.style(name);
    ApiContext context = context(request, base.model().snapshot(), parameters);
    if (!answers().notModified(request, response, context, base.revision(name), "sld")) {
      answers().bytes(response, SLD, style.sld().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** What a style is, and what it is for. */
  @GetMapping({STYLES + "/{style}/metadata", OF_COLLECTION + "/{style}/metadata"})
  public void metadata(
      @PathVariable(name = "id", required = false) String id,
      @PathVariable("style") String name,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Base base = base(id);
    Style style = base.style(name);
    document(
        request,
        response,
        base.model().snapshot(),
        context -> {
          Map<String, Object> page = new LinkedHashMap<>();
          page.put("id", style.name());
          page.put("title", style.title().in(context.language()));
          page.put("scope", "style");
          Map<String, Object> sheet = new LinkedHashMap<>();
          sheet.put("title", STYLE.in(context.language()));
          sheet.put("version", "1.0");
          sheet.put("specification", "https://www.ogc.org/standard/sld/");
          sheet.put("native", true);
          sheet.put("link", base.links(context, style).get(0));
          page.put("stylesheets", List.of(sheet));
          List<Map<String, Object>> layers = new ArrayList<>();
          for (Layer layer : base.model().layers()) {
            if (base.model().styleNames(layer).contains(style.name())) {
              Map<String, Object> one = new LinkedHashMap<>();
              one.put("id", layer.name());
              one.put("description", layer.description().title().in(context.language()));
              one.put("dataType", "vector");
              layers.add(one);
            }
          }
          page.put("layers", layers);
          List<Map<String, Object>> links =
              context.self(base.path() + "/styles/" + style.name() + "/metadata", JSON);
          links.addAll(base.links(context, style));
          page.put("links", links);
          return page;
        });
  }

  /** The legend of a style, as a picture. */
  @GetMapping({STYLES + "/{style}/legend", OF_COLLECTION + "/{style}/legend"})
  public void legend(
      @PathVariable(name = "id", required = false) String id,
      @PathVariable("style") String name,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Parameters parameters = Parameters.of(request, Set.of(Parameters.LANGUAGE));
    Base base = base(id);
    String revision = base.revision(name);
    ApiContext context = context(request, base.model().snapshot(), parameters);
    if (!answers().notModified(request, response, context, revision, "legend")) {
      answers()
          .bytes(
              response,
              ImageFormat.PNG.contentType(),
              ImageFormat.PNG.encode(
                  LegendPainter.paint(
                      base.model().style(name), LegendOptions.usual(context.language()))));
    }
  }
}
