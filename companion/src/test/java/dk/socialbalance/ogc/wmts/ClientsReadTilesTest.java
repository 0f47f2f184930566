/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wmts;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.ogc.common.formats.Gdal;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real clients read the tiles: GDAL's WMTS driver and Python's OWSLib. */
class ClientsReadTilesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "/wmts?SERVICE=WMTS&REQUEST=GetCapabilities, View1, 714900 6182100 718100 6179900",
    "/wmts/1.0.0/WMTSCapabilities.xml, View1, 714900 6182100 718100 6179900",
    "/wmts/1.0.0/WMTSCapabilities.xml, WebMercatorQuad, 1382000 7509000 1389000 7502000"
  })
  void gdalPutsTheTilesTogether(String address, String set, String window) throws Exception {
    Path picture = folder.resolve("map.png");
    String source =
        "WMTS:"
            + TileServer.server().url()
            + address
            + ",layer="
            + TileServer.LAYER
            + ",tilematrixset="
            + set;
    Gdal gdal = new Gdal(folder);
    assertThat(gdal.run("gdalinfo", source))
        .contains("Driver: WMTS", set.equals("View1") ? "25832" : "3857");
    String[] corners = window.split(" ");
    gdal.run(
        "gdal_translate",
        "-q",
        "-of",
        "PNG",
        "-outsize",
        "640",
        "0",
        "-projwin",
        corners[0],
        corners[1],
        corners[2],
        corners[3],
        source,
        picture.toString());
    BufferedImage map = ImageIO.read(picture.toFile());
    int middle = map.getRGB(map.getWidth() / 2, map.getHeight() / 2);
    assertThat(middle >>> 24).as("opaque where the districts are").isEqualTo(255);
    assertThat(map.getRGB(1, 1) >>> 24).as("transparent outside").isZero();
  }

  @Test
  void owslibSeesLayersAndTiles() throws IOException, InterruptedException {
    Path script = folder.resolve("owslib_wmts.py");
    try (InputStream source = ClientsReadTilesTest.class.getResourceAsStream("owslib_wmts.py")) {
      Files.copy(source, script);
    }
    Path said = folder.resolve("said.txt");
    Process client =
        new ProcessBuilder(
                "/usr/bin/python3", script.toString(), TileServer.server().url() + "/wmts")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    boolean ended = client.waitFor(60, TimeUnit.SECONDS);
    client.destroyForcibly();
    assertThat(ended).isTrue();
    assertThat(Files.readString(said, StandardCharsets.UTF_8)).isEqualTo("all seen\n");
  }
}
