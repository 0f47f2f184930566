/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** QGIS itself, without a screen, on the demo: {@code ./sb test --all}. */
@Tag("heavy")
class QgisIT {

  @Test
  void showsEveryLayerOfTheDefinitionFileAndStepsThroughTime()
      throws IOException, InterruptedException {
    Path pictures = Files.createDirectories(Path.of("target", "screens").toAbsolutePath());
    try (Installation installation = new Installation()) {
      Installation.Running server =
          installation.start("Ctrl-C stops.", "run").awaitReady(Duration.ofMinutes(4));
      String found =
          Installation.client(
              "/usr/bin/python3",
              Path.of("src/test/resources/dk/socialbalance/it/qgis_client.py")
                  .toAbsolutePath()
                  .toString(),
              installation.url(""),
              pictures.toString());
      System.out.println(found);
      assertThat(found)
          .contains(
              "definition True",
              "invalid 0",
              "years differ True",
              "wfs latest 84 history 840",
              "danish names True",
              "oapif True 840",
              "gpkg True 84 EPSG:4326 RuleRenderer",
              "gpkg values True",
              "'vaerdi': 'xsd:double'",
              "'klasse': 'xsd:integer'",
              "'periode_start': 'xsd:dateTime'",
              "extent [714365, 6179983, 721117, 6186615]",
              "hidden True",
              "wfs 1.0.0 EPSG:25832 EPSG:25832 840 True True",
              "wfs 1.0.0 EPSG:4326 EPSG:4326 840 True True",
              "wfs 1.1.0 EPSG:25832 EPSG:25832 840 True True",
              "wfs 1.1.0 EPSG:4326 EPSG:4326 840 True True",
              "wfs 2.0.0 EPSG:25832 EPSG:25832 840 True True",
              "wfs 2.0.0 EPSG:4326 EPSG:4326 840 True True",
              "oapif values True",
              "oapif extent True",
              "empty 0 []",
              "done")
          .containsPattern("layers [12]\\d\\d ")
          .containsPattern("every \\d\\d+ wrong 0 ")
          .containsPattern("maps \\d\\d+ blank 0 ")
          .containsPattern("qgis-wms colours \\d+ errors 0 hatched True")
          .containsPattern("qgis-wfs colours \\d+ errors 0 hatched True")
          .containsPattern("qgis-gpkg colours \\d+ errors 0 hatched True")
          .doesNotContainPattern("errors [1-9]");
      assertThat(server.interrupt()).isIn(0, 143);
    }
  }
}
