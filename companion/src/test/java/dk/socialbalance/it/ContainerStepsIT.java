/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build steps of the companion's image as plain commands, and its start script. */
class ContainerStepsIT {

  @TempDir private Path folder;

  private record Run(int code, String out) {}

  private Run run(Path where, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SB_"));
    builder.environment().putAll(environment);
    Path out = folder.resolve("out");
    Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), Files.readString(out));
  }

  @Test
  void theLayersMakeAProgramThatStarts() throws Exception {
    Path jar = Path.of("target", "companion.jar").toAbsolutePath();
    Path layers = folder.resolve("layers");
    Run extracted =
        run(
            folder,
            Map.of(),
            List.of(
                "java",
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--layers",
                "--launcher",
                "--destination",
                layers.toString()));
    assertThat(extracted.code()).as(extracted.out()).isZero();
    Path program = Files.createDirectories(folder.resolve("program"));
    for (String layer :
        List.of("dependencies", "spring-boot-loader", "snapshot-dependencies", "application")) {
      assertThat(layers.resolve(layer)).isDirectory();
      org.springframework.util.FileSystemUtils.copyRecursively(layers.resolve(layer), program);
    }
    Path script = Path.of("..", "docker", "companion", "start.sh").toAbsolutePath();
    Path secret = Files.writeString(folder.resolve("secret"), "abc\n");
    Map<String, String> environment =
        Map.of(
            "SB_HOME", folder.resolve("home").toString(),
            "SB_DB_HOST", "localhost",
            "SB_DB_NAME", "sb",
            "SB_DB_USER", "postgres",
            "SB_DB_PASSWORD_FILE", secret.toString());
    Run help = run(program, environment, List.of("sh", script.toString(), "datadir", "--help"));
    assertThat(help.out()).contains("generate").contains("check");
    assertThat(help.code()).isZero();

    Run missing = run(program, Map.of("SB_HOME", "/x"), List.of("sh", script.toString(), "run"));
    assertThat(missing.out()).contains("set SB_DB_URL");
    assertThat(missing.code()).isEqualTo(1);
    Files.writeString(secret, "a@b/c");
    Run unfit = run(program, environment, List.of("sh", script.toString(), "run"));
    assertThat(unfit.out()).contains("letters, digits").doesNotContain("a@b/c");
    assertThat(unfit.code()).isEqualTo(1);
  }
}
