/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dk.socialbalance.db.RunLog.Reject;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvSourceTest {

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  @TempDir private Path folder;
  private Loading loading;
  private final List<String> read = new ArrayList<>();

  @Test
  void headersMatchWhateverTheirCaseAndSpaceAndOrder() throws Exception {
    read(bytes("\uFEFF NAVN\u00A0;x; Id \nÆrø;1;a\n", StandardCharsets.UTF_8), "windows-1252");

    assertThat(read).containsExactly("2:a:Ærø");
    assertThat(loading.notes())
        .containsExactly("Columns that the catalogue does not know were not read: x");
  }

  @ParameterizedTest
  @CsvSource({"auto, UTF-8", "auto, windows-1252", "UTF-8, UTF-8", "windows-1252, windows-1252"})
  void aDanishLetterInTheLastLineIsReadRightly(String asked, String written) throws Exception {
    StringBuilder text = new StringBuilder("id;navn\n");
    for (int i = 0; i < 40_000; i++) {
      text.append(i).append(";Sted\n");
    }
    text.append("sidst;Bagsværd ÆØÅ");
    read(bytes(text.toString(), Charset.forName(written)), asked);

    assertThat(read).hasSize(40_001).last().isEqualTo("40002:sidst:Bagsværd ÆØÅ");
  }

  @Test
  void aLetterOnTheEdgeOfABufferIsStillUtf8() throws Exception {
    // Rows of 803 bytes move the two bytes of a letter over every edge.
    String text = "id;navn\n" + ("æ".repeat(400) + ";x\n").repeat(1_000);
    read(bytes(text, StandardCharsets.UTF_8), "auto");

    assertThat(read).hasSize(1_000).allMatch(row -> row.endsWith(":" + "æ".repeat(400) + ":x"));
  }

  @Test
  void linesAreCountedThroughQuotedLineBreaksAndBlankLines() throws Exception {
    read("id;navn;note\na;1;\"to\nlinjer\"\n\n;;\nb;2;x\n\"c\"\"\";3;x\n", "UTF-8");

    assertThat(read).containsExactly("2:a:1", "6:b:2", "7:c\":3");
    assertThat(loading.rowsIn()).isEqualTo(3);
    assertThat(loading.rejected()).isZero();
  }

  @Test
  void brokenRowsAreRejectedWithTheirLine() throws Exception {
    read("id;navn\na;1;x\nb\nc;\0\nd;" + "x".repeat(1001) + "\ne;5\nf;a\tb\n", "UTF-8");

    assertThat(read).containsExactly("6:e:5");
    assertThat(loading.rejects())
        .extracting(Reject::line, Reject::reason)
        .containsExactly(
            tuple(2L, "3 columns where the header has 2"),
            tuple(3L, "1 columns where the header has 2"),
            tuple(4L, "a NUL character (column 2)"),
            tuple(5L, "a field of more than 1000 characters (column 2)"),
            tuple(7L, "a line break or another control character"));
    assertThat(loading.rowsIn()).isEqualTo(6);
  }

  @Test
  void bytesThatAreNotOfTheEncodingAreRejected() throws Exception {
    read(bytes("id;navn\na;Ærø\nb;ok\n", WINDOWS_1252), "UTF-8");

    assertThat(read).containsExactly("3:b:ok");
    assertThat(loading.rejects().get(0).reason())
        .isEqualTo("bytes that are not of the file's encoding");
  }

  @Test
  void aQuoteThatIsNeverClosedCountsEveryRowThatItSwallows() throws Exception {
    read("id;navn\na;1\nb;\"2\n" + "x;1\n".repeat(500), "UTF-8");

    assertThat(read).containsExactly("2:a:1");
    assertThat(loading.rowsIn()).isEqualTo(502);
    assertThat(loading.rejected()).isEqualTo(501);
  }

  @Test
  void aQuoteThatSwallowsAMegabyteRefusesTheFile() {
    assertThatThrownBy(() -> read("id;navn\na;1\nb;\"2\n" + "sekret;1\n".repeat(200_000), "UTF-8"))
        .isInstanceOf(LoadFailedException.class)
        .hasMessage(
            "fil.csv: no row can be read after line 2. Most likely a quotation mark is opened"
                + " there and never closed.")
        .hasNoCause();
  }

  @Test
  void aMissingColumnNamesWhatWasFoundAndExpected() {
    assertThatThrownBy(() -> read("id;name\na;1\n", "UTF-8"))
        .isInstanceOf(LoadFailedException.class)
        .hasMessage("fil.csv: missing column navn. Expected: id, navn. Found: id, name.");
    assertThatThrownBy(() -> read("id,navn\na,1\n", "UTF-8"))
        .hasMessageEndingWith("Found: id,navn. Is the delimiter ',' and not ';'?");
    assertThatThrownBy(() -> read("id;ID;navn\na;1;2\n", "UTF-8"))
        .hasMessage("fil.csv has the column 'id' twice.");
    assertThatThrownBy(() -> read("", "UTF-8"))
        .hasMessage("fil.csv is empty: a header was expected: id, navn");
  }

  @Test
  void aFileWithoutHeaderIsRefusedWithoutShowingItsFirstRow() {
    assertThatThrownBy(() -> read("610112-1001;Hansen\n", "UTF-8"))
        .isInstanceOf(LoadFailedException.class)
        .hasMessage(
            "fil.csv: missing columns id, navn. Expected: id, navn. The first line holds values"
                + " where the header is expected.");
  }

  @Test
  void utf16AndUnknownEncodingsAreRefused() {
    assertThatThrownBy(() -> read(bytes("\uFEFFid;navn\n", StandardCharsets.UTF_16LE), "auto"))
        .hasMessageContaining("is UTF-16");
    assertThatThrownBy(() -> read("id;navn\n", "latin-9000")).hasMessageContaining("latin-9000");
  }

  private static byte[] bytes(String text, Charset charset) {
    return text.getBytes(charset);
  }

  private void read(String text, String encoding) throws IOException, SQLException {
    read(bytes(text, StandardCharsets.UTF_8), encoding);
  }

  private void read(byte[] content, String encoding) throws IOException, SQLException {
    Path file = folder.resolve("fil.csv");
    Files.write(file, content);
    loading = new Loading(null, 0, file, content.length, line -> {});
    dk.socialbalance.register.CsvSource.read(
        loading,
        new dk.socialbalance.register.CsvSource.Format(encoding, ';'),
        new dk.socialbalance.register.CsvSource.Columns(
            List.of("id", "navn"), List.of(), List.of("note"), Set.of()),
        row -> read.add(row.line() + ":" + row.text("id") + ":" + row.text("navn")));
  }
}
