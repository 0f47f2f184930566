/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** The plugin zip: what an administrator unpacks into WEB-INF/lib. */
class PluginZipIT {

  @Test
  void holdsTheJarAndNothingElse() throws IOException {
    try (ZipFile zip = new ZipFile(System.getProperty("plugin.zip"))) {
      List<? extends ZipEntry> entries = zip.stream().toList();
      assertThat(entries).hasSize(1);
      assertThat(entries.get(0).getName()).matches("gs-socialbalance-[^/]+\\.jar");
      List<String> classes = new ArrayList<>();
      try (ZipInputStream jar =
          new ZipInputStream(
              new ByteArrayInputStream(zip.getInputStream(entries.get(0)).readAllBytes()))) {
        for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
          classes.add(entry.getName());
        }
      }
      assertThat(classes)
          .contains(
              "applicationContext.xml",
              "META-INF/services/org.geotools.process.ProcessFactory",
              "dk/socialbalance/geoserver/gs/Plugin.class")
          .noneMatch(name -> name.startsWith("org/"))
          .noneMatch(name -> name.endsWith(".sld") || name.endsWith(".yaml"));
    }
  }
}
