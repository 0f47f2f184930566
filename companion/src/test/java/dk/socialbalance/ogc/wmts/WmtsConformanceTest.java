/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wmts;

import static dk.socialbalance.ogc.wmts.TileServer.LAYER;
import static dk.socialbalance.ogc.wmts.TileServer.PLACE;
import static dk.socialbalance.ogc.wmts.TileServer.kvp;
import static dk.socialbalance.ogc.wmts.TileServer.picture;
import static dk.socialbalance.ogc.wmts.TileServer.tile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dk.socialbalance.ogc.common.OgcSchemas;
import dk.socialbalance.ogc.common.XmlIn;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.validation.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The abstract tests of WMTS 1.0.0 (07-057r7, annex A), by query and by path. */
class WmtsConformanceTest {

  private static final String OWS = "http://www.opengis.net/ows/1.1";
  private static final String WMTS = "http://www.opengis.net/wmts/1.0";
  private static final String REST = "/wmts/1.0.0/";
  private static final String STYLE = "basisdistrikt_underretninger";
  private static final String TIMED = REST + LAYER + "/" + STYLE + "/2016/" + PLACE;
  private static final Schema SCHEMA =
      OgcSchemas.schema(List.of("wmts/1.0/wmtsGetCapabilities_response.xsd"));
  private static final Schema EXCEPTIONS =
      OgcSchemas.schema(List.of("ows/1.1.0/owsExceptionReport.xsd"));

  private static HttpResponse<String> get(String path, String... headers) {
    return TileServer.server().get(path, headers);
  }

  private static String capabilities(String more, String... headers) {
    HttpResponse<String> answer = get(kvp("REQUEST=GetCapabilities" + more), headers);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("application/xml;charset=UTF-8");
    return answer.body();
  }

