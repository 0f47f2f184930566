/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows a second through the whole way: reading, pseudonyms, COPY, doubles, index. The limit is far
 * below what an idle machine does (see docs/data-formats.md), since tests share theirs.
 */
class LoadThroughputTest {

  private static final int ROWS = Integer.getInteger("sb.throughput.rows", 200_000);
  private static final double LEAST = 2_000;

  @TempDir private Path folder;

  @Test
  void spellsLoadFastAndTellOfTheirProgress() throws IOException {
    Path file = folder.resolve("ydelser.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("cpr;ydelse;fra;til\n");
      for (int i = 0; i < ROWS; i++) {
        out.write(
            "%02d%02d%02d-%04d;%s;%02d-%02d-2016;%s\n"
                .formatted(
                    61 + i % 28,
                    1 + i % 12,
                    i / 10_000 % 100,
                    i % 10_000,
                    i % 3 == 0 ? "KTH" : "SU",
                    1 + i % 28,
                    1 + i % 12,
                    i % 4 == 0 ? "" : "31-12-2019"));
      }
    }
    List<String> progress = new ArrayList<>();
    try (LoadFixture fixture = new LoadFixture(folder)) {
      LoadReport report =
          RegisterLoader.load(
              fixture.database().access(),
              fixture.catalogue(),
              LoadFixture.BENEFITS,
              file,
              LoadRun.WHOLE,
              Pseudonyms.fromSecret(LoadFixture.KEY),
              new LoadOptions(false, 0.02, progress::add));

      double perSecond = ROWS / (report.took().toMillis() / 1000.0);
      System.out.printf("Spells: %,d rows in %s: %,.0f rows/s%n", ROWS, report.took(), perSecond);
      assertThat(report.rowsOut()).isEqualTo(ROWS);
      assertThat(perSecond).isGreaterThan(LEAST);
      assertThat(progress.size())
          .as("at most a line a second")
          .isLessThanOrEqualTo((int) report.took().toSeconds());
      assertThat(progress).allMatch(l -> l.matches("ydelser.csv: ([\\d,]+ rows, \\d+ %|storing)"));
    }
  }
}
