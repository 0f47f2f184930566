/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.publication.TestLayers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/** A list of four hundred layers is short, made at once, and not sent again. */
class ManyLayersTest {

  private static final int LAYERS = 400;

  private static DoorsServer server;

  @BeforeAll
  static void start() {
    Map<String, Layer> layers = new LinkedHashMap<>();
    LocalText title = new LocalText("Et lag med en titel", "A layer with a title");
    for (int i = 0; i < LAYERS; i++) {
      String name = "lag_" + i;
      layers.put(
          name,
          TestLayers.layer(
              name,
              List.of(new Layer.Attribute("kode", Column.Type.TEXT, title)),
              List.of(List.of("a")),
              25832,
              List.of(
                  new GeometryFactory()
                      .toGeometry(new Envelope(715000, 716000, 6180000, 6181000)))));
    }
    Snapshot empty = Snapshot.empty();
    server =
        DoorsServer.start(
            new Snapshot(
                1,
                "r1",
                empty.createdAt(),
                empty.place(),
                true,
                25832,
                layers,
                Map.of(),
                List.of()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/wfs?SERVICE=WFS&REQUEST=GetCapabilities, 1600",
    "/wfs?SERVICE=WFS&VERSION=1.1.0&REQUEST=GetCapabilities, 1600",
    "/wfs?SERVICE=WFS&VERSION=1.0.0&REQUEST=GetCapabilities, 800",
    "/ogc/collections?f=json, 3500"
  })
  void theListIsShortAndQuick(String path, int bytesOfALayer) {
    HttpResponse<String> first = server.get(path);
    assertThat(first.statusCode()).isEqualTo(200);
    long before = System.nanoTime();
    assertThat(server.get(path).body()).hasSameSizeAs(first.body()).contains("lag_399");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
    System.out.printf("%s: %d bytes a layer%n", path, first.body().length() / LAYERS);
    assertThat(first.body().length() / LAYERS).isLessThan(bytesOfALayer);
    String tag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(server.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
  }
}
