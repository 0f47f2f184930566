/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.ogc.common.DoorsServer;
import dk.socialbalance.ogc.common.XmlIn;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.publication.SnapshotFixture;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WfsServiceTest {

  private static final String WFS = "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=";
  private static final String FEATURES =
      WFS + "GetFeature&TYPENAMES=socialbalance:basisdistrikt_underretninger";
  private static final Snapshot SNAPSHOT = SnapshotFixture.snapshot("<a/>", "<a/>");

  private static DoorsServer server;

  @BeforeAll
  static void start() {
    server = DoorsServer.start(SNAPSHOT);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Document xml(String request) {
    HttpResponse<String> answer = server.get(request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return XmlIn.parse(answer.body(), "");
  }

  private static JsonNode json(String request) {
    HttpResponse<String> answer = server.get(request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  private static List<String> ids(Document document) {
    List<String> ids = new ArrayList<>();
    NodeList members = document.getElementsByTagNameNS("*", "member");
    for (int i = 0; i < members.getLength(); i++) {
      Element feature = (Element) members.item(i).getFirstChild();
      ids.add(feature.getAttribute("gml:id"));
    }
    return ids;
  }

  @ParameterizedTest
  @CsvSource({
    "/wfs, en, Notifications by district",
    "/wfs, da, Underretninger pr. basisdistrikt",
    "/ows, en, Notifications by district",
    "/socialbalance/wfs, da, Underretninger pr. basisdistrikt",
    "/socialbalance/ows, xx, Underretninger pr. basisdistrikt"
  })
  void capabilitiesSpeakTheLanguageAskedFor(String path, String language, String title) {
    HttpResponse<String> answer =
        server.get(path + "?service=wfs&request=getcapabilities", "Accept-Language", language);
    assertThat(answer.body()).contains(">" + title + "<");
    assertThat(answer.headers().firstValue("Vary"))
        .get()
        .asString()
        .containsIgnoringCase("Accept-Language");
    String other = "da".equals(language) ? "en" : "da";
    assertThat(
            server
                .get(
                    path + "?service=WFS&request=GetCapabilities&LANGUAGE=" + other,
                    "Accept-Language",
                    language)
                .body())
        .contains("en".equals(other) ? "Notifications by district" : "Underretninger pr.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ACCEPTVERSIONS=2.0.0,1.1.0,1.0.0 | 2.0.0",
        "ACCEPTVERSIONS=3.0.0,2.0.0 | 2.0.0",
        "ACCEPTVERSIONS=1.1.0,2.0.0 | 1.1.0",
        "ACCEPTVERSIONS=1.0.0 | 1.0.0",
        "ACCEPTVERSIONS=1.0.0&VERSION=2.0.0 | 1.0.0",
        "VERSION=2.0.0 | 2.0.0",
        "VERSION=2.0.2 | 2.0.0",
        "VERSION=1.1.0 | 1.1.0",
        "VERSION=1.1 | 1.1.0",
        "VERSION=1.0.0 | 1.0.0",
        "VERSION=0.0.14 | 1.0.0",
        "VERSION=1.0.5 | 1.0.0",
        "VERSION=1.2 | 1.1.0",
        "VERSION=9.9.9 | 2.0.0",
        "X=1 | 2.0.0",
        "ACCEPTVERSIONS=3.0.0 | VersionNegotiationFailed",
        "VERSION=newest | InvalidParameterValue"
      })
  void versionsAreNegotiated(String parameter, String expected) {
    HttpResponse<String> answer =
        server.get("/wfs?SERVICE=WFS&REQUEST=GetCapabilities&" + parameter);
    if (expected.matches("[0-9.]+")) {
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(XmlIn.parse(answer.body(), "").getDocumentElement().getAttribute("version"))
          .isEqualTo(expected);
    } else {
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("exceptionCode=\"" + expected + "\"");
    }
  }

  static List<String> sorts() {
    List<String> sorts = new ArrayList<>(List.of(""));
    for (Layer.Attribute attribute : SNAPSHOT.layer("basisdistrikt_underretninger").attributes()) {
      sorts.add(attribute.name());
      sorts.add(attribute.name() + "%20DESC");
    }
    sorts.add("datastatus+D,vaerdi+ASC");
    return sorts;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sorts")
  void pagesAddUpToTheWhole(String sort) {
    String all = FEATURES + (sort.isEmpty() ? "" : "&SORTBY=" + sort);
    List<String> whole = ids(xml(all));
    assertThat(whole).hasSize(18).doesNotHaveDuplicates();
    for (int size : List.of(1, 5, 18)) {
      List<String> together = new ArrayList<>();
      String last = null;
      String page = all + "&COUNT=" + size;
      while (!page.isEmpty()) {
        Document answer = xml(page);
        together.addAll(ids(answer));
        Element root = answer.getDocumentElement();
        assertThat(root.getAttribute("numberMatched")).isEqualTo("18");
        assertThat(root.getAttribute("numberReturned")).isEqualTo("" + ids(answer).size());
        last = root.getAttribute("previous");
        page = root.getAttribute("next").replace(server.url(), "");
      }
      assertThat(together).isEqualTo(whole);
      List<String> back = new ArrayList<>();
      while (!last.isEmpty()) {
        Document answer = xml(last.replace(server.url(), ""));
        back.addAll(0, ids(answer));
        last = answer.getDocumentElement().getAttribute("previous");
      }
      assertThat(back).isEqualTo(whole.subList(0, (17 / size) * size));
    }
  }

  @Test
  void hitsAreOnlyCounted() {
    Element root = xml(FEATURES + "&RESULTTYPE=hits").getDocumentElement();
    assertThat(root.getAttribute("numberMatched")).isEqualTo("18");
    assertThat(root.getAttribute("numberReturned")).isEqualTo("0");
    assertThat(root.hasChildNodes()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "715100,6180100,715200,6180200 | 3",
        "715100,6180100,715200,6180200,EPSG:25832 | 3",
        "715100,6180100,716200,6180200,urn:ogc:def:crs:EPSG::25832 | 6",
        "12.425,55.719,12.426,55.720,EPSG:4326 | 3",
        "55.719,12.425,55.720,12.426,urn:ogc:def:crs:EPSG::4326 | 3",
        "12.425,55.719,12.426,55.720,urn:ogc:def:crs:EPSG::4326 | 0",
        "12.425,55.719,12.426,55.720,CRS:84 | 3",
        "6180100,715100,6180200,715200,urn:ogc:def:crs:EPSG::3044 | 3",
        "0,0,1,1 | 0"
      })
  void aBoxSelects(String box, int expected) {
    assertThat(ids(xml(FEATURES + "&BBOX=" + box))).hasSize(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(
      resources = "filters.csv",
      delimiter = '|',
      numLinesToSkip = 1,
      quoteCharacter = '`')
  void aFilterSelects(String filter, String expected) {
    String xml =
        "<Filter xmlns=\"http://www.opengis.net/fes/2.0\""
            + " xmlns:gml=\"http://www.opengis.net/gml/3.2\">"
            + (filter == null ? "" : filter)
            + "</Filter>";
    String request = FEATURES + "&FILTER=" + URLEncoder.encode(xml, StandardCharsets.UTF_8);
    if ("error".equals(expected)) {
      HttpResponse<String> answer = server.get(request);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("locator=\"FILTER\"");
    } else {
      assertThat(ids(xml(request))).hasSize(Integer.parseInt(expected));
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(
      resources = "cql-filters.csv",
      delimiter = '|',
      numLinesToSkip = 1,
      quoteCharacter = '`')
  void aCqlFilterSelects(String filter, String expected) {
    String request = FEATURES + "&CQL_FILTER=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
    if ("error".equals(expected)) {
      HttpResponse<String> answer = server.get(request);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("locator=\"CQL_FILTER\"");
    } else {
      assertThat(ids(xml(request))).hasSize(Integer.parseInt(expected));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FILTER=%3CFilter/%3E",
        "BBOX=1,2,3,4",
        "RESOURCEID=basisdistrikt.101",
        "FEATUREID=basisdistrikt.101",
        "STOREDQUERY_ID=urn:ogc:def:query:OGC-WFS::GetFeatureById"
      })
  void aCqlFilterStandsAlone(String other) {
    HttpResponse<String> answer = server.get(FEATURES + "&CQL_FILTER=INCLUDE&" + other);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("InvalidParameterValue", "exclude each other");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EPSG:25832 | 715000.0 6180000.0",
        "EPSG:4326 | 12.42315331 55.71796488",
        "urn:ogc:def:crs:EPSG::4326 | 55.71796488 12.42315331",
        "http://www.opengis.net/def/crs/EPSG/0/4326 | 55.71796488 12.42315331",
        "http://www.opengis.net/gml/srs/epsg.xml%234326 | 12.42315331 55.71796488",
        "urn:ogc:def:crs:OGC:1.3:CRS84 | 12.42315331 55.71796488",
        "urn:ogc:def:crs:EPSG::3044 | 6180000.0 715000.0",
      })
  void gmlHasTheAxisOrderOfTheSpelling(String spelling, String first) {
    Document document = xml(WFS + "GetFeature&TYPENAMES=basisdistrikt&SRSNAME=" + spelling);
    Element positions = (Element) document.getElementsByTagNameNS("*", "posList").item(0);
    assertThat(positions.getTextContent()).startsWith(first + " ");
    Element surface = (Element) document.getElementsByTagNameNS("*", "MultiSurface").item(0);
    assertThat(surface.getAttribute("srsName")).isEqualTo(spelling.replace("%23", "#"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"EPSG:4326", "urn:ogc:def:crs:EPSG::4326"})
  void geoJsonIsAlwaysXBeforeY(String spelling) {
    JsonNode answer = json(FEATURES + "&OUTPUTFORMAT=application/json&SRSNAME=" + spelling);
    assertThat(answer.at("/crs/properties/name").asString())
        .isEqualTo("urn:ogc:def:crs:EPSG::4326");
    assertThat(answer.at("/features/0/geometry/coordinates/0/0/0/0").asDouble())
        .isEqualTo(12.42315331);
  }

  @Test
  void geoJsonHasNullsNumbersAndInstants() {
    JsonNode answer = json(FEATURES + "&OUTPUTFORMAT=json");
    assertThat(answer.get("features")).hasSize(18);
    JsonNode hidden = answer.at("/features/7");
    assertThat(hidden.get("id").asString()).isEqualTo("basisdistrikt_underretninger.103.2017");
    assertThat(hidden.at("/properties/vaerdi").isNull()).isTrue();
    assertThat(hidden.at("/properties/naevner").asInt()).isEqualTo(400);
    assertThat(hidden.at("/properties/periode_start").asString()).isEqualTo("2017-01-01T00:00:00Z");
    assertThat(hidden.at("/properties/omraade_navn").asString()).isEqualTo("Høje \"Gladsaxe\"");
    JsonNode table = json(WFS + "GetFeature&TYPENAMES=noegletal&OUTPUTFORMAT=json");
    assertThat(table.at("/features/0/geometry").isNull()).isTrue();
  }

  @Test
  void onlyTheAskedForPropertiesAreGiven() {
    JsonNode feature =
        json(FEATURES + "&OUTPUTFORMAT=json&PROPERTYNAME=socialbalance:vaerdi,omraade_kode")
            .at("/features/0");
    assertThat(feature.get("properties").propertyNames()).containsExactly("omraade_kode", "vaerdi");
    assertThat(feature.get("geometry").isNull()).isTrue();
    JsonNode bare = json(FEATURES + "&OUTPUTFORMAT=json&PROPERTYNAME=geom");
    assertThat(bare.at("/features/0/geometry").isObject()).isTrue();
  }

  @Test
  void csvHasOneLineAFeature() {
    HttpResponse<String> answer = server.get(FEATURES + "&OUTPUTFORMAT=csv&COUNT=3");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
    assertThat(answer.body().lines()).hasSize(4);
    assertThat(answer.body()).startsWith("id,omraade_kode,omraade_navn,");
  }

  @Test
  void oneFeatureByItsIdStandsAlone() {
    String id = "basisdistrikt_underretninger.104.2018";
    Element root =
        xml(WFS + "GetFeature&STOREDQUERY_ID=" + StoredQueries.BY_ID + "&ID=" + id)
            .getDocumentElement();
    assertThat(root.getLocalName()).isEqualTo("basisdistrikt_underretninger");
    assertThat(root.getNamespaceURI()).isEqualTo(Snapshot.NAMESPACE);
    assertThat(root.getAttribute("gml:id")).isEqualTo(id);
    assertThat(ids(xml(WFS + "GetFeature&RESOURCEID=" + id))).containsExactly(id);
    assertThat(ids(xml(WFS + "GetFeature&TYPENAMES=basisdistrikt&RESOURCEID=basisdistrikt.none")))
        .isEmpty();
  }

  @Test
  void namesMayHaveAPrefixOfTheClient() {
    String bound =
        WFS
            + "GetFeature&TYPENAMES=ns1:basisdistrikt&NAMESPACES=xmlns(ns1,urn:socialbalance:dk:1.0)";
    assertThat(ids(xml(bound))).hasSize(6);
    assertThat(server.get(bound.replace("dk:1.0", "dk:2.0")).statusCode()).isEqualTo(400);
  }

  @Test
  void formsAreTakenAsQueriesAre() {
    HttpResponse<String> answer =
        server.post(
            "/wfs",
            "application/x-www-form-urlencoded",
            "SERVICE=WFS&REQUEST=GetFeature&TYPENAMES=basisdistrikt&COUNT=2");
    assertThat(ids(XmlIn.parse(answer.body(), ""))).hasSize(2);
  }

  @Test
  void anAnswerThatIsStillFreshIsNotSentAgain() {
    HttpResponse<String> first = server.get(FEATURES);
    String tag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(server.get(FEATURES, "If-None-Match", tag).statusCode()).isEqualTo(304);
    String english = WFS + "GetCapabilities&LANGUAGE=en";
    String danish = WFS + "GetCapabilities&LANGUAGE=da";
    assertThat(server.get(english).headers().firstValue("ETag"))
        .isNotEqualTo(server.get(danish).headers().firstValue("ETag"));
    assertThat(server.get(WFS + "GetFeature").headers().firstValue("ETag")).isEmpty();
  }

  @Test
  void headHasNoBody() {
    HttpResponse<String> answer =
        server.send(
            HttpRequest.newBuilder(URI.create(server.url() + FEATURES))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/gml+xml");
  }

  @Test
  void aNewSnapshotIsServedAtOnce() {
    try (DoorsServer other = DoorsServer.start(Snapshot.empty())) {
      String ask = WFS + "GetFeature&TYPENAMES=basisdistrikt";
      assertThat(other.get(ask).statusCode()).isEqualTo(400);
      assertThat(other.get(WFS + "GetCapabilities").body()).doesNotContain("<wfs:FeatureTypeList");
      other.current().swap(SNAPSHOT);
      assertThat(other.get(ask).statusCode()).isEqualTo(200);
      assertThat(other.get(WFS + "GetCapabilities").body()).contains("<wfs:FeatureTypeList");
    }
  }
}
