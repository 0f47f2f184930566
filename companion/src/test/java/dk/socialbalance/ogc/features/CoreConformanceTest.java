/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import static dk.socialbalance.ogc.features.FeaturesApi.items;
import static dk.socialbalance.ogc.features.FeaturesApi.link;
import static dk.socialbalance.ogc.features.FeaturesApi.links;
import static dk.socialbalance.ogc.features.FeaturesApi.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The abstract tests of OGC API Features Part 1 (17-069r4, annex A): core, GeoJSON, HTML. The name
 * of a test is the standard's; docs/conformance.md lists them.
 */
class CoreConformanceTest {

  private static final String GEOJSON = "application/geo+json";
  private static final String CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

  private static FeaturesApi api;

  @BeforeAll
  static void start() {
    api = FeaturesApi.start();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static JsonNode collection(String id) {
    return api.json("/ogc/collections/" + id);
  }

  private static JsonNode parameter(String collection, String name) {
    JsonNode definition = api.json("/ogc/api");
    for (JsonNode reference :
        definition.at("/paths/~1collections~1" + collection + "~1items/get/parameters")) {
      JsonNode parameter =
          reference.has("$ref")
              ? definition.at(reference.get("$ref").asString().substring(1))
              : reference;
      if (parameter.get("name").asString().equals(name)) {
        return parameter;
      }
    }
    throw new AssertionError("No parameter " + name);
  }

  private static void isQueryParameter(JsonNode parameter) {
    assertThat(parameter.get("in").asString()).isEqualTo("query");
    assertThat(parameter.get("required").asBoolean()).isFalse();
    assertThat(parameter.get("style").asString()).isEqualTo("form");
    assertThat(parameter.get("explode").asBoolean()).isFalse();
  }

  @Test
  @DisplayName("/conf/core/http")
  void http() {
    assertThat(api.server().raw("/ogc")).startsWith("HTTP/1.1 200");
  }

  @Test
  @DisplayName("/conf/core/crs84")
  void crs84() {
    for (String collection : api.collections()) {
      HttpResponse<String> answer = api.get(items(collection), "Accept", GEOJSON);
      assertThat(answer.headers().firstValue("Content-Crs")).contains("<" + CRS84 + ">");
    }
    JsonNode point = api.json(items("steder") + "?navn=%C3%85s").at("/features/0/geometry");
    assertThat(point.get("coordinates").get(0).asDouble()).isEqualTo(12.5);
    assertThat(point.get("coordinates").get(1).asDouble()).isEqualTo(55.7);
  }

  @Test
  @DisplayName("/conf/core/root-op, root-success")
  void landingPage() {
    for (String path : List.of("/ogc", "/ogc/")) {
      JsonNode landing = api.json(path);
      for (String rel : List.of("self", "alternate", "service-desc", "conformance", "data")) {
        assertThat(links(landing, rel)).as(rel).isNotEmpty();
      }
    }
  }

  @Test
  @DisplayName("/conf/core/conformance-op, conformance-success")
  void conformance() {
    String url = links(api.json("/ogc"), "conformance").get(0).get("href").asString();
    assertThat(api.follow(url).get("conformsTo").toString())
        .contains(
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
            "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs");
  }

  @Test
  @DisplayName("/conf/core/fc-md-op, fc-md-success, fc-md-links, fc-md-items")
  void collections() {
    JsonNode collections = api.json("/ogc/collections");
    link(collections, "self", "application/json");
    link(collections, "alternate", "text/html");
    assertThat(texts(collections.get("collections"), "id"))
        .containsExactlyElementsOf(api.collections())
        .contains("noegletal", "steder");
    collections.get("links").forEach(link -> assertThat(link.get("type").asString()).isNotEmpty());
  }

  @Test
  @DisplayName("/conf/core/fc-md-items-links")
  void itemsLinks() {
    for (JsonNode collection : api.json("/ogc/collections").get("collections")) {
      for (String type : List.of(GEOJSON, "text/html", "text/csv")) {
        String url = link(collection, "items", type).get("href").asString();
        HttpResponse<String> answer = api.get(api.path(url), "Accept", type);
        assertThat(answer.statusCode()).as(url).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
      }
    }
  }

  @Test
  @DisplayName("/conf/core/fc-md-extent, fc-md-extent-multi")
  void extents() {
    JsonNode extent = collection("basisdistrikt_underretninger").get("extent");
    assertThat(extent.at("/spatial/crs").asString()).isEqualTo(CRS84);
    JsonNode box = extent.at("/spatial/bbox/0");
    for (JsonNode feature : api.json(items("basisdistrikt_underretninger")).get("features")) {
      for (JsonNode position : feature.at("/geometry/coordinates/0/0")) {
        assertThat(position.get(0).asDouble())
            .isBetween(box.get(0).asDouble() - 1e-8, box.get(2).asDouble() + 1e-8);
        assertThat(position.get(1).asDouble())
            .isBetween(box.get(1).asDouble() - 1e-8, box.get(3).asDouble() + 1e-8);
      }
    }
    assertThat(extent.at("/temporal/interval/0/0").asString()).isEqualTo("2016-01-01T00:00:00Z");
    assertThat(extent.at("/temporal/interval/0/1").asString()).isEqualTo("2018-12-31T23:59:59Z");
    assertThat(collection("noegletal").get("extent").has("spatial")).isFalse();
  }

  @Test
  @DisplayName("/conf/core/sfc-md-op, sfc-md-success")
  void oneCollection() {
    for (JsonNode listed : api.json("/ogc/collections").get("collections")) {
      assertThat(collection(listed.get("id").asString())).isEqualTo(listed);
    }
  }

  @Test
  @DisplayName("/conf/core/fc-op, fc-response")
  void everyCollectionHasItems() {
    for (String collection : api.collections()) {
      HttpResponse<String> answer = api.get(items(collection), "Accept", GEOJSON);
      assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(GEOJSON);
      JsonNode page = api.json(items(collection));
      assertThat(page.get("type").asString()).isEqualTo("FeatureCollection");
      assertThat(page.get("features").isArray()).isTrue();
    }
  }

  @Test
  @DisplayName("/conf/core/fc-limit-definition")
  void limitDefinition() {
    for (String collection : api.collections()) {
      JsonNode limit = parameter(collection, "limit");
      isQueryParameter(limit);
      assertThat(limit.at("/schema/type").asString()).isEqualTo("integer");
      assertThat(limit.at("/schema/minimum").asInt()).isEqualTo(1);
      assertThat(limit.at("/schema/maximum").asInt()).isEqualTo(10_000);
      assertThat(limit.at("/schema/default").asInt()).isEqualTo(100);
    }
  }

  @Test
  @DisplayName("/conf/core/fc-limit-response")
  void limitResponse() {
    String path = items("basisdistrikt_underretninger") + "?limit=";
    assertThat(api.json(path + 7).get("features").size()).isEqualTo(7);
    assertThat(api.json(path + 10_000).get("features").size()).isEqualTo(18);
    assertThat(api.json(path + 10_001).get("features").size()).isEqualTo(18);
  }

  @Test
  @DisplayName("/conf/core/fc-bbox-definition")
  void bboxDefinition() {
    for (String collection : api.collections()) {
      JsonNode bbox = parameter(collection, "bbox");
      isQueryParameter(bbox);
      JsonNode schema = bbox.get("schema");
      assertThat(schema.get("type").asString()).isEqualTo("array");
      assertThat(schema.at("/items/type").asString()).isEqualTo("number");
      assertThat(schema.get("minItems").asInt()).isEqualTo(4);
      assertThat(schema.get("maxItems").asInt()).isEqualTo(6);
      assertThat(schema.get("oneOf").toString())
          .isEqualTo("[{\"minItems\":4,\"maxItems\":4},{\"minItems\":6,\"maxItems\":6}]");
    }
  }

  @Test
  @DisplayName("/conf/core/fc-bbox-response")
  void bboxResponse() {
    List<String> without = List.of("steder.Ærø", "steder.a b?c#d%");
    String path = items("steder") + "?bbox=";
    assertThat(texts(api.json(path + "12.4,55.4,12.6,55.8").get("features"), "id"))
        .contains("steder.Ås", "steder.Bro")
        .containsAll(without)
        .hasSize(4);
    assertThat(texts(api.json(path + "0,-80,1,-79").get("features"), "id"))
        .containsExactlyInAnyOrderElementsOf(without);
    // Over the antimeridian, and not the long way round.
    assertThat(texts(api.json(path + "179,0,-179,20").get("features"), "id"))
        .containsExactlyInAnyOrder("steder.Øl", "steder.Ærø", "steder.a b?c#d%");
    for (String box : List.of("-180,85,180,90", "-180,-90,180,-85", "-80,-5,-70,5")) {
      assertThat(api.json(path + box).get("numberMatched").asInt()).as(box).isEqualTo(2);
    }
    assertThat(api.json(items("noegletal") + "?bbox=0,0,1,1").get("numberMatched").asInt())
        .as("no feature has a geometry")
        .isEqualTo(6);
  }

  @Test
  @DisplayName("/conf/core/fc-time-definition")
  void timeDefinition() {
    for (String collection : api.collections()) {
      JsonNode datetime = parameter(collection, "datetime");
      isQueryParameter(datetime);
      assertThat(datetime.at("/schema/type").asString()).isEqualTo("string");
    }
  }

  @Test
  @DisplayName("/conf/core/fc-time-response")
  void timeResponse() {
    String path = items("steder") + "?datetime=";
    for (String met : List.of("2016-06-01", "2016-12-31T23:59:59Z/..", "2015-01-01/2016-01-01")) {
      assertThat(api.json(path + met).get("numberMatched").asInt()).as(met).isEqualTo(6);
    }
    for (String missed : List.of("2017-06-01", "../2015-12-31", "2015-12-30/P1D")) {
      assertThat(api.json(path + missed).get("numberMatched").asInt())
          .as("those without time, at " + missed)
          .isEqualTo(3);
    }
  }

  @Test
  @DisplayName("/conf/core/fc-links, fc-rel-type")
  void itemsPageLinks() {
    JsonNode page = api.json(items("basisdistrikt") + "?limit=2&offset=2");
    link(page, "self", GEOJSON);
    link(page, "alternate", "text/html");
    link(page, "next", GEOJSON);
    link(page, "prev", GEOJSON);
    for (JsonNode link : page.get("links")) {
      assertThat(link.get("rel").asString()).isNotEmpty();
      assertThat(link.get("type").asString()).isNotEmpty();
      assertThat(link.get("hreflang").asString()).isIn("da", "en");
      assertThat(api.get(api.path(link.get("href").asString())).statusCode())
          .as(link.toString())
          .isEqualTo(200);
    }
  }

  @Test
  @DisplayName("/conf/core/fc-timeStamp")
  void timeStamp() {
    Instant stamp = Instant.parse(api.json(items("basisdistrikt")).get("timeStamp").asString());
    assertThat(Duration.between(stamp, Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  @DisplayName("/conf/core/fc-numberMatched, fc-numberReturned")
  void numbers() {
    for (String collection : api.collections()) {
      JsonNode page = api.json(items(collection) + "?limit=4");
      assertThat(page.get("numberReturned").asInt()).isEqualTo(page.get("features").size());
      assertThat(page.get("numberMatched").asInt())
          .isEqualTo(api.pages(items(collection) + "?limit=4").size());
    }
  }

  @Test
  @DisplayName("/conf/core/query-param-unknown")
  void unknownParameters() {
    for (String path :
        List.of(
            "/ogc",
            "/ogc/api",
            "/ogc/conformance",
            "/ogc/collections",
            "/ogc/collections/steder",
            "/ogc/collections/steder/schema",
            items("steder"),
            items("steder") + "/steder.Bro")) {
      HttpResponse<String> answer = api.get(path + "?ukendt=1");
      assertThat(answer.statusCode()).as(path).isEqualTo(400);
      assertThat(answer.body()).contains("ukendt");
    }
  }

  @Test
  @DisplayName("/conf/core/query-param-invalid")
  void invalidParameters() {
    for (String query : List.of("limit=unlimited", "bbox=1,2", "datetime=now", "f=doc")) {
      String path = items("steder") + "?" + query;
      assertThat(api.get(path).statusCode()).as(path).isEqualTo(400);
    }
  }

  @Test
  @DisplayName("/conf/core/f-op, f-success, f-links")
  void oneFeature() {
    for (String collection : api.collections()) {
      for (JsonNode listed : api.json(items(collection)).get("features")) {
        String id = listed.get("id").asString();
        JsonNode feature =
            api.json(items(collection) + "/" + FeaturesApi.encoded(id).replace("+", "%20"));
        assertThat(feature.get("id").asString()).isEqualTo(id);
        assertThat(feature.get("properties")).isEqualTo(listed.get("properties"));
        assertThat(feature.get("geometry")).isEqualTo(listed.get("geometry"));
        for (String rel : List.of("self", "alternate", "collection")) {
          String url = links(feature, rel).get(0).get("href").asString();
          assertThat(api.get(api.path(url)).statusCode()).as(url).isEqualTo(200);
        }
      }
    }
  }

  @Test
  @DisplayName("/conf/geojson/definition, content")
  void geoJson() {
    Set<String> types =
        Set.of("Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon");
    for (String collection : api.collections()) {
      for (JsonNode feature : api.json(items(collection)).get("features")) {
        assertThat(feature.get("type").asString()).isEqualTo("Feature");
        assertThat(feature.get("properties").isObject()).isTrue();
        assertThat(feature.has("geometry")).isTrue();
        if (!feature.get("geometry").isNull()) {
          assertThat(feature.at("/geometry/type").asString()).isIn(types);
        }
      }
    }
    assertThat(api.get("/ogc", "Accept", "application/json").headers().firstValue("Content-Type"))
        .contains("application/json");
  }

  @Test
  @DisplayName("/conf/html/definition, content")
  void html() {
    for (String path :
        List.of(
            "/ogc",
            "/ogc/api",
            "/ogc/conformance",
            "/ogc/collections",
            "/ogc/collections/steder",
            "/ogc/collections/steder/queryables",
            "/ogc/collections/steder/sortables",
            "/ogc/collections/basisdistrikt/schema",
            items("steder"),
            items("steder") + "/steder.Bro")) {
      HttpResponse<String> answer = api.get(path, "Accept", "text/html");
      assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
      assertThat(answer.body()).startsWith("<!DOCTYPE html>").contains("<main", "</html>");
    }
  }
}
