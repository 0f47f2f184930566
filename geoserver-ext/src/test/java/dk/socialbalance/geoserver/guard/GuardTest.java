/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class GuardTest {

  private static final Set<String> VIEWS = Set.of("distrikt", "distrikt_uro", "noegletal");

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "attempts.csv", delimiter = '|', numLinesToSkip = 1)
  void attempts(
      String what,
      Origin origin,
      String database,
      String user,
      String schema,
      String startup,
      String table,
      String sqlView,
      String because) {
    Optional<String> answer =
        Guard.featureType(
            "a layer of any name",
            table,
            sqlView.equals("yes"),
            store(origin, database, user, schema, startup),
            "sb",
            VIEWS);
    if (because == null) {
      assertThat(answer).as(what).isEmpty();
    } else {
      assertThat(answer).as(what).hasValueSatisfying(text -> assertThat(text).contains(because));
    }
  }

  @Test
  void keysOfParametersMayBeWrittenInAnyCase() {
    StoreFacts store =
        new StoreFacts("x", Map.of("User", "sb_publish", "SCHEMA", "register"), Origin.OURS);
    assertThat(Guard.store(store, "sb")).hasValueSatisfying(t -> assertThat(t).contains("schema"));
  }

  @Test
  void nothingIsLetThroughWhileTheViewsAreUnknown() {
    StoreFacts store = store(Origin.OURS, "sb", "sb_publish", "lag", null);
    assertThat(Guard.featureType("d", "distrikt", false, store, "sb", Set.of())).isPresent();
  }

  private static StoreFacts store(
      Origin origin, String database, String user, String schema, String startup) {
    return new StoreFacts(
        "lager",
        Map.of(
            "dbtype",
            "postgis",
            "database",
            database,
            "user",
            user,
            "schema",
            schema == null ? "" : schema,
            "Session startup SQL",
            startup == null ? "" : startup),
        origin);
  }
}
