/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.web;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.catalogue.Indicator.Hide;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.db.TestDatabase;
import dk.socialbalance.it.MapPage;
import dk.socialbalance.ogc.common.DoorsServer;
import dk.socialbalance.publication.PublishFixture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A hidden cell, a cell without data and a true zero are three different things, whichever way they
 * are asked for. District D02a has none of 200, D03a is hidden with 3, of D05a there is no figure.
 */
class ThreeStatesTest {

  private static final String LAYER = "basisdistrikt_underretninger";
  private static final String WFS =
      "/wfs?service=WFS&version=2.0.0&request=GetFeature&typenames="
          + LAYER
          + "&resourceid="
          + LAYER;
  private static final String OVERVIEW = "basisdistrikt_oversigt";

  private static TestDatabase database;
  private static DoorsServer server;

  @BeforeAll
  static void publish() throws SQLException {
    database = TestDatabase.create();
    PublishFixture.areas(database, 8);
    PublishFixture.cells(
        database,
        "underretninger",
        "basisdistrikt",
        "2025",
        "CASE kode WHEN 'D02a' THEN 0 WHEN 'D03a' THEN 3 ELSE 20 + 2 * substr(kode, 2, 2)::int END",
        "200");
    database.execute("DELETE FROM indicator.cell WHERE omraade_kode = 'D05a'");
    PublishFixture.publish(
        database.access(),
        PublishFixture.catalogue(
            List.of(
                PublishFixture.indicator(
                    "underretninger", Measure.SHARE, 5, Hide.BOTH, PublishFixture.yearly())),
            List.of()));
    server = DoorsServer.startWithPages(PublishFixture.read(database.access(), null));
  }

  @AfterAll
  static void stop() {
    server.close();
    database.close();
  }

  private static String get(String target) {
    var answer = server.get(target.replace(" ", "%20"), "Accept-Language", "en");
    assertThat(answer.statusCode()).as(target).isEqualTo(200);
    return answer.body().replaceAll("\\s+", " ");
  }

  @ParameterizedTest(name = "GeoJSON of {0}")
  @CsvSource({
    "D02a, vist, 0, 0.0",
    "D03a, diskretioneret, null, null",
    "D05a, ingen_data, null, null"
  })
  void inGeoJson(String area, String status, String count, String value) {
    for (String door :
        List.of(
            WFS + "." + area + ".2025&outputformat=application/json",
            "/ogc/collections/" + LAYER + "/items/" + LAYER + "." + area + ".2025?f=json",
            "/ogc/collections/noegletal/items?f=json&periode=2025&omraade_kode=" + area)) {
      assertThat(get(door).replace(" ", ""))
          .as(door)
          .contains("\"datastatus\":\"" + status + "\"", "\"taeller\":" + count)
          .containsPattern("\"vaerdi\":(" + value + "|" + value.replace(".0", "") + ")[,}]");
    }
  }

  @ParameterizedTest(name = "GeoJSON of {0} in the overview")
  @CsvSource({"D02a, vist, 0", "D03a, diskretioneret, null", "D05a, ingen_data, null"})
  void inGeoJsonOfTheOverview(String area, String status, String value) {
    String id = OVERVIEW + "." + area + ".2025";
    for (String door :
        List.of(
            WFS.replace(LAYER, OVERVIEW) + "." + area + ".2025&outputformat=application/json",
            "/ogc/collections/" + OVERVIEW + "/items/" + id + "?f=json",
            "/ogc/collections/" + OVERVIEW + "/items?f=json&omraade_kode=" + area)) {
      assertThat(get(door).replace(" ", ""))
          .as(door)
          .contains("\"underretninger_datastatus\":\"" + status + "\"")
          .containsPattern("\"underretninger\":" + value + "(\\.0)?[,}]");
    }
  }

  /** Each state can be asked for, which null alone did not allow. */
  @ParameterizedTest(name = "{0} as a condition")
  @CsvSource({"D03a, diskretioneret", "D05a, ingen_data"})
  void asAConditionOnTheOverview(String area, String status) {
    String found =
        get(
            "/ogc/collections/"
                + OVERVIEW
                + "/items?f=json&limit=100&underretninger_datastatus="
                + status);
    assertThat(found).contains("\"" + OVERVIEW + "." + area + ".2025\"");
    assertThat(found).doesNotContain("\"" + OVERVIEW + ".D02a.2025\"");
  }

