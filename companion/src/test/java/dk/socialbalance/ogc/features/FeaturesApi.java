/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.ogc.common.DoorsServer;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.publication.SnapshotFixture;
import dk.socialbalance.publication.TestLayers;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server of OGC API Features for tests, with the layers of {@link SnapshotFixture} and {@code
 * steder}: every type of attribute, points, lines and areas in EPSG:4326, two features without
 * geometry.
 */
final class FeaturesApi implements AutoCloseable {

  static final String OWN = "steder";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final DoorsServer server;

  private FeaturesApi(DoorsServer server) {
    this.server = server;
  }

  /** Every layer of the server. */
  static List<Layer> layers() {
    List<Layer> layers = new ArrayList<>(SnapshotFixture.snapshot("", "").layers().values());
    layers.add(own());
    return layers;
  }

  static FeaturesApi start() {
    Snapshot plain = SnapshotFixture.snapshot("", "");
    Map<String, Layer> layers = new LinkedHashMap<>(plain.layers());
    layers.put(OWN, own());
    return new FeaturesApi(
        DoorsServer.start(
            new Snapshot(
                plain.publication(),
                plain.revision(),
                plain.createdAt(),
                plain.place(),
                plain.synthetic(),
                plain.srid(),
                layers,
                plain.styles(),
                plain.groups())));
  }

  private static Layer own() {
    List<Layer.Attribute> attributes = new ArrayList<>();
    Map<String, Column.Type> types = new LinkedHashMap<>();
    types.put("navn", Column.Type.TEXT);
    types.put("antal", Column.Type.INTEGER);
    types.put("loebenummer", Column.Type.BIGINT);
    types.put("maal", Column.Type.DOUBLE);
    types.put("aaben", Column.Type.BOOLEAN);
    types.put("dag", Column.Type.DATE);
    types.put("periode", Column.Type.TEXT);
    types.put("periode_start", Column.Type.TIMESTAMP);
    types.put("periode_slut", Column.Type.TIMESTAMP);
    // An attribute with the name of a parameter: the parameter keeps its meaning.
    types.put("limit", Column.Type.TEXT);
    types.forEach(
        (name, type) -> attributes.add(new Layer.Attribute(name, type, new LocalText(name, name))));
    Instant start = Instant.parse("2016-01-01T00:00:00Z");
    Instant end = Instant.parse("2016-12-31T23:59:59Z");
    List<List<Object>> values =
        List.of(
            Arrays.asList("Ås", "Bro", "Zoo", "Ærø", "Øl", "a b?c#d%"),
            Arrays.asList(3, 1, null, 2, 2, 0),
            Arrays.asList(9_000_000_000L, 1L, 2L, null, 3L, 4L),
            Arrays.asList(0.1, -2.5, null, 0.1, 3.0, 7.25),
            Arrays.asList(true, false, null, true, false, true),
            Arrays.asList(LocalDate.of(2020, 2, 29), null, null, null, null, null),
            Arrays.asList("2016", null, "2016", "2016", null, null),
            Arrays.asList(start, null, start, start, null, null),
            Arrays.asList(end, null, end, end, null, null),
            Arrays.asList("x", "y", "x", "y", "x", "y"));
    List<Geometry> geometries =
        Arrays.asList(
            wkt("POINT (12.5 55.7)"),
            wkt("LINESTRING (12 55, 13 56)"),
            wkt("POLYGON ((8 56, 9 56, 9 57, 8 56))"),
            null,
            wkt("MULTIPOINT ((179.5 10), (-179.5 10))"),
            null);
    return TestLayers.layer(OWN, attributes, values, 4326, geometries);
  }

  private static Geometry wkt(String text) {
    try {
      return new WKTReader().read(text);
    } catch (ParseException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  String url() {
    return server.url();
  }

  DoorsServer server() {
    return server;
  }

  HttpResponse<String> get(String path, String... headers) {
    return server.get(path, headers);
  }

  /** The JSON of an answer that must be there. */
  JsonNode json(String path) {
    HttpResponse<String> answer =
        server.get(path, "Accept", "application/geo+json, application/json, */*;q=0.1");
    assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  /** The JSON at an address of this server. */
  JsonNode follow(String url) {
    return json(path(url));
  }

  String path(String url) {
    assertThat(url).startsWith(server.url());
    return url.substring(server.url().length());
  }

  List<String> collections() {
    return texts(json("/ogc/collections").get("collections"), "id");
  }

  static String items(String collection) {
    return "/ogc/collections/" + collection + "/items";
  }

  static List<String> texts(JsonNode array, String property) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.get(property).asString()));
    return texts;
  }

  static List<JsonNode> links(JsonNode document, String rel) {
    return StreamSupport.stream(document.get("links").spliterator(), false)
        .filter(link -> link.get("rel").asString().equals(rel))
        .toList();
  }

  static JsonNode link(JsonNode document, String rel, String type) {
    return links(document, rel).stream()
        .filter(link -> link.get("type").asString().equals(type))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No link " + rel + " " + type));
  }

  /** The ids of all pages, following {@code next}. */
  List<String> pages(String first) {
    List<String> ids = new ArrayList<>();
    String next = first;
    while (next != null) {
      JsonNode page = json(next);
      assertThat(page.get("numberReturned").asInt()).isEqualTo(page.get("features").size());
      ids.addAll(texts(page.get("features"), "id"));
      List<JsonNode> links = links(page, "next");
      next = links.isEmpty() ? null : path(links.get(0).get("href").asString());
    }
    return ids;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.close();
  }
}
