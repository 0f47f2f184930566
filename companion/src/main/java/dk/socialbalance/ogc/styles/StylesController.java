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
import java.util.function.Predicate;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * OGC API Styles (20-009): the styles that maps are drawn in, to read: list, SLD 1.0, metadata,
 * legend.
 */
@Controller
public class StylesController extends ApiController {

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

  /** All styles. */
  @GetMapping("/ogc/styles")
  public void styles(HttpServletRequest request, HttpServletResponse response) throws IOException {
    list(request, response, maps.model(), "/styles", layer -> true);
  }

  /** The styles of a collection, the default first. */
  @GetMapping("/ogc/collections/{id}/styles")
  public void ofCollection(
      @PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    WmsModel model = maps.model();
    Layer wanted = layer(model.snapshot(), id);
    if (!model.draws(wanted)) {
      throw ProblemException.notFound("This collection does not come as a map.");
    }
    list(request, response, model, "/collections/" + id + "/styles", wanted::equals);
  }

  private void list(
      HttpServletRequest request,
      HttpServletResponse response,
      WmsModel model,
      String path,
      Predicate<Layer> counts)
      throws IOException {
    document(
        request,
        response,
        model.snapshot(),
        context -> {
          Map<String, Object> page = new LinkedHashMap<>();
          page.put("title", context.word("Stilarter", "Styles"));
          page.put("links", context.self(path, JSON));
          List<String> names =
              model.layers().stream()
                  .filter(counts)
                  .flatMap(layer -> model.styleNames(layer).stream())
                  .distinct()
                  .toList();
          if (!path.equals("/styles")) {
            page.put("defaultStyle", names.get(0));
          }
          List<Map<String, Object>> styles = new ArrayList<>();
          names.forEach(name -> styles.add(summary(context, style(model, name))));
          page.put("styles", styles);
          return page;
        });
  }

  private static Map<String, Object> summary(ApiContext context, Style style) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("id", style.name());
    one.put("title", style.title().in(context.language()));
    one.put("links", links(context, style));
    return one;
  }

  private static List<Map<String, Object>> links(ApiContext context, Style style) {
    String path = "/styles/" + style.name();
    return List.of(
        context.link(new ApiPart.Link(path, "stylesheet", SLD, STYLE)),
        context.link(new ApiPart.Link(path + "/metadata", "describedby", JSON, METADATA)),
        context.link(
            new ApiPart.Link(
                path + "/legend",
                "http://www.opengis.net/def/rel/ogc/1.0/legend",
                "image/png",
                LEGEND)));
  }

  /** A style sheet. */
  @GetMapping("/ogc/styles/{style}")
  public void sheet(
      @PathVariable("style") String name, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Parameters parameters = Parameters.of(request, FORMAT_AND_LANGUAGE);
    if (parameters.get("f") != null && !"sld10".equals(parameters.get("f"))) {
      throw ProblemException.badRequest("Parameter 'f': style sheets come as sld10.");
    }
    WmsModel model = maps.model();
    Style style = style(model, name);
    ApiContext context = context(request, model.snapshot(), parameters);
    if (!answers().notModified(request, response, context, style.sld(), "sld")) {
      answers().bytes(response, SLD, style.sld().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** What a style is, and what it is for. */
  @GetMapping("/ogc/styles/{style}/metadata")
  public void metadata(
      @PathVariable("style") String name, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    WmsModel model = maps.model();
    Style style = style(model, name);
    document(
        request,
        response,
        model.snapshot(),
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
          sheet.put("link", links(context, style).get(0));
          page.put("stylesheets", List.of(sheet));
          List<Map<String, Object>> layers = new ArrayList<>();
          for (Layer layer : model.layers()) {
            if (model.styleNames(layer).contains(style.name())) {
              Map<String, Object> one = new LinkedHashMap<>();
              one.put("id", layer.name());
              one.put("title", layer.description().title().in(context.language()));
              layers.add(one);
            }
          }
          page.put("layers", layers);
          List<Map<String, Object>> links =
              context.self("/styles/" + style.name() + "/metadata", JSON);
          links.addAll(links(context, style));
          page.put("links", links);
          return page;
        });
  }

  /** The legend of a style, as a picture. */
  @GetMapping("/ogc/styles/{style}/legend")
  public void legend(
      @PathVariable("style") String name, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Parameters parameters = Parameters.of(request, Set.of(Parameters.LANGUAGE));
    WmsModel model = maps.model();
    Style style = style(model, name);
    ApiContext context = context(request, model.snapshot(), parameters);
    if (!answers().notModified(request, response, context, style.sld(), "legend")) {
      answers()
          .bytes(
              response,
              ImageFormat.PNG.contentType(),
              ImageFormat.PNG.encode(
                  LegendPainter.paint(
                      model.style(style.name()), LegendOptions.usual(context.language()))));
    }
  }

  /** A style that some map is drawn in; others are not told of. */
  private static Style style(WmsModel model, String name) {
    boolean used =
        model.layers().stream().anyMatch(layer -> model.styleNames(layer).contains(name));
    if (!used) {
      throw ProblemException.notFound("There is no style of that name.");
    }
    return model.snapshot().styles().get(name);
  }
}