  private static Document document(String text) throws Exception {
    return XmlIn.parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "");
  }

  private static List<Element> elements(Element within, String namespace, String name) {
    NodeList found = within.getElementsByTagNameNS(namespace, name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static List<String> texts(Element within, String namespace, String name) {
    return elements(within, namespace, name).stream().map(Element::getTextContent).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&LANGUAGE=en", "&SECTIONS=All"})
  void capabilitiesAreValid(String more) throws Exception {
    String text = capabilities(more);
    assertThat(OgcSchemas.problems(SCHEMA, text)).isEmpty();
    Element root = document(text).getDocumentElement();
    assertThat(root.getAttribute("version")).isEqualTo("1.0.0");
    assertThat(root.getAttribute("updateSequence")).isEqualTo("r1");
    assertThat(texts(root, OWS, "Title"))
        .contains(
            more.contains("en") ? "Notifications by district" : "Underretninger pr. basisdistrikt");
    assertThat(capabilities("&LANGUAGE=da")).isEqualTo(capabilities(""));
  }

  @Test
  void namesOfParametersInAnyCase() {
    String one = get("/wmts?service=WMTS&request=GetCapabilities").body();
    assertThat(get("/wmts?SERVICE=WMTS&REQUEST=GetCapabilities").body()).isEqualTo(one);
    assertThat(get("/ows?SeRvIcE=WMTS&rEqUeSt=GetCapabilities").body()).isEqualTo(one);
  }

  @ParameterizedTest
  @CsvSource({
    "ServiceIdentification, ServiceIdentification",
    "ServiceProvider, ServiceProvider",
    "OperationsMetadata, OperationsMetadata",
    "Contents, Contents",
    "'Contents,OperationsMetadata', OperationsMetadata Contents",
    "contents, Contents",
    "all, ServiceIdentification ServiceProvider OperationsMetadata Contents ServiceMetadataURL",
    "Themes, ''"
  })
  void sections(String asked, String wanted) throws Exception {
    String text = capabilities("&SECTIONS=" + asked);
    assertThat(OgcSchemas.problems(SCHEMA, text)).isEmpty();
    List<String> found = new ArrayList<>();
    NodeList children = document(text).getDocumentElement().getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      found.add(children.item(i).getLocalName());
    }
    assertThat(String.join(" ", found)).isEqualTo(wanted);
  }

  @Test
  void updateSequence() throws Exception {
    Element same = document(capabilities("&UPDATESEQUENCE=r1")).getDocumentElement();
    assertThat(same.hasChildNodes()).isFalse();
    assertThat(same.getAttribute("updateSequence")).isEqualTo("r1");
    assertThat(capabilities("&UPDATESEQUENCE=r0")).contains("<Contents>");
  }

  @Test
  void versionsAndFormats() {
    assertThat(capabilities("&ACCEPTVERSIONS=2.0.0,1.0.0")).contains("<Contents>");
    assertThat(capabilities("&ACCEPTFORMATS=application/xml")).contains("<Contents>");
    assertThat(capabilities("&ACCEPTFORMATS=image/x-nothing")).contains("<Contents>");
  }

  @Test
  void operationsAndTheirEncodings() throws Exception {
    Element root = document(capabilities("")).getDocumentElement();
    for (Element operation : elements(root, OWS, "Operation")) {
      assertThat(texts(elements(operation, OWS, "HTTP").get(0), OWS, "Value"))
          .containsExactly("KVP");
      for (Element get : elements(operation, OWS, "Get")) {
        assertThat(get.getAttributeNS("http://www.w3.org/1999/xlink", "href"))
            .startsWith(TileServer.server().url());
      }
    }
    assertThat(texts(root, OWS, "Value")).contains("application/xml");
  }

  @Test
  void identifiersAreUniqueAndMeet() throws Exception {
    Element contents =
        elements(document(capabilities("")).getDocumentElement(), WMTS, "Contents").get(0);
    List<String> layers = new ArrayList<>();
    List<String> sets = new ArrayList<>();
    List<String> linked = new ArrayList<>();
    for (Element layer : elements(contents, WMTS, "Layer")) {
      layers.add(texts(layer, OWS, "Identifier").get(0));
      for (Element link : elements(layer, WMTS, "TileMatrixSetLink")) {
        linked.add(texts(link, WMTS, "TileMatrixSet").get(0));
      }
    }
    for (Element set : elements(contents, WMTS, "TileMatrixSet")) {
      if (!texts(set, OWS, "Identifier").isEmpty()) {
        sets.add(texts(set, OWS, "Identifier").get(0));
        List<String> scales = texts(set, WMTS, "ScaleDenominator");
        assertThat(scales).doesNotHaveDuplicates().doesNotContain("");
        assertThat(texts(set, OWS, "Identifier")).doesNotHaveDuplicates();
      }
    }
    assertThat(layers).containsExactly("socialbalance:basisdistrikt", LAYER);
    assertThat(sets).containsExactly("View1", "KortforsyningTilingDK", "WebMercatorQuad");
    assertThat(sets).containsAll(linked);
  }

  @Test
  void theTilesOfDenmarkAndOfWebMaps() throws Exception {
    Element contents =
        elements(document(capabilities("")).getDocumentElement(), WMTS, "Contents").get(0);
    List<Element> sets =
        elements(contents, WMTS, "TileMatrixSet").stream()
            .filter(set -> !texts(set, OWS, "Identifier").isEmpty())
            .toList();
    List<Element> view1 = elements(sets.get(0), WMTS, "TileMatrix");
    assertThat(view1).hasSize(14);
    assertThat(texts(view1.get(0), WMTS, "TopLeftCorner")).containsExactly("120000 6500000");
    assertThat(Double.parseDouble(texts(view1.get(0), WMTS, "ScaleDenominator").get(0)) * 0.00028)
        .isCloseTo(1638.4, offset(1e-9));
    assertThat(Double.parseDouble(texts(view1.get(13), WMTS, "ScaleDenominator").get(0)) * 0.00028)
        .isCloseTo(0.2, offset(1e-12));
    assertThat(texts(sets.get(0), OWS, "SupportedCRS"))
        .containsExactly("urn:ogc:def:crs:EPSG::25832");
    List<Element> older = elements(sets.get(1), WMTS, "TileMatrix");
    assertThat(Double.parseDouble(texts(older.get(15), WMTS, "ScaleDenominator").get(0)) * 0.00028)
        .isCloseTo(0.05, offset(1e-12));
    assertThat(texts(sets.get(2), WMTS, "WellKnownScaleSet"))
        .containsExactly("urn:ogc:def:wkss:OGC:1.0:GoogleMapsCompatible");
    // 07-057r7, annex E.4, table E.4
    assertThat(Double.parseDouble(texts(sets.get(2), WMTS, "ScaleDenominator").get(0)))
        .isCloseTo(559082264.0287178, offset(1e-5));
    assertThat(texts(sets.get(2), OWS, "SupportedCRS"))
        .containsExactly("urn:ogc:def:crs:EPSG:6.18:3:3857");
  }

  @Test
  void legendsAreAsAdvertised() throws Exception {
    Element root = document(capabilities("")).getDocumentElement();
    List<Element> legends = elements(root, WMTS, "LegendURL");
    assertThat(legends).hasSize(2);
    for (Element legend : legends) {
      String address = legend.getAttributeNS("http://www.w3.org/1999/xlink", "href");
      BufferedImage picture = picture(address.substring(TileServer.server().url().length()));
      assertThat(String.valueOf(picture.getWidth())).isEqualTo(legend.getAttribute("width"));
      assertThat(String.valueOf(picture.getHeight())).isEqualTo(legend.getAttribute("height"));
    }
  }

  @Test
  void aTileByQueryAndByPathIsTheSame() {
    byte[] byQuery = TileServer.server().getBytes(tile("&TIME=2016")).body();
    assertThat(TileServer.server().getBytes(TIMED + ".png").body()).isEqualTo(byQuery);
    assertThat(
            TileServer.server()
                .getBytes("/socialbalance" + TIMED.replace(LAYER, STYLE) + ".png")
                .body())
        .isEqualTo(byQuery);
    BufferedImage picture = picture(TIMED + ".png");
    assertThat(picture.getWidth()).isEqualTo(256);
    assertThat(picture.getHeight()).isEqualTo(256);
    assertThat(picture.getRGB(219, 100) >>> 24).as("opaque inside a district").isEqualTo(255);
  }

  @Test
  void everyResourceUrlAndMatrixSetAnswers() throws Exception {
    Element root = document(capabilities("")).getDocumentElement();
    for (Element layer : elements(root, WMTS, "Layer")) {
      String style = texts(elements(layer, WMTS, "Style").get(0), OWS, "Identifier").get(0);
      // OpenLayers asks all the tile addresses of a layer by turns, so there is one.
      assertThat(elements(layer, WMTS, "ResourceURL"))
          .filteredOn(resource -> resource.getAttribute("resourceType").equals("tile"))
          .extracting(resource -> resource.getAttribute("format"))
          .containsExactly("image/png");
      for (Element resource : elements(layer, WMTS, "ResourceURL")) {
        for (String place :
            List.of(
                PLACE,
                PLACE.replace("View1", "KortforsyningTilingDK"),
                "WebMercatorQuad/12/1280/2189")) {
          String[] parts = place.split("/");
          String address =
              resource
                  .getAttribute("template")
                  .replace("{Style}", style)
                  .replace("{time}", "current")
                  .replace("{TileMatrixSet}", parts[0])
                  .replace("{TileMatrix}", parts[1])
                  .replace("{TileRow}", parts[2])
                  .replace("{TileCol}", parts[3])
                  .replace("{J}", "7")
                  .replace("{I}", "219");
          HttpResponse<String> answer = get(address.substring(TileServer.server().url().length()));
          assertThat(answer.statusCode()).as(address + answer.body()).isEqualTo(200);
          assertThat(answer.headers().firstValue("Content-Type").orElse(""))
              .startsWith(resource.getAttribute("format"));
        }
      }
    }
  }

  @Test
  void theDefaultTimeAndTheCurrentOneAreTheLatest() {
    // District 102 is in another class in 2016.
    String there = tile("").replace("1453", "1456");
    byte[] latest = TileServer.server().getBytes(there + "&TIME=2018-01-01T00:00:00.000Z").body();
    for (String time : List.of("", "&TIME=", "&TIME=default", "&TIME=current")) {
      assertThat(TileServer.server().getBytes(there + time).body()).as(time).isEqualTo(latest);
    }
    assertThat(TileServer.server().getBytes(there + "&TIME=2016").body()).isNotEqualTo(latest);
  }

  @Test
  void whereNothingIsATileIsTransparent() {
    String nowhere = REST + LAYER + "/" + STYLE + "/current/View1/10/0/0";
    BufferedImage picture = picture(nowhere + ".png");
    assertThat(picture.getWidth()).isEqualTo(256);
    assertThat(picture.getRGB(128, 128) >>> 24).isZero();
    assertThat(TileServer.server().getBytes(nowhere + ".mvt").body()).isEmpty();
  }

  @Test
  void featureInfoSaysWhatLiesThere() {
    String info = get(TIMED + "/7/219.json").body();
    assertThat(info).contains("\"omraade_kode\":\"101\"", "\"periode\":\"2016\"");
    assertThat(
            get(tile("&TIME=2016&INFOFORMAT=application/json&I=219&J=7")
                    .replace("GetTile", "GetFeatureInfo"))
                .body())
        .isEqualTo(info);
    // District 103 is hidden in 2017.
    String hidden = get(REST + LAYER + "/" + STYLE + "/2017/View1/10/779/1458/128/128.txt").body();
    assertThat(hidden)
        .contains("omraade_kode = 103", "diskretioneret")
        .doesNotContain("vaerdi = 1");
  }

  @Test
  void aCopyThatStillHoldsIsNotSentAgain() {
    HttpResponse<String> first = get(TIMED + ".png");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
    assertThat(get(TIMED + ".png", "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(get(TIMED.replace("2016", "2017") + ".png", "If-None-Match", tag).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "errors.csv", numLinesToSkip = 1)
  void errors(String request, int status, String code, String locator) throws Exception {
    HttpResponse<String> answer = get(request.startsWith("/") ? request : "/wmts?" + request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(OgcSchemas.problems(EXCEPTIONS, answer.body())).isEmpty();
    Element problem =
        elements(document(answer.body()).getDocumentElement(), OWS, "Exception").get(0);
    assertThat(problem.getAttribute("exceptionCode")).isEqualTo(code);
    assertThat(problem.getAttribute("locator")).isEqualTo(locator == null ? "" : locator);
  }

  @Test
  void methodsAndMediaTypesByPath() {
    String path = REST + "WMTSCapabilities.xml";
    assertThat(get(path).body()).isEqualTo(capabilities(""));
    assertThat(get(path, "Accept", "example/unknown").statusCode()).isEqualTo(406);
    assertThat(get(path, "Accept", "text/html,application/xml;q=0.9").statusCode()).isEqualTo(200);
    assertThat(get(path + "/Bogus").statusCode()).isEqualTo(404);
    HttpResponse<String> options =
        TileServer.server()
            .send(
                HttpRequest.newBuilder(URI.create(TileServer.server().url() + path))
                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                    .build());
    assertThat(options.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
  }
}
