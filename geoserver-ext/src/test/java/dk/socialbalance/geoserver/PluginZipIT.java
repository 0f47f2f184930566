/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin zip: what an administrator unpacks into WEB-INF/lib. */
class PluginZipIT {

  @Test
  void holdsTheTwoJarsAndNothingElse() throws IOException {
    try (ZipFile zip = new ZipFile(System.getProperty("plugin.zip"))) {
      List<? extends ZipEntry> entries = zip.stream().toList();
      assertThat(entries)
          .extracting(ZipEntry::getName)
          .allMatch(name -> name.matches("gs-socialbalance-[^/]+\\.jar"))
          .hasSize(2);
      List<String> classes = new ArrayList<>();
      for (ZipEntry file : entries) {
        try (ZipInputStream jar =
            new ZipInputStream(new ByteArrayInputStream(zip.getInputStream(file).readAllBytes()))) {
          for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
            classes.add(entry.getName());
          }
        }
      }
      assertThat(classes)
          .contains(
              "applicationContext.xml",
              "META-INF/services/org.geotools.process.ProcessFactory",
              "dk/socialbalance/geoserver/gs/Plugin.class",
              "dk/socialbalance/geoserver/state/Catalogue.class")
          .noneMatch(name -> name.startsWith("org/"))
          .noneMatch(name -> name.endsWith(".sld") || name.endsWith(".yaml"));
    }
  }

  /** The build step of GeoServer's image, as a plain command. */
  @Test
  void unpackedAsTheImageDoesItGivesTwoFlatJarsThatTheStartScriptCanUse(@TempDir Path folder)
      throws Exception {
    String dockerfile = Files.readString(Path.of("..", "docker", "geoserver", "Dockerfile"));
    Matcher step =
        Pattern.compile(
                "mkdir /plugin && cd /plugin && (jar -xf) /build/geoserver-ext/target/(\\S+)")
            .matcher(dockerfile);
    assertThat(step.find()).isTrue();
    Path zip = Path.of(System.getProperty("plugin.zip"));
    assertThat(zip.getFileName().toString()).matches(step.group(2).replace("*", ".*"));
    Path lib = Files.createDirectories(folder.resolve("WEB-INF/lib"));
    assertThat(run(lib, step.group(1) + " " + zip)).isEmpty();
    try (Stream<Path> files = Files.walk(lib)) {
      assertThat(files.filter(file -> !file.equals(lib)))
          .hasSize(2)
          .allMatch(file -> file.getParent().equals(lib) && file.toString().endsWith(".jar"));
    }
    // What start.sh calls by SB_PLUGIN_CLASSPATH.
    String digest =
        run(
            lib,
            "echo correct-horse-battery | java -cp '"
                + lib
                + "/*' dk.socialbalance.geoserver.password.AdminPassword");
    assertThat(digest.strip()).startsWith("digest1:");
  }

  private static String run(Path where, String command) throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", command)
            .directory(where.toFile())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }
}
