/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import static dk.socialbalance.ogc.features.FeaturesApi.encoded;
import static dk.socialbalance.ogc.features.FeaturesApi.items;
import static dk.socialbalance.ogc.features.FeaturesApi.link;
import static dk.socialbalance.ogc.features.FeaturesApi.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** OGC API Features Part 3 (19-079r2) and Part 5 (23-058) by their requirements; and sorting. */
class PropertiesConformanceTest {

  private static final String REL = "http://www.opengis.net/def/rel/ogc/1.0/";
  private static final String SCHEMA = "application/schema+json";

  private static FeaturesApi api;

  @BeforeAll
  static void start() {
    api = FeaturesApi.start();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static JsonNode properties(String collection, String resource) {
    return api.json("/ogc/collections/" + collection + "/" + resource).get("properties");
  }

  @Test
  @DisplayName("/req/queryables/queryables-link, /req/returnables-and-receivables/link, sortables")
  void links() {
    for (JsonNode collection : api.json("/ogc/collections").get("collections")) {
      for (String resource : List.of("schema", "queryables", "sortables")) {
        String url = link(collection, REL + resource, SCHEMA).get("href").asString();
        assertThat(api.get(api.path(url), "Accept", SCHEMA).headers().firstValue("Content-Type"))
            .contains(SCHEMA);
      }
    }
  }

  @Test
  @DisplayName("/req/queryables/get-queryables-response, /req/schemas/properties")
  void schemas() {
    for (String collection : api.collections()) {
      for (String resource : List.of("schema", "queryables", "sortables")) {
        String path = "/ogc/collections/" + collection + "/" + resource;
        JsonNode schema = api.json(path + "?lang=en");
        assertThat(schema.get("$schema").asString())
            .isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.get("$id").asString()).isEqualTo(api.url() + path);
        assertThat(schema.get("type").asString()).isEqualTo("object");
        assertThat(schema.get("additionalProperties").asBoolean()).isFalse();
        for (JsonNode property : schema.get("properties")) {
          boolean spatial =
              property.has("format") && property.get("format").asString().startsWith("geometry-");
          assertThat(property.has("type")).isEqualTo(!spatial);
        }
      }
    }
  }

  @Test
  @DisplayName("/req/schemas/property-roles, /req/advanced-property-roles")
  void roles() {
    JsonNode schema = properties("steder", "schema");
    assertThat(schema.at("/id/x-ogc-role").asString()).isEqualTo("id");
    assertThat(schema.at("/geom/x-ogc-role").asString()).isEqualTo("primary-geometry");
    assertThat(schema.at("/geom/format").asString()).isEqualTo("geometry-any");
    assertThat(schema.at("/periode_start/x-ogc-role").asString())
        .isEqualTo("primary-interval-start");
    assertThat(schema.at("/periode_slut/x-ogc-role").asString()).isEqualTo("primary-interval-end");
    assertThat(schema.at("/dag/format").asString()).isEqualTo("date");
    assertThat(schema.at("/aaben/type").asString()).isEqualTo("boolean");
    assertThat(properties("basisdistrikt", "schema").at("/geom/format").asString())
        .isEqualTo("geometry-multipolygon");
    assertThat(properties("noegletal", "schema").has("geom")).isFalse();
    assertThat(properties("steder", "sortables").has("geom")).isFalse();
  }

