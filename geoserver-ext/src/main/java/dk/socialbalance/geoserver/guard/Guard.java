/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.guard;

import java.util.Optional;
import java.util.Set;

/**
 * What of a social-balance database may be published: the views of schema {@code lag}, by their
 * names, and nothing else. That the login role cannot read anything else is the first wall; this is
 * the second, for stores that log in as somebody else, and it says why.
 */
public final class Guard {

  private static final String SCHEMA = "lag";
  private static final String LOGIN = "sb_publish";

  private Guard() {}

  /**
   * Judges a store.
   *
   * @param own database name of the plugin's own settings; empty when it has none
   * @return why it is refused; empty when it may be
   */
  public static Optional<String> store(StoreFacts store, String own) {
    if (!ours(store, own)) {
      return Optional.empty();
    }
    if (!store.parameter("user").equals(LOGIN)) {
      return Optional.of(
          "The store "
              + store.name()
              + " reads the social-balance database, which may be read by its role "
              + LOGIN
              + " only. Use the store that the plugin has made, or set the user to "
              + LOGIN
              + ".");
    }
    if (!store.parameter("schema").equals(SCHEMA)) {
      return Optional.of(
          "The store "
              + store.name()
              + " reads the social-balance database: only its schema "
              + SCHEMA
              + " may be published. Set the schema to "
              + SCHEMA
              + ", or use the store that the plugin has made.");
    }
    if (!store.parameter("session startup sql").isBlank()
        || !store.parameter("session close-up sql").isBlank()) {
      return Optional.of(
          "The store "
              + store.name()
              + " runs SQL of its own in the social-balance database. Remove the session's SQL.");
    }
    return Optional.empty();
  }

  /**
   * Judges a layer's source.
   *
   * @param name of the layer, for messages
   * @param nativeName of the table or view
   * @param sqlView whether it is defined by SQL
   * @param views the views of schema {@code lag}; empty when they could not be read, and then none
   *     is let through
   * @return why it is refused; empty when it may be
   */
  public static Optional<String> featureType(
      String name,
      String nativeName,
      boolean sqlView,
      StoreFacts store,
      String own,
      Set<String> views) {
    if (!ours(store, own)) {
      return Optional.empty();
    }
    Optional<String> byStore = store(store, own);
    if (byStore.isPresent()) {
      return byStore;
    }
    if (sqlView) {
      return Optional.of(
          "The layer "
              + name
              + " is an SQL view on the social-balance database; these are not allowed, whatever"
              + " they select. Publish one of the views of schema "
              + SCHEMA
              + ".");
    }
    if (!views.contains(nativeName)) {
      return Optional.of(
          "The layer "
              + name
              + " would publish '"
              + nativeName
              + "' of the social-balance database, which is no layer of the current publication."
              + " Only the views of schema "
              + SCHEMA
              + " can be published.");
    }
    return Optional.empty();
  }

  /** A database that does not answer is ours when it has our database's name. */
  private static boolean ours(StoreFacts store, String own) {
    return switch (store.origin()) {
      case OURS -> true;
      case OTHER -> false;
      case UNKNOWN -> !own.isEmpty() && store.parameter("database").equals(own);
    };
  }
}
