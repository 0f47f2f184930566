/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.ogc.common.DoorsServer;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import tools.jackson.databind.json.JsonMapper;

/** A real client, Python's OWSLib, reads the feature door; {@code ./sb test} installs it. */
class OwslibWfsTest {

  @Test
  void owslibSeesTypesSchemasAndFeatures(@TempDir Path folder)
      throws IOException, InterruptedException {
    try (DoorsServer server = DoorsServer.start(WfsFixture.snapshot())) {
      assertThat(said(folder, "owslib_wfs.py", server.url() + "/wfs")).isEqualTo("all seen\n");
    }
  }

  /** Counts, extents, types and values of each layer, in two systems, by WFS and OGC API. */
  @Test
  void owslibReadsEveryLayer(@TempDir Path folder) throws IOException, InterruptedException {
    Snapshot snapshot = WfsFixture.snapshot();
    Map<String, Object> expected = new LinkedHashMap<>();
    snapshot.layers().forEach((name, layer) -> expected.put(name, expected(layer)));
    Path file = folder.resolve("expected.json");
    Files.writeString(file, JsonMapper.shared().writeValueAsString(expected));
    try (DoorsServer server = DoorsServer.start(snapshot)) {
      assertThat(said(folder, "owslib_layers.py", server.url(), file.toString()))
          .isEqualTo("all seen\n");
    }
  }

  private static Map<String, Object> expected(Layer layer) {
    Map<String, Object> types = new LinkedHashMap<>();
    layer.attributes().forEach(a -> types.put(a.name(), a.type().name()));
    Map<String, Object> rows = new LinkedHashMap<>();
    for (int row = 0; row < layer.size(); row++) {
      Map<String, Object> values = new LinkedHashMap<>();
      for (Layer.Attribute attribute : layer.attributes()) {
        Object value = layer.value(row, attribute.name());
        boolean plain = value == null || value instanceof Number || value instanceof Boolean;
        values.put(attribute.name(), plain ? value : value.toString());
      }
      rows.put(layer.id(row), values);
    }
    Map<String, Object> extents = new LinkedHashMap<>();
    for (int srid : layer.hasGeometry() ? new int[] {25832, 4326} : new int[0]) {
      Envelope box = layer.extent(srid);
      extents.put(
          Integer.toString(srid),
          List.of(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()));
    }
    return Map.of("types", types, "rows", rows, "extents", extents);
  }

  private static String said(Path folder, String name, String... arguments)
      throws IOException, InterruptedException {
    Path script = folder.resolve(name);
    try (InputStream source = OwslibWfsTest.class.getResourceAsStream(name)) {
      Files.copy(source, script);
    }
    Path said = folder.resolve("said.txt");
    List<String> command = new ArrayList<>(List.of("/usr/bin/python3", script.toString()));
    command.addAll(List.of(arguments));
    Process client =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    boolean ended = client.waitFor(60, TimeUnit.SECONDS);
    client.destroyForcibly();
    assertThat(ended).isTrue();
    return Files.readString(said, StandardCharsets.UTF_8);
  }
}
