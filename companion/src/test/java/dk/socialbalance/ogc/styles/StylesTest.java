/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.styles;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.ogc.wmts.TileServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** OGC API Styles (20-009): list, sheet, metadata, legend. */
class StylesTest {

  private static final String NAME = "basisdistrikt_underretninger";

  private static HttpResponse<String> get(String path, String... headers) {
    return TileServer.server().get(path, headers);
  }

  private static JsonNode json(String path) {
    HttpResponse<String> answer = get(path, "Accept", "application/json");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  @Test
  void everyStyleIsListedAndLeadsToItsParts() {
    JsonNode styles = json("/ogc/styles").get("styles");
    assertThat(List.of(styles.get(0).get("id").asString(), styles.get(1).get("id").asString()))
        .containsExactly("basisdistrikt", NAME);
    assertThat(json("/ogc/styles?lang=en").at("/styles/1/title").asString())
        .isEqualTo("Notifications");
    theirLinksLead(styles, "/ogc");
    assertThat(json("/ogc").toString()).contains("/ogc/styles\"");
  }

  /** Below the same base: /req/core/style-op and style-md-op. */
  private static void theirLinksLead(JsonNode styles, String base) {
    for (JsonNode style : styles) {
      String at = base + "/styles/" + style.get("id").asString();
      List<String> paths = new ArrayList<>();
      for (JsonNode link : style.get("links")) {
        String path = link.get("href").asString().substring(TileServer.server().url().length());
        paths.add(path);
        HttpResponse<String> answer = get(path, "Accept", link.get("type").asString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
            .hasValue(link.get("type").asString());
      }
      assertThat(paths).containsExactly(at, at + "/metadata", at + "/legend");
    }
  }

  @Test
  void aCollectionHasItsOwn() {
    JsonNode own = json("/ogc/collections/" + NAME + "/styles");
    assertThat(own.get("default").asString()).isEqualTo(NAME);
    assertThat(own.get("styles").size()).isEqualTo(1);
    theirLinksLead(own.get("styles"), "/ogc/collections/" + NAME);
    assertThat(json("/ogc/collections/" + NAME).toString())
        .contains("/ogc/collections/" + NAME + "/styles\"");
    assertThat(get("/ogc/collections/noegletal/styles").statusCode()).isEqualTo(404);
  }

  /** The class of SLD 1.0 depends on the one that changes styles. */
  @Test
  void onlyReadingIsDeclared() {
    List<String> declared = new ArrayList<>();
    for (JsonNode uri : json("/ogc/conformance").get("conformsTo")) {
      if (uri.asString().contains("ogcapi-styles")) {
        declared.add(uri.asString());
      }
    }
    assertThat(declared)
        .containsExactly("http://www.opengis.net/spec/ogcapi-styles-1/1.0/conf/core");
  }

  @Test
  void theSheetIsThePublishedOne() {
    HttpResponse<String> answer = get("/ogc/styles/" + NAME);
    assertThat(answer.body()).isEqualTo(TileServer.snapshot().styles().get(NAME).sld());
    String tag = answer.headers().firstValue("ETag").orElseThrow();
    assertThat(get("/ogc/styles/" + NAME, "If-None-Match", tag).statusCode()).isEqualTo(304);
  }

  @Test
  void theMetadataNameTheLayers() {
    JsonNode metadata = json("/ogc/styles/" + NAME + "/metadata");
    assertThat(metadata.at("/layers/0/id").asString()).isEqualTo(NAME);
    assertThat(metadata.at("/stylesheets/0/link/type").asString())
        .isEqualTo("application/vnd.ogc.sld+xml;version=1.0");
  }

  @Test
  void theLegendSpeaksBothLanguages() {
    byte[] danish = TileServer.server().getBytes("/ogc/styles/" + NAME + "/legend").body();
    byte[] english = TileServer.server().getBytes("/ogc/styles/" + NAME + "/legend?lang=en").body();
    assertThat(TileServer.picture("/ogc/styles/" + NAME + "/legend").getHeight())
        .isGreaterThan(100);
    assertThat(english).isNotEqualTo(danish);
  }

  @ParameterizedTest
  @CsvSource({
    "/ogc/styles/nowhere, 404",
    "/ogc/collections/basisdistrikt_underretninger/styles/basisdistrikt, 404",
    "/ogc/collections/basisdistrikt_underretninger/styles/basisdistrikt/metadata, 404",
    "/ogc/collections/noegletal/styles/noegletal/legend, 404",
    "/ogc/styles/nowhere/legend, 404",
    "/ogc/styles/nowhere/metadata, 404",
    "/ogc/styles/..%2f..%2fetc, 404",
    "/ogc/styles/basisdistrikt?f=mapbox, 400",
    "/ogc/styles/basisdistrikt/legend?width=100000, 400"
  })
  void wrongRequests(String path, int status) {
    assertThat(get(path).statusCode()).isEqualTo(status);
  }
}
