/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.ogc.common.DoorsServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real client, Python's OWSLib, reads the feature door; {@code ./sb test} installs it. */
class OwslibWfsTest {

  @Test
  void owslibSeesTypesSchemasAndFeatures(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path script = folder.resolve("owslib_wfs.py");
    try (InputStream source = OwslibWfsTest.class.getResourceAsStream("owslib_wfs.py")) {
      Files.copy(source, script);
    }
    Path said = folder.resolve("said.txt");
    try (DoorsServer server = DoorsServer.start(WfsFixture.snapshot())) {
      Process client =
          new ProcessBuilder("/usr/bin/python3", script.toString(), server.url() + "/wfs")
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      boolean ended = client.waitFor(60, TimeUnit.SECONDS);
      client.destroyForcibly();
      assertThat(ended).isTrue();
    }
    assertThat(Files.readString(said, StandardCharsets.UTF_8)).isEqualTo("all seen\n");
  }
}
