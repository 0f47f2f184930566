/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The list against real class files. */
class RealJarsTest {

  private static final List<String> PREFIXES = List.of(Signatures.WATCHED);

  /** GeoTools 33.1, the one of GeoServer 2.27.1: what of it is on Maven Central in one jar. */
  @Test
  void geoToolsHoldsEveryLineThatIsAboutIt() throws IOException {
    String url =
        ClassLoader.getSystemResource("org/geotools/styling/StyleBuilder.class").toString();
    Path jar = Path.of(URI.create(url.substring("jar:".length(), url.indexOf('!'))));
    Set<String> lines = new TreeSet<>(Signatures.listed());
    lines.removeIf(
        line -> !line.contains(" org/geotools/") || line.contains(" org/geotools/jdbc/"));
    lines.removeIf(line -> !line.split(" ")[1].startsWith("org/geotools/"));
    assertThat(lines).hasSizeGreaterThan(20);
    assertThat(Signatures.wrong(lines, ClassFiles.inJars(List.of(jar), PREFIXES))).isEmpty();
  }

  /** Needs GeoServer's own jars: with the profile "geoserver" only. */
  @Test
  @Tag("geoserver-jars")
  void geoServerHoldsEveryLine() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of(System.getProperty("geoserver.jars")))) {
      List<Path> all = jars.filter(jar -> jar.toString().endsWith(".jar")).toList();
      assertThat(all).hasSizeGreaterThan(10);
      assertThat(Signatures.wrong(Signatures.listed(), ClassFiles.inJars(all, PREFIXES))).isEmpty();
    }
  }
}