  @Test
  @DisplayName("/req/schemas: every member of a feature is in its schema")
  void featuresFitTheirSchema() {
    for (String collection : api.collections()) {
      List<String> names = new ArrayList<>(properties(collection, "schema").propertyNames());
      names.removeAll(List.of("id", "geom"));
      for (JsonNode feature : api.json(items(collection)).get("features")) {
        assertThat(feature.get("properties").propertyNames()).containsExactlyElementsOf(names);
      }
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("/req/queryables-query-parameters/parameters")
  @CsvSource(
      delimiter = '|',
      value = {
        "navn=%C3%86r%C3%B8|steder.Ærø",
        "antal=2|steder.Ærø steder.Øl",
        "antal=-2|",
        "loebenummer=9000000000|steder.Ås",
        "maal=0.1|steder.Ås steder.Ærø",
        "maal=3|steder.Øl",
        "aaben=false|steder.Bro steder.Øl",
        "dag=2020-02-29|steder.Ås",
        "periode_start=2016-01-01T00:00:00Z|steder.Ås steder.Zoo steder.Ærø",
        "periode_start=2015-12-31T23:00:00-01:00|steder.Ås steder.Zoo steder.Ærø",
        "antal=2&aaben=true|steder.Ærø",
        "antal=2&filter=aaben=FALSE|steder.Øl",
        "limit=1&navn=Bro|steder.Bro"
      })
  void queryablesAsParameters(String query, String ids) {
    JsonNode page = api.json(items("steder") + "?" + query);
    assertThat(texts(page.get("features"), "id"))
        .containsExactlyInAnyOrder(ids == null ? new String[0] : ids.split(" "));
  }

  @Test
  @DisplayName("/req/queryables/expression-construction, /req/features-filter/response")
  void filters() {
    for (String property : properties("steder", "queryables").propertyNames()) {
      String filter = encoded("\"" + property + "\" IS NULL");
      assertThat(api.get(items("steder") + "?filter=" + filter).statusCode())
          .as(property)
          .isEqualTo(200);
    }
    for (String bad :
        List.of("filter=ukendt%20IS%20NULL", "filter=(", "filter-lang=x", "filter-crs=x")) {
      assertThat(api.get(items("steder") + "?" + bad).statusCode()).as(bad).isEqualTo(400);
    }
  }

  @ParameterizedTest(name = "{0} sortby {1}, {2} a page")
  @DisplayName("sortby: the pages of every order add up to the whole")
  @CsvSource({
    "steder,navn,1",
    "steder,-navn,2",
    "steder,+antal,1",
    "steder,-antal,4",
    "steder,loebenummer,2",
    "steder,-maal,3",
    "steder,aaben,1",
    "steder,dag,5",
    "steder,-periode_start,2",
    "steder,'antal,-navn',1",
    "basisdistrikt_underretninger,-vaerdi,5",
    "basisdistrikt_underretninger,'datastatus,-periode,omraade_navn',7",
    "noegletal,vaerdi,4"
  })
  void pagesOfEveryOrderAddUp(String collection, String sortby, int limit) {
    String query = items(collection) + "?sortby=" + encoded(sortby);
    List<String> whole = texts(api.json(query + "&limit=1000").get("features"), "id");
    assertThat(api.pages(query + "&limit=" + limit)).isEqualTo(whole).doesNotHaveDuplicates();
    assertThat(whole)
        .containsExactlyInAnyOrderElementsOf(api.pages(items(collection) + "?limit=1000"));
  }

  @Test
  @DisplayName("sortby: the Danish alphabet, nulls last going up and first going down")
  void sortsAsPeopleDo() {
    assertThat(texts(api.json(items("steder") + "?sortby=navn").get("features"), "id"))
        .containsExactly(
            "steder.a b?c#d%", "steder.Bro", "steder.Zoo", "steder.Ærø", "steder.Øl", "steder.Ås");
    assertThat(texts(api.json(items("steder") + "?sortby=-antal,navn").get("features"), "id"))
        .containsExactly(
            "steder.Zoo", "steder.Ås", "steder.Ærø", "steder.Øl", "steder.Bro", "steder.a b?c#d%");
  }

  @Test
  @DisplayName("properties and skipGeometry leave out the rest")
  void givesWhatIsAskedFor() {
    JsonNode feature =
        api.json(items("steder") + "?properties=maal,navn&skipGeometry=true").at("/features/0");
    assertThat(feature.get("geometry").isNull()).isTrue();
    assertThat(feature.get("properties").propertyNames()).containsExactly("navn", "maal");
    assertThat(api.get(items("steder") + "?properties=navn&f=csv&skipGeometry=true").body().lines())
        .first()
        .asString()
        .endsWith("navn")
        .doesNotContain("maal");
  }

  @Test
  @DisplayName("Every conformance class of filters is declared")
  void declares() {
    String declared = api.json("/ogc/conformance").toString();
    Map.of(
            "ogcapi-features-3", List.of("queryables", "queryables-query-parameters", "filter"),
            "ogcapi-features-5", List.of("schemas", "queryables", "sortables"),
            "cql2", List.of("cql2-text", "cql2-json", "basic-cql2", "spatial-functions"))
        .forEach(
            (standard, classes) ->
                classes.forEach(
                    name ->
                        assertThat(declared)
                            .contains(
                                "http://www.opengis.net/spec/" + standard + "/1.0/conf/" + name)));
  }
}
