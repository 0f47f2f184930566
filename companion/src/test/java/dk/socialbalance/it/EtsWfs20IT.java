/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.it;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.it.EtsResults.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * OGC's executable test suite for WFS 2.0 (ets-wfs20), unchanged, in a JVM of its own: on every
 * layer of the demo, and on own layers of points, lines and areas. It must have nothing to object.
 */
class EtsWfs20IT {

  /** Where the build puts the suite and what it runs on. */
  private static final Path ETS = Path.of("target", "ets");

  private static final String READY = "Ctrl-C stops.";

  /**
   * Conformance classes that our capabilities do not declare, by the suite's names: reading is open
   * to everybody, writing goes through the loader; features refer to nothing that could be joined,
   * and a publication is the only version there is.
   */
  private static final Set<String> NOT_DECLARED =
      Set.of(
          "Temporal filter",
          "Spatial joins",
          "Transactional WFS",
          "Locking WFS",
          "Manage stored queries",
          "Feature versions");

  /** Those that they declare, and both bindings of each. */
  private static final Set<String> DECLARED =
      Set.of(
          "Preconditions",
          "All GML application schemas",
          "GML application schemas defining features",
          "Simple WFS",
          "Basic WFS",
          "Spatial filter",
          "Response paging");

  /** The suite's words for a test that a feature type has no data for. */
  private static final List<String> NOT_IN_THE_DATA =
      List.of(
          "No numeric or temporal property values found for",
          "Feature type has no temporal properties",
          "Feature type has no geometry properties");

  @Test
  void theDemo() throws Exception {
    try (Installation installation = new Installation()) {
      Installation.Running server =
          installation.start(READY, "run").awaitReady(Duration.ofMinutes(4));
      EtsResults results = run(installation, "demo");
      hasNothingToObject(results, 6500);
      server.interrupt();
    }
  }

  @Test
  void ownLayersOfPointsLinesAndAreas() throws Exception {
    try (Installation installation = new Installation()) {
      Installation.Running server =
          installation.start(READY, "run", "--empty").awaitReady(Duration.ofMinutes(2));
      for (String kind : List.of("points", "lines", "areas")) {
        Path file = installation.home().resolve(kind + ".geojson");
        Files.writeString(file, EtsLayers.geoJson(kind));
        installation.run(0, "load", "layer", file.toString(), "--name", "ets:" + kind);
        installation.await("/ogc/collections/ets_" + kind, Duration.ofSeconds(30));
      }
      EtsResults results = run(installation, "own");
      hasNothingToObject(results, 150);
      server.interrupt();
    }
  }

  /**
   * No objection, and nothing left out, but for what the suite cannot ask of the data that there
   * are.
   */
  private static void hasNothingToObject(EtsResults results, int atLeast) {
    System.out.println(results.summary());
    List<Outcome> objections = new ArrayList<>();
    for (Outcome outcome : results.outcomes()) {
      boolean fine =
          switch (outcome.status()) {
            case "PASS" -> true;
            case "SKIP" -> NOT_IN_THE_DATA.stream().anyMatch(outcome.message()::contains);
            default -> false;
          };
      if (!fine && !NOT_DECLARED.contains(outcome.group())) {
        objections.add(outcome);
      }
    }
    assertThat(objections).isEmpty();
    assertThat(results.with("PASS").count()).isGreaterThanOrEqualTo(atLeast);
    assertThat(results.with("PASS").map(Outcome::group).distinct()).containsAll(DECLARED);
  }

  /** Runs the suite on an installation. */
  private static EtsResults run(Installation installation, String name) throws Exception {
    Path folder = Files.createDirectories(installation.home().resolve("ets"));
    Path properties = folder.resolve("run.xml");
    Files.writeString(
        properties,
        "<properties version=\"1.0\"><entry key=\"wfs\">"
            + installation.url("/wfs?service=WFS&amp;version=2.0.0&amp;request=GetCapabilities")
            + "</entry></properties>");
    Path suite = only(ETS, "ets-wfs20-");
    Path log = Path.of("target", "ets-" + name + ".log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + folder,
                "-Djdk.attach.allowAttachSelf=true",
                "-XX:+EnableDynamicAgentLoading",
                "-cp",
                ETS.toAbsolutePath()
                    + "/*"
                    + File.pathSeparator
                    + Path.of("target", "test-classes").toAbsolutePath(),
                EtsLauncher.class.getName(),
                properties.toString(),
                suite.toAbsolutePath().toString(),
                folder.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).as("ended; see %s", log).isTrue();
      assertThat(process.exitValue()).as("exit code; see %s", log).isZero();
    } finally {
      process.destroyForcibly();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> results = files.filter(file -> file.endsWith("testng-results.xml")).toList();
      assertThat(results).as("files of results; see %s", log).hasSize(1);
      return EtsResults.read(results.get(0));
    }
  }

  private static Path only(Path folder, String beginning) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files.filter(file -> file.getFileName().toString().startsWith(beginning)).toList();
      assertThat(found).hasSize(1);
      return found.get(0);
    }
  }
}
