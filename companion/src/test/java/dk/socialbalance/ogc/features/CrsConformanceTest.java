/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import static dk.socialbalance.ogc.features.FeaturesApi.encoded;
import static dk.socialbalance.ogc.features.FeaturesApi.items;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The abstract tests of OGC API Features Part 2 (18-058r1, annex A). */
class CrsConformanceTest {

  private static final String CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
  private static final String UNKNOWN = "http://www.opengis.net/def/crs/0/unsupported";

  private static FeaturesApi api;

  @BeforeAll
  static void start() {
    api = FeaturesApi.start();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static List<JsonNode> spatial() {
    List<JsonNode> spatial = new ArrayList<>();
    api.json("/ogc/collections")
        .get("collections")
        .forEach(
            collection -> {
              if (collection.get("extent").has("spatial")) {
                spatial.add(collection);
              }
            });
    assertThat(spatial).hasSize(4);
    return spatial;
  }

  private static List<String> crs(JsonNode collection) {
    List<String> uris = new ArrayList<>();
    collection.get("crs").forEach(uri -> uris.add(uri.asString()));
    return uris;
  }

  private static String id(JsonNode collection) {
    return collection.get("id").asString();
  }

  @Test
  @DisplayName("/conf/crs/crs-uri")
  void crsUri() {
    for (JsonNode collection : spatial()) {
      assertThat(crs(collection))
          .allMatch(
              uri ->
                  uri.equals(CRS84) || uri.matches("http://www.opengis.net/def/crs/EPSG/0/\\d+"));
    }
  }

  @Test
  @DisplayName("/conf/crs/default-crs")
  void defaultCrs() {
    for (JsonNode collection : spatial()) {
      assertThat(crs(collection)).contains(CRS84);
    }
  }

  @Test
  @DisplayName("/conf/crs/storageCrs")
  void storageCrs() {
    for (JsonNode collection : spatial()) {
      assertThat(crs(collection)).contains(collection.get("storageCrs").asString());
    }
    assertThat(api.json("/ogc/collections/steder").get("storageCrs").asString())
        .isEqualTo("http://www.opengis.net/def/crs/EPSG/0/4326");
    assertThat(api.json("/ogc/collections/noegletal").has("storageCrs")).isFalse();
  }

  @Test
  @DisplayName("/conf/crs/crs-parameter")
  void crsParameter() {
    for (JsonNode collection : spatial()) {
      String feature = api.json(items(id(collection))).at("/features/0/id").asString();
      for (String crs : crs(collection)) {
        for (String path : List.of("", "/" + encoded(feature))) {
          HttpResponse<String> answer =
              api.get(items(id(collection)) + path + "?crs=" + encoded(crs));
          assertThat(answer.statusCode()).isEqualTo(200);
          assertThat(answer.headers().firstValue("Content-Crs")).contains("<" + crs + ">");
        }
      }
    }
  }

  @Test
  @DisplayName("/conf/crs/crs-parameter-invalid")
  void crsParameterInvalid() {
    for (String collection : api.collections()) {
      String feature = api.json(items(collection)).at("/features/0/id").asString();
      for (String path : List.of("", "/" + encoded(feature))) {
        String url = items(collection) + path + "?crs=" + UNKNOWN;
        assertThat(api.get(url).statusCode()).as(url).isEqualTo(400);
      }
    }
  }

  @Test
  @DisplayName("/conf/crs/crs-parameter-default")
  void crsParameterDefault() {
    for (String collection : api.collections()) {
      assertThat(api.get(items(collection)).headers().firstValue("Content-Crs"))
          .contains("<" + CRS84 + ">");
    }
  }

  @Test
  @DisplayName("/conf/crs/crs-parameter-transform")
  void crsParameterTransform() {
    // EPSG:25832 is east before north, 4326 latitude before longitude.
    JsonNode stored = corner("http://www.opengis.net/def/crs/EPSG/0/25832");
    assertThat(stored.get(0).asDouble()).isEqualTo(715000);
    assertThat(stored.get(1).asDouble()).isEqualTo(6180000);
    JsonNode degrees = corner("http://www.opengis.net/def/crs/EPSG/0/4326");
    assertThat(degrees.get(0).asDouble()).isCloseTo(55.7179648, within(1e-6));
    assertThat(degrees.get(1).asDouble()).isCloseTo(12.4231533, within(1e-6));
  }

  private static JsonNode corner(String crs) {
    return api.json(items("basisdistrikt_underretninger") + "?limit=1&crs=" + encoded(crs))
        .at("/features/0/geometry/coordinates/0/0/0");
  }

  @Test
  @DisplayName("/conf/crs/bbox-crs-parameter")
  void bboxCrsParameter() {
    String path = items("basisdistrikt") + "?bbox=";
    for (String box :
        List.of(
            "715100,6180100,715900,6180900&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/25832",
            "6180100,715100,6180900,715900&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/3044",
            "55.7198,12.4256,55.7252,12.4368&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4326",
            "12.4256,55.7198,12.4368,55.7252")) {
      assertThat(FeaturesApi.texts(api.json(path + box).get("features"), "id"))
          .as(box)
          .containsExactly("basisdistrikt.101.2000-01-01");
    }
  }

  @Test
  @DisplayName("/conf/crs/bbox-crs-parameter-invalid")
  void bboxCrsParameterInvalid() {
    for (String collection : api.collections()) {
      String url = items(collection) + "?bbox=5,49,6,50&bbox-crs=" + UNKNOWN;
      assertThat(api.get(url).statusCode()).as(url).isEqualTo(400);
    }
  }

  @Test
  @DisplayName("/conf/crs/bbox-crs-parameter-default")
  void bboxCrsParameterDefault() {
    String path = items("steder") + "?bbox=12.4,55.6,12.6,55.8";
    assertThat(api.json(path + "&bbox-crs=" + encoded(CRS84)).get("features"))
        .isEqualTo(api.json(path).get("features"));
  }
}
