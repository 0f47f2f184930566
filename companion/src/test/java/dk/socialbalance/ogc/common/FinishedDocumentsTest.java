/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.publication.CurrentSnapshot;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.publication.SnapshotFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FinishedDocumentsTest {

  private final List<String> written = new ArrayList<>();
  private final FinishedDocuments<String, String> documents =
      new FinishedDocuments<>(
          (served, key) -> {
            written.add(served + " " + key);
            return (served + " " + key).getBytes(StandardCharsets.UTF_8);
          });

  private String get(String served, String key) throws IOException {
    return new String(documents.get(served, key), StandardCharsets.UTF_8);
  }

  @Test
  void aDocumentIsWrittenOnce() throws IOException {
    assertThat(get("one", "da")).isEqualTo("one da");
    assertThat(get("one", "da")).isEqualTo("one da");
    assertThat(get("one", "en")).isEqualTo("one en");
    assertThat(written).containsExactly("one da", "one en");
  }

  @Test
  void whatWasAskedForIsWrittenBeforeTheNextIsServed() throws IOException {
    get("one", "da");
    documents.prepare("two", List.of("en"));
    assertThat(written).containsExactly("one da", "two en", "two da");
    // Requests see the former one until the next is served.
    assertThat(get("one", "da")).isEqualTo("one da");
    assertThat(get("two", "da")).isEqualTo("two da");
    assertThat(get("two", "en")).isEqualTo("two en");
    assertThat(written).hasSize(3);
    // A late request of the former one costs the next nothing.
    assertThat(get("one", "da")).isEqualTo("one da");
    assertThat(get("two", "en")).isEqualTo("two en");
    assertThat(written).hasSize(4);
  }

  @Test
  void addressesThatClientsMakeUpTakeNoMemoryForEver() throws IOException {
    for (int i = 0; i < 1000; i++) {
      get("one", "made up " + i);
    }
    written.clear();
    documents.prepare("two", List.of("da", "en"));
    assertThat(written).hasSize(32).startsWith("two da", "two en");
  }

  /** What cannot be made ready must not keep what is new, and perhaps newly hidden, away. */
  @Test
  void aFaultBeforeTheSwapDoesNotHoldItUp() {
    CurrentSnapshot current = new CurrentSnapshot();
    List<Snapshot> seen = new ArrayList<>();
    current.beforeSwap(
        next -> {
          throw new IllegalStateException("Not to be written");
        });
    current.beforeSwap(
        next -> {
          seen.add(current.get());
          seen.add(next);
        });
    Snapshot former = current.get();
    Snapshot next = SnapshotFixture.snapshot("", "");
    current.swap(next);
    assertThat(current.get()).isSameAs(next);
    assertThat(seen)
        .as("at once, then before the swap")
        .containsExactly(former, former, former, next);
  }
}
