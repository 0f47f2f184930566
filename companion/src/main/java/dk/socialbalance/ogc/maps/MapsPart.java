/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.maps;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.features.ApiPart;
import dk.socialbalance.ogc.wms.Maps;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What maps add to the shared documents. */
@Component
final class MapsPart implements ApiPart {

  private static final String CLASSES = "http://www.opengis.net/spec/ogcapi-maps-1/1.0/conf/";

  private final Maps maps;

  MapsPart(Maps maps) {
    this.maps = maps;
  }

  @Override
  public List<String> conformance() {
    return List.of(CLASSES + "core", CLASSES + "collection-map", CLASSES + "png", CLASSES + "jpeg");
  }

  @Override
  public List<Link> ofLandingPage() {
    return List.of();
  }

  @Override
  public List<Link> ofCollection(Snapshot snapshot, Layer layer) {
    return maps.model().draws(layer)
        ? List.of(
            new Link(
                "/collections/" + layer.name() + "/map",
                "http://www.opengis.net/def/rel/ogc/1.0/map",
                "image/png",
                new LocalText("Kort", "Map")))
        : List.of();
  }

  @Override
  public void describe(Snapshot snapshot, Paths paths) {
    List<Layer> drawn = maps.model().layers();
    if (drawn.isEmpty()) {
      return;
    }
    List<String> names = drawn.stream().map(Layer::name).toList();
    List<Map<String, Object>> parameters = new ArrayList<>();
    parameters.add(
        ApiPart.inPath("collectionId", Map.of("type", "string", "enum", names), names.get(0)));
    for (String side : List.of("width", "height")) {
      parameters.add(
          ApiPart.inQuery(
              side,
              "Pixels; without it the shape of the box decides",
              Map.of("type", "integer", "minimum", 1),
              MapsController.USUAL_SIDE));
    }
    Map<String, Object> text = Map.of("type", "string");
    parameters.add(ApiPart.inQuery("bbox", "What the map shows", text, "8,54,13,58"));
    parameters.add(ApiPart.inQuery("bbox-crs", "Coordinate system of bbox", text, CrsTable.CRS84));
    parameters.add(ApiPart.inQuery("crs", "Coordinate system of the map", text, CrsTable.CRS84));
    parameters.add(
        ApiPart.inQuery(
            "datetime",
            "The periods that meet this time; without it the latest",
            text,
            "2016-01-01/.."));
    parameters.add(
        ApiPart.inQuery(
            "bgcolor",
            "Background, 0xRRGGBB",
            Map.of("type", "string", "pattern", "^0x[0-9a-fA-F]{6}$"),
            "0xFFFFFF"));
    parameters.add(
        ApiPart.inQuery("transparent", "Without background", Map.of("type", "boolean"), "true"));
    parameters.add(
        ApiPart.inQuery(
            "f", "Encoding", Map.of("type", "string", "enum", List.of("png", "jpeg")), "png"));
    List<String> types = List.of("image/png", "image/jpeg");
    paths.get("/collections/{collectionId}/map", ".collection.getMap", "A map", parameters, types);
    List<Map<String, Object>> styled = new ArrayList<>(parameters);
    styled.add(ApiPart.inPath("styleId", text, maps.model().styleNames(drawn.get(0)).get(0)));
    paths.get(
        "/collections/{collectionId}/styles/{styleId}/map",
        ".collection.style.getMap",
        "A map in a style",
        styled,
        types);
  }
}
