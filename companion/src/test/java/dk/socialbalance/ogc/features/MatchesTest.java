/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.SnapshotFixture;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a query matches is found once: counting costs nothing on the next page. */
class MatchesTest {

  private static final Layer LAYER =
      SnapshotFixture.snapshot("", "").layer("basisdistrikt_underretninger");

  private static ItemsQuery query(String... pairs) {
    Map<String, String[]> given = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      given.put(pairs[i], new String[] {pairs[i + 1]});
    }
    return ItemsQuery.of(
        new Parameters(given, ItemsQuery.known(LAYER)), LAYER, CrsTable.of(25832, LAYER));
  }

  @Test
  void aPageOfTheSameQueryCountsNothingAgain() {
    Matches matches = new Matches();
    int[] first = matches.of(LAYER, query("filter", "vaerdi > 9", "limit", "2"));
    assertThat(first).isNotEmpty();
    assertThat(matches.of(LAYER, query("filter", "vaerdi > 9", "limit", "2", "offset", "2")))
        .isSameAs(first);
    assertThat(matches.of(LAYER, query("filter", "vaerdi > 9", "f", "csv", "lang", "en")))
        .isSameAs(first);
    assertThat(matches.of(LAYER, query("filter", "vaerdi > 10"))).isNotSameAs(first);
    assertThat(matches.size()).isEqualTo(2);
  }

  @Test
  void whatIsRememberedIsBounded() {
    Matches matches = new Matches();
    for (int i = 0; i < 1000; i++) {
      matches.of(LAYER, query("filter", "vaerdi > " + i));
    }
    assertThat(matches.size()).isLessThanOrEqualTo(200);
  }
}
