/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.catalogue.Source;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random garbage, near to the truth and far from it, for a set time; the seed is told. */
class LoaderFuzzTest {

  private static final Duration BUDGET = Duration.ofSeconds(2);
  private static final String[] PIECES = {
    "610112-1001",
    "6101121001",
    "101121001",
    "01-01-2016",
    "2016-02-30",
    "31-12-9999",
    "KTH",
    "SU",
    "1.234,5",
    "12,5",
    "-",
    "",
    " ",
    "\"",
    "\"\"",
    ";",
    ";;",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\0",
    "æøå",
    "\uFEFF",
    "\uFFFD",
    "\uD800",
    "𝄞",
    "\\",
    "\\N",
    "\\.",
    "e9",
    "NaN",
    "99999999999999999999",
    "'",
    "$$",
    "%s",
    "cpr;ydelse;fra;til\n",
    "610112-1001;KTH;01-01-2016;\n"
  };

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @TempDir private Path folder;

  @Test
  void valuesAreReadOrRejectedAndNothingElse() {
    long end = System.nanoTime() + BUDGET.toNanos() / 2;
    long tried = 0;
    long read = 0;
    Pseudonyms pseudonyms = Pseudonyms.fromSecret(LoadFixture.KEY);
    while (System.nanoTime() < end) {
      String text = garbage(3);
      for (CsvRow.Parser<Object> parser :
          List.<CsvRow.Parser<Object>>of(
              StrictParse::date,
              StrictParse::endDate,
              StrictParse::decimal,
              StrictParse::danishDecimal,
              StrictParse::count,
              pseudonyms::person)) {
        tried++;
        try {
          Object value = parser.parse(text);
          read++;
          if (value instanceof LocalDate date) {
            assertThat(date).isBetween(LocalDate.of(1850, 1, 1), LocalDate.of(2199, 12, 31));
          } else if (value instanceof Double number) {
            assertThat(number).as(text).isFinite();
          } else if (value instanceof Long count) {
            assertThat(count).isNotNegative();
          }
        } catch (RejectedRow e) {
          assertThat(e.reason()).isNotBlank();
        }
      }
    }
    assertThat(tried).isGreaterThan(1_000);
    assertThat(read).as("seed %d reads something", seed).isPositive();
  }

  @Test
  void filesAreLoadedOrRefusedAndTheTablesAgree() throws IOException {
    try (LoadFixture fixture = new LoadFixture(folder)) {
      long end = System.nanoTime() + BUDGET.toNanos();
      int done = 0;
      int refused = 0;
      while (System.nanoTime() < end || done == 0 || refused == 0) {
        Source source = random.nextBoolean() ? LoadFixture.BENEFITS : LoadFixture.ASSESSMENTS;
        try {
          LoadReport report = load(fixture, source, content(source));
          assertThat(report.rowsOut() + report.rejected())
              .as("seed %d", seed)
              .isLessThanOrEqualTo(report.rowsIn());
          if (report.result().equals("done")) {
            assertThat(
                    fixture.rows(
                        "SELECT count(*) FROM register.spell WHERE source = '" + source.id() + "'"))
                .as("seed %d", seed)
                .containsExactly(String.valueOf(report.rowsOut()));
          }
          done++;
        } catch (LoadFailedException e) {
          assertThat(e.getMessage()).as("seed %d", seed).doesNotContain("an error of the program");
          assertThat(e.getMessage()).as("seed %d", seed).doesNotContain("SQLSTATE");
          refused++;
        }
      }
    }
  }

  private LoadReport load(LoadFixture fixture, Source source, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve(source.file()), content);
    return RegisterLoader.load(
        fixture.database().access(),
        fixture.catalogue(),
        source,
        file,
        LoadRun.WHOLE,
        Pseudonyms.fromSecret(LoadFixture.KEY),
        new LoadOptions(false, 1, line -> {}));
  }

  private byte[] content(Source source) {
    if (random.nextInt(4) == 0) {
      byte[] bytes = new byte[random.nextInt(400)];
      random.nextBytes(bytes);
      return bytes;
    }
    String header =
        source.equals(LoadFixture.BENEFITS) ? "cpr;ydelse;fra;til\n" : "cpr;dato;resultat\n";
    StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? "" : header);
    for (int i = random.nextInt(20); i >= 0; i--) {
      text.append(
          source.equals(LoadFixture.BENEFITS)
              ? "61011210%02d;KTH;01-01-2016;\n".formatted(random.nextInt(100))
              : "61011210%02d;01-01-2016;%s\n".formatted(random.nextInt(100), garbage(1)));
      text.append(garbage(2));
    }
    Charset charset =
        random.nextBoolean() ? StandardCharsets.UTF_8 : Charset.forName("windows-1252");
    return text.toString().getBytes(charset);
  }

  private String garbage(int pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(pieces + 1); i > 0; i--) {
      text.append(
          random.nextInt(5) == 0
              ? String.valueOf((char) random.nextInt(0x250))
              : PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
