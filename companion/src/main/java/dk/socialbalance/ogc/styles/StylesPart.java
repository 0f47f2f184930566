/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.styles;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.ogc.features.ApiPart;
import dk.socialbalance.ogc.features.Parameters;
import dk.socialbalance.ogc.wms.Maps;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What styles add to the shared documents. */
@Component
final class StylesPart implements ApiPart {

  private static final String REL = "http://www.opengis.net/def/rel/ogc/1.0/styles";
  private static final LocalText TITLE = new LocalText("Stilarter", "Styles");
  private static final List<String> DOCUMENT = List.of("application/json", "text/html");

  private final Maps maps;

  StylesPart(Maps maps) {
    this.maps = maps;
  }

  /** Not the class of SLD 1.0: it asks for the one that changes styles, and these are read. */
  @Override
  public List<String> conformance() {
    return List.of("http://www.opengis.net/spec/ogcapi-styles-1/1.0/conf/core");
  }

  @Override
  public List<Link> ofLandingPage() {
    return List.of(new Link("/styles", REL, "application/json", TITLE));
  }

  @Override
  public List<Link> ofCollection(Snapshot snapshot, Layer layer) {
    return maps.model().draws(layer)
        ? List.of(
            new Link("/collections/" + layer.name() + "/styles", REL, "application/json", TITLE))
        : List.of();
  }

  @Override
  public void describe(Snapshot snapshot, Paths paths) {
    paths.get("/styles", "getStyles", "Styles", ApiPart.ofDocument(), DOCUMENT);
    List<Layer> drawn = maps.model().layers();
    if (drawn.isEmpty()) {
      return;
    }
    List<String> layers = drawn.stream().map(Layer::name).toList();
    List<String> names =
        drawn.stream()
            .flatMap(layer -> maps.model().styleNames(layer).stream())
            .distinct()
            .toList();
    Map<String, Object> style =
        ApiPart.inPath("styleId", Map.of("type", "string", "enum", names), names.get(0));
    Map<String, Object> collection =
        ApiPart.inPath("collectionId", Map.of("type", "string", "enum", layers), layers.get(0));
    paths.get(
        "/collections/{collectionId}/styles",
        "getCollectionStyles",
        "Styles of a collection",
        with(ApiPart.ofDocument(), List.of(collection)),
        DOCUMENT);
    describe(paths, "", "", List.of(style));
    describe(paths, "/collections/{collectionId}", "Collection", List.of(collection, style));
  }

  /** The three resources of a style. */
  private static void describe(
      Paths paths, String base, String of, List<Map<String, Object>> inPath) {
    Map<String, Object> language = Map.of("$ref", "#/components/parameters/" + Parameters.LANGUAGE);
    String style = base + "/styles/{styleId}";
    List<Map<String, Object>> some = with(inPath, List.of(language));
    paths.get(style, "get" + of + "Style", "A style sheet", some, List.of(StylesController.SLD));
    paths.get(
        style + "/metadata",
        "get" + of + "StyleMetadata",
        "About a style",
        with(ApiPart.ofDocument(), inPath),
        DOCUMENT);
    paths.get(
        style + "/legend",
        "get" + of + "StyleLegend",
        "The legend of a style",
        some,
        List.of("image/png"));
  }

  private static List<Map<String, Object>> with(
      List<Map<String, Object>> parameters, List<Map<String, Object>> more) {
    List<Map<String, Object>> all = new ArrayList<>(parameters);
    all.addAll(more);
    return all;
  }
}