  @ParameterizedTest(name = "GML of {0} in the overview")
  @CsvSource({"D02a, vist, true", "D03a, diskretioneret, false", "D05a, ingen_data, false"})
  void inGmlOfTheOverview(String area, String status, boolean zero) {
    String gml = get(WFS.replace(LAYER, OVERVIEW) + "." + area + ".2025");
    assertThat(gml).contains("underretninger_datastatus>" + status + "<");
    assertThat(gml.matches(".*:underretninger>0(\\.0)?<.*")).isEqualTo(zero);
  }

  @ParameterizedTest(name = "GML of {0}")
  @CsvSource({"D02a, vist, true", "D03a, diskretioneret, false", "D05a, ingen_data, false"})
  void inGml(String area, String status, boolean zero) {
    String gml = get(WFS + "." + area + ".2025");
    assertThat(gml).contains("datastatus>" + status + "<");
    assertThat(gml.contains("taeller>0<")).isEqualTo(zero);
    assertThat(gml.matches(".*vaerdi>0(\\.0)?<.*")).isEqualTo(zero);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "text/plain, 150, vaerdi = 0.0",
    "text/plain, 250, hidden",
    "text/plain, 450, no data",
    "text/html, 150, 0.0",
    "text/html, 250, hidden",
    "text/html, 450, no data",
    "application/json, 150, vist",
    "application/json, 250, diskretioneret",
    "application/json, 450, ingen_data",
    "application/vnd.ogc.gml, 150, vist",
    "application/vnd.ogc.gml, 250, diskretioneret",
    "application/vnd.ogc.gml, 450, ingen_data"
  })
  void inFeatureInfo(String format, int column, String said) {
    assertThat(info(LAYER, format, column)).containsIgnoringCase(said);
  }

  @ParameterizedTest(name = "overview, {0}: {1}")
  @CsvSource({
    "text/plain, 150, underretninger = 0.0",
    "text/plain, 250, underretninger = hidden",
    "text/plain, 450, underretninger = no data",
    "text/html, 150, <td>0.0</td>",
    "text/html, 250, <td>hidden",
    "text/html, 450, <td>no data</td>",
    "application/json, 150, \"underretninger_datastatus\":\"vist\"",
    "application/json, 250, \"underretninger_datastatus\":\"diskretioneret\"",
    "application/json, 450, \"underretninger_datastatus\":\"ingen_data\"",
    "application/vnd.ogc.gml, 150, underretninger_datastatus>vist<",
    "application/vnd.ogc.gml, 250, underretninger_datastatus>diskretioneret<",
    "application/vnd.ogc.gml, 450, underretninger_datastatus>ingen_data<"
  })
  void inFeatureInfoOfTheOverview(String format, int column, String said) {
    assertThat(info(OVERVIEW, format, column)).contains(said);
  }

  /** One pixel is ten metres: quarters are a kilometre wide, D02a from 100 to 200. */
  private static String info(String layer, String format, int column) {
    return get(
        "/wms?service=WMS&version=1.3.0&request=GetFeatureInfo&layers="
            + layer
            + "&query_layers="
            + layer
            + "&crs=EPSG:25832&width=800&height=100&bbox=700000,6180000,708000,6181000&j=75"
            + "&language=en&info_format="
            + format
            + "&i="
            + column);
  }

  @ParameterizedTest(name = "report of {0}")
  @CsvSource({"D02a, 0.0 %", "D03a, hidden", "D05a, no data"})
  void inTheAreaReport(String area, String said) {
    assertThat(get("/rapport/basisdistrikt/" + area)).containsIgnoringCase(said);
  }

  @ParameterizedTest(name = "HTML of {0}")
  @CsvSource({"D02a, vist", "D03a, diskretioneret", "D05a, ingen_data"})
  void inHtml(String area, String status) {
    assertThat(get("/ogc/collections/" + LAYER + "/items/" + LAYER + "." + area + ".2025?f=html"))
        .contains(status);
    assertThat(get("/ogc/collections/" + OVERVIEW + "/items?f=html&omraade_kode=" + area))
        .contains("<td>" + status + "</td>");
    assertThat(
            get(
                "/ogc/collections/"
                    + OVERVIEW
                    + "/items/"
                    + OVERVIEW
                    + "."
                    + area
                    + ".2025?f=html"))
        .contains("underretninger (en) (%): data status", "<td>" + status + "</td>");
  }

  /** The zero has the colour of its class; the hidden one is hatched; no data is plain. */
  @Test
  void onTheMap() throws IOException {
    BufferedImage map =
        image(
            "/wms?service=WMS&version=1.3.0&request=GetMap&layers="
                + LAYER
                + "&styles=&crs=EPSG:25832&width=800&height=100&bbox=700000,6180000,708000,6181000&format=image/png");
    Set<Integer> zero = colours(map, 110, 60);
    Set<Integer> hidden = colours(map, 210, 60);
    Set<Integer> missing = colours(map, 410, 60);
    assertThat(zero).hasSize(1);
    assertThat(missing).hasSize(1).isNotEqualTo(zero);
    assertThat(hidden.size()).isGreaterThan(1);
  }

  /** In a real browser: the table of figures, a click on the map, a click in the table. */
  @Test
  void onTheMapPage() throws IOException {
    Path screens = Path.of("target", "screens");
    try (MapPage page = new MapPage(server.url() + "/#language=en&level=niveau_basisdistrikt")) {
      assertThat(page.rows()).hasSize(16);
      assertThat(page.figure("D02a")).isEqualTo("0.0 % [null]");
      assertThat(page.figure("D03a")).isEqualTo("Hidden: small numbers [hidden]");
      assertThat(page.figure("D05a")).isEqualTo("No data [hidden]");
      // The municipality is eight kilometres wide and one high; the map shows it whole.
      Map<String, String> said = new LinkedHashMap<>();
      for (int quarter : new int[] {2, 3, 5}) {
        String code = "D0" + quarter + "a";
        said.put(code, page.click((quarter - 4.5) * 0.11, 0.03, "Distrikt 0" + quarter + "a"));
        page.screenshot(screens.resolve("three-states-" + code + ".png"));
      }
      said.forEach(
          (code, card) -> assertThat(page.choose(code)).as("by the table").isEqualTo(card));
      assertThat(said.get("D02a"))
          .contains("0.0 %", "0 of 200")
          .doesNotContain("Hidden", "No data");
      assertThat(said.get("D03a"))
          .contains("Hidden: small numbers")
          .doesNotContain("%", "200", "No data");
      assertThat(said.get("D05a")).contains("No data").doesNotContain("%", "200", "Hidden");
      assertThat(page.legendWidth()).isGreaterThan(50);
      assertThat(page.complaints()).isEmpty();
    }
  }

  @Test
  void inTheLegendAndTheDefinitionFile() throws IOException, SQLException {
    String sld =
        PublishFixture.rows(database, "SELECT sld FROM publish.style WHERE name = '" + LAYER + "'")
            .get(0);
    assertThat(sld)
        .contains(
            "<Name>diskretioneret</Name>", "<Name>ingen_data</Name>", "<Name>klasse_1</Name>");
    BufferedImage legend =
        image(
            "/wms?service=WMS&version=1.3.0&request=GetLegendGraphic&format=image/png&layer="
                + LAYER);
    assertThat(legend.getHeight()).isGreaterThan(7 * 15);
    assertThat(get("/qgis/socialbalance.qlr"))
        .contains("\"datastatus\" = 'diskretioneret'".replace("\"", "&quot;"))
        .contains("\"datastatus\" = 'ingen_data'".replace("\"", "&quot;"));
  }

  private static BufferedImage image(String target) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(server.getBytes(target).body()));
  }

  private static Set<Integer> colours(BufferedImage map, int x, int y) {
    Set<Integer> colours = new TreeSet<>();
    for (int i = 0; i < 80; i++) {
      for (int j = 0; j < 30; j++) {
        colours.add(map.getRGB(x + i, y + j) & 0xffffff);
      }
    }
    return colours;
  }
}
