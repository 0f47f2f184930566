/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real client, Python's OWSLib, reads the map door; {@code ./sb test} installs it. */
class OwslibWmsTest {

  @Test
  void owslibSeesLayersTimesMapsAndFeatures(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path script = folder.resolve("owslib_wms.py");
    try (InputStream source = OwslibWmsTest.class.getResourceAsStream("owslib_wms.py")) {
      Files.copy(source, script);
    }
    Path said = folder.resolve("said.txt");
    Process client =
        new ProcessBuilder("/usr/bin/python3", script.toString(), WmsServer.server().url() + "/wms")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    boolean ended = client.waitFor(60, TimeUnit.SECONDS);
    client.destroyForcibly();
    assertThat(ended).isTrue();
    assertThat(Files.readString(said, StandardCharsets.UTF_8)).isEqualTo("all seen\n");
  }
}
