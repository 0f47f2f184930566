/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.tiles;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.ogc.wmts.TileServer;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The abstract tests of OGC API Tiles Part 1 (20-057, annex A) for the classes declared. */
class TilesApiConformanceTest {

  private static final String REL = "http://www.opengis.net/def/rel/ogc/1.0/";
  private static final String LAYER = "basisdistrikt_underretninger";
  private static final String AT = "/ogc/collections/" + LAYER;
  private static final String STYLED = AT + "/styles/" + LAYER + "/map/tiles";

  private static HttpResponse<String> get(String path, String... headers) {
    return TileServer.server().get(path, headers);
  }

  private static JsonNode json(String path) {
    HttpResponse<String> answer = get(path, "Accept", "application/json");
    assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    return JsonMapper.shared().readTree(answer.body());
  }

  private static String path(JsonNode link) {
    assertThat(link.get("href").asString()).startsWith(TileServer.server().url());
    return link.get("href").asString().substring(TileServer.server().url().length());
  }

  private static JsonNode link(JsonNode document, String rel) {
    for (JsonNode link : document.get("links")) {
      if (link.get("rel").asString().equals(rel)) {
        return link;
      }
    }
    throw new AssertionError("No link " + rel + " in " + document);
  }

  @Test
  @DisplayName("/conf/core/conformance-success")
  void conformance() {
    String classes = json("/ogc/conformance").get("conformsTo").toString();
    for (String name :
        List.of("core", "tileset", "tilesets-list", "geodata-tilesets", "png", "mvt", "oas30")) {
      assertThat(classes)
          .contains("http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/" + name + "\"");
    }
  }

