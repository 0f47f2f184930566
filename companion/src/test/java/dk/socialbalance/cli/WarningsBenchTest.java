/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.catalogue.Indicator.Hide;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.db.TestDatabase;
import dk.socialbalance.publication.PublishFixture;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The benchmark runs the statements that publish, one by one: it must keep up with them. */
class WarningsBenchTest {

  @Test
  void findsADoublingInAPublicationAndLeavesItAsItWas() throws SQLException {
    try (TestDatabase database = TestDatabase.create()) {
      PublishFixture.areas(database, 8);
      for (int year = 2016; year <= 2025; year++) {
        PublishFixture.cells(
            database,
            "underretninger",
            "basisdistrikt",
            Integer.toString(year),
            "200 + substr(kode, 2, 2)::int",
            "2000");
      }
      PublishFixture.addUp(database, "underretninger");
      PublishFixture.publish(
          database.access(),
          PublishFixture.catalogue(
              List.of(
                  PublishFixture.indicator(
                      "underretninger", Measure.SHARE, 5, Hide.BOTH, PublishFixture.yearly())),
              List.of()));
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      new WarningsBench(new Console(new PrintStream(said, true, StandardCharsets.UTF_8)))
          .run(database.access(), 4);
      // 200 of 2,000 a year that double: four of four, whichever area chance takes.
      assertThat(said.toString(StandardCharsets.UTF_8))
          .contains("(4 simulations)", "tendens", "spring", "kumuleret", "klynge")
          .containsPattern("(?m)^  \\w+ +\\d+ +(\\d) of +\\1 +100 %$")
          .doesNotContainPattern("of +\\d+ +0 %");
      assertThat(PublishFixture.rows(database, "SELECT count(*) FROM publish.publication"))
          .containsExactly("1");
    }
  }
}
