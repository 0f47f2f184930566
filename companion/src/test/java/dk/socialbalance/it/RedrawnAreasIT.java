/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Districts are redrawn, and a key from the command line lets trends reach back. */
class RedrawnAreasIT {

  private static final String CATALOGUE =
      """
      municipality: {name: By}
      levels:
        - {id: distrikt, title: Distrikt}
      indicators:
        - id: ledige
          title: Ledige
          from: measures
          measure: per_1000
      """;

  private static final String KEY = "fra_kode;til_kode;gyldig_fra;andel\n";

  @Test
  void aKeyIsLoadedRefusedAndWithdrawn() throws IOException, InterruptedException {
    try (Installation installation = new Installation()) {
      Path home = installation.home();
      Path folder = Files.createDirectories(home.resolve("catalogue"));
      Files.writeString(folder.resolve("catalogue.yaml"), CATALOGUE);
      Path areas = Files.writeString(home.resolve("distrikter.geojson"), districts());
      Path figures = Files.writeString(home.resolve("ledige.csv"), figures());
      Path key = home.resolve("noegle.csv");
      Map<String, String> environment = Map.of("SB_CATALOGUE", folder.toString());
      // A server keeps the database up between the short commands.
      Installation.Running server =
          installation
              .start(environment, "Ctrl-C stops.", "run", "--empty")
              .awaitReady(Duration.ofMinutes(2));
      Verbs verbs = new Verbs(installation, environment);
      verbs.run(0, "load", "areas", "--level", "distrikt", areas.toString());
      verbs.run(0, "load", "measures", figures.toString());
      assertThat(verbs.run(0, "compute")).contains("Publication 1").doesNotContain("carried over");

      Files.writeString(key, KEY + "D1;E1;2024-01-01;1\nD9;E2;2024-01-01;1\n");
      assertThat(verbs.run(1, "load", "key", key.toString()))
          .contains("noegle.csv:3 fra_kode: no area with this code exists on the day before (D9)")
          .contains("sb: noegle.csv")
          .doesNotContain("\tat ", home.toString());
      Files.writeString(
          key, KEY + "D1;E1;2024-01-01;1\nD2;E1;2024-01-01;0,7\nD2;E2;2024-01-01;0,7\n");
      assertThat(verbs.run(1, "load", "key", key.toString()))
          .contains("noegle.csv: more than the whole", "D2 (until 2023-12-31)");
      Files.writeString(key, "fra;til\nD1;E1\n");
      assertThat(verbs.run(1, "load", "key", key.toString())).contains("noegle.csv", "fra_kode");
      assertThat(verbs.run(1, "load", "key", home.resolve("ingen.csv").toString()))
          .contains("ingen.csv");
      assertThat(verbs.run(2, "load", "key")).contains("FILE");
      // None of that was kept.
      assertThat(verbs.run(0, "compute")).contains("Unchanged: publication 1");

      Files.writeString(key, KEY + "D1;E1;2024-01-01;1\nD2;E2;2024-01-01;\n");
      assertThat(verbs.run(0, "load", "key", "--dry-run", key.toString())).contains("2 rows read");
      assertThat(verbs.run(0, "compute")).contains("Unchanged: publication 1");
      assertThat(verbs.run(0, "load", "key", key.toString()))
          .contains("done: 2 rows read, 2 stored, 0 rejected");
      assertThat(verbs.run(0, "load", "key", key.toString())).contains("unchanged: ");
      assertThat(verbs.run(0, "compute"))
          .contains("Publication ", "trends of 2 redrawn areas rest on counts carried over");
      assertThat(verbs.run(0, "compute")).contains("Unchanged: publication ");

      assertThat(verbs.run(0, "load", "withdraw", "key", "omraader")).contains("2 rows withdrawn");
      assertThat(verbs.run(0, "compute")).contains("Publication ").doesNotContain("carried over");
      assertThat(server.interrupt()).as(server.output()).isIn(0, 143);
    }
  }

  private record Verbs(Installation installation, Map<String, String> environment) {
    String run(int exitCode, String... arguments) throws InterruptedException {
      Installation.Running running = installation.start(environment, null, arguments);
      int code = running.exitCode(Duration.ofMinutes(2));
      assertThat(code).as(running.output()).isEqualTo(exitCode);
      return running.output();
    }
  }

  /** D1 and D2 until 2023, then E1 and E2 in other bounds; D3 to D5 stay. */
  private static String districts() {
    return """
        {"type": "FeatureCollection",
         "crs": {"type": "name", "properties": {"name": "EPSG:25832"}},
         "features": [%s, %s, %s, %s, %s, %s, %s]}
        """
        .formatted(
            district("D1", 0, 1000, "2000-01-01", "\"2023-12-31\""),
            district("D2", 1000, 2000, "2000-01-01", "\"2023-12-31\""),
            district("E1", 0, 1100, "2024-01-01", "null"),
            district("E2", 1100, 2000, "2024-01-01", "null"),
            district("D3", 2000, 3000, "2000-01-01", "null"),
            district("D4", 3000, 4000, "2000-01-01", "null"),
            district("D5", 4000, 5000, "2000-01-01", "null"));
  }

  private static String district(String code, int west, int east, String from, String to) {
    return """
        {"type": "Feature",
         "properties": {"kode": "%1$s", "navn": "Distrikt %1$s", "gyldig_fra": "%4$s", "gyldig_til": %5$s},
         "geometry": {"type": "Polygon", "coordinates": [[[%2$d, 6180000], [%3$d, 6180000],
           [%3$d, 6181000], [%2$d, 6181000], [%2$d, 6180000]]]}}
        """
        .formatted(code, 700000 + west, 700000 + east, from, to);
  }

  private static String figures() {
    StringBuilder text = new StringBuilder("omraade_kode;indikator;periode;taeller;naevner\n");
    for (int year = 2018; year <= 2025; year++) {
      int number = 1;
      for (String code :
          new String[] {year < 2024 ? "D1" : "E1", year < 2024 ? "D2" : "E2", "D3", "D4", "D5"}) {
        text.append(code).append(";ledige;").append(year).append(';');
        text.append(40 * number + 5 * (year - 2018)).append(';').append(1000 * number).append('\n');
        number++;
      }
    }
    return text.toString();
  }
}
