/* SPDX-License-Identifier: EUPL-1.2 OR GPL-2.0-or-later */
package dk.socialbalance.geoserver.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingTest {

  @Test
  void tellsWhatIsShownSinceWhenAndWhatFailed() {
    Standing standing = Standing.beginning(List.of("hole."));
    assertThat(standing.text()).isEqualTo("Not in step yet. Warning: hole.");
    standing =
        standing
            .inStep(new Pulse(7, "", 0, 0), 95, Instant.parse("2026-01-01T10:00:00.5Z"))
            .failed("The database is away.")
            .refused("Switched off: x");
    assertThat(standing.text())
        .isEqualTo(
            "Publication 7, 95 layers. In step at 2026-01-01T10:00:00Z. Last error: The database is"
                + " away. Warning: hole. Refused: Switched off: x");
    assertThat(standing.isNew("The database is away.")).isFalse();
    assertThat(standing.isNew("Another.")).isTrue();
    assertThat(standing.refused("Switched off: x").refusals()).hasSize(1);
    assertThat(standing.inStep(new Pulse(8, "", 0, 0), 95, Instant.EPOCH).failing()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "29.6, 1", // mended for 36401, not for 30220
    "31.1, 2",
    "31.2, 1",
    "31.7, 0",
    "33.0, 1",
    "33.1, 0",
    "33-SNAPSHOT, 1",
    "33.6, 0",
    "34.2, 0",
    "36-SNAPSHOT, 0",
    "20.5, 2",
    "unknown, 1",
  })
  void knownHolesAreToldByVersion(String version, int warnings) {
    assertThat(KnownHoles.of(version)).hasSize(warnings);
  }
}
