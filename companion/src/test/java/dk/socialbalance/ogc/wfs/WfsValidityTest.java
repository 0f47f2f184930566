/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.ogc.common.DoorsServer;
import dk.socialbalance.ogc.common.OgcSchemas;
import dk.socialbalance.ogc.common.XmlIn;
import dk.socialbalance.publication.Snapshot;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer in XML against the published schemas of OGC and the service's own. */
class WfsValidityTest {

  private static final String WFS = "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=";

  private static DoorsServer server;
  private static final Map<String, Schema> SCHEMAS = new HashMap<>();

  @BeforeAll
  static void start() {
    server = DoorsServer.start(WfsFixture.snapshot());
    SCHEMAS.put("2.0.0", schema("2.0.0", "wfs/2.0/wfs.xsd", "gml/3.2.1/gml.xsd"));
    SCHEMAS.put(
        "1.1.0",
        schema("1.1.0", "wfs/1.1.0/wfs.xsd", "gml/3.1.1/base/gml.xsd", "ows/1.0.0/owsAll.xsd"));
    SCHEMAS.put("1.0.0", schema("1.0.0", "wfs/1.0.0/WFS-basic.xsd", "gml/2.1.2/feature.xsd"));
    SCHEMAS.put("1.0.0 exception", OgcSchemas.schema(List.of("wfs/1.0.0/OGC-exception.xsd")));
    SCHEMAS.put("1.0.0 capabilities", OgcSchemas.schema(List.of("wfs/1.0.0/WFS-capabilities.xsd")));
  }

  private static Schema schema(String version, String... published) {
    return OgcSchemas.schema(
        List.of(published),
        server.get("/wfs?SERVICE=WFS&VERSION=" + version + "&REQUEST=DescribeFeatureType").body());
  }

  private static Schema schemaFor(String body) {
    if (body.contains("<WFS_Capabilities")) {
      return SCHEMAS.get("1.0.0 capabilities");
    }
    if (body.contains("<ServiceExceptionReport")) {
      return SCHEMAS.get("1.0.0 exception");
    }
    if (body.contains("WFS-basic.xsd")) {
      return SCHEMAS.get("1.0.0");
    }
    boolean newest =
        body.contains("http://www.opengis.net/gml/3.2")
            || body.contains("http://www.opengis.net/wfs/2.0")
            || body.contains("http://www.opengis.net/ows/1.1");
    return SCHEMAS.get(newest ? "2.0.0" : "1.1.0");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "valid-requests.csv", delimiter = '|', numLinesToSkip = 1)
  void anAnswerIsValid(String request, String root) {
    var answer = server.get("/wfs?SERVICE=WFS&" + request);
    assertThat(answer.statusCode()).isLessThan(500);
    String name = XmlIn.parse(answer.body(), "").getDocumentElement().getTagName();
    assertThat(name).as(answer.body()).isEqualTo(root);
    assertThat(OgcSchemas.problems(schemaFor(answer.body()), answer.body()))
        .as(answer.body())
        .isEmpty();
  }

  static List<PostedRequests.Posted> posted() {
    return PostedRequests.all("posted-requests.txt");
  }

  @ParameterizedTest
  @MethodSource("posted")
  void aPostedRequestIsValidAndItsAnswerToo(PostedRequests.Posted posted) {
    String version = posted.body().contains("/wfs/2.0\"") ? "2.0.0" : posted.version();
    assertThat(OgcSchemas.problems(SCHEMAS.get(version), posted.body()))
        .as(posted.body())
        .isEmpty();
    var answer = server.post("/wfs", "text/xml; charset=UTF-8", posted.body());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(posted.status());
    for (String part : posted.expected()) {
      assertThat(answer.body()).contains(part);
    }
    if (answer.body().contains("<xsd:schema")) {
      assertThat(OgcSchemas.schema(List.of(), answer.body())).isNotNull();
    } else if (!answer.body().startsWith("{")) {
      assertThat(OgcSchemas.problems(schemaFor(answer.body()), answer.body()))
          .as(answer.body())
          .isEmpty();
    }
  }

  @Test
  void theValidatorFindsMistakes() {
    String body = server.get(WFS + "GetFeature&TYPENAMES=basisdistrikt_underretninger").body();
    Schema schema = SCHEMAS.get("2.0.0");
    assertThat(OgcSchemas.problems(schema, body.replace("klasse>3<", "klasse>3.5<"))).isNotEmpty();
    assertThat(OgcSchemas.problems(schema, body.replace("MultiSurface", "MultiCurve")))
        .isNotEmpty();
    for (String version : List.of("1.0.0", "1.1.0")) {
      String older =
          server.get((WFS + "GetFeature&TYPENAME=steder").replace("2.0.0", version)).body();
      assertThat(OgcSchemas.problems(SCHEMAS.get(version), older)).isEmpty();
      assertThat(
              OgcSchemas.problems(
                  SCHEMAS.get(version),
                  older.replace("<gml:Poi", "<gml:Pio").replace("</gml:Poi", "</gml:Pio")))
          .isNotEmpty();
    }
  }

  @Test
  void aClientWithoutTheInternetFindsEverySchema() throws Exception {
    for (String version : List.of("1.0.0", "1.1.0", "2.0.0")) {
      SchemaFactory factory = SchemaFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, false);
      List<String> elsewhere = new ArrayList<>();
      factory.setResourceResolver(
          (type, namespace, publicId, systemId, base) -> {
            String address = URI.create(base).resolve(systemId).toString();
            if (!address.startsWith(server.url() + "/")) {
              elsewhere.add(address);
            }
            return null;
          });
      factory.newSchema(
          new StreamSource(
              server.url() + "/wfs?SERVICE=WFS&REQUEST=DescribeFeatureType&VERSION=" + version));
      String answer =
          server
              .get("/wfs?SERVICE=WFS&REQUEST=GetFeature&TYPENAME=steder&VERSION=" + version)
              .body();
      Matcher address = Pattern.compile("http://[^ \"]*/schemas/[^ \"]*").matcher(answer);
      int found = 0;
      while (address.find()) {
        factory.newSchema(new StreamSource(address.group()));
        found++;
      }
      assertThat(found).isEqualTo(2);
      assertThat(elsewhere).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/schemas/wfs/2.0/../../../application.yaml",
        "/schemas/wfs/2.0/%2e%2e/wfs.xsd",
        "/schemas/wms/1.3.0/capabilities_1_3_0.xsd",
        "/schemas/META-INF/MANIFEST.MF",
        "/schemas/",
        "/schemas/wfs/2.0/nothing.xsd",
        "/schemas/schemas/xml.xsd"
      })
  void onlySchemasAreServedAsSchemas(String path) {
    assertThat(server.raw(path)).containsPattern("^HTTP/1.1 (400|404) ");
  }

  @Test
  void anEmptyPublicationHasValidCapabilities() {
    try (DoorsServer empty = DoorsServer.start(Snapshot.empty())) {
      for (String version : List.of("1.1.0", "2.0.0")) {
        String body = empty.get((WFS + "GetCapabilities").replace("2.0.0", version)).body();
        assertThat(OgcSchemas.problems(SCHEMAS.get(version), body)).isEmpty();
      }
    }
  }
}
