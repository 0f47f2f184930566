/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.GeometrySet;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * A layer of 100,000 features with areas in every format: it is written as it goes, so the server
 * never holds the answer. Measured while the client has read half of it and the rest waits.
 */
@Timeout(300)
class LargeLayerTest {

  private static final int ROWS = 100_000;
  private static final int CORNERS = 20;

  /** Far below the smallest of the answers. */
  private static final long MOST = 16L << 20;

  private static DoorsServer server;

  @BeforeAll
  static void start() {
    server = DoorsServer.start(snapshot());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Snapshot snapshot() {
    GeometryFactory factory = new GeometryFactory();
    List<Geometry> areas = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      Coordinate[] ring = new Coordinate[CORNERS + 1];
      for (int c = 0; c <= CORNERS; c++) {
        double angle = 2 * Math.PI * (c % CORNERS) / CORNERS;
        ring[c] =
            new Coordinate(
                715000 + 30 * (i % 100) + 10 * Math.cos(angle),
                6180000 + 30 * (i / 100) + 10 * Math.sin(angle));
      }
      areas.add(factory.createPolygon(ring));
    }
    LocalText title = new LocalText("Stort", "Large");
    // Rows share their areas, as the periods of an indicator do.
    Layer layer =
        new Layer(
            new Layer.Description(
                "stort",
                Layer.Kind.AREA,
                "",
                "",
                false,
                title,
                title,
                List.of(),
                List.of(
                    new Layer.Attribute("nr", Column.Type.BIGINT, title),
                    new Layer.Attribute("tekst", Column.Type.TEXT, title),
                    new Layer.Attribute("tal", Column.Type.DOUBLE, title)),
                List.of("nr"),
                false,
                List.of()),
            "r1",
            List.of(
                Column.of(
                    Column.Type.BIGINT, IntStream.range(0, ROWS).mapToObj(Long::valueOf).toList()),
                Column.of(
                    Column.Type.TEXT,
                    Collections.nCopies(ROWS, "En tekst af almindelig længde, som et navn")),
                Column.of(
                    Column.Type.DOUBLE, IntStream.range(0, ROWS).mapToObj(i -> i / 7.0).toList())),
            new GeometrySet("r1", 25832, areas),
            IntStream.range(0, ROWS).map(i -> i % areas.size()).toArray());
    Snapshot empty = Snapshot.empty();
    return new Snapshot(
        1,
        "r1",
        empty.createdAt(),
        empty.place(),
        true,
        25832,
        Map.of("stort", layer),
        Map.of(),
        List.of());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/wfs?SERVICE=WFS&VERSION=1.0.0&REQUEST=GetFeature&TYPENAME=stort, 40",
    "/wfs?SERVICE=WFS&VERSION=1.1.0&REQUEST=GetFeature&TYPENAME=stort, 40",
    "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=stort, 40",
    "/wfs?SERVICE=WFS&REQUEST=GetFeature&TYPENAMES=stort&OUTPUTFORMAT=application/json, 40",
    "/wfs?SERVICE=WFS&REQUEST=GetFeature&TYPENAMES=stort&SORTBY=tal&OUTPUTFORMAT=text/csv, 40",
    "/wfs?SERVICE=WFS&REQUEST=GetPropertyValue&TYPENAMES=stort&VALUEREFERENCE=tekst, 4",
    "/ogc/collections/stort/items?f=csv, 40",
    "/ogc/collections/stort/items?f=excel, 4",
    "/ogc/collections/stort/items?f=gpkg, 30",
    "/ogc/collections/stort/items?f=shp, 10"
  })
  void anAnswerOfAnySizeIsWrittenAsItGoes(String path, int megabytes) throws Exception {
    read(path);
    long before = Heap.held();
    HttpResponse<InputStream> answer = ask(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    long size;
    try (InputStream body = answer.body()) {
      size = body.readNBytes(1 << 20).length;
      // The server is in the midst of it: what it holds now is what an answer costs.
      long growth = Heap.held() - before;
      size += body.transferTo(OutputStream.nullOutputStream());
      System.out.printf("%s: %d MB, heap %+d kB%n", path, size >> 20, growth >> 10);
      assertThat(growth).isLessThan(MOST);
    }
    assertThat(size >> 20).as("megabytes").isGreaterThanOrEqualTo(megabytes);
    assertThat(Heap.held() - before).as("what stays").isLessThan(MOST);
  }

  private static void read(String path) throws IOException, InterruptedException {
    try (InputStream body = ask(path).body()) {
      body.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static HttpResponse<InputStream> ask(String path)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(server.url() + path)).build(),
            HttpResponse.BodyHandlers.ofInputStream());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "/ogc/collections/stort/items?limit=10&offset=99990",
        "/ogc/collections/stort/items?limit=10&offset=99990&sortby=-tal",
        "/ogc/collections/stort/items?limit=10&offset=99980&filter=nr%3E9",
        "/wfs?SERVICE=WFS&REQUEST=GetFeature&TYPENAMES=stort&COUNT=10&STARTINDEX=99990&SORTBY=tal"
      })
  void theLastPageComesAtOnce(String path) throws Exception {
    read(path);
    long before = System.nanoTime();
    try (InputStream body = ask(path).body()) {
      assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8))
          .containsPattern("numberReturned\"?[=:]\"?10");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
  }

  /** Five thousand features are what people wait two seconds for elsewhere. */
  @Test
  void fiveThousandFeaturesComeAtOnce() throws Exception {
    String path = "/ogc/collections/stort/items?limit=5000";
    read(path);
    long before = System.nanoTime();
    try (InputStream body = ask(path).body()) {
      assertThat(body.readAllBytes().length).isGreaterThan(1 << 20);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
  }
}
