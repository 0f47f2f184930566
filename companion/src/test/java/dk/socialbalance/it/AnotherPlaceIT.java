/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The real-world road: a hundred counties of another country in longitude and latitude, with case
 * counts for two years, an own catalogue of five lines an indicator, and no code.
 */
class AnotherPlaceIT {

  private static final String CATALOGUE =
      """
      municipality: {name: North Carolina}
      crs: 32119
      levels:
        - {id: county, title: County}
      indicators:
        - id: sids
          title: {da: Pludselig spædbarnsdød, en: Sudden infant deaths}
          from: measures
          measure: per_1000
      """;

  @Test
  void aHundredCountiesBecomeLayers() throws IOException, InterruptedException {
    try (Installation installation = new Installation()) {
      Path folder = Files.createDirectories(installation.home().resolve("catalogue"));
      Files.writeString(folder.resolve("catalogue.yaml"), CATALOGUE);
      Path areas = installation.home().resolve("counties.geojson");
      Path figures = installation.home().resolve("cases.csv");
      Files.writeString(areas, counties());
      Files.writeString(figures, cases());
      Map<String, String> environment = Map.of("SB_CATALOGUE", folder.toString());

      Installation.Running server =
          installation.start(environment, "Ctrl-C stops.", "run").awaitReady(Duration.ofMinutes(2));
      assertThat(server.output()).contains("The database is empty");
      run(
          installation,
          environment,
          "load",
          "areas",
          "--level",
          "county",
          "--code",
          "FIPS",
          "--name",
          "NAME",
          areas.toString());
      run(installation, environment, "load", "measures", figures.toString());
      String compute = run(installation, environment, "compute");
      assertThat(compute).contains("Publication 1");
      installation.await("/ogc/collections/county_sids", Duration.ofSeconds(30));

      String wfs =
          Installation.client(
              "ogrinfo",
              "-ro",
              "-so",
              "WFS:" + installation.url("/wfs"),
              "socialbalance:county_sids");
      assertThat(wfs).contains("Feature Count: 200", "North Carolina");
      String items =
          installation
              .get("/ogc/collections/county_sids/items?periode=1979&omraade_kode=37001&limit=1000")
              .body();
      // County 37001: 1,000 births and 12 cases in 1979.
      assertThat(items).contains("\"numberMatched\":1", "\"taeller\":12", "\"vaerdi\":12.0");
      assertThat(
              installation.bytes(
                  "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=county_sids&STYLES="
                      + "&CRS=EPSG:4326&BBOX=33.5,-84.5,37,-75&WIDTH=475&HEIGHT=175&FORMAT=image/png"))
          .startsWith(0x89, 'P', 'N', 'G');
      assertThat(server.interrupt()).as(server.output()).isIn(0, 143);
    }
  }

  private static String run(
      Installation installation, Map<String, String> environment, String... arguments)
      throws InterruptedException {
    Installation.Running running = installation.start(environment, null, arguments);
    int code = running.exitCode(Duration.ofMinutes(2));
    assertThat(code).as(running.output()).isEqualTo(0);
    return running.output();
  }

  /** Ten by ten cells of 0.8 by 0.25 degrees with common borders. */
  private static String counties() {
    StringBuilder text = new StringBuilder("{\"type\":\"FeatureCollection\",\"features\":[");
    for (int i = 0; i < 100; i++) {
      double x = -84 + 0.8 * (i % 10);
      double y = 34 + 0.25 * Math.floorDiv(i, 10);
      text.append(i == 0 ? "" : ",")
          .append(
              String.format(
                  Locale.ROOT,
                  "{\"type\":\"Feature\",\"properties\":{\"FIPS\":\"%d\",\"NAME\":\"County %d\"},"
                      + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[%f,%f],[%f,%f],"
                      + "[%f,%f],[%f,%f],[%f,%f]]]}}",
                  37001 + 2 * i,
                  i,
                  x,
                  y,
                  x + 0.8,
                  y,
                  x + 0.8,
                  y + 0.25,
                  x,
                  y + 0.25,
                  x,
                  y));
    }
    return text.append("]}").toString();
  }

  private static String cases() {
    Random random = new Random(1974);
    StringBuilder text = new StringBuilder("omraade_kode;indikator;periode;taeller;naevner\n");
    for (int year : new int[] {1974, 1979}) {
      for (int i = 0; i < 100; i++) {
        int births = i == 0 ? 1000 : 500 + random.nextInt(20_000);
        int deaths = i == 0 ? 12 : births / 500 + random.nextInt(10);
        text.append(37001 + 2 * i).append(";sids;").append(year).append(';');
        text.append(deaths).append(';').append(births).append('\n');
      }
    }
    return text.toString();
  }
}
