/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.ogc.wmts.TileServer;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A value that a new publication hides is in no answer from then on, not in those that were kept
 * either: each is, byte for byte, that of a server that never knew the value.
 */
class NewlyHiddenTest {

  private static final String LAYER = "basisdistrikt_underretninger";
  private static final String ID = LAYER + ".101.2018";
  private static final double VALUE = 11.375;
  private static final long COUNT = 4711;

  private static final Map<String, Object> SHOWN =
      Map.of(
          "taeller",
          COUNT,
          "vaerdi",
          VALUE,
          "nedre",
          10.0,
          "oevre",
          13.0,
          "klasse",
          5,
          "udvikling",
          "forvaerret",
          "udvikling_pr_aar",
          0.5,
          "datastatus",
          "vist");

  private static DoorsServer server;
  private static DoorsServer neverKnew;

  /** Answers before the value was hidden, by address. */
  private static final Map<String, HttpResponse<byte[]>> BEFORE = new LinkedHashMap<>();

  /** A way to see the value, and an address. */
  record Case(String seenIn, String address) {
    @Override
    public String toString() {
      return seenIn + " " + address;
    }
  }

  static List<Case> cases() throws IOException {
    try (InputStream in = NewlyHiddenTest.class.getResourceAsStream("newly-hidden.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" ", 2))
          .map(
              parts ->
                  new Case(
                      parts[0],
                      parts[1]
                          .replace("{layer}", LAYER)
                          .replace("{wms}", "/wms?SERVICE=WMS&VERSION=1.3.0")
                          .replace("{wmts}", "/wmts?SERVICE=WMTS&VERSION=1.0.0")
                          .replace(">", "%3E")))
          .toList();
    }
  }

  /** The snapshot with one row of its own. */
  private static Snapshot snapshot(boolean hidden) {
    Snapshot plain = TileServer.snapshot();
    Layer layer = plain.layer(LAYER);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < layer.attributes().size(); i++) {
      Layer.Attribute attribute = layer.attributes().get(i);
      Object[] values = new Object[layer.size()];
      for (int row = 0; row < values.length; row++) {
        values[row] = layer.value(row, i);
      }
      if (SHOWN.containsKey(attribute.name())) {
        values[layer.row(ID)] =
            !hidden
                ? SHOWN.get(attribute.name())
                : "datastatus".equals(attribute.name()) ? "diskretioneret" : null;
      }
      columns.add(Column.of(attribute.type(), Arrays.asList(values)));
    }
    String revision = hidden ? "hidden" : "shown";
    Map<String, Layer> layers = new LinkedHashMap<>(plain.layers());
    layers.put(
        LAYER,
        new Layer(
            layer.description(),
            revision,
            columns,
            layer.geometries(),
            IntStream.range(0, layer.size()).map(layer::geometryIndex).toArray()));
    return new Snapshot(
        hidden ? 2 : 1,
        revision,
        plain.createdAt(),
        plain.place(),
        plain.synthetic(),
        plain.srid(),
        layers,
        plain.styles(),
        plain.groups());
  }

  @BeforeAll
  static void publishTwice() throws IOException {
    server = DoorsServer.start(snapshot(false));
    for (Case one : cases()) {
      server.getBytes(one.address());
      BEFORE.put(one.address(), server.getBytes(one.address())); // From what is kept, if anything.
    }
    server.current().swap(snapshot(true));
    neverKnew = DoorsServer.start(snapshot(true));
  }

  @AfterAll
  static void stop() {
    server.close();
    neverKnew.close();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatIsHiddenIsInNoAnswer(Case one) {
    HttpResponse<byte[]> before = BEFORE.get(one.address());
    HttpResponse<byte[]> after = server.getBytes(one.address());
    HttpResponse<byte[]> fresh = neverKnew.getBytes(one.address());
    assertThat(before.statusCode()).as(text(before)).isEqualTo(200);
    assertThat(after.statusCode()).as(text(after)).isEqualTo(200);
    assertThat(plain(after.body(), server))
        .isEqualTo(plain(fresh.body(), neverKnew))
        .isNotEqualTo(plain(before.body(), server));
    switch (one.seenIn()) {
      case "text" -> {
        assertThat(text(before)).containsAnyOf("11.375", "4711", "11,375", "4.711");
        assertThat(text(after)).doesNotContain("11.375", "4711", "11,375", "4.711");
      }
      case "features" -> {
        byte[] number =
            ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(VALUE).array();
        assertThat(latin(before.body())).contains(latin(number));
        assertThat(latin(after.body())).doesNotContain(latin(number));
      }
      case "picture" ->
          assertThat(after.headers().firstValue("Content-Type").orElse("")).startsWith("image/");
      default -> throw new AssertionError(one.seenIn());
    }
  }

  /** A client that asks whether its copy is still good is given the new answer. */
  @ParameterizedTest
  @MethodSource("cases")
  void aCopyIsNoLongerGood(Case one) {
    String tag = BEFORE.get(one.address()).headers().firstValue("ETag").orElseThrow();
    assertThat(server.get(one.address(), "If-None-Match", tag).statusCode()).isEqualTo(200);
    String now = server.getBytes(one.address()).headers().firstValue("ETag").orElseThrow();
    assertThat(now).isNotEqualTo(tag);
    assertThat(server.get(one.address(), "If-None-Match", now).statusCode()).isEqualTo(304);
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Without what tells two servers apart, and two moments. */
  private static String plain(byte[] body, DoorsServer of) {
    return latin(body)
        .replace(of.url(), "")
        .replaceAll("timeStamp\"?[=:]\\s*\"[^\"]*\"", "timeStamp");
  }
}
