/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.gs;

import dk.socialbalance.geoserver.guard.Origin;
import dk.socialbalance.geoserver.guard.Question;
import dk.socialbalance.geoserver.guard.StoreFacts;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.geoserver.catalog.DataStoreInfo;
import org.geoserver.catalog.StoreInfo;
import org.geotools.jdbc.JDBCDataStore;
import org.postgresql.ds.PGSimpleDataSource;

/** Which database a store reads: asked of the database itself, and remembered for a while. */
final class Stores {

  private static final Duration REMEMBERED = Duration.ofMinutes(10);
  private static final Duration UNKNOWN_REMEMBERED = Duration.ofSeconds(30);
  private static final int SECONDS = 5;

  private record Answer(Origin origin, Instant until) {}

  private final Map<Map<String, String>, Answer> answers = new ConcurrentHashMap<>();
  private final Clock clock;

  Stores(Clock clock) {
    this.clock = clock;
  }

  /** Facts of a store, also of one that is not in the catalogue yet. */
  StoreFacts facts(StoreInfo store) {
    return facts(store, store.getConnectionParameters());
  }

  /**
   * As above.
   *
   * @param given connection parameters instead of those that it has now
   */
  StoreFacts facts(StoreInfo store, Map<String, ?> given) {
    Map<String, String> parameters = new TreeMap<>();
    given.forEach((key, value) -> parameters.put(key, value == null ? "" : value.toString()));
    Instant now = clock.instant();
    Answer known = answers.get(parameters);
    if (known == null || !now.isBefore(known.until())) {
      Origin origin = origin(store, parameters);
      known =
          new Answer(origin, now.plus(origin == Origin.UNKNOWN ? UNKNOWN_REMEMBERED : REMEMBERED));
      answers.put(Map.copyOf(parameters), known);
    }
    return new StoreFacts(store.getName(), Map.copyOf(parameters), known.origin());
  }

  /**
   * Whether a store reads our database as far as is known: for emptying caches, better once too
   * often.
   */
  boolean mayBeOurs(StoreInfo store, String own) {
    StoreFacts facts = facts(store);
    return facts.origin() == Origin.OURS
        || (facts.origin() == Origin.UNKNOWN && facts.parameters().containsValue(own));
  }

  private static Origin origin(StoreInfo store, Map<String, String> parameters) {
    boolean pooled = parameters.containsKey("jndiReferenceName");
    String type = parameters.getOrDefault("dbtype", "").toLowerCase(Locale.ROOT);
    if (!pooled && !type.startsWith("postgis")) {
      return Origin.OTHER;
    }
    Origin direct = pooled ? Origin.UNKNOWN : direct(parameters);
    // As GeoServer connects: pools of the container, settings from the environment, encryption.
    return direct == Origin.UNKNOWN && store instanceof DataStoreInfo data && data.getId() != null
        ? throughStore(data)
        : direct;
  }

  private static Origin direct(Map<String, String> parameters) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {parameters.getOrDefault("host", "localhost")});
    String port = parameters.getOrDefault("port", "5432");
    if (!port.matches("[0-9]{1,5}")) {
      return Origin.UNKNOWN;
    }
    source.setPortNumbers(new int[] {Integer.parseInt(port)});
    source.setDatabaseName(parameters.getOrDefault("database", ""));
    source.setUser(parameters.getOrDefault("user", ""));
    source.setPassword(parameters.getOrDefault("passwd", ""));
    source.setConnectTimeout(SECONDS);
    source.setSocketTimeout(SECONDS);
    return Question.origin(source);
  }

  private static Origin throughStore(DataStoreInfo store) {
    try {
      // Decorated stores hide their database: they are known by what they were made of.
      Object data = store.getDataStore(null);
      return data instanceof JDBCDataStore database
          ? Question.origin(database.getDataSource())
          : Origin.UNKNOWN;
    } catch (IOException e) {
      return Origin.UNKNOWN;
    }
  }
}
