/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the project's documents link to within the project is there. */
class DocumentLinksTest {

  private static final Path PROJECT = Path.of("..");

  /** A link's target up to the place in it; addresses elsewhere have a colon. */
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    List<String> dead = new ArrayList<>();
    int count = 0;
    for (Path document : documents()) {
      Matcher link = LINK.matcher(Files.readString(document));
      while (link.find()) {
        count++;
        if (!Files.exists(document.resolveSibling(link.group(1)))) {
          dead.add(PROJECT.relativize(document) + ": " + link.group(1));
        }
      }
    }
    assertThat(dead).isEmpty();
    assertThat(count).isGreaterThan(200);
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    for (String folder : List.of("docs", "bench")) {
      try (Stream<Path> files = Files.walk(PROJECT.resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
      }
    }
    documents.add(PROJECT.resolve("README.md"));
    documents.add(PROJECT.resolve("CHANGELOG.md"));
    return documents;
  }
}
