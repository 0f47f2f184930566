/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.ogc.common.DoorsServer;
import dk.socialbalance.ogc.common.XmlIn;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is the same in every version of WFS, and what each version says in its own way. */
class WfsVersionsTest {

  private static final Snapshot SNAPSHOT = WfsFixture.snapshot();
  private static final List<String> VERSIONS = List.of("1.0.0", "1.1.0", "2.0.0");

  private static DoorsServer server;

  @BeforeAll
  static void start() {
    server = DoorsServer.start(SNAPSHOT);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String ask(String version, String rest) {
    return "/wfs?SERVICE=WFS&VERSION=" + version + "&REQUEST=" + rest;
  }

  private static String features(String version, String type) {
    String parameter = version.equals("2.0.0") ? "TYPENAMES" : "TYPENAME";
    return ask(version, "GetFeature&" + parameter + "=" + type);
  }

  private static Element xml(String request) {
    HttpResponse<String> answer = server.get(request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return XmlIn.parse(answer.body(), "").getDocumentElement();
  }

  private static List<String> ids(Element collection) {
    List<String> ids = new ArrayList<>();
    NodeList members = collection.getElementsByTagNameNS("*", "*");
    for (int i = 0; i < members.getLength(); i++) {
      Element member = (Element) members.item(i);
      if (member.getLocalName().matches("member|featureMember")
          && member.getFirstChild() instanceof Element feature) {
        ids.add(feature.getAttribute(feature.hasAttribute("fid") ? "fid" : "gml:id"));
      }
    }
    ids.removeIf(String::isEmpty);
    return ids;
  }

  static Stream<Arguments> sorts() {
    List<String> sorts = new ArrayList<>(List.of(""));
    for (Layer.Attribute attribute : SNAPSHOT.layer("basisdistrikt_underretninger").attributes()) {
      sorts.add(attribute.name());
      sorts.add(attribute.name() + "%20D");
    }
    sorts.add("datastatus+D,vaerdi+A");
    return VERSIONS.stream().flatMap(v -> sorts.stream().map(s -> Arguments.of(v, s)));
  }

  @ParameterizedTest
  @MethodSource("sorts")
  void pagesAddUpToTheWholeInEveryVersion(String version, String sort) {
    String all =
        features(version, "basisdistrikt_underretninger")
            + (sort.isEmpty() ? "" : "&SORTBY=" + sort);
    List<String> whole = ids(xml(all));
    assertThat(whole).hasSize(18).doesNotHaveDuplicates();
    String count = version.equals("2.0.0") ? "&COUNT=" : "&MAXFEATURES=";
    for (int size : List.of(1, 7, 18)) {
      List<String> together = new ArrayList<>();
      for (int start = 0; start < 18; start += size) {
        together.addAll(ids(xml(all + count + size + "&STARTINDEX=" + start)));
      }
      assertThat(together).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0.0", "1.1.0", "2.0.0"})
  void pagesOfSeveralQueriesAddUpByTheirLinks(String version) {
    String all =
        features(version, "(basisdistrikt_underretninger)(noegletal)(steder)")
            + "&SORTBY=(vaerdi%20D)(omraade_kode)()&OUTPUTFORMAT=application/json";
    List<String> whole = jsonIds(json(all));
    assertThat(whole).hasSize(18 + 6 + 3).doesNotHaveDuplicates();
    List<String> together = new ArrayList<>();
    String page = all + "&COUNT=4";
    while (page != null) {
      JsonNode answer = json(page);
      assertThat(answer.get("numberMatched").asInt()).isEqualTo(27);
      together.addAll(jsonIds(answer));
      page = null;
      for (JsonNode link : answer.path("links")) {
        if (link.get("rel").asString().equals("next")) {
          page = link.get("href").asString().replace(server.url(), "");
        }
      }
    }
    assertThat(together).isEqualTo(whole);
  }

  private static JsonNode json(String request) {
    HttpResponse<String> answer = server.get(request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  private static List<String> jsonIds(JsonNode collection) {
    List<String> ids = new ArrayList<>();
    collection.get("features").forEach(feature -> ids.add(feature.get("id").asString()));
    return ids;
  }

  @Test
  void thePagesOfAPostedRequestAreFollowedWithGet() {
    String body =
        """
        <wfs:GetFeature service="WFS" version="2.0.0" count="5"
            xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:fes="http://www.opengis.net/fes/2.0"
            xmlns:s="urn:socialbalance:dk:1.0">
          <wfs:Query typeNames="s:basisdistrikt_underretninger">
            <fes:Filter><fes:And>
              <fes:PropertyIsNotEqualTo><fes:ValueReference>s:omraade_navn</fes:ValueReference>
                <fes:Literal>a)(b &amp; &lt;c&gt;</fes:Literal></fes:PropertyIsNotEqualTo>
              <fes:PropertyIsGreaterThan><fes:ValueReference>s:vaerdi</fes:ValueReference>
                <fes:Literal>6</fes:Literal></fes:PropertyIsGreaterThan>
            </fes:And></fes:Filter>
            <fes:SortBy><fes:SortProperty><fes:ValueReference>s:vaerdi</fes:ValueReference>
              <fes:SortOrder>DESC</fes:SortOrder></fes:SortProperty></fes:SortBy>
          </wfs:Query>
          <wfs:Query typeNames="s:noegletal"/>
        </wfs:GetFeature>
        """;
    String unpaged = body.replace(" count=\"5\"", "");
    List<String> whole =
        ids(
            XmlIn.parse(server.post("/wfs", "application/xml", unpaged).body(), "")
                .getDocumentElement());
    assertThat(whole).hasSize(14 + 6);
    List<String> together = new ArrayList<>();
    Element page =
        XmlIn.parse(server.post("/wfs", "application/xml", body).body(), "").getDocumentElement();
    while (true) {
      together.addAll(ids(page));
      String next = page.getAttribute("next");
      if (next.isEmpty()) {
        break;
      }
      page = xml(next.replace(server.url(), ""));
    }
    assertThat(together).isEqualTo(whole);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvFileSource(
      resources = "output-formats.csv",
      delimiter = '|',
      numLinesToSkip = 1,
      quoteCharacter = '`')
  void aFormatIsKnownByEveryOfItsNames(String version, String name, String type, String holds) {
    HttpResponse<String> answer =
        server.get(
            features(version, "basisdistrikt")
                + (name == null
                    ? ""
                    : "&OUTPUTFORMAT=" + URLEncoder.encode(name, StandardCharsets.UTF_8)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow().replace(" ", ""))
        .startsWith(type.replace(" ", ""));
    assertThat(answer.body()).contains(holds);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "1.0.0 | | EPSG:25832 | 715000.0,6180000.0",
        "1.0.0 | EPSG:4326 | EPSG:4326 | 12.42315331,55.71796488",
        "1.0.0 | urn:ogc:def:crs:EPSG::4326 | EPSG:4326 | 12.42315331,55.71796488",
        "1.0.0 | urn:ogc:def:crs:EPSG::3044 | EPSG:3044 | 715000.0,6180000.0",
        "1.0.0 | http://www.opengis.net/gml/srs/epsg.xml%234326 | EPSG:4326 | 12.42315331,55.71796488",
        "1.1.0 | | urn:ogc:def:crs:EPSG::25832 | 715000.0 6180000.0",
        "1.1.0 | EPSG:4326 | EPSG:4326 | 12.42315331 55.71796488",
        "1.1.0 | urn:x-ogc:def:crs:EPSG:4326 | urn:x-ogc:def:crs:EPSG:4326 | 55.71796488 12.42315331",
        "1.1.0 | urn:ogc:def:crs:EPSG::4326 | urn:ogc:def:crs:EPSG::4326 | 55.71796488 12.42315331",
        "2.0.0 | | urn:ogc:def:crs:EPSG::25832 | 715000.0 6180000.0",
        "2.0.0 | EPSG:4326 | EPSG:4326 | 12.42315331 55.71796488",
        "2.0.0 | urn:ogc:def:crs:EPSG::4326 | urn:ogc:def:crs:EPSG::4326 | 55.71796488 12.42315331"
      })
  void axesStandInTheOrderOfTheVersionAndTheSpelling(
      String version, String asked, String srsName, String first) {
    Element answer =
        xml(features(version, "basisdistrikt") + (asked == null ? "" : "&SRSNAME=" + asked));
    String holder = version.equals("1.0.0") ? "coordinates" : "posList";
    assertThat(answer.getElementsByTagNameNS("*", holder).item(0).getTextContent())
        .startsWith(first + " ");
    String surface = version.equals("1.0.0") ? "MultiPolygon" : "MultiSurface";
    Element geometry = (Element) answer.getElementsByTagNameNS("*", surface).item(0);
    assertThat(geometry.getAttribute("srsName")).isEqualTo(srsName);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "1.0.0 | 715100,6180100,715200,6180200 | 3",
        "1.0.0 | 12.425,55.719,12.426,55.720,EPSG:4326 | 3",
        "1.0.0 | 12.425,55.719,12.426,55.720,urn:ogc:def:crs:EPSG::4326 | 3",
        "1.0.0 | 55.719,12.425,55.720,12.426,urn:ogc:def:crs:EPSG::4326 | 0",
        "1.1.0 | 715100,6180100,715200,6180200 | 3",
        "1.1.0 | 12.425,55.719,12.426,55.720,EPSG:4326 | 3",
        "1.1.0 | 55.719,12.425,55.720,12.426,urn:ogc:def:crs:EPSG::4326 | 3",
        "1.1.0 | 12.425,55.719,12.426,55.720,urn:ogc:def:crs:EPSG::4326 | 0",
        "2.0.0 | 55.719,12.425,55.720,12.426,urn:ogc:def:crs:EPSG::4326 | 3"
      })
  void aBoxIsReadByTheRulesOfTheVersion(String version, String box, int expected) {
    assertThat(ids(xml(features(version, "basisdistrikt_underretninger") + "&BBOX=" + box)))
        .hasSize(expected);
  }

  @Test
  void aBoxWithoutASystemIsInTheLayersOwn() {
    assertThat(ids(xml(features("2.0.0", "steder") + "&BBOX=55.7,12.4,55.74,12.46"))).hasSize(1);
    assertThat(ids(xml(features("1.0.0", "steder") + "&BBOX=12.4,55.7,12.46,55.74"))).hasSize(1);
    // A feature without geometry touches no box.
    assertThat(ids(xml(features("2.0.0", "former") + "&BBOX=0,0,9999999,9999999"))).hasSize(7);
  }

  @Test
  void everyTypeOfGeometryIsWritten() {
    for (String version : VERSIONS) {
      String body = server.get(features(version, "former")).body();
      assertThat(body).contains("gml:Point", "gml:LineString", "gml:Polygon", "gml:MultiPoint");
      assertThat(body).contains("gml:MultiGeometry");
      boolean old = version.equals("1.0.0");
      assertThat(body).contains(old ? "gml:MultiLineString" : "gml:MultiCurve");
      assertThat(body).contains(old ? "gml:innerBoundaryIs" : "gml:interior");
      // Neither without geometry nor with an empty one.
      assertThat(body.split("<socialbalance:geom>", -1)).hasSize(1 + 7);
    }
  }

  @Test
  void eachQueryHasItsOwnFilterPropertiesAndOrder() {
    String filter =
        "(<Filter><PropertyIsEqualTo><PropertyName>omraade_kode</PropertyName><Literal>a)(b</Literal>"
            + "</PropertyIsEqualTo></Filter>)(<Filter><PropertyIsEqualTo><PropertyName>omraade_kode"
            + "</PropertyName><Literal>104</Literal></PropertyIsEqualTo></Filter>)()";
    String request =
        features("1.1.0", "(basisdistrikt)(noegletal)(basisdistrikt)")
            + "&PROPERTYNAME=(omraade_kode)(vaerdi)(omraade_navn)&SORTBY=()()(omraade_kode%20D)"
            + "&OUTPUTFORMAT=json&FILTER="
            + URLEncoder.encode(filter, StandardCharsets.UTF_8);
    JsonNode answer = json(request);
    List<String> ids = jsonIds(answer);
    assertThat(ids).hasSize(7);
    assertThat(ids.get(0)).isEqualTo("noegletal.104.underretninger.2018");
    assertThat(ids.get(1)).startsWith("basisdistrikt.106");
    assertThat(answer.at("/features/0/properties").propertyNames()).containsExactly("vaerdi");
    assertThat(answer.at("/features/1/properties").propertyNames()).containsExactly("omraade_navn");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "urn:ogc:def:query:OGC-WFS::GetFeatureById",
        "urn:ogc:def:storedQuery:OGC-WFS::GetFeatureById",
        "http://www.opengis.net/def/query/OGC-WFS/0/GetFeatureById",
        "URN:OGC:DEF:QUERY:OGC-WFS::GETFEATUREBYID"
      })
  void getFeatureByIdIsKnownByEveryOfItsNames(String id) {
    Element feature =
        xml(
            ask(
                "2.0.0",
                "GetFeature&ID=basisdistrikt.101.2000-01-01&STOREDQUERY_ID="
                    + URLEncoder.encode(id, StandardCharsets.UTF_8)));
    assertThat(feature.getLocalName()).isEqualTo("basisdistrikt");
  }

  @Test
  void hitsAreCountedInTheWordsOfTheVersion() {
    Element older = xml(features("1.1.0", "basisdistrikt_underretninger") + "&RESULTTYPE=hits");
    assertThat(older.getAttribute("numberOfFeatures")).isEqualTo("18");
    assertThat(older.hasChildNodes()).isFalse();
    assertThat(
            xml(features("1.1.0", "basisdistrikt_underretninger&RESULTTYPE=hits&MAXFEATURES=5"))
                .getAttribute("numberOfFeatures"))
        .isEqualTo("5");
    assertThat(
            xml(features("2.0.0", "basisdistrikt_underretninger&RESULTTYPE=hits&COUNT=5"))
                .getAttribute("numberMatched"))
        .isEqualTo("18");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.0.0 | <ServiceExceptionReport version=\"1.2.0\" | code=\"InvalidParameterValue\"",
        "1.1.0 | <ows:ExceptionReport xmlns:ows=\"http://www.opengis.net/ows\" | exceptionCode=\"InvalidParameterValue\"",
        "2.0.0 | <ows:ExceptionReport xmlns:ows=\"http://www.opengis.net/ows/1.1\" | exceptionCode=\"InvalidParameterValue\""
      })
  void anExceptionHasTheFormOfTheVersion(String version, String root, String code) {
    HttpResponse<String> answer = server.get(features(version, "nothing"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(root, code, "'nothing'");
    HttpResponse<String> json =
        server.get(features(version, "%3Cb%3E") + "&EXCEPTIONS=application/json");
    assertThat(json.statusCode()).isEqualTo(400);
    assertThat(json.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
    JsonNode report = JsonMapper.shared().readTree(json.body());
    assertThat(report.get("version").asString()).isEqualTo(version);
    assertThat(report.at("/exceptions/0/code").asString()).isEqualTo("InvalidParameterValue");
    assertThat(report.at("/exceptions/0/text").asString()).contains("'<b>'");
  }

  @Test
  void sectionsAndUpdateSequenceAreHeeded() {
    String all = server.get(ask("2.0.0", "GetCapabilities")).body();
    assertThat(all).contains("updateSequence=\"r1\"");
    String list = server.get(ask("2.0.0", "GetCapabilities&SECTIONS=FeatureTypeList")).body();
    assertThat(list).contains("<wfs:FeatureTypeList>").doesNotContain("<ows:Service", "<fes:");
    String current = server.get(ask("2.0.0", "GetCapabilities&UPDATESEQUENCE=r1")).body();
    assertThat(XmlIn.parse(current, "").getDocumentElement().hasChildNodes()).isFalse();
    assertThat(server.get(ask("2.0.0", "GetCapabilities&UPDATESEQUENCE=r0")).body())
        .contains("<wfs:FeatureTypeList>");
  }

  @Test
  void systemsAreNamedInTheWordsOfTheVersion() {
    assertThat(server.get(ask("1.0.0", "GetCapabilities")).body())
        .contains("<SRS>EPSG:25832</SRS>", "<SRS>EPSG:4326</SRS>", "LatLongBoundingBox");
    assertThat(server.get(ask("1.1.0", "GetCapabilities")).body())
        .contains("<wfs:DefaultSRS>urn:ogc:def:crs:EPSG::25832</wfs:DefaultSRS>")
        .contains("<wfs:DefaultSRS>urn:ogc:def:crs:EPSG::4326</wfs:DefaultSRS>");
    assertThat(server.get(ask("2.0.0", "GetCapabilities")).body())
        .contains("<wfs:DefaultCRS>urn:ogc:def:crs:EPSG::25832</wfs:DefaultCRS>");
  }

  @Test
  void headSendsOnlyHeadersInEveryVersion() {
    for (String version : VERSIONS) {
      for (String rest : List.of("GetCapabilities", "GetFeature&TYPENAME=former")) {
        HttpResponse<String> answer =
            server.send(
                HttpRequest.newBuilder(URI.create(server.url() + ask(version, rest)))
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .build());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("ETag")).isPresent();
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        assertThat(server.get(ask(version, rest), "If-None-Match", tag).statusCode())
            .isEqualTo(304);
      }
    }
  }

  @Test
  void anAnswerThatFailsOnTheWayIsCutNotMended() {
    try (DoorsServer other = DoorsServer.start(WfsFixture.failing(5000))) {
      for (String version : VERSIONS) {
        for (String format : List.of("gml2", "gml3", "gml32", "json")) {
          String whole = other.raw(features(version, "fejler") + "&OUTPUTFORMAT=" + format);
          assertThat(whole).startsWith("HTTP/1.1 200").contains("fejler.1");
          assertThat(whole).doesNotContain("Exception", "exceptions").doesNotEndWith("0\r\n\r\n");
        }
      }
    }
    try (DoorsServer early = DoorsServer.start(WfsFixture.failing(1))) {
      String whole = early.raw(features("1.1.0", "fejler"));
      assertThat(whole).startsWith("HTTP/1.1 500").contains("NoApplicableCode");
      assertThat(whole).doesNotContain("FeatureCollection");
    }
  }

  @Test
  void aLinkOfAnyAnswerIsOneOfThisService() {
    String body = server.get(features("2.0.0", "basisdistrikt_underretninger") + "&COUNT=1").body();
    Matcher link = Pattern.compile("(?:next|previous)=\"([^\"]*)\"").matcher(body);
    assertThat(link.find()).isTrue();
    assertThat(link.group(1)).startsWith(server.url() + "/wfs?").contains("STARTINDEX=1");
  }
}