  /** What is not declared is not there either: no tiles of the whole dataset. */
  @Test
  @DisplayName("/conf/core/conformance-success")
  void whatIsNotDeclaredIsNotOffered() {
    String classes = json("/ogc/conformance").get("conformsTo").toString();
    for (String name :
        List.of("dataset-tilesets", "collections-selection", "datetime", "jpeg", "geojson")) {
      assertThat(classes).doesNotContain("ogcapi-tiles-1/1.0/conf/" + name + "\"");
    }
    assertThat(json("/ogc").toString()).doesNotContain(REL + "tilesets-");
    assertThat(get("/ogc/tiles").statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("/conf/geodata-tilesets/desc-links, operation")
  void collectionsLinkToTheirTilesets() {
    JsonNode collection = json(AT);
    assertThat(path(link(collection, REL + "tilesets-vector"))).isEqualTo(AT + "/tiles");
    assertThat(path(link(collection, REL + "tilesets-map"))).isEqualTo(AT + "/map/tiles");
    // The latest period alone is not drawn, but has features; a table has neither.
    JsonNode latest = json(AT + "_seneste");
    assertThat(path(link(latest, REL + "tilesets-vector"))).isEqualTo(AT + "_seneste/tiles");
    assertThat(latest.toString()).doesNotContain("tilesets-map");
    assertThat(json("/ogc/collections/noegletal").toString()).doesNotContain("tilesets");
  }

  @ParameterizedTest
  @DisplayName("/conf/tilesets-list/tileset-links, /conf/tileset/description")
  @ValueSource(strings = {AT + "/tiles", AT + "/map/tiles", STYLED})
  void tilesetsAreListedAndDescribed(String list) {
    JsonNode document = json(list);
    assertThat(document.get("tilesets").size()).isEqualTo(3);
    for (JsonNode summary : document.get("tilesets")) {
      String type = list.contains("/map/") ? "map" : "vector";
      assertThat(summary.get("dataType").asString()).isEqualTo(type);
      assertThat(summary.get("crs").asString())
          .startsWith("http://www.opengis.net/def/crs/EPSG/0/");
      JsonNode set = json(path(link(summary, REL + "tiling-scheme")));
      assertThat(path(link(summary, "self"))).isEqualTo(list + "/" + set.get("id").asString());
      assertThat(summary.path("tileMatrixSetURI")).isEqualTo(set.path("uri"));
      JsonNode tileset = json(path(link(summary, "self")));
      assertThat(tileset.get("crs")).isEqualTo(summary.get("crs")).isEqualTo(set.get("crs"));
      assertThat(tileset.get("dataType").asString()).isEqualTo(type);
      assertThat(tileset.path("tileMatrixSetURI")).isEqualTo(set.path("uri"));
      assertThat(path(link(tileset, REL + "tiling-scheme")))
          .isEqualTo("/ogc/tileMatrixSets/" + set.get("id").asString());
      JsonNode item = link(tileset, "item");
      assertThat(item.get("templated").asBoolean()).isTrue();
      assertThat(item.get("type").asString())
          .isEqualTo(type.equals("map") ? "image/png" : "application/vnd.mapbox-vector-tile");
      assertThat(item.get("href").asString()).contains("{tileMatrix}", "{tileRow}", "{tileCol}");
      assertThat(tileset.get("tileMatrixSetLimits").size())
          .isEqualTo(set.get("tileMatrices").size());
    }
  }

  @ParameterizedTest
  @DisplayName("/conf/core/tc-op, tc-success, tc-error; /conf/png/content, /conf/mvt/content")
  @ValueSource(strings = {AT + "/tiles", AT + "/map/tiles", STYLED})
  void tilesByTheTemplateWithinTheLimits(String list) {
    for (JsonNode summary : json(list).get("tilesets")) {
      JsonNode tileset = json(path(link(summary, "self")));
      JsonNode item = link(tileset, "item");
      for (JsonNode limits : tileset.get("tileMatrixSetLimits")) {
        int row = limits.get("minTileRow").asInt();
        int column = limits.get("maxTileCol").asInt();
        String matrix = limits.get("tileMatrix").asString();
        HttpResponse<byte[]> tile = TileServer.server().getBytes(at(item, matrix, row, column));
        assertThat(tile.statusCode()).isEqualTo(200);
        assertThat(tile.headers().firstValue("Content-Type")).hasValue(item.get("type").asString());
        int below = limits.get("maxTileRow").asInt() + 1;
        assertThat(get(at(item, matrix, below, column)).statusCode()).isEqualTo(404);
        assertThat(get(at(item, matrix, row, column + 1)).statusCode()).isEqualTo(404);
        assertThat(get(at(item, matrix, -1, column)).statusCode()).isEqualTo(404);
      }
      assertThat(get(at(item, "99", 0, 0)).statusCode()).isEqualTo(404);
    }
  }

  @Test
  @DisplayName("/conf/core/tc-success, /conf/png/content")
  void aTileIsAPictureOfTheSizeOfItsMatrix() {
    JsonNode matrix = json("/ogc/tileMatrixSets/View1").at("/tileMatrices/10");
    BufferedImage tile = TileServer.picture(AT + "/map/tiles/" + TileServer.PLACE);
    assertThat(tile.getWidth()).isEqualTo(matrix.get("tileWidth").asInt());
    assertThat(tile.getHeight()).isEqualTo(matrix.get("tileHeight").asInt());
    assertThat(tile.getColorModel().hasAlpha()).isTrue();
  }

  /** Within the limits, but beside what the collection shows: the map stands askew in its box. */
  @Test
  @DisplayName("/conf/core/tc-error, 2")
  void anEmptyTileWithinTheLimits() throws IOException {
    JsonNode limits = json(AT + "/tiles/WebMercatorQuad").get("tileMatrixSetLimits").get(20);
    String corner =
        "/WebMercatorQuad/20/"
            + limits.get("minTileRow").asInt()
            + "/"
            + limits.get("minTileCol").asInt();
    HttpResponse<byte[]> features = TileServer.server().getBytes(AT + "/tiles" + corner);
    assertThat(features.statusCode()).isEqualTo(200);
    assertThat(features.body()).isEmpty();
    BufferedImage map = TileServer.picture(AT + "/map/tiles" + corner);
    int width = map.getWidth();
    assertThat(map.getRGB(0, 0, width, map.getHeight(), null, 0, width)).containsOnly(0);
  }

  private static String at(JsonNode template, String matrix, int row, int column) {
    return path(template)
        .replace("{tileMatrix}", matrix)
        .replace("{tileRow}", String.valueOf(row))
        .replace("{tileCol}", String.valueOf(column));
  }

  @Test
  @DisplayName("/conf/tilematrixset of 17-083r4")
  void tileMatrixSets() {
    JsonNode sets = json("/ogc/tileMatrixSets").get("tileMatrixSets");
    assertThat(sets.size()).isEqualTo(3);
    assertThat(path(link(json("/ogc"), REL + "tiling-schemes"))).isEqualTo("/ogc/tileMatrixSets");
    JsonNode view1 = json(path(link(sets.get(0), "self")));
    JsonNode finest = view1.get("tileMatrices").get(13);
    assertThat(finest.get("cellSize").asDouble()).isEqualTo(0.2);
    assertThat(finest.get("pointOfOrigin").toString()).isEqualTo("[120000.0,6500000.0]");
    assertThat(finest.get("matrixWidth").asInt()).isEqualTo(24576);
    JsonNode web = json("/ogc/tileMatrixSets/WebMercatorQuad");
    assertThat(web.get("uri").asString())
        .isEqualTo("http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad");
    assertThat(web.at("/tileMatrices/0/scaleDenominator").asDouble())
        .isBetween(559082264.028717, 559082264.028718);
  }

  @Test
  void theTilesAreThoseOfWmts() {
    byte[] tile =
        TileServer.server()
            .getBytes(AT + "/map/tiles/" + TileServer.PLACE + "?datetime=2016")
            .body();
    String wmts = "/wmts/1.0.0/" + LAYER + "/default/2016/" + TileServer.PLACE;
    assertThat(tile).isEqualTo(TileServer.server().getBytes(wmts + ".png").body());
    assertThat(
            TileServer.server()
                .getBytes(AT + "/tiles/" + TileServer.PLACE + "?datetime=2016")
                .body())
        .isEqualTo(TileServer.server().getBytes(wmts + ".mvt").body());
    assertThat(
            TileServer.server().getBytes(STYLED + "/" + TileServer.PLACE + "?datetime=2016").body())
        .isEqualTo(tile);
  }

  @Test
  void aCopyThatStillHoldsIsNotSentAgain() {
    String path = AT + "/map/tiles/" + TileServer.PLACE;
    String tag = get(path).headers().firstValue("ETag").orElseThrow();
    assertThat(get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(get(path + "?datetime=2016", "If-None-Match", tag).statusCode()).isEqualTo(200);
  }

  @Test
  void tileJson() {
    JsonNode tileset = json(AT + "/tiles/WebMercatorQuad");
    JsonNode document = json(path(link(tileset, "describedby")));
    assertThat(document.get("tilejson").asString()).isEqualTo("3.0.0");
    assertThat(document.at("/vector_layers/0/id").asString()).isEqualTo(LAYER);
    assertThat(document.at("/vector_layers/0/fields/vaerdi").asString()).isEqualTo("Number");
    assertThat(document.at("/bounds/0").asDouble()).isBetween(12.4, 12.45);
    String tile = document.at("/tiles/0").asString();
    String real = tile.replace("{z}", "12").replace("{y}", "1280").replace("{x}", "2189");
    assertThat(
            TileServer.server().getBytes(real.substring(TileServer.server().url().length())).body())
        .hasSizeGreaterThan(100);
    assertThat(get(AT + "/tiles/View1?f=tilejson").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "/tiles/View1/10/780/1453?f=png, 400",
    "/tiles/View1/10/780/1453?f=mvt, 200",
    "/map/tiles/View1/10/780/1453?f=jpeg, 400",
    "/map/tiles/View1/10/780/1453?x=1, 400",
    "/map/tiles/View1/10/780/1453?datetime=1999, 400",
    "/map/tiles/View1/10/780/1453?datetime=x, 400",
    "/map/tiles/View2/10/780/1453, 404",
    "/map/tiles/View1/x/780/1453, 404",
    "/map/tiles/View1/10/7.5/1453, 404",
    "/map/tiles/View1/10/99999999999/1453, 404",
    "/map/tiles/View1/10/780, 404",
    "/styles/basisdistrikt/map/tiles/View1/10/780/1453, 404",
    "_seneste/map/tiles/View1/10/780/1453, 404",
    "/../noegletal/tiles, 404"
  })
  void wrongRequests(String rest, int status) {
    HttpResponse<String> answer = get(AT + rest);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    if (status >= 400) {
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }
  }

  @Test
  void whatIsNotAcceptedIsNotSent() {
    String path = AT + "/map/tiles/" + TileServer.PLACE;
    assertThat(get(path, "Accept", "image/*").statusCode()).isEqualTo(200);
    assertThat(get(path, "Accept", "application/json").statusCode()).isEqualTo(406);
  }

  @Test
  void documentsComeAsPagesToo() {
    for (String path :
        List.of(
            "/ogc/tileMatrixSets",
            "/ogc/tileMatrixSets/View1",
            AT + "/tiles",
            AT + "/map/tiles/View1",
            "/ogc/styles",
            "/ogc/styles/" + LAYER + "/metadata")) {
      HttpResponse<String> page = get(path, "Accept", "text/html");
      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThat(page.body())
          .startsWith("<!DOCTYPE html>")
          .contains("href=\"" + TileServer.server().url());
    }
  }

  @Test
  @DisplayName("/conf/oas30/completeness, operation-id; /conf/core/tc-tilematrix-definition, …")
  void theDefinitionDescribesWhatIsServed() {
    String text = get("/ogc/api").body();
    SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(text, null, null);
    assertThat(parsed.getMessages()).isEmpty();
    JsonNode paths = JsonMapper.shared().readTree(text).get("paths");
    List<String> operations = new ArrayList<>();
    int tiles = 0;
    for (String template : paths.propertyNames()) {
      JsonNode get = paths.get(template).get("get");
      operations.add(get.get("operationId").asString());
      Map<String, JsonNode> examples = new TreeMap<>();
      get.get("parameters")
          .forEach(
              parameter -> {
                if (parameter.has("example")) {
                  examples.put(parameter.get("name").asString(), parameter);
                }
              });
      if (template.contains("{featureId}") || examples.isEmpty()) {
        continue;
      }
      String path = "/ogc" + template;
      for (JsonNode parameter : examples.values()) {
        path =
            path.replace(
                "{" + parameter.get("name").asString() + "}", parameter.get("example").asString());
      }
      assertThat(path).doesNotContain("{");
      assertThat(get(path).statusCode()).as(path).isEqualTo(200);
      for (JsonNode parameter : examples.values()) {
        if (parameter.get("in").asString().equals("query")) {
          String asked =
              path
                  + "?"
                  + parameter.get("name").asString()
                  + "="
                  + parameter.get("example").asString();
          assertThat(get(asked).statusCode()).as(asked).isEqualTo(200);
        }
      }
      if (template.endsWith("{tileMatrix}/{tileRow}/{tileCol}")) {
        tiles++;
        assertThat(examples.get("tileMatrix").at("/schema/type").asString()).isEqualTo("string");
        assertThat(examples.get("tileRow").at("/schema/type").asString()).isEqualTo("integer");
        assertThat(examples.get("tileCol").at("/schema/type").asString()).isEqualTo("integer");
      }
    }
    assertThat(tiles).isEqualTo(3);
    assertThat(operations)
        .doesNotHaveDuplicates()
        .contains("getTileMatrixSetsList", "getTileMatrixSet");
    for (String origin :
        List.of(".collection.vector", ".collection.map", ".collection.style.map")) {
      assertThat(operations)
          .contains(origin + ".getTileSetsList", origin + ".getTileSet", origin + ".getTile");
    }
  }
}
