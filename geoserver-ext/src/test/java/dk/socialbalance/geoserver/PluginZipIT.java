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
}
