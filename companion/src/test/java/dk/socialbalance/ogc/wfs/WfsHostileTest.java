/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.ogc.common.DoorsServer;
import dk.socialbalance.ogc.common.XmlIn;
import dk.socialbalance.publication.SnapshotFixture;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What ill will sends: answered with the stated status, well formed, small, quick, no internals.
 */
class WfsHostileTest {

  private static DoorsServer server;

  @BeforeAll
  static void start() {
    server = DoorsServer.start(SnapshotFixture.snapshot("<a/>", "<a/>"));
    server.get("/wfs?SERVICE=WFS&REQUEST=GetFeature&TYPENAMES=basisdistrikt&SRSNAME=EPSG:4326");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static List<String> requests() throws IOException {
    try (InputStream file = WfsHostileTest.class.getResourceAsStream("hostile-requests.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  private static String encoded(String query) {
    String plain = query.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
    // An ampersand parts parameters only before a name and an equals sign.
    return Arrays.stream(plain.split("&(?=[A-Za-z_\\[\\]]+=)"))
        .map(
            pair -> {
              int equals = pair.indexOf('=');
              return URLEncoder.encode(pair.substring(0, equals), StandardCharsets.UTF_8)
                  + "="
                  + URLEncoder.encode(pair.substring(equals + 1), StandardCharsets.UTF_8);
            })
        .collect(Collectors.joining("&"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void aHostileRequestGetsItsStatusAndNothingElse(String line) {
    int status = Integer.parseInt(line.substring(0, 3));
    String query = encoded(line.substring(4));
    String service = query.contains("SERVICE=") ? "" : "SERVICE=WFS&";
    long before = System.nanoTime();
    HttpResponse<String> answer = server.get("/wfs?" + service + query);
    Duration took = Duration.ofNanos(System.nanoTime() - before);
    check(answer, status);
    assertThat(took).isLessThan(Duration.ofSeconds(2));
  }

  private static void check(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().map()).doesNotContainKey("Set-Cookie");
    assertThat(answer.body())
        .doesNotContainIgnoringCase("exception:")
        .doesNotContain("\tat ", "java.util", "java.base", "dk.socialbalance", "SELECT", "/etc/")
        .doesNotContain(System.getProperty("user.dir"))
        .doesNotContain("<script");
    assertThat(XmlIn.parse(answer.body(), "").getDocumentElement()).isNotNull();
    if (status != 200) {
      assertThat(answer.body()).contains("ExceptionReport").hasSizeLessThan(2000);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SERVICE=WFS&REQUEST=GetFeature&TYPENAMES=%",
        "SERVICE=WFS&REQUEST=GetFeature&TYPENAMES=%zz",
        "SERVICE=WFS&REQUEST=GetFeature&TYPENAMES=%C0%AF",
        "SERVICE=WFS&REQUEST=GetFeature&TYPENAMES=%FF",
        "REQUEST=GetCapabilities",
        "SERVICE=WFS",
        "SERVICE=WFS&SERVICE=WMS&REQUEST=GetCapabilities",
        ""
      })
  void aBrokenQueryIsRefused(String query) {
    String answer = server.raw("/wfs?" + query);
    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("ExceptionReport");
    assertThat(answer).doesNotContain("\tat ", "java.util", "dk.socialbalance");
  }

  @Test
  void floodsOfParametersAreRefused() {
    String many =
        java.util.stream.IntStream.range(0, 300)
            .mapToObj(i -> "p" + i + "=1")
            .collect(Collectors.joining("&"));
    check(server.get("/wfs?SERVICE=WFS&REQUEST=GetCapabilities&" + many), 400);
    String thousands =
        java.util.stream.IntStream.range(0, 10_000)
            .mapToObj(i -> "p" + i + "=1")
            .collect(Collectors.joining("&"));
    check(server.post("/wfs", "application/x-www-form-urlencoded", thousands), 400);
    String tooLong = "SERVICE=WFS&REQUEST=GetFeature&TYPENAMES=" + "a".repeat(20_000);
    check(server.post("/wfs", "application/x-www-form-urlencoded", tooLong), 400);
    String tenThousand = "basisdistrikt,".repeat(1000) + "noegletal";
    String names = "SERVICE=WFS&REQUEST=GetFeature&TYPENAMES=" + tenThousand;
    check(server.post("/wfs", "application/x-www-form-urlencoded", names), 400);
  }

  @Test
  void xmlBodiesAreRefusedAsXml() {
    String body = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>";
    check(server.post("/wfs", "application/xml", body), 400);
    check(server.post("/wfs", "text/xml", "<a>".repeat(10_000)), 400);
  }

  @Test
  void otherVerbsAreRefused() {
    for (String verb : List.of("PUT", "DELETE", "PATCH")) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.url() + "/wfs"))
              .method(verb, HttpRequest.BodyPublishers.noBody())
              .build();
      assertThat(server.send(request).statusCode()).isEqualTo(405);
    }
  }

  @Test
  void aHiddenValueIsLikeOneThatDoesNotExist() {
    String ask = "/wfs?SERVICE=WFS&REQUEST=GetPropertyValue&TYPENAMES=basisdistrikt_underretninger";
    String values = server.get(ask + "&VALUEREFERENCE=vaerdi").body();
    assertThat(values).contains("numberMatched=\"16\"");
    String one =
        server
            .get(ask + "&VALUEREFERENCE=taeller&RESOURCEID=basisdistrikt_underretninger.103.2017")
            .body();
    assertThat(one).contains("numberMatched=\"0\"");
    String feature =
        server
            .get(
                "/wfs?SERVICE=WFS&REQUEST=GetFeature"
                    + "&RESOURCEID=basisdistrikt_underretninger.103.2017")
            .body();
    assertThat(feature).doesNotContain(":vaerdi>", ":taeller>", ":nedre>", ":oevre>", ":klasse>");
  }

  @Test
  void unknownAndInternalNamesAreToldApartByNothing() {
    String unknown = server.get("/wfs?SERVICE=WFS&REQUEST=GetFeature&TYPENAMES=x.y").body();
    String internal =
        server.get("/wfs?SERVICE=WFS&REQUEST=GetFeature&TYPENAMES=register.person").body();
    assertThat(internal.replace("register.person", "x.y")).isEqualTo(unknown);
  }
}
