/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** GDAL's programs, reading a file or a service. */
public final class Gdal {

  private final Path home;

  /** With a folder for what they write. */
  public Gdal(Path home) {
    this.home = home;
  }

  /** A file of an export. */
  Path file(FileFormat format, Export export, String name) throws IOException {
    Path file = home.resolve(name);
    try (var out = Files.newOutputStream(file)) {
      format.write(export, out);
    }
    return file;
  }

  /** What a program prints; it must be content. */
  public String run(String... command) throws IOException, InterruptedException {
    Path errors = Files.createTempFile(home, "gdal", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().put("HOME", home.toString());
    builder.environment().put("GDAL_DEFAULT_WMS_CACHE_PATH", home.resolve("tiles").toString());
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    assertThat(Files.readString(errors)).doesNotContain("ERROR", "Warning");
    return out;
  }

  /** What {@code ogrinfo} says of a layer. */
  public String info(String source, String layer) throws IOException, InterruptedException {
    return run("ogrinfo", "-ro", "-so", source, layer);
  }

  /** The features of a layer, coordinates as they stand in the file. */
  public JsonNode features(String source, String layer, String... options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "ogr2ogr",
                "-f",
                "GeoJSON",
                "-lco",
                "RFC7946=NO",
                "-lco",
                "COORDINATE_PRECISION=10"));
    command.addAll(List.of(options));
    command.addAll(List.of("/vsistdout/", source, layer));
    return JsonMapper.shared().readTree(run(command.toArray(String[]::new))).get("features");
  }
}
