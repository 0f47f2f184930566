/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.tiles;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.ogc.common.tiles.TileFormat;
import dk.socialbalance.ogc.common.tiles.TileMatrixSet;
import dk.socialbalance.ogc.features.ApiPart;
import dk.socialbalance.ogc.wms.Maps;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What tiles add to the shared documents. */
@Component
final class TilesPart implements ApiPart {

  private static final String CLASSES = "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/";
  private static final String DOCUMENT = "application/json";
  private static final String EXAMPLE = TileMatrixSet.WEB_MERCATOR.id();

  private final Maps maps;

  TilesPart(Maps maps) {
    this.maps = maps;
  }

  @Override
  public List<String> conformance() {
    List<String> classes = new ArrayList<>();
    for (String name :
        List.of("core", "tileset", "tilesets-list", "geodata-tilesets", "png", "mvt", "oas30")) {
      classes.add(CLASSES + name);
    }
    classes.add("http://www.opengis.net/spec/tms/2.0/conf/tilematrixset");
    classes.add("http://www.opengis.net/spec/tms/2.0/conf/json-tilematrixset");
    return classes;
  }

  @Override
  public List<Link> ofLandingPage() {
    return List.of(
        new Link(
            "/tileMatrixSets",
            TileDocuments.REL + "tiling-schemes",
            DOCUMENT,
            new LocalText("Flisesystemer", "Tile matrix sets")));
  }

  @Override
  public List<Link> ofCollection(Snapshot snapshot, Layer layer) {
    List<Link> links = new ArrayList<>();
    if (layer.hasGeometry()) {
      links.add(TileDocuments.tilesetsLink(layer, TileFormat.MVT));
    }
    if (maps.model().draws(layer)) {
      links.add(TileDocuments.tilesetsLink(layer, TileFormat.PNG));
    }
    return links;
  }

  @Override
  public void describe(Snapshot snapshot, Paths paths) {
    paths.get(
        "/tileMatrixSets",
        "getTileMatrixSetsList",
        "Tile matrix sets",
        ApiPart.ofDocument(),
        List.of(DOCUMENT, "text/html"));
    paths.get(
        "/tileMatrixSets/{tileMatrixSetId}",
        "getTileMatrixSet",
        "A tile matrix set",
        with(List.of(set()), ApiPart.ofDocument()),
        List.of(DOCUMENT, "text/html"));
    List<String> withGeometry =
        snapshot.layers().values().stream().filter(Layer::hasGeometry).map(Layer::name).toList();
    if (!withGeometry.isEmpty()) {
      tilesets(
          paths,
          "/collections/{collectionId}/tiles",
          ".collection.vector.",
          List.of(collection(withGeometry)),
          TileFormat.MVT);
    }
    List<Layer> drawn = maps.model().layers();
    if (!drawn.isEmpty()) {
      Map<String, Object> collection = collection(drawn.stream().map(Layer::name).toList());
      tilesets(
          paths,
          "/collections/{collectionId}/map/tiles",
          ".collection.map.",
          List.of(collection),
          TileFormat.PNG);
      String style = maps.model().styleNames(drawn.get(0)).get(0);
      tilesets(
          paths,
          "/collections/{collectionId}/styles/{styleId}/map/tiles",
          ".collection.style.map.",
          List.of(collection, ApiPart.inPath("styleId", Map.of("type", "string"), style)),
          TileFormat.PNG);
    }
  }

  private static Map<String, Object> collection(List<String> names) {
    return ApiPart.inPath("collectionId", Map.of("type", "string", "enum", names), names.get(0));
  }

  private static Map<String, Object> set() {
    return ApiPart.inPath(
        "tileMatrixSetId",
        Map.of(
            "type", "string", "enum", TileMatrixSet.all().stream().map(TileMatrixSet::id).toList()),
        EXAMPLE);
  }

  /** The operations of tilesets, with identifiers as 20-057, table 12 forms them. */
  private static void tilesets(
      Paths paths, String path, String kind, List<Map<String, Object>> of, TileFormat format) {
    String title = format == TileFormat.PNG ? "Map tiles" : "Vector tiles";
    List<String> document = List.of(DOCUMENT, "text/html");
    paths.get(path, kind + "getTileSetsList", title, with(of, ApiPart.ofDocument()), document);
    List<Map<String, Object>> ofSet = with(of, List.of(set()));
    paths.get(
        path + "/{tileMatrixSetId}",
        kind + "getTileSet",
        title,
        with(ofSet, ApiPart.ofDocument()),
        document);
    Map<String, Object> integer = new LinkedHashMap<>();
    integer.put("type", "integer");
    integer.put("minimum", 0);
    List<Map<String, Object>> place =
        List.of(
            ApiPart.inPath("tileMatrix", Map.of("type", "string"), "0"),
            ApiPart.inPath("tileRow", integer, 0),
            ApiPart.inPath("tileCol", integer, 0),
            ApiPart.inQuery(
                "datetime",
                "The periods that meet this time; without it the latest",
                Map.of("type", "string"),
                "2016-01-01/.."),
            ApiPart.inQuery(
                "f",
                "Encoding",
                Map.of("type", "string", "enum", List.of(format.extension())),
                format.extension()));
    paths.get(
        path + "/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}",
        kind + "getTile",
        title,
        with(ofSet, place),
        List.of(format.mediaType()));
  }

  private static List<Map<String, Object>> with(
      List<Map<String, Object>> some, List<Map<String, Object>> others) {
    List<Map<String, Object>> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }
}
