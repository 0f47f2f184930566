/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dk.socialbalance.ogc.common.DoorsServer;
import dk.socialbalance.publication.SnapshotFixture;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FeaturesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ITEMS = "/ogc/collections/basisdistrikt_underretninger/items";

  private static DoorsServer server;

  @BeforeAll
  static void start() {
    server = DoorsServer.start(SnapshotFixture.snapshot("", ""));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode json(String path) {
    HttpResponse<String> answer = server.get(path, "Accept", "application/json");
    assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static List<String> texts(JsonNode array, String property) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.get(property).asString()));
    return texts;
  }

  private static String link(JsonNode document, String rel) {
    return StreamSupport.stream(document.get("links").spliterator(), false)
        .filter(l -> l.get("rel").asString().equals(rel))
        .map(l -> l.get("href").asString())
        .findFirst()
        .orElse(null);
  }

  private static String path(String url) {
    assertThat(url).startsWith(server.url());
    return url.substring(server.url().length());
  }

  @Test
  void landingPageLeadsToEverything() {
    JsonNode landing = json("/ogc");
    for (String rel : List.of("self", "service-desc", "service-doc", "conformance", "data")) {
      String url = link(landing, rel);
      assertThat(url).as(rel).isNotNull();
      assertThat(server.get(path(url)).statusCode()).as(url).isEqualTo(200);
    }
  }

  @Test
  void conformanceNamesWhatIsTested() {
    assertThat(json("/ogc/conformance").get("conformsTo").toString())
        .contains("ogcapi-features-1/1.0/conf/core", "ogcapi-features-2/1.0/conf/crs");
  }

  @Test
  void collectionsHaveExtentAndTime() {
    JsonNode collections = json("/ogc/collections").get("collections");
    assertThat(texts(collections, "id"))
        .containsExactly(
            "basisdistrikt",
            "basisdistrikt_underretninger",
            "basisdistrikt_underretninger_seneste",
            "noegletal");
    JsonNode layer = json("/ogc/collections/basisdistrikt_underretninger");
    assertThat(layer.at("/extent/spatial/bbox/0/0").asDouble()).isCloseTo(12.42, within(0.01));
    assertThat(layer.at("/extent/temporal/interval/0/0").asString())
        .isEqualTo("2016-01-01T00:00:00Z");
    assertThat(layer.get("storageCrs").asString())
        .isEqualTo("http://www.opengis.net/def/crs/EPSG/0/25832");
    assertThat(layer.get("crs").get(0).asString()).endsWith("CRS84");
  }

  @ParameterizedTest(name = "pages of {0} add up")
  @ValueSource(ints = {1, 2, 5, 7, 18, 100})
  void pagesAddUpToTheWhole(int limit) {
    List<String> ids = new ArrayList<>();
    String next = ITEMS + "?limit=" + limit;
    while (next != null) {
      JsonNode page = json(next);
      assertThat(page.get("numberMatched").asInt()).isEqualTo(18);
      assertThat(page.get("numberReturned").asInt()).isEqualTo(page.get("features").size());
      assertThat(page.get("features").size()).isBetween(1, limit);
      ids.addAll(texts(page.get("features"), "id"));
      String url = link(page, "next");
      next = url == null ? null : path(url);
    }
    assertThat(ids).hasSize(18).doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "{0} finds {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "datetime=2016-06-15|6",
        "datetime=2016-06-15T12:00:00Z|6",
        "datetime=2016-12-31T23:59:59Z|6",
        "datetime=2016-01-01/2017-12-31|12",
        "datetime=../2016-12-31|6",
        "datetime=2017-06-01/|12",
        "datetime=2030-01-01|0",
        "omraade_kode=103|3",
        "omraade_kode=103&periode=2017|1",
        "datastatus=diskretioneret|1",
        "klasse=5|1",
        "omraade_navn=O%27Neil%27%29%3B%20drop|3",
        "omraade_kode=%27%20or%20%271%27=%271|0",
        "vaerdi=7|2",
        "vaerdi=7.0|2",
        "vaerdi=7.0|2",
        "taeller=28|2",
        "taeller=%2B28|2",
        "periode_start=2016-01-01T00:00:00Z|6",
        "periode_start=2016-01-01T01:00:00%2B01:00|6",
        "periode_start=2016-01-01T01:00:00+01:00|6",
        "periode_start=2016-01-01T00:00:01Z|0",
        "datetime=2016-12-30/P3D|12",
        "datetime=2016-12-30T00:00:00Z/P1DT12H|6",
        "datetime=P1M/2017-01-15|12",
        "bbox=177,65,-177,70|0",
        "bbox=10,55,-170,56|18",
        "bbox=170,55,13,56|18",
        "bbox=-180,85,180,90|0",
        "properties=vaerdi&skipGeometry=true|18",
        "bbox=12,55,13,56|18",
        "bbox=0,0,1,1|0",
        "bbox=12,55,0,13,56,100|18",
        "bbox=55,12,56,13&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4326|18",
        "bbox=12,55,13,56&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4326|0",
        "bbox=715100,6180100,715900,6180900&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/25832|3",
        "bbox=715100,6180100,716900,6180900&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/25832|6",
        "bbox=6180100,715100,6180900,715900&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/3044|3"
      })
  void finds(String query, int count) {
    JsonNode page = json(ITEMS + "?limit=1000&" + query);
    assertThat(page.get("numberMatched").asInt()).isEqualTo(count);
    assertThat(page.get("features").size()).isEqualTo(count);
  }

  @ParameterizedTest(name = "{0} finds {1}")
  @CsvFileSource(
      resources = "filters.csv",
      delimiter = '|',
      numLinesToSkip = 1,
      quoteCharacter = '`')
  void filters(String parameters, String filter, String count) {
    String query = "&filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8) + or(parameters);
    if (count.matches("\\d+")) {
      finds(query.substring(1), Integer.parseInt(count));
    } else {
      HttpResponse<String> answer = server.get(ITEMS + "?limit=1" + query);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      assertThat(JSON.readTree(answer.body()).get("detail").asString()).contains(count);
    }
  }

  private static String or(String parameters) {
    return parameters == null ? "" : "&" + parameters;
  }

  @Test
  void aFilterGoesOnToTheNextPage() {
    String filter =
        URLEncoder.encode("klasse >= 1 AND omraade_navn LIKE '%j%'", StandardCharsets.UTF_8);
    JsonNode page = json(ITEMS + "?limit=4&filter=" + filter);
    int matched = page.get("numberMatched").asInt();
    assertThat(matched).isBetween(5, 6);
    JsonNode next = json(path(link(page, "next")));
    assertThat(next.get("numberMatched").asInt()).isEqualTo(matched);
    assertThat(next.get("features").size()).isEqualTo(matched - 4);
  }

  /** First the box, in its own system, then the page. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bbox=12.4235,55.718,12.43,55.72|3",
        "bbox=55.718,12.4235,55.72,12.43&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4326|3",
        "bbox=715100,6180100,716900,6180900"
            + "&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/25832|6"
      })
  void pagesOfABoxAddUp(String box, int matched) {
    List<String> ids = new ArrayList<>();
    for (int offset = 0; offset < matched; offset += 2) {
      JsonNode page = json(ITEMS + "?limit=2&offset=" + offset + "&" + box);
      assertThat(page.get("numberMatched").asInt()).isEqualTo(matched);
      page.get("features").forEach(feature -> ids.add(feature.get("id").asString()));
    }
    assertThat(ids).hasSize(matched).doesNotHaveDuplicates();
  }

  /** Two requests of the same words in other places are two requests. */
  @Test
  void aRememberedQueryIsNotTakenForAnother() {
    assertThat(json(ITEMS + "?omraade_navn=Aldershvile,%20periode=2017").get("numberMatched"))
        .hasToString("0");
    assertThat(json(ITEMS + "?omraade_navn=Aldershvile&periode=2017").get("numberMatched"))
        .hasToString("1");
  }

  /** District 103 in 2017 is hidden; the value behind would be 10, its class 3, its count 40. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "vaerdi = 10",
        "vaerdi <> 9",
        "vaerdi > 0",
        "vaerdi BETWEEN 0 AND 100",
        "vaerdi IN (9, 10, 11)",
        "vaerdi = vaerdi",
        "vaerdi * 0 = 0",
        "vaerdi ^ 0 = 1",
        "taeller = 40",
        "taeller / naevner = 0.1",
        "taeller * 100 / naevner = vaerdi",
        "taeller div 1 = 40",
        "klasse = 3",
        "klasse IN (1,2,3,4,5)",
        "nedre <= oevre",
        "udvikling LIKE '%'",
        "CASEI(udvikling) = 'uaendret'"
      })
  void noFilterLearnsAHiddenValue(String condition) {
    for (String asked : List.of(condition, "NOT (" + condition + ")")) {
      String filter =
          URLEncoder.encode(
              "omraade_kode = '103' AND periode = '2017' AND (" + asked + ")",
              StandardCharsets.UTF_8);
      assertThat(json(ITEMS + "?filter=" + filter).get("numberMatched").asInt()).isZero();
    }
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource({
    "http://www.opengis.net/def/crs/OGC/1.3/CRS84, 12.4231533, 55.7179648, 1e-6",
    "http://www.opengis.net/def/crs/EPSG/0/4326, 55.7179648, 12.4231533, 1e-6",
    "http://www.opengis.net/def/crs/EPSG/0/4258, 55.7179648, 12.4231533, 1e-6",
    "http://www.opengis.net/def/crs/EPSG/0/25832, 715000, 6180000, 0",
    "http://www.opengis.net/def/crs/EPSG/0/3044, 6180000, 715000, 0.01",
    "http://www.opengis.net/def/crs/EPSG/0/3857, 1382939.1016, 7502474.0932, 0.01"
  })
  void answersInTheAskedSystem(String crs, double first, double second, double tolerance) {
    HttpResponse<String> answer = server.get(ITEMS + "?limit=1&crs=" + crs);
    assertThat(answer.headers().firstValue("Content-Crs")).contains("<" + crs + ">");
    JsonNode corner = JSON.readTree(answer.body()).at("/features/0/geometry/coordinates/0/0/0");
    assertThat(corner.get(0).asDouble()).isCloseTo(first, within(tolerance));
    assertThat(corner.get(1).asDouble()).isCloseTo(second, within(tolerance));
  }

  @Test
  void aHiddenValueIsNullAndSaysSo() {
    JsonNode properties = json(ITEMS + "/basisdistrikt_underretninger.103.2017").get("properties");
    assertThat(properties.get("vaerdi").isNull()).isTrue();
    assertThat(properties.get("taeller").isNull()).isTrue();
    assertThat(properties.get("datastatus").asString()).isEqualTo("diskretioneret");
  }

  @ParameterizedTest
  @CsvFileSource(resources = "bad-requests.csv", delimiter = '|', numLinesToSkip = 1)
  void refusesInWordsWithoutInternals(int status, String path) {
    HttpResponse<String> answer = server.get(path);
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.body())
        .doesNotContain("Exception", "\tat ", "dk.socialbalance", "SELECT", "java.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ogc",
        "/ogc/conformance",
        "/ogc/api",
        "/ogc/collections",
        "/ogc/collections/basisdistrikt",
        ITEMS,
        ITEMS + "?datetime=2030-01-01",
        "/ogc/collections/noegletal/items",
        ITEMS + "/basisdistrikt_underretninger.105.2017"
      })
  void htmlIsEscapedAndInBothLanguages(String path) {
    String url = path + (path.contains("?") ? "&" : "?") + "f=html";
    HttpResponse<String> danish = server.get(url, "Accept-Language", "da");
    HttpResponse<String> english = server.get(url, "Accept-Language", "en");
    assertThat(danish.statusCode()).as(danish.body()).isEqualTo(200);
    assertThat(danish.body()).contains("lang=\"da\"").doesNotContain("<Øst>");
    assertThat(danish.body().split("<script", -1).length - 1)
        .as("only the two scripts of the map")
        .isEqualTo(danish.body().contains("class=\"map\"") ? 2 : 0);
    assertThat(english.body()).contains("lang=\"en\"").isNotEqualTo(danish.body());
  }

  @Test
  void negotiatesByAccept() {
    assertThat(server.get("/ogc", "Accept", "text/html,*/*;q=0.8").body()).contains("<html");
    assertThat(server.get("/ogc", "Accept", "*/*").body()).startsWith("{");
    assertThat(server.get("/ogc", "Accept", "image/png").statusCode()).isEqualTo(406);
    assertThat(server.get("/ogc", "Accept", "text/html;q=0.1,application/json").body())
        .startsWith("{");
  }

  @Test
  void answersNotModifiedUntilTheLayerChanges() {
    HttpResponse<String> first = server.get(ITEMS);
    String tag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(server.get(ITEMS, "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(server.get(ITEMS + "?limit=3", "If-None-Match", tag).statusCode()).isEqualTo(200);
    assertThat(server.get(ITEMS, "If-None-Match", tag, "Accept", "text/html").statusCode())
        .isEqualTo(200);
  }

  @Test
  void answersHeadAndAllowsOtherSites() {
    HttpResponse<String> head =
        server.send(
            HttpRequest.newBuilder(URI.create(server.url() + ITEMS))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(
            server
                .get(ITEMS, "Origin", "https://kort.example")
                .headers()
                .firstValue("Access-Control-Allow-Origin"))
        .contains("*");
  }

  @Test
  void openApiDescribesEveryPathThatIsServed() {
    JsonNode api = json("/ogc/api");
    assertThat(api.get("openapi").asString()).startsWith("3.0");
    String text = api.toString();
    api.get("paths")
        .propertyNames()
        .forEach(
            path -> {
              String real = path.equals("/") ? "" : path.replaceAll("\\{\\w+}", "x");
              assertThat(server.get("/ogc" + real).statusCode())
                  .as(path)
                  .isEqualTo(path.contains("{") ? 404 : 200);
            });
    // Every reference leads somewhere in the document itself.
    Matcher reference = Pattern.compile("\"\\$ref\":\"#(/[^\"]+)\"").matcher(text);
    int count = 0;
    while (reference.find()) {
      assertThat(api.at(reference.group(1)).isMissingNode()).as(reference.group(1)).isFalse();
      count++;
    }
    assertThat(count).isGreaterThan(20);
    assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThan(200_000);
  }

  @Test
  void linksSurviveAProxyOnlyWhenItIsTrusted() {
    String body = server.get("/ogc", "X-Forwarded-Host", "evil.example").body();
    assertThat(body).doesNotContain("evil.example");
  }
}
