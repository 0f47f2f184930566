/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dk.socialbalance.catalogue.CatalogueException.Mistake;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every mistake is told with its place and its mend. A case is a file in {@code broken/}; the
 * comments that begin with {@code #!} at its end are all the mistakes that must be told.
 */
class BrokenCatalogueTest {

  private static final String EXPECTED = "#! ";

  static Stream<Path> cases() throws IOException, URISyntaxException {
    Path folder = Path.of(BrokenCatalogueTest.class.getResource("broken").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyMistakeIsTold(Path file) throws IOException {
    String text = Files.readString(file);
    List<String> expected =
        text.lines()
            .filter(l -> l.startsWith(EXPECTED))
            .map(l -> l.substring(EXPECTED.length()))
            .toList();
    SortedMap<String, String> files = new TreeMap<>();
    files.put("c.yaml", text.replaceAll("(?m)^" + EXPECTED + ".*\\R?", ""));

    CatalogueException thrown =
        catchThrowableOfType(CatalogueException.class, () -> CatalogueReader.read(files, 2025));

    assertThat(thrown).isNotNull();
    assertThat(thrown.mistakes())
        .extracting(m -> m.toString().replaceFirst("^c.yaml:\\s?", ""))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void aKeyStandsInOneFileOnly() {
    SortedMap<String, String> files = new TreeMap<>();
    files.put("a.yaml", "crs: 25832\n");
    files.put("b.yaml", "# two\ncrs: 25833\n");

    CatalogueException thrown =
        catchThrowableOfType(CatalogueException.class, () -> CatalogueReader.read(files, 2025));

    assertThat(thrown.mistakes())
        .contains(
            new Mistake(
                "b.yaml",
                2,
                1,
                "key 'crs' stands in a.yaml too; move everything of it into one file"));
  }

  @Test
  void aFolderWithoutFilesAndAFolderThatIsNoneAreTold(@TempDir Path folder) {
    assertThat(catchThrowableOfType(CatalogueException.class, () -> CatalogueReader.read(folder)))
        .hasMessageContaining("holds no *.yaml file");
    Path none = folder.resolve("none");
    assertThat(catchThrowableOfType(CatalogueException.class, () -> CatalogueReader.read(none)))
        .hasMessageContaining("the folder 'none' cannot be read");
  }

  @Test
  void aFileThatIsNotUtf8OrTooLargeIsTold(@TempDir Path folder) throws IOException {
    Files.write(folder.resolve("a.yaml"), new byte[] {'a', ':', ' ', (byte) 0xF8});
    Files.write(folder.resolve("b.yaml"), new byte[2_000_001]);

    assertThat(catchThrowableOfType(CatalogueException.class, () -> CatalogueReader.read(folder)))
        .hasMessageContaining("a.yaml: the file is not UTF-8")
        .hasMessageContaining("b.yaml: the file is larger than 2 MB");
  }
}
