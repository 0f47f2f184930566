/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.ogc.common.DoorsServer;
import dk.socialbalance.publication.SnapshotFixture;
import dk.socialbalance.publication.StyleTemplates;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as WFS and OGC API Features give them: the same, with the headers that each needs. */
class FilesFromDoorsTest {

  private static final String LAYER = "basisdistrikt_underretninger";
  private static final String WFS =
      "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=" + LAYER;
  private static final String ITEMS = "/ogc/collections/" + LAYER + "/items?f=";

  private static DoorsServer server;
  @TempDir static Path home;

  @BeforeAll
  static void start() {
    server =
        DoorsServer.start(
            SnapshotFixture.snapshot(
                StyleTemplates.choropleth(
                        LAYER,
                        new LocalText("Underretninger", "Notifications"),
                        List.of(5.0, 7.5, 10.0, 12.5),
                        true,
                        new LocalText("%", "%"),
                        1)
                    .sld(),
                StyleTemplates.outline("basisdistrikt", new LocalText("Omrids", "Outlines"))
                    .sld()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> head(String path) {
    return server.send(
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .build());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @ParameterizedTest
  @CsvSource({
    "text/csv, csv, text/csv;charset=UTF-8, csv",
    "excel-csv, excel, text/csv;charset=UTF-8, csv",
    "SHAPE-ZIP, shp, application/zip, zip",
    "application/geopackage+sqlite3, gpkg, application/geopackage+sqlite3, gpkg"
  })
  void bothDoorsGiveTheSameFileWithItsHeaders(String wfs, String f, String type, String ending) {
    String srs = "&SRSNAME=EPSG:4326";
    String asked = WFS + "&OUTPUTFORMAT=" + wfs.replace("+", "%2B") + srs;
    for (String path : List.of(asked, ITEMS + f)) {
      HttpResponse<byte[]> answer = server.getBytes(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(header(answer, "Content-Type")).isEqualTo(type);
      assertThat(header(answer, "Content-Disposition"))
          .isEqualTo("attachment; filename=\"" + LAYER + "." + ending + "\"");
      HttpResponse<String> head = head(path);
      assertThat(head.body()).isEmpty();
      for (String name : List.of("Content-Type", "Content-Disposition", "ETag")) {
        assertThat(header(head, name)).as(name).isNotEmpty().isEqualTo(header(answer, name));
      }
      HttpResponse<String> again = server.get(path, "If-None-Match", header(answer, "ETag"));
      assertThat(again.statusCode()).isEqualTo(304);
      HttpResponse<String> zipped = server.get(path, "Accept-Encoding", "gzip");
      assertThat(header(zipped, "Content-Encoding"))
          .isEqualTo(type.startsWith("text/") ? "gzip" : "");
    }
    // The same snapshot, rows and system: the same bytes.
    assertThat(server.getBytes(ITEMS + f).body()).isEqualTo(server.getBytes(asked).body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "csv",
        "excel",
        "shp",
        "shape-zip",
        "application/zip",
        "gpkg",
        "geopackage",
        "application/x-gpkg",
        "application/geopackage+sqlite3"
      })
  void spellingsOfOtherServersAreTaken(String spelling) {
    assertThat(server.getBytes(WFS + "&COUNT=1&OUTPUTFORMAT=" + spelling).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aFileHoldsAllUnlessAskedForLess() throws Exception {
    Gdal gdal = new Gdal(home);
    assertThat(server.get(ITEMS + "csv").body().lines()).hasSize(19);
    assertThat(server.get(WFS + "&OUTPUTFORMAT=csv").body().lines()).hasSize(19);
    HttpResponse<String> some = server.get(ITEMS + "csv&limit=5&offset=5&periode=2017");
    assertThat(some.body().lines()).hasSize(2);
    HttpResponse<String> first = server.get(ITEMS + "csv&limit=5");
    assertThat(header(first, "OGC-NumberMatched")).isEqualTo("18");
    assertThat(header(first, "OGC-NumberReturned")).isEqualTo("5");
    String next = header(first, "Link").replaceAll("<(.*)>.*", "$1");
    assertThat(next).contains("offset=5", "f=csv");
    assertThat(server.get(next.substring(server.url().length())).body().lines()).hasSize(6);
    Path file = home.resolve("a.gpkg");
    Files.write(file, server.getBytes(ITEMS + "gpkg&periode=2017").body());
    assertThat(gdal.info(file.toString(), LAYER)).contains("Feature Count: 6");
  }

  @Test
  void hiddenValuesAreBlankAndToldByTheirStatus() {
    String line =
        server
            .get(WFS + "&OUTPUTFORMAT=csv&PROPERTYNAME=taeller,naevner,vaerdi,datastatus")
            .body()
            .lines()
            .filter(l -> l.contains("103.2017"))
            .findFirst()
            .orElseThrow();
    assertThat(line).isEqualTo("basisdistrikt_underretninger.103.2017,,400,,diskretioneret");
  }

  @Test
  void layersAreChosenByTheirFeatures() throws Exception {
    String ids =
        "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&RESOURCEID="
            + LAYER
            + ".101.2016,noegletal.101.underretninger.2018&OUTPUTFORMAT=";
    HttpResponse<String> refused = server.get(ids + "csv");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("one layer at a time", "OUTPUTFORMAT");
    assertThat(header(refused, "Content-Disposition")).isEmpty();
    HttpResponse<byte[]> both = server.getBytes(ids + "gpkg");
    assertThat(header(both, "Content-Disposition")).contains("\"socialbalance.gpkg\"");
    Path file = home.resolve("b.gpkg");
    Files.write(file, both.body());
    assertThat(new Gdal(home).run("ogrinfo", "-ro", "-q", file.toString()))
        .contains(LAYER + " (Multi Polygon)", "noegletal");
  }

  @Test
  void formatsAreAdvertised() {
    assertThat(server.get("/wfs?SERVICE=WFS&REQUEST=GetCapabilities").body())
        .contains("<ows:Value>excel-csv<", "<ows:Value>SHAPE-ZIP<", "geopackage+sqlite3<");
    assertThat(server.get(ITEMS + "json").body())
        .contains("f=gpkg", "f=shp", "f=excel", "f=csv", "\"rel\":\"alternate\"");
    assertThat(server.get(ITEMS + "html").body()).contains("f=gpkg");
    assertThat(server.get("/ogc/api").body()).contains("\"gpkg\"");
    assertThat(server.get("/ogc?f=csv").statusCode()).isEqualTo(400);
    assertThat(server.get(ITEMS.replace("?f=", ""), "Accept", "text/csv").body()).startsWith("id,");
    assertThat(server.get(WFS + "&OUTPUTFORMAT=csv&RESULTTYPE=hits").statusCode()).isEqualTo(400);
  }
}
