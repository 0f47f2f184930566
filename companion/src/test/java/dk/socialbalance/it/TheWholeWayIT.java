/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.it;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.db.LocalPostgres;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole way once, as a newcomer goes it: the packaged program on an empty machine, the demo
 * municipality, real clients. The tests build on each other.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TheWholeWayIT {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String READY = "Ctrl-C stops.";
  private static final String LAYER = "basisdistrikt_underretninger";
  private static final String YEARLY = "basisdistrikt_offentligt_forsoergede";

  /** The demo is served within 90 s (bench pipeline); a busy machine gets some air. */
  private static final Duration FIRST_START = Duration.ofMinutes(4);

  private static Installation installation;
  private static Installation.Running server;

  @BeforeAll
  static void begin() throws InterruptedException {
    installation = new Installation();
    server = installation.start(READY, "run").awaitReady(FIRST_START);
  }

  @AfterAll
  static void end() throws InterruptedException {
    if (server != null && server.process().isAlive()) {
      server.interrupt();
    }
    installation.close();
  }

  private static JsonNode json(String path) throws IOException, InterruptedException {
    return JSON.readTree(installation.get(path).body());
  }

  private static HttpResponse<String> asAdministrator(String path)
      throws IOException, InterruptedException {
    String token = Files.readString(installation.home().resolve("secrets/admin.token")).strip();
    return installation.get(path, Map.of("Authorization", "Bearer " + token));
  }

  @Test
  @Order(1)
  void saysWhatHappensAndWhereToLook() {
    System.out.println(server.output());
    assertThat(server.output())
        .contains("Database: private PostgreSQL")
        .contains("Writing a synthetic municipality of 69,000 residents")
        .contains("Counting", "Publishing", "Serving")
        .contains("Open " + installation.url(""))
        .contains(installation.url("/wms"), installation.url("/wfs"), installation.url("/ogc"));
  }

  @Test
  @Order(2)
  void keepsItsSecretsToItself() throws IOException {
    Path secrets = installation.home().resolve("secrets");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(secrets)) {
      List<Path> all = files.toList();
      assertThat(all).isNotEmpty();
      for (Path file : all) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  @Order(3)
  void ogrinfoReads84FeaturesAPeriodFromWfs() throws IOException, InterruptedException {
    String layers = Installation.client("ogrinfo", "-q", "-ro", "WFS:" + installation.url("/wfs"));
    assertThat(layers).contains(LAYER, "bydel_langvarig_kontanthjaelp", "boligomraade_karies");
    String features =
        Installation.client(
            "ogrinfo",
            "-ro",
            "-so",
            "WFS:" + installation.url("/wfs"),
            "socialbalance:" + YEARLY + "_seneste");
    assertThat(features)
        .contains("Feature Count: 84", "vaerdi: Real", "klasse: Integer", "UTM zone 32N");
  }

  @Test
  @Order(4)
  void ogrinfoReadsOgcApiFeatures() throws IOException, InterruptedException {
    String features =
        Installation.client("ogrinfo", "-ro", "-so", "OAPIF:" + installation.url("/ogc"), YEARLY);
    assertThat(features).contains("Feature Count: 840");
    assertThat(
            json("/ogc/collections/" + YEARLY + "/items?periode=2025&limit=1000")
                .get("numberMatched")
                .asInt())
        .isEqualTo(84);
  }

  /** All of them, by both query doors: the same counts, the same places. */
  @Test
  @Order(4)
  void ogrinfoReadsEveryLayer() throws IOException, InterruptedException {
    Map<String, Integer> wfs =
        counts("WFS:" + installation.url("/wfs?VERSION=2.0.0"), "socialbalance:");
    Map<String, Integer> api = counts("OAPIF:" + installation.url("/ogc"), "");
    Set<String> collections = new HashSet<>();
    json("/ogc/collections?f=json")
        .get("collections")
        .forEach(collection -> collections.add(collection.get("id").asString()));
    assertThat(collections).hasSizeGreaterThan(170);
    assertThat(wfs).isEqualTo(api);
    assertThat(wfs.keySet()).isEqualTo(collections);
    assertThat(wfs).containsEntry(YEARLY, 840).containsEntry(YEARLY + "_seneste", 84);
    for (String name : collections) {
      assertThat(json("/ogc/collections/" + name + "/items?limit=1&f=json").get("numberMatched"))
          .as(name)
          .hasToString(Integer.toString(wfs.get(name)));
    }
  }

  private static Map<String, Integer> counts(String source, String prefix)
      throws IOException, InterruptedException {
    String said = Installation.client("ogrinfo", "-ro", "-so", "-al", source);
    assertThat(said).doesNotContain("ERROR");
    Map<String, Integer> counts = new TreeMap<>();
    Matcher layer =
        Pattern.compile("Layer name: " + prefix + "(\\S+)\n(?s:.*?)Feature Count: (\\d+)\n")
            .matcher(said);
    while (layer.find()) {
      counts.put(layer.group(1), Integer.valueOf(layer.group(2)));
    }
    return counts;
  }

  @Test
  @Order(5)
  void owslibReadsTheMap() throws IOException, InterruptedException {
    Path picture = installation.home().resolve("map.png");
    String script =
        String.join(
            "\n",
            "import sys",
            "from owslib.wms import WebMapService",
            "for version in ('1.1.1', '1.3.0'):",
            "    wms = WebMapService(sys.argv[1], version=version)",
            "    layer = [l for l in wms.contents if l.split(':')[-1] == '" + YEARLY + "'][0]",
            "    steps = wms[layer].timepositions",
            "    assert len(steps) == 10, steps",
            "    png = wms.getmap(layers=[layer], styles=[''], srs='EPSG:25832',",
            "        bbox=(714000, 6179500, 721500, 6187000), size=(600, 600), format='image/png',",
            "        transparent=True, time=steps[-1]).read()",
            "    assert png[:4] == b'\\x89PNG', png[:300]",
            "    open(sys.argv[2], 'wb').write(png)",
            "print('steps', len(steps))");
    assertThat(
            Installation.client(
                "/usr/bin/python3", "-c", script, installation.url("/wms"), picture.toString()))
        .contains("steps 10");
    BufferedImage image = ImageIO.read(picture.toFile());
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y += 5) {
      for (int x = 0; x < image.getWidth(); x += 5) {
        colours.add(image.getRGB(x, y));
      }
    }
    assertThat(colours).as("colours of a choropleth").hasSizeGreaterThan(5);
  }

  @Test
  @Order(5)
  void theThreePlantedHousingAreasAreWarnedOf() throws IOException, InterruptedException {
    Set<String> found = new HashSet<>();
    for (JsonNode feature : json("/ogc/collections/advarsler/items?limit=1000").get("features")) {
      JsonNode about = feature.get("properties");
      found.add(about.get("omraade_kode").asString() + " " + about.get("indikator").asString());
    }
    assertThat(found)
        .contains(
            "H1 underretninger",
            "H1 elevfravaer",
            "H2 unge_uden_job_uddannelse",
            "H3 langvarig_kontanthjaelp");
  }

  @Test
  @Order(5)
  void theMapPageShowsChoosesAndAnswersAClick() throws IOException {
    try (MapPage page = new MapPage(installation.url("/"))) {
      assertThat(page.options("level")).hasSize(4);
      assertThat(page.options("layer")).hasSizeGreaterThan(16);
      page.choose("layer", YEARLY);
      assertThat(page.rows()).hasSize(84).anyMatch(row -> row.contains("%"));
      assertThat(page.legendWidth()).isGreaterThan(50);
      assertThat(page.clickTheMiddle()).contains("2025");
      page.screenshot(Path.of("target", "screens", "map.png"));
      assertThat(page.requests())
          .isNotEmpty()
          .allSatisfy(request -> assertThat(request).startsWith(installation.url("/")));
      assertThat(page.complaints()).isEmpty();
    }
  }

  /** Every layer in two systems, as a web map on another address shows it. */
  @Test
  @Order(5)
  @SuppressWarnings("unchecked")
  void openLayersShowsEveryLayer() throws IOException {
    Path pictures = Path.of("target", "screens");
    try (OpenLayersPage page = new OpenLayersPage(installation.url(""))) {
      List<Map<String, Object>> layers = page.layers();
      assertThat(layers).hasSizeGreaterThan(60);
      Map<String, Object> extents = null;
      List<String> times = List.of();
      for (Map<String, Object> layer : layers) {
        Map<String, Object> boxes = (Map<String, Object>) layer.get("boxes");
        for (String crs : List.of("EPSG:25832", "EPSG:3857")) {
          Map<String, Object> shown =
              page.show(
                  Map.of(
                      "kind",
                      "wms",
                      "layer",
                      layer.get("name"),
                      "crs",
                      crs,
                      "extent",
                      boxes.get(crs)));
          assertThat(shown)
              .as(layer.get("name") + " " + crs + " " + shown)
              .containsEntry("errors", List.of());
          assertThat((Long) shown.get("colours"))
              .as(layer.get("name") + " " + crs)
              .isGreaterThan(2);
        }
        for (Map<String, String> style : (List<Map<String, String>>) layer.get("styles")) {
          assertThat(page.legend(style.get("legend"))).as(style.toString()).isGreaterThan(1000);
        }
        if (layer.get("name").equals("socialbalance:" + YEARLY)) {
          page.screenshot(pictures.resolve("openlayers-wms.png"));
          extents = boxes;
          times = (List<String>) layer.get("times");
        }
      }
      assertThat(times).hasSize(10);
      assertThat(page.click()).isPositive();
      Set<Object> years = new HashSet<>();
      for (String time : List.of(times.get(0), times.get(4), times.get(9))) {
        years.add(shown(page, extents, "wms", "EPSG:25832", Map.of("time", time)));
      }
      assertThat(years).as("pictures of three years").hasSize(3);
      Map<String, Set<Object>> tiled = new TreeMap<>();
      for (String encoding : List.of("KVP", "REST")) {
        for (String set : List.of("View1", "WebMercatorQuad")) {
          String crs = set.equals("View1") ? "EPSG:25832" : "EPSG:3857";
          tiled
              .computeIfAbsent(crs, key -> new HashSet<>())
              .add(shown(page, extents, "wmts", crs, Map.of("set", set, "encoding", encoding)));
          page.screenshot(pictures.resolve("openlayers-wmts-" + set + ".png"));
        }
      }
      for (String kind : List.of("tiledWms", "mapTiles")) {
        tiled.get("EPSG:3857").add(shown(page, extents, kind, "EPSG:3857", Map.of()));
      }
      assertThat(tiled.values()).as("each way the same tiles").allMatch(found -> found.size() == 1);
      shown(page, extents, "vectorTiles", "EPSG:3857", Map.of());
      page.screenshot(pictures.resolve("openlayers-vectorTiles.png"));
      assertThat(page.complaints()).isEmpty();
    }
  }

  /** Shows {@link #YEARLY} and makes sure that there is a map; what tells it from other maps. */
  private static Object shown(
      OpenLayersPage page,
      Map<String, Object> extents,
      String kind,
      String crs,
      Map<String, String> more) {
    Map<String, Object> what = new TreeMap<>(more);
    what.put("kind", kind);
    what.put("layer", "socialbalance:" + YEARLY);
    what.put("crs", crs);
    what.put("extent", extents.get(crs));
    Map<String, Object> shown = page.show(what);
    assertThat(shown).as(what + " " + shown).containsEntry("errors", List.of());
    assertThat((Long) shown.get("colours")).as(what.toString()).isGreaterThan(2);
    assertThat(((Number) shown.get("painted")).doubleValue()).as(what.toString()).isGreaterThan(.3);
    return shown.get("hash");
  }

  @Test
  @Order(6)
  void noHiddenCellCarriesANumber() throws IOException, InterruptedException {
    JsonNode page = json("/ogc/collections/noegletal/items?datastatus=diskretioneret&limit=10000");
    assertThat(page.get("numberMatched").asInt()).isGreaterThan(100);
    for (JsonNode feature : page.get("features")) {
      JsonNode row = feature.get("properties");
      for (String number : List.of("taeller", "vaerdi", "nedre", "oevre", "klasse")) {
        assertThat(row.get(number).isNull()).as(row.toString()).isTrue();
      }
    }
  }

  @Test
  @Order(7)
  void administrationNeedsTheToken() throws IOException, InterruptedException {
    for (String path :
        List.of("/api", "/api/status", "/api/runs", "/API/status", "/actuator/prometheus")) {
      assertThat(installation.get(path).statusCode()).as(path).isEqualTo(401);
      assertThat(installation.get(path, Map.of("Authorization", "Bearer wrong")).statusCode())
          .as(path)
          .isEqualTo(401);
    }
    for (String path :
        List.of(
            "/api;x=1/status",
            "//api/status",
            "/x/../api/status",
            "/%61pi/status",
            "/api%2fstatus",
            "/api%5cstatus",
            "/.%2fapi/status",
            "/x/..%2fapi/status",
            "/ogc/..%2f..%2fapi/status")) {
      assertThat(installation.get(path).body()).as(path).doesNotContain("\"publication\":");
    }
    HttpResponse<String> status = asAdministrator("/api/status");
    assertThat(status.statusCode()).isEqualTo(200);
    assertThat(status.body()).contains("\"publication\":1");
    assertThat(installation.get("/actuator/health").body()).contains("UP");
  }

  @Test
  @Order(7)
  void oneNumberIsExplained() throws IOException, InterruptedException {
    JsonNode feature =
        JSON.readTree(
                installation
                    .get(
                        "/ogc/collections/bydel_elevfravaer/items?f=json&limit=1&periode=2024S&datastatus=vist")
                    .body())
            .get("features")
            .get(0)
            .get("properties");
    HttpResponse<String> answer =
        asAdministrator(
            "/api/provenance/bydel_elevfravaer/"
                + feature.get("omraade_kode").asString()
                + "/2024S");
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode explained = JSON.readTree(answer.body());
    assertThat(explained.get("inputs").get("n").asLong())
        .isEqualTo(feature.get("taeller").asLong());
    assertThat(explained.get("value").asDouble()).isEqualTo(feature.get("vaerdi").asDouble());
    assertThat(explained.get("runs").get("count").get("result").asString()).isEqualTo("done");
    assertThat(asAdministrator("/api/provenance/bydel_elevfravaer/nowhere/2024S").statusCode())
        .isEqualTo(404);
  }

  @Test
  @Order(7)
  void aWarningIsActedOnAndTheLayerTellsIt() throws IOException, InterruptedException {
    JsonNode open = JSON.readTree(asAdministrator("/api/warnings").body());
    JsonNode warning = open.get("warnings").get(0);
    String role = open.get("roles").get(0).get("id").asString();
    String path = "/api/warnings/" + warning.get("id").asLong();
    String token = Files.readString(installation.home().resolve("secrets/admin.token")).strip();
    Map<String, String> authorised = Map.of("Authorization", "Bearer " + token);
    assertThat(installation.post(path + "/act", Map.of(), "{}").statusCode()).isEqualTo(401);
    assertThat(
            installation
                .post(path + "/acknowledge", authorised, "{\"role\": \"%s\"}".formatted(role))
                .statusCode())
        .isEqualTo(200);
    for (String text : List.of("010203-0405 er ringet op", "skriv til a@b.dk", "x")) {
      assertThat(
              installation
                  .post(
                      path + "/act",
                      authorised,
                      "{\"role\": \"%s\", \"text\": \"%s\"}".formatted(role, text))
                  .statusCode())
          .as(text)
          .isEqualTo(400);
    }
    assertThat(
            installation
                .post(
                    path + "/act",
                    authorised,
                    "{\"role\": \"Hans Jensen\", \"text\": \"Opfølgning\"}")
                .statusCode())
        .isEqualTo(400);
    HttpResponse<String> acted =
        installation.post(
            path + "/act",
            authorised,
            "{\"role\": \"%s\", \"text\": \"Opfølgning med skolerne\"}".formatted(role));
    assertThat(acted.statusCode()).as(acted.body()).isEqualTo(200);
    assertThat(asAdministrator(path).body()).contains("Opfølgning med skolerne", "handlet");
    assertThat(asAdministrator("/api/warnings/999999").statusCode()).isEqualTo(404);
    String one =
        "/ogc/collections/advarsler/items/advarsler." + warning.get("id").asLong() + "?f=json";
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    String told;
    do {
      told = installation.get(one).body();
    } while (!told.contains("\"status\":\"handlet\"") && System.nanoTime() < end);
    assertThat(told).contains("\"status\":\"handlet\"");
    assertThat(installation.get("/ogc/collections/advarsler/items?f=json").body())
        .doesNotContain("Opfølgning med skolerne");
  }

  @Test
  @Order(8)
  void anotherProgramOnThePortIsSaidInWords() throws IOException, InterruptedException {
    try (ServerSocket taken = new ServerSocket(0);
        Installation other = new Installation()) {
      String port = Integer.toString(taken.getLocalPort());
      Installation.Running refused = other.start(Map.of("SB_PORT", port), null, "run");
      assertThat(refused.exitCode(Duration.ofMinutes(1))).isEqualTo(1);
      assertThat(refused.output())
          .contains("Port " + port + " is taken", "SB_PORT=")
          .doesNotContain("\tat ");
    }
  }

  @Test
  @Order(9)
  void aGivenDatabaseThatIsGoneIsSaidInWords() throws InterruptedException {
    try (Installation other = new Installation()) {
      Installation.Running refused =
          other.start(
              Map.of("SB_DB_URL", "postgresql://sb:hemmeligt@localhost:1/none"), null, "run");
      assertThat(refused.exitCode(Duration.ofMinutes(1))).isEqualTo(1);
      assertThat(refused.output())
          .contains("SB_DB_URL", "running")
          .doesNotContain("hemmeligt", "\tat ");
    }
  }

  /** The tool that compares with a GeoServer sees what differs, and nothing in the same server. */
  @Test
  @Order(9)
  void aServerIsLikeItself() throws IOException, InterruptedException {
    String tool = Path.of("..", "bench", "parity").toAbsolutePath().normalize().toString();
    assertThat(
            Installation.client(
                "/usr/bin/python3",
                Path.of("src/test/resources/dk/socialbalance/it/parity_check.py")
                    .toAbsolutePath()
                    .toString(),
                tool))
        .contains(
            "equal True empty True",
            "shifted by a pixel True",
            "another colour True",
            "an area less True",
            "nothing there True",
            "same 0 0",
            "value 1 0",
            "null 1 0",
            "missing 1 0",
            "moved 1 0",
            "known 0 1");
    String told =
        Installation.client(
            "/usr/bin/python3",
            tool,
            installation.url(""),
            installation.url(""),
            "--layers",
            "^bydel_(social_balance|friplads)");
    assertThat(told)
        .containsPattern("\\| maps \\| [1-9]\\d* \\| 0 \\| 0 \\|")
        .containsPattern("\\| values \\| [1-9]\\d* \\| 0 \\| 0 \\|")
        .containsPattern("\\| legends \\| [1-9]\\d* \\| 0 \\| 0 \\|")
        .containsPattern("\\| tiles \\| [1-9]\\d* \\| 0 \\| 0 \\|");
  }

  @Test
  @Order(10)
  void aSecondServerOfTheInstanceIsRefused() throws InterruptedException {
    assertThat(installation.run(1, "run")).contains("is being served already", "./sb stop");
  }

  @Test
  @Order(11)
  void staysWithin600Megabytes() throws IOException {
    Matcher resident =
        Pattern.compile("VmRSS:\\s+(\\d+) kB")
            .matcher(Files.readString(Path.of("/proc/" + server.process().pid() + "/status")));
    assertThat(resident.find()).isTrue();
    long megabytes = Long.parseLong(resident.group(1)) / 1024;
    System.out.println("Resident after set-up and requests: " + megabytes + " MB");
    assertThat(megabytes).isLessThan(600);
  }

  @Test
  @Order(12)
  void goesOnServingWithoutTheDatabase() throws IOException, InterruptedException {
    LocalPostgres.running(
            LocalPostgres.reachableFolder(installation.home().resolve("postgres")), "")
        .orElseThrow()
        .stop();
    assertThat(installation.get("/ogc/collections/" + LAYER + "/items?limit=5").statusCode())
        .isEqualTo(200);
    assertThat(
            installation.bytes(
                "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&STYLES=&CRS=EPSG:3857&LAYERS="
                    + LAYER
                    + "&BBOX=1375000,7500000,1395000,7520000&WIDTH=256&HEIGHT=256&FORMAT=image/png"))
        .isNotEmpty();
    HttpResponse<String> status = asAdministrator("/api/status");
    assertThat(status.statusCode()).isEqualTo(503);
    assertThat(status.body()).contains("does not answer").doesNotContain("Exception");
  }

  @Test
  @Order(13)
  void endsCleanlyAndServesAgainWithin15Seconds() throws InterruptedException {
    assertThat(server.interrupt()).as(server.output()).isIn(0, 143);
    assertThat(server.output()).contains("Stopped");
    long begin = System.nanoTime();
    server = installation.start(READY, "run").awaitReady(Duration.ofMinutes(1));
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf("Second start: %.1f s%n", seconds);
    assertThat(seconds).isLessThan(15);
    assertThat(server.output()).doesNotContain("Writing a synthetic", "Administration token");
  }

  @Test
  @Order(14)
  void theSameFilesAgainChangeNothing() throws InterruptedException {
    Path extract = installation.home().resolve("demo/ydelser.csv");
    assertThat(installation.run(0, "load", "register", extract.toString())).contains("unchanged");
    assertThat(installation.run(0, "compute")).contains("Unchanged: publication 1");
  }

  @Test
  @Order(14)
  void theAuditFindsNoWayToWhatIsHidden() throws InterruptedException {
    String report = installation.run(0, "audit");
    System.out.println(report);
    assertThat(report).contains("Narrowest ranges", "Information lost", "Safe: no hidden figure");
  }

  @Test
  @Order(15)
  void aNewPublicationIsSwappedInWhileServingAndCanBeWithdrawn()
      throws IOException, InterruptedException {
    Path figures = installation.home().resolve("rettet.csv");
    String original = Files.readString(installation.home().resolve("demo/flis_noegletal.csv"));
    Matcher row =
        Pattern.compile("(?m)^(0159;kun_grundskole;2025;)(\\d+)(;\\d+)").matcher(original);
    assertThat(row.find()).isTrue();
    Files.writeString(
        figures, row.replaceFirst("$1" + (Integer.parseInt(row.group(2)) + 7) + "$3"));
    String load = installation.run(0, "load", "measures", "--origin", "flis", figures.toString());
    assertThat(load).contains("done");
    Matcher published =
        Pattern.compile("Publication (\\d+):").matcher(installation.run(0, "compute"));
    assertThat(published.find()).isTrue();
    awaitPublication(Integer.parseInt(published.group(1)));
    installation.run(0, "publish", "--withdraw");
    awaitPublication(1);
  }

  /** The server listens to the database, and asks every ten seconds as well. */
  private static void awaitPublication(int number) throws IOException, InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    String body;
    do {
      body = asAdministrator("/api/status").body();
      if (body.startsWith("{\"served\":{\"publication\":" + number + ",")) {
        return;
      }
    } while (System.nanoTime() < end);
    throw new AssertionError("Publication " + number + " is not served: " + body);
  }

  @Test
  @Order(16)
  void theAuditHoldsAWithdrawnPublicationAgainstTheCurrentOne() throws InterruptedException {
    assertThat(installation.run(0, "audit")).contains("with 1 earlier", "Safe: no hidden figure");
  }

  @Test
  @Order(17)
  void wrongUsageHasItsOwnExitCode() throws InterruptedException {
    assertThat(installation.run(2, "lod")).contains("lod");
    assertThat(installation.run(2, "load", "areas")).contains("FILE");
    assertThat(installation.run(0, "--help")).contains("load", "compute", "publish", "SB_HOME");
    assertThat(installation.run(1, "load", "areas", "nothing.geojson"))
        .contains("nothing.geojson")
        .doesNotContain("\tat ");
  }
}
