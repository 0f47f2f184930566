/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every test that docs/conformance.md names exists where it says. */
class ConformanceDocumentTest {

  private static final Pattern LINK = Pattern.compile("\\[(\\w+)#(\\w+)]\\(([^)]+)\\)");

  @Test
  void everyNamedTestExists() throws IOException {
    Path docs = Path.of("..", "docs");
    Matcher link = LINK.matcher(Files.readString(docs.resolve("conformance.md")));
    int count = 0;
    while (link.find()) {
      Path file = docs.resolve(link.group(3));
      assertThat(file).exists().hasFileName(link.group(1) + ".java");
      assertThat(Files.readString(file)).contains("void " + link.group(2) + "(");
      count++;
    }
    assertThat(count).isGreaterThan(110);
  }

  /** No line of a table stands there without a test. */
  @Test
  void everyLineNamesATest() throws IOException {
    String text = Files.readString(Path.of("..", "docs", "conformance.md"));
    String complaints = text.substring(text.indexOf("## What users of such servers suffer from"));
    assertThat(text.lines().filter(line -> line.startsWith("| ")))
        .allMatch(line -> LINK.matcher(line).find() || line.endsWith("| test |"));
    assertThat(complaints.lines().filter(line -> line.startsWith("| "))).hasSizeGreaterThan(20);
  }
}
