/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.socialbalance.ogc.common.DoorsServer;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.publication.SnapshotFixture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

class CapabilitiesTest {

  private static final String V13 = "/wms?SERVICE=WMS&REQUEST=GetCapabilities&VERSION=1.3.0";
  static final String SLD = "/ogc/sld/1.1.0/sld_capabilities.xsd";
  private static final String V11 = "/wms?SERVICE=WMS&REQUEST=GetCapabilities&VERSION=1.1.1";

  private static String body(String pathAndQuery, String... headers) {
    HttpResponse<String> answer = WmsServer.server().get(pathAndQuery, headers);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void version130IsValidByTheSchemas() throws Exception {
    validate(body(V13), "/ogc/wms/1.3.0/capabilities_1_3_0.xsd", SLD);
    validate(
        WmsServer.server().get("/wms?REQUEST=GetMap&VERSION=1.3.0").body(),
        "/ogc/wms/1.3.0/exceptions_1_3_0.xsd",
        null);
  }

  static void validate(String document, String schema, String extension) throws Exception {
    DOMImplementationLS inputs =
        (DOMImplementationLS) DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
    SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
    factory.setResourceResolver(
        (type, namespace, publicId, systemId, base) -> {
          LSInput input = inputs.createLSInput();
          String local =
              systemId.contains("xlink")
                  ? "xlink.xsd"
                  : systemId.contains("capabilities_1_3_0") ? schema : null;
          input.setByteStream(
              local == null ? null : CapabilitiesTest.class.getResourceAsStream(local));
          input.setSystemId(systemId);
          return input;
        });
    List<StreamSource> sources = new ArrayList<>();
    sources.add(new StreamSource(CapabilitiesTest.class.getResourceAsStream(schema), schema));
    if (extension != null) {
      sources.add(
          new StreamSource(CapabilitiesTest.class.getResourceAsStream(extension), extension));
    }
    Schema compiled = factory.newSchema(sources.toArray(StreamSource[]::new));
    compiled
        .newValidator()
        .validate(
            new StreamSource(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void version111IsValidByItsDtd() throws Exception {
    validateByDtd(body(V11), "/ogc/wms/1.1.1/WMS_MS_Capabilities.dtd");
    validateByDtd(
        WmsServer.server().get("/wms?REQUEST=GetMap&VERSION=1.1.1").body(),
        "/ogc/wms/1.1.1/WMS_exception_1_1_1.dtd");
  }

  static void validateByDtd(String document, String dtd) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setValidating(true);
    DocumentBuilder builder = factory.newDocumentBuilder();
    builder.setErrorHandler(new Strict());
    builder.setEntityResolver(
        (publicId, systemId) -> {
          assertThat(systemId).isEqualTo("http://schemas.opengis.net" + dtd.substring(4));
          InputStream found = CapabilitiesTest.class.getResourceAsStream(dtd);
          return new InputSource(found);
        });
    builder.parse(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
  }

  private static final class Strict implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }

  @Test
  void theVersionIsNegotiated() {
    String ask = "/wms?SERVICE=WMS&REQUEST=GetCapabilities";
    assertThat(body(ask)).contains("<WMS_Capabilities version=\"1.3.0\"");
    assertThat(body(ask + "&VERSION=1.3.0")).contains("version=\"1.3.0\"");
    assertThat(body(ask + "&VERSION=9.9.9")).contains("version=\"1.3.0\"");
    assertThat(body(ask + "&VERSION=1.2.0")).contains("<WMT_MS_Capabilities version=\"1.1.1\"");
    assertThat(body(ask + "&VERSION=1.1.1")).contains("version=\"1.1.1\"");
    assertThat(body(ask + "&VERSION=1.0.0")).contains("version=\"1.1.1\"");
    assertThat(body(ask + "&WMTVER=1.1.0")).contains("version=\"1.1.1\"");
    assertThat(body(ask + "&VERSION=new")).contains("version=\"1.3.0\"");
  }

  @Test
  void layersStandOnceInTheirGroups() {
    String document = body(V13);
    assertThat(document)
        .containsOnlyOnce("<Name>socialbalance:basisdistrikt_underretninger</Name>")
        .containsOnlyOnce("<Name>socialbalance:basisdistrikt</Name>")
        .doesNotContain("noegletal")
        .doesNotContain("_seneste")
        .doesNotContain("<Name>niveau_basisdistrikt")
        .doesNotContain(":niveau_basisdistrikt");
    assertThat(document.indexOf("<Title>Basisdistrikter</Title>"))
        .isLessThan(document.indexOf("<Title>Børn</Title>"));
    assertThat(body("/socialbalance" + V13))
        .contains("<Name>basisdistrikt_underretninger</Name>")
        .contains(WmsServer.server().url() + "/socialbalance/wms?");
  }

  @Test
  void timesAndBoxesAreAsTheVersionSays() {
    String times = "2016-01-01T00:00:00.000Z,2017-01-01T00:00:00.000Z,2018-01-01T00:00:00.000Z";
    assertThat(body(V13))
        .contains(
            "<Dimension name=\"time\" units=\"ISO8601\" default=\"2018-01-01T00:00:00.000Z\""
                + " multipleValues=\"1\" nearestValue=\"0\" current=\"1\">"
                + times
                + "</Dimension>")
        .contains(
            "<BoundingBox CRS=\"EPSG:25832\" minx=\"715000\" miny=\"6180000\" maxx=\"718000\""
                + " maxy=\"6182000\">")
        .contains("<BoundingBox CRS=\"EPSG:3044\" minx=\"6180000\" miny=\"715000\"")
        .containsPattern("<BoundingBox CRS=\"EPSG:4326\" minx=\"55\\.7[0-9]+\" miny=\"12\\.4")
        .containsPattern("<BoundingBox CRS=\"CRS:84\" minx=\"12\\.4[0-9]+\" miny=\"55\\.7")
        .containsPattern("<westBoundLongitude>12\\.42");
    assertThat(body(V11))
        .contains(
            "<Extent name=\"time\" default=\"2018-01-01T00:00:00.000Z\" nearestValue=\"0\">"
                + times
                + "</Extent>")
        .containsPattern("<BoundingBox SRS=\"EPSG:4326\" minx=\"12\\.4[0-9]+\" miny=\"55\\.7")
        .doesNotContain("CRS:84");
  }

  @Test
  void bothLanguagesAreSpoken() {
    assertThat(body(V13)).contains("<Title>Underretninger pr. basisdistrikt</Title>");
    for (String query : List.of("&LANGUAGE=en", "&LANGUAGE=eng", "&AcceptLanguages=fr,en")) {
      assertThat(body(V13 + query)).contains("<Title>Notifications by district</Title>");
    }
    assertThat(body(V13, "Accept-Language", "en-GB,en;q=0.8"))
        .contains("<Title>Notifications by district</Title>");
    assertThat(body(V13 + "&LANGUAGE=da", "Accept-Language", "en"))
        .contains("<Title>Underretninger pr. basisdistrikt</Title>");
  }

  @Test
  void theLegendIsThereAndAsLargeAsSaid() throws IOException {
    Matcher legend =
        Pattern.compile(
                "<LegendURL width=\"(\\d+)\" height=\"(\\d+)\">.*?xlink:href=\"([^\"]*)\"",
                Pattern.DOTALL)
            .matcher(body(V13));
    int found = 0;
    while (legend.find()) {
      String address = legend.group(3).replace("&amp;", "&");
      BufferedImage image = ImageIO.read(URI.create(address).toURL());
      assertThat(image.getWidth()).isEqualTo(Integer.parseInt(legend.group(1)));
      assertThat(image.getHeight()).isEqualTo(Integer.parseInt(legend.group(2)));
      found++;
    }
    assertThat(found).isEqualTo(2);
  }

  @Test
  void unchangedCapabilitiesAreNotSentAgain() {
    HttpResponse<String> first = WmsServer.server().get(V13);
    String tag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(WmsServer.server().get(V13, "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(WmsServer.server().get(V11, "If-None-Match", tag).statusCode()).isEqualTo(200);
    assertThat(WmsServer.server().get(V13 + "&UPDATESEQUENCE=r1").body())
        .contains("code=\"CurrentUpdateSequence\"");
    assertThat(body(V13 + "&UPDATESEQUENCE=r0")).contains("updateSequence=\"r1\"");
    for (String higher : List.of("r2", "r10", "s0", "r1k1")) {
      assertThat(WmsServer.server().get(V13 + "&UPDATESEQUENCE=" + higher).body())
          .contains("code=\"InvalidUpdateSequence\"");
    }
  }

  @Test
  void theSchemasWouldFindAMistake() {
    String wrong = body(V13).replace("<Name>WMS</Name>", "").replace("<Title>Børn</Title>", "");
    assertThatThrownBy(() -> validate(wrong, "/ogc/wms/1.3.0/capabilities_1_3_0.xsd", SLD))
        .isInstanceOf(SAXParseException.class);
  }

  @Test
  void aStyleThatCannotBeReadTakesOnlyItsOwnLayerAway() {
    Snapshot half =
        SnapshotFixture.snapshot(
            "<nonsense/>", WmsServer.snapshot().styles().get("basisdistrikt").sld());
    try (DoorsServer server = DoorsServer.start(half)) {
      assertThat(server.get(V13).body())
          .contains("<Name>socialbalance:basisdistrikt</Name>")
          .doesNotContain("basisdistrikt_underretninger");
      assertThat(server.get(WmsServer.query(WmsServer.map())).body()).contains("LayerNotDefined");
    }
  }

  @Test
  void aNewSnapshotIsSeenAtOnceAndAnEmptyOneIsServed() throws Exception {
    try (DoorsServer server = DoorsServer.start(Snapshot.empty())) {
      HttpResponse<String> empty = server.get(V13);
      assertThat(empty.statusCode()).isEqualTo(200);
      validate(empty.body(), "/ogc/wms/1.3.0/capabilities_1_3_0.xsd", SLD);
      server.current().swap(WmsServer.snapshot());
      HttpResponse<String> full = server.get(V13);
      assertThat(full.body()).contains("basisdistrikt_underretninger");
      assertThat(full.headers().firstValue("ETag"))
          .isNotEqualTo(empty.headers().firstValue("ETag"));
    }
  }

  @Test
  void eachLayerSaysWhereItsMetadataAre() throws Exception {
    for (String version : List.of(V13, V11)) {
      String document = body(version);
      Matcher urls =
          Pattern.compile(
                  "<MetadataURL type=\"([^\"]+)\"><Format>text/xml</Format>"
                      + "<OnlineResource[^>]*xlink:href=\"([^\"]*)\"")
              .matcher(document);
      List<String> types = new ArrayList<>();
      while (urls.find()) {
        types.add(urls.group(1));
        String path = urls.group(2).substring(WmsServer.server().url().length());
        HttpResponse<String> metadata = WmsServer.server().get(path);
        assertThat(metadata.statusCode()).isEqualTo(200);
        assertThat(metadata.headers().firstValue("Content-Type"))
            .hasValue("text/xml;charset=UTF-8");
        assertThat(metadata.body()).contains("<gmd:MD_Metadata");
      }
      // Two containers and a layer in each.
      assertThat(types).hasSize(4).containsOnly(version.equals(V13) ? "ISO19115:2003" : "TC211");
      assertThat(document).contains("<Attribution><Title>Kommunen</Title></Attribution>");
    }
  }

  @Test
  void scalesAreThoseOfTheStyles() {
    String bounded =
        WmsServer.snapshot()
            .styles()
            .get("basisdistrikt_underretninger")
            .sld()
            .replaceAll(
                "<Rule>(\\s*)<Name>(.*?)</Name>(\\s*)<Title>((?:.|\\n)*?)</Title>(\\s*)<ogc:Filter>",
                "<Rule><Name>$2</Name><Title>$4</Title><ogc:Filter>")
            .replace(
                "</ogc:Filter>",
                "</ogc:Filter><MinScaleDenominator>5000</MinScaleDenominator>"
                    + "<MaxScaleDenominator>200000</MaxScaleDenominator>");
    Snapshot snapshot =
        SnapshotFixture.snapshot(bounded, WmsServer.snapshot().styles().get("basisdistrikt").sld());
    try (DoorsServer server = DoorsServer.start(snapshot)) {
      assertThat(server.get(V13).body())
          .contains(
              "<MinScaleDenominator>5000</MinScaleDenominator>"
                  + "<MaxScaleDenominator>200000</MaxScaleDenominator></Layer>");
      assertThat(server.get(V11).body())
          .containsPattern(
              "<ScaleHint min=\"1\\.9798\\d+\" max=\"79\\.19\\d+\"></ScaleHint></Layer>");
    }
    assertThat(body(V11)).doesNotContain("ScaleHint");
  }
}
