/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.ogc.common.DoorsServer;
import dk.socialbalance.ogc.common.XmlIn;
import dk.socialbalance.publication.SnapshotFixture;
import java.io.ByteArrayOutputStream;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
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

  static List<PostedRequests.Posted> posts() {
    return PostedRequests.all("hostile-posts.txt");
  }

  @ParameterizedTest
  @MethodSource("posts")
  void aHostileDocumentGetsItsStatusAndNothingElse(PostedRequests.Posted posted) {
    for (String type : List.of("application/xml", "text/xml; charset=ISO-8859-1")) {
      long before = System.nanoTime();
      HttpResponse<String> answer = server.post("/wfs", type, repeated(posted.body()));
      Duration took = Duration.ofNanos(System.nanoTime() - before);
      check(answer, posted.status());
      for (String part : posted.expected()) {
        assertThat(answer.body()).contains(part);
      }
      assertThat(took).isLessThan(Duration.ofSeconds(2));
    }
  }

  /** In data files {@code {{n*text}}} stands for a text n times. */
  private static String repeated(String body) {
    return Pattern.compile("\\{\\{(\\d+)\\*(.*?)}}", Pattern.DOTALL)
        .matcher(body)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(found.group(2).repeat(Integer.parseInt(found.group(1)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "text/plain",
        "application/octet-stream",
        "multipart/form-data; boundary=x",
        "image/svg"
      })
  void aDocumentOfAnotherTypeIsRefused(String type) {
    String body = "<GetCapabilities service='WFS' xmlns='http://www.opengis.net/wfs/2.0'/>";
    check(server.post("/wfs", type, body), 400);
  }

  @Test
  void aDocumentCalledAFormIsNoForm() {
    String body = "<GetCapabilities service='WFS' xmlns='http://www.opengis.net/wfs/2.0'/>";
    check(server.post("/wfs", "application/x-www-form-urlencoded", body), 400);
  }

  @Test
  void compressedAndLongBodiesAreRefused() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bomb)) {
      byte[] blanks = new byte[1 << 20];
      Arrays.fill(blanks, (byte) ' ');
      for (int i = 0; i < 100; i++) {
        zip.write(blanks);
      }
    }
    for (String encoding : List.of("gzip", "identity")) {
      check(
          server.send(
              HttpRequest.newBuilder(URI.create(server.url() + "/wfs"))
                  .header("Content-Type", "application/xml")
                  .header("Content-Encoding", encoding)
                  .POST(HttpRequest.BodyPublishers.ofByteArray(bomb.toByteArray()))
                  .build()),
          400);
    }
    check(server.post("/wfs", "application/xml", " ".repeat(3_000_000) + "<a/>"), 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-7", "UTF-16", "EBCDIC-CP-US", "x-nonsense"})
  void anEncodingThatIsNotTheBodysIsRefused(String encoding) {
    String body =
        "<?xml version='1.0' encoding='"
            + encoding
            + "'?><GetCapabilities service='WFS' xmlns='http://www.opengis.net/wfs/2.0'/>";
    check(server.post("/wfs", "application/xml", body), 400);
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
