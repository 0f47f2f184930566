/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import static dk.socialbalance.ogc.features.FeaturesApi.items;
import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.xml.HardenedXml;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

/** Methods, formats and languages of every resource under {@code /ogc}. */
class HttpRulesTest {

  private static FeaturesApi api;

  @BeforeAll
  static void start() {
    api = FeaturesApi.start();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static HttpResponse<String> send(String method, String path) {
    return api.server()
        .send(
            HttpRequest.newBuilder(URI.create(api.url() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "POST,/ogc,405",
    "PUT,/ogc/collections,405",
    "DELETE,/ogc/collections/steder/items,405",
    "PATCH,/ogc/collections/steder/items/steder.Bro,405",
    "POST,/ogc/collections/steder/queryables,405",
    "POST,/ogc/nothing,404",
    "DELETE,/ogc/collections/steder/nothing,404",
    "HEAD,/ogc/collections/steder/items,200",
    "HEAD,/ogc/,200"
  })
  void methods(String method, String path, int status) {
    HttpResponse<String> answer = send(method, path);
    assertThat(answer.statusCode()).isEqualTo(status);
    if (status == 405) {
      assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    }
    if (status >= 400) {
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(answer.body()).contains("\"status\":" + status);
    }
  }

  @Test
  void optionsTellsTheMethods() {
    for (String path : List.of("/ogc", "/ogc/api", items("steder"))) {
      assertThat(send("OPTIONS", path).headers().firstValue("Allow").orElse("").replace(" ", ""))
          .isEqualTo("GET,HEAD,OPTIONS");
    }
    assertThat(send("OPTIONS", "/ogc/nothing").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*|application/geo+json",
        "application/json|application/geo+json",
        "application/*|application/geo+json",
        "text/html|text/html",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8|text/html",
        "application/json, text/plain, */*|application/geo+json",
        "text/html, */*|text/html",
        "text/html;q=0.4, application/geo+json;q=0.5|application/geo+json",
        "application/geo+json;q=0, text/html;q=0.1|text/html",
        "application/geo+json;q=0, application/json;q=0, */*;q=0.5|text/html",
        "text/csv|text/csv",
        "text/*;q=0.3, text/csv;q=0.9|text/csv",
        "application/geopackage+sqlite3|application/geopackage+sqlite3",
        "image/png|406",
        "image/png, */*;q=0|406",
        "nonsense|406"
      })
  void negotiates(String accept, String type) {
    HttpResponse<String> answer = api.get(items("basisdistrikt"), "Accept", accept);
    if (type.equals("406")) {
      assertThat(answer.statusCode()).isEqualTo(406);
    } else {
      assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
      assertThat(api.get(items("basisdistrikt") + "?f=html", "Accept", accept).body())
          .as("f wins")
          .startsWith("<!DOCTYPE");
    }
  }

  @Test
  void gmlIsWellFormedAndInTheSystemAsked() throws Exception {
    String crs = "http://www.opengis.net/def/crs/EPSG/0/4326";
    HttpResponse<String> answer = api.get(items("steder") + "?f=gml&crs=" + crs);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/gml+xml");
    assertThat(answer.headers().firstValue("Content-Crs")).contains("<" + crs + ">");
    var document =
        HardenedXml.documentBuilder().parse(new InputSource(new StringReader(answer.body())));
    assertThat(document.getDocumentElement().getLocalName()).isEqualTo("FeatureCollection");
    assertThat(document.getElementsByTagNameNS("*", "featureMember").getLength()).isEqualTo(6);
    assertThat(answer.body()).contains("<gml:pos>55.7 12.5</gml:pos>", crs);
    assertThat(api.get(items("steder") + "/steder.Bro?f=gml").body())
        .contains("<gml:posList>12.0 55.0 13.0 56.0</gml:posList>");
  }

  @Test
  void theParameterNamesTheLanguage() {
    assertThat(api.get("/ogc?f=html&lang=en", "Accept-Language", "da").body())
        .contains("<html lang=\"en\"");
    assertThat(api.get("/ogc?f=html&lang=da", "Accept-Language", "en").body())
        .contains("<html lang=\"da\"");
    HttpResponse<String> page = api.get(items("steder") + "?f=html&lang=en&antal=2");
    assertThat(page.headers().firstValue("Content-Language")).contains("en");
    assertThat(page.body())
        .contains("?antal=2&amp;f=html&amp;lang=da")
        .contains("/ogc/collections?f=html&amp;lang=en");
  }

  @Test
  void unknownAndHiddenNamesGetTheSameAnswer() {
    String unknown = api.get("/ogc/collections/findes_ikke/items").body();
    for (String name : List.of("person", "residence", "cell", "spell")) {
      assertThat(api.get("/ogc/collections/" + name + "/items").body()).isEqualTo(unknown);
    }
  }

  @Test
  void aHiddenCellSaysSoInHtml() {
    String path = items("basisdistrikt_underretninger") + "/basisdistrikt_underretninger.103.2017";
    assertThat(api.get(path + "?f=html&lang=da").body())
        .contains("<td class=\"hidden\">diskretioneret</td>");
  }
}
