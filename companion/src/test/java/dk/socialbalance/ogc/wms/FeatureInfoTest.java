/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.ogc.common.XmlIn;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FeatureInfoTest {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** The middle of district 103, hidden in 2017. */
  private static final String[] DISTRICT_103 = {"I", "260", "J", "160", "TIME", "2017"};

  private static HttpResponse<String> ask(String format, String... changes) {
    var parameters = WmsServer.info(changes);
    parameters.put("INFO_FORMAT", format);
    return WmsServer.get(parameters);
  }

  @Test
  void jsonIsGeoJsonInTheMapsSystem() {
    HttpResponse<String> answer = ask("application/json");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    JsonNode collection = MAPPER.readTree(answer.body());
    assertThat(collection.at("/type").asString()).isEqualTo("FeatureCollection");
    assertThat(collection.at("/crs/properties/name").asString()).isEqualTo("EPSG:25832");
    JsonNode feature = collection.at("/features/0");
    assertThat(feature.at("/id").asString()).isEqualTo("basisdistrikt_underretninger.101.2016");
    assertThat(feature.at("/geometry/type").asString()).isEqualTo("MultiPolygon");
    assertThat(feature.at("/geometry/coordinates/0/0/0/0").asDouble()).isEqualTo(715000);
    assertThat(feature.at("/properties/vaerdi").asDouble()).isEqualTo(5);
    assertThat(feature.at("/properties/periode_start").asString())
        .isEqualTo("2016-01-01T00:00:00Z");
    assertThat(collection.at("/features").size()).isEqualTo(1);
  }

  @Test
  void jsonCoordinatesAreXBeforeYWhateverTheRequest() {
    HttpResponse<String> answer =
        ask(
            "application/json",
            "CRS",
            "EPSG:4326",
            "BBOX",
            "55.715684,12.421486,55.736845,12.474083");
    JsonNode first = MAPPER.readTree(answer.body()).at("/features/0/geometry/coordinates/0/0/0");
    assertThat(first.get(0).asDouble()).isBetween(12.4, 12.5);
    assertThat(first.get(1).asDouble()).isBetween(55.7, 55.8);
  }

  @Test
  void aHiddenNumberIsSaidToBeHidden() {
    JsonNode properties =
        MAPPER.readTree(ask("application/json", DISTRICT_103).body()).at("/features/0/properties");
    assertThat(properties.at("/omraade_kode").asString()).isEqualTo("103");
    assertThat(properties.at("/taeller").isNull()).isTrue();
    assertThat(properties.at("/vaerdi").isNull()).isTrue();
    assertThat(properties.at("/datastatus").asString()).isEqualTo("diskretioneret");
    assertThat(ask("text/plain", DISTRICT_103).body())
        .contains("taeller = skjult (for få personer")
        .contains("vaerdi = skjult (for få personer")
        .contains("naevner = 400\n");
    var english = WmsServer.info(DISTRICT_103);
    english.put("INFO_FORMAT", "text/html");
    english.put("LANGUAGE", "en");
    assertThat(WmsServer.get(english).body())
        .contains("<th scope=\"row\">taeller (en)</th><td>hidden (too few persons")
        .doesNotContain("skjult");
    assertThat(ask("application/vnd.ogc.gml", DISTRICT_103).body())
        .contains("<socialbalance:datastatus>diskretioneret<")
        .doesNotContain("socialbalance:vaerdi");
  }

  @Test
  void missingDataIsNotSaidToBeHidden() {
    assertThat(ask("text/plain", "I", "260", "J", "60", "TIME", "2018").body())
        .contains("vaerdi = ingen data\n")
        .doesNotContain("skjult");
  }

  @Test
  void htmlIsEscaped() {
    String awkward = ask("text/html", "I", "160").body();
    assertThat(awkward).contains("Bagsværd &lt;Øst&gt;").doesNotContain("<Øst>");
    assertThat(ask("text/html", "I", "260").body())
        .contains("Høje &quot;Gladsaxe&quot;")
        .contains("<a href=\"http://localhost:8080/rapport/basisdistrikt/103\">");
    assertThat(ask("text/html", "I", "160", "J", "60").body()).contains("O&#39;Neil&#39;); drop");
  }

  @Test
  void nothingIsFoundOutside() {
    assertThat(MAPPER.readTree(ask("application/json", "I", "1").body()).at("/features").size())
        .isZero();
    assertThat(ask("text/plain", "I", "1").body()).isEqualTo("Intet fundet her\n");
    assertThat(ask("text/html", "I", "1", "LANGUAGE", "eng").body()).contains("Nothing here");
    assertThat(ask("application/vnd.ogc.gml/3.1.1", "I", "1").body())
        .contains("FeatureCollection")
        .doesNotContain("featureMember");
  }

  @Test
  void gmlOfBothVersionsIsWellFormed() {
    for (String format :
        new String[] {"application/vnd.ogc.gml", "application/vnd.ogc.gml/3.1.1"}) {
      HttpResponse<String> answer = ask(format, "J", "60", "I", "60");
      assertThat(answer.headers().firstValue("Content-Type")).hasValue(format);
      var names =
          XmlIn.parse(answer.body(), "test")
              .getElementsByTagNameNS("urn:socialbalance:dk:1.0", "omraade_navn");
      assertThat(names.item(0).getTextContent()).isEqualTo("Mørkhøj & Omegn");
    }
    assertThat(ask("application/vnd.ogc.gml").body())
        .contains("fid=\"basisdistrikt_underretninger.101.2016\"")
        .contains("<gml:coordinates>715000.0,6180000.0 716000.0,6180000.0 ");
    assertThat(ask("application/vnd.ogc.gml/3.1.1").body())
        .contains("gml:id=\"basisdistrikt_underretninger.101.2016\"")
        .contains("<gml:posList>715000.0 6180000.0 716000.0 6180000.0 ");
  }

  @Test
  void severalLayersAnswerInTheOrderAsked() {
    String both = WmsServer.LAYER + ",basisdistrikt";
    String text =
        ask("text/plain", "LAYERS", both, "QUERY_LAYERS", both, "FEATURE_COUNT", "5").body();
    assertThat(text.indexOf("(basisdistrikt_underretninger):"))
        .isBetween(0, text.indexOf("(basisdistrikt):"));
  }

  @Test
  void oneFeatureALayerUnlessMoreAreAsked() {
    JsonNode one =
        MAPPER.readTree(ask("application/json", "TIME", "2016/2018").body()).at("/features");
    assertThat(one.size()).isEqualTo(1);
    assertThat(one.at("/0/properties/periode").asString()).isEqualTo("2018");
    assertThat(
            MAPPER
                .readTree(ask("application/json", "TIME", "2016/2018", "FEATURE_COUNT", "2").body())
                .at("/features")
                .size())
        .isEqualTo(2);
  }

  @Test
  void theOlderNamesOfThePixelAreUnderstood() {
    assertThat(ask("text/plain", "I", null, "J", null, "X", "60", "Y", "60").body())
        .contains("omraade_kode = 104");
  }

  @Test
  void onlyTheAttributesAskedForAreShown() {
    for (String format : new String[] {"text/plain", "application/vnd.ogc.gml", "text/html"}) {
      assertThat(ask(format, "PROPERTYNAME", "vaerdi,omraade_kode").body())
          .contains("vaerdi", "omraade_kode")
          .doesNotContain("omraade_navn", "taeller");
    }
    JsonNode properties =
        MAPPER
            .readTree(ask("application/json", "PROPERTYNAME", "socialbalance:vaerdi").body())
            .at("/features/0/properties");
    assertThat(properties.propertyNames()).containsExactly("vaerdi");
    String both = WmsServer.LAYER + ",basisdistrikt";
    assertThat(
            ask(
                    "text/plain",
                    "LAYERS",
                    both,
                    "QUERY_LAYERS",
                    both,
                    "PROPERTYNAME",
                    "(klasse)(overordnet)")
                .body())
        .contains("klasse = 2", "overordnet = 1")
        .doesNotContain("omraade_kode");
  }
}
