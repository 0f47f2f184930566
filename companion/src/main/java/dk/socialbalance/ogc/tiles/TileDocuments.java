/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.tiles;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.ogc.common.tiles.TileFormat;
import dk.socialbalance.ogc.common.tiles.TileMatrix;
import dk.socialbalance.ogc.common.tiles.TileMatrixSet;
import dk.socialbalance.ogc.features.ApiContext;
import dk.socialbalance.ogc.features.ApiPart;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Envelope;

/**
 * The documents about tiles: tile matrix sets and tileset metadata (OGC 17-083r4, clauses 6 and 7),
 * lists of tilesets (OGC 20-057, clauses 9 and 10), TileJSON 3.0.0.
 *
 * @param path of the tilesets below {@code /ogc}
 */
record TileDocuments(ApiContext context, Layer layer, TileFormat format, String path) {

  static final String REL = "http://www.opengis.net/def/rel/ogc/1.0/";
  private static final String JSON = "application/json";

  /** All tile matrix sets. */
  static Map<String, Object> matrixSets(ApiContext context) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("title", context.word("Flisesystemer", "Tile matrix sets"));
    page.put("links", context.self("/tileMatrixSets", JSON));
    List<Map<String, Object>> sets = new ArrayList<>();
    for (TileMatrixSet set : TileMatrixSet.all()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("id", set.id());
      one.put("title", set.title().in(context.language()));
      set.uri().ifPresent(uri -> one.put("uri", uri));
      one.put("crs", set.system().uri());
      one.put("links", List.of(context.link(link("/tileMatrixSets/" + set.id(), "self", set))));
      sets.add(one);
    }
    page.put("tileMatrixSets", sets);
    return page;
  }

  private static ApiPart.Link link(String path, String rel, TileMatrixSet set) {
    return new ApiPart.Link(path, rel, JSON, set.title());
  }

  /** A tile matrix set. */
  static Map<String, Object> matrixSet(ApiContext context, TileMatrixSet set) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("id", set.id());
    page.put("title", set.title().in(context.language()));
    set.uri().ifPresent(uri -> page.put("uri", uri));
    page.put("crs", set.system().uri());
    page.put("orderedAxes", set.uri().isPresent() ? List.of("X", "Y") : List.of("E", "N"));
    set.uri()
        .ifPresent(
            uri ->
                page.put(
                    "wellKnownScaleSet",
                    "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible"));
    List<Map<String, Object>> matrices = new ArrayList<>();
    for (TileMatrix matrix : set.matrices()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("id", matrix.id());
      one.put("scaleDenominator", matrix.scaleDenominator());
      one.put("cellSize", matrix.resolution());
      one.put("cornerOfOrigin", "topLeft");
      one.put("pointOfOrigin", List.of(set.left(), set.top()));
      one.put("tileWidth", TileMatrix.PIXELS);
      one.put("tileHeight", TileMatrix.PIXELS);
      one.put("matrixWidth", matrix.width());
      one.put("matrixHeight", matrix.height());
      matrices.add(one);
    }
    page.put("tileMatrices", matrices);
    page.put("links", context.self("/tileMatrixSets/" + set.id(), JSON));
    return page;
  }

  /** The tilesets of a collection, one for each tile matrix set. */
  Map<String, Object> list() {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("title", title());
    page.put("links", context.self(path, JSON));
    List<Map<String, Object>> tilesets = new ArrayList<>();
    for (TileMatrixSet set : TileMatrixSet.of(layer, context.snapshot().srid())) {
      Map<String, Object> one = summary(set);
      one.put(
          "links",
          List.of(
              context.link(link(path + "/" + set.id(), "self", set)),
              context.link(link("/tileMatrixSets/" + set.id(), REL + "tiling-scheme", set))));
      tilesets.add(one);
    }
    page.put("tilesets", tilesets);
    return page;
  }

  private String title() {
    return layer.description().title().in(context.language());
  }

  private String dataType() {
    return format == TileFormat.PNG ? "map" : "vector";
  }

  private Map<String, Object> summary(TileMatrixSet set) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("title", title() + " · " + set.title().in(context.language()));
    one.put("dataType", dataType());
    one.put("crs", set.system().uri());
    set.uri().ifPresent(uri -> one.put("tileMatrixSetURI", uri));
    return one;
  }

  /** The metadata of a tileset. */
  Map<String, Object> tileset(TileMatrixSet set) {
    Map<String, Object> page = summary(set);
    page.put("description", layer.description().description().in(context.language()));
    Envelope extent = layer.extent(set.srid());
    if (!extent.isNull()) {
      page.put(
          "boundingBox",
          Map.of(
              "lowerLeft", List.of(extent.getMinX(), extent.getMinY()),
              "upperRight", List.of(extent.getMaxX(), extent.getMaxY()),
              "crs", set.system().uri()));
    }
    List<Map<String, Object>> limits = new ArrayList<>();
    for (TileMatrix matrix : set.matrices()) {
      TileMatrix.Limits there = matrix.limits(extent);
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("tileMatrix", matrix.id());
      one.put("minTileRow", there.minRow());
      one.put("maxTileRow", there.maxRow());
      one.put("minTileCol", there.minColumn());
      one.put("maxTileCol", there.maxColumn());
      limits.add(one);
    }
    page.put("tileMatrixSetLimits", limits);
    page.put(
        "layers", List.of(Map.of("id", layer.name(), "title", title(), "dataType", dataType())));
    String self = path + "/" + set.id();
    List<Map<String, Object>> links = context.self(self, JSON);
    links.add(context.link(link("/tileMatrixSets/" + set.id(), REL + "tiling-scheme", set)));
    if (set == TileMatrixSet.WEB_MERCATOR) {
      Map<String, Object> tileJson = new LinkedHashMap<>();
      tileJson.put("href", context.root() + self + "?f=tilejson");
      tileJson.put("rel", "describedby");
      tileJson.put("type", JSON);
      tileJson.put("title", "TileJSON");
      links.add(tileJson);
    }
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("href", context.root() + self + "/{tileMatrix}/{tileRow}/{tileCol}");
    item.put("rel", "item");
    item.put("type", format.mediaType());
    item.put("title", context.word("Fliser", "Tiles"));
    item.put("templated", true);
    links.add(item);
    page.put("links", links);
    return page;
  }

  /** The tileset for web maps, as TileJSON. */
  Map<String, Object> tileJson() {
    TileMatrixSet set = TileMatrixSet.WEB_MERCATOR;
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("tilejson", "3.0.0");
    page.put("name", title());
    page.put("description", layer.description().description().in(context.language()));
    page.put("attribution", context.snapshot().place().in(context.language()));
    page.put("scheme", "xyz");
    page.put("tiles", List.of(context.root() + path + "/" + set.id() + "/{z}/{y}/{x}"));
    page.put("minzoom", 0);
    page.put("maxzoom", set.matrices().size() - 1);
    Envelope world = layer.extent(4326);
    if (!world.isNull()) {
      page.put(
          "bounds", List.of(world.getMinX(), world.getMinY(), world.getMaxX(), world.getMaxY()));
    }
    if (format == TileFormat.MVT) {
      Map<String, Object> fields = new LinkedHashMap<>();
      for (Layer.Attribute attribute : layer.attributes()) {
        fields.put(attribute.name(), fieldType(attribute.type()));
      }
      Map<String, Object> vectors = new LinkedHashMap<>();
      vectors.put("id", layer.name());
      vectors.put("fields", fields);
      page.put("vector_layers", List.of(vectors));
    }
    return page;
  }

  private static String fieldType(Column.Type type) {
    return switch (type) {
      case INTEGER, BIGINT, DOUBLE -> "Number";
      case BOOLEAN -> "Boolean";
      default -> "String";
    };
  }

  /** What a collection links to. */
  static ApiPart.Link tilesetsLink(Layer layer, TileFormat format) {
    boolean map = format == TileFormat.PNG;
    return new ApiPart.Link(
        "/collections/" + layer.name() + (map ? "/map/tiles" : "/tiles"),
        REL + (map ? "tilesets-map" : "tilesets-vector"),
        JSON,
        map
            ? new LocalText("Kort i fliser", "Map tiles")
            : new LocalText("Objekter i fliser", "Vector tiles"));
  }
}
