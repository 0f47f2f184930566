/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.publication.SnapshotFixture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every door does alike: other sites, compression, caching, metrics, clients that leave. */
@Timeout(120)
class AcrossDoorsTest {

  private static final String GEOJSON =
      "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&OUTPUTFORMAT=application/json&TYPENAMES=";
  private static final String WFS = GEOJSON + "basisdistrikt_underretninger";
  private static final String ITEMS = "/ogc/collections/basisdistrikt_underretninger/items";

  /** Its answer is larger than what two sockets hold. */
  private static final String LARGE = "stort";

  private static DoorsServer server;

  @BeforeAll
  static void start() {
    server = DoorsServer.start(withLargeLayer(SnapshotFixture.snapshot("<a/>", "<a/>")));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Snapshot withLargeLayer(Snapshot small) {
    int rows = 100_000;
    LocalText title = new LocalText("Stort lag", "Large layer");
    Layer layer =
        new Layer(
            new Layer.Description(
                LARGE,
                Layer.Kind.TABLE,
                "",
                "",
                false,
                title,
                title,
                List.of(),
                List.of(
                    new Layer.Attribute("nummer", Column.Type.BIGINT, title),
                    new Layer.Attribute("tekst", Column.Type.TEXT, title)),
                List.of("nummer"),
                false,
                List.of()),
            "r1",
            List.of(
                Column.of(
                    Column.Type.BIGINT, IntStream.range(0, rows).mapToObj(Long::valueOf).toList()),
                Column.of(
                    Column.Type.TEXT,
                    IntStream.range(0, rows).mapToObj(i -> "x".repeat(200)).toList())),
            null,
            null);
    Map<String, Layer> layers = new LinkedHashMap<>(small.layers());
    layers.put(LARGE, layer);
    return new Snapshot(
        small.publication(),
        small.revision(),
        small.createdAt(),
        small.place(),
        small.synthetic(),
        small.srid(),
        layers,
        small.styles(),
        small.groups());
  }

  private static HttpResponse<byte[]> ask(String method, String path, String... headers)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(server.url() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .headers(headers)
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {WFS, ITEMS, "/ogc", "/wms?SERVICE=WMS&REQUEST=GetCapabilities"})
  void anAnswerIsCompressedCachedAndReadFromOtherSites(String path) throws Exception {
    HttpResponse<byte[]> plain = ask("GET", path, "Origin", "https://kort.example");
    assertThat(plain.statusCode()).isEqualTo(200);
    assertThat(plain.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(plain.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
        .contains("ETag", "Content-Crs", "Link");
    assertThat(plain.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(plain.headers().firstValue("Cache-Control")).isPresent();
    String etag = plain.headers().firstValue("ETag").orElseThrow();

    HttpResponse<byte[]> packed = ask("GET", path, "Accept-Encoding", "gzip");
    assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(packed.headers().allValues("Vary").toString()).containsIgnoringCase("encoding");
    try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertThat(withoutTime(unpacked.readAllBytes())).isEqualTo(withoutTime(plain.body()));
    }

    assertThat(ask("GET", path, "If-None-Match", etag).statusCode()).isEqualTo(304);
    String packedTag = packed.headers().firstValue("ETag").orElseThrow();
    assertThat(ask("GET", path, "If-None-Match", packedTag, "Accept-Encoding", "gzip").statusCode())
        .isEqualTo(304);

    HttpResponse<byte[]> head = ask("HEAD", path, "Accept", "*/*");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Type"))
        .isEqualTo(plain.headers().firstValue("Content-Type"));
  }

  private static String withoutTime(byte[] body) {
    return new String(body, StandardCharsets.UTF_8)
        .replaceAll("\"timeStamp\"\\s*:\\s*\"[^\"]*\"", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/wfs", "/wms", "/ows", "/socialbalance/wfs", "/ogc", "/ogc/collections"})
  void aBrowserMayAskFirst(String path) throws Exception {
    HttpResponse<byte[]> allowed =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(server.url() + path))
                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                    .header("Origin", "https://kort.example")
                    .header("Access-Control-Request-Method", "POST")
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(allowed.statusCode()).isEqualTo(204);
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
        .contains("POST");
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
  }

  @Test
  void requestsAreCountedByWhatTheyAre() throws Exception {
    ask("GET", WFS, "Accept", "*/*");
    ask("GET", WFS.replace("GetFeature", "%3Cscript%3E"), "Accept", "*/*");
    ask("GET", ITEMS + "?ukendt=1", "Accept", "*/*");
    String metrics = metrics();
    assertThat(metrics)
        .contains("operation=\"WFS GetFeature\",outcome=\"ok\"")
        .contains("operation=\"WFS other\",outcome=\"refused\"")
        .contains("operation=\"/ogc/collections/{id}/items\",outcome=\"refused\"")
        .doesNotContain("<script", "ukendt");
  }

  private static String metrics() throws IOException, InterruptedException {
    return new String(
        ask("GET", "/actuator/prometheus", "Accept", "*/*").body(), StandardCharsets.UTF_8);
  }

  /** The work on an answer ends when nobody is there to read it. */
  @Test
  void aClientThatLeavesIsNotWorkedFor() throws Exception {
    String path = GEOJSON + LARGE;
    URI uri = URI.create(server.url());
    double before = left(metrics());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
      socket.setReceiveBufferSize(4096);
      socket.setSoLinger(true, 0);
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
    }
    // Each round is a request of its own; the test's time limit ends it.
    double now = before;
    while (now <= before) {
      now = left(metrics());
    }
    assertThat(now).isEqualTo(before + 1);
  }

  private static double left(String metrics) {
    return metrics
        .lines()
        .filter(line -> line.startsWith("socialbalance_requests_seconds_count"))
        .filter(line -> line.contains("outcome=\"left\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void whatTakesTooLongIsEnded() throws Exception {
    ServiceSettings settings = ServiceSettings.defaults();
    ServiceSettings.Limits all = settings.limits();
    ServiceSettings hurried =
        new ServiceSettings(
            "",
            List.of(),
            settings.description(),
            settings.provider(),
            settings.contact(),
            settings.fees(),
            settings.accessConstraints(),
            new ServiceSettings.Limits(
                all.features(), all.imageSide(), all.imagePixels(), all.layers(), 0, 8, 8, 100));
    try (DoorsServer slow = DoorsServer.start(SnapshotFixture.snapshot("<a/>", "<a/>"), hurried)) {
      HttpResponse<String> wfs = slow.get(WFS);
      assertThat(wfs.statusCode()).isEqualTo(503);
      assertThat(wfs.body()).contains("OperationProcessingFailed", "longer");
      HttpResponse<String> items = slow.get(ITEMS + "?sortby=vaerdi");
      assertThat(items.statusCode()).isEqualTo(503);
      assertThat(items.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }
  }

  /** Stopping waits for answers that are on their way. */
  @Test
  void aStopEndsWhatHasBegun() throws Exception {
    try (DoorsServer stopping =
        DoorsServer.start(withLargeLayer(SnapshotFixture.snapshot("<a/>", "<a/>")))) {
      HttpResponse<InputStream> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(stopping.url() + GEOJSON + LARGE)).build(),
                  HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        assertThat(body.read()).isEqualTo('{');
        Thread closing = new Thread(stopping::close);
        closing.start();
        String rest = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        assertThat(rest).endsWith("}").contains("\"nummer\":99999");
        closing.join();
      }
    }
  }
}
