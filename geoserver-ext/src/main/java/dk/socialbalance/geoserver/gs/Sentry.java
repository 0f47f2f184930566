/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.gs;

import dk.socialbalance.geoserver.guard.Guard;
import dk.socialbalance.geoserver.guard.StoreFacts;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.ResourceInfo;
import org.geoserver.catalog.StoreInfo;

/** The guard's judgement of what GeoServer's catalogue holds or is about to hold. */
final class Sentry {

  private final Stores stores;
  private final Supplier<String> own;
  private final Supplier<Set<String>> views;

  /**
   * @param own name of the plugin's own database; empty when it has none
   * @param views the views that may be published
   */
  Sentry(Stores stores, Supplier<String> own, Supplier<Set<String>> views) {
    this.stores = stores;
    this.own = own;
    this.views = views;
  }

  /** Why a store is refused; empty when it may be. */
  Optional<String> store(StoreInfo store) {
    return Guard.store(stores.facts(store), own.get());
  }

  /** As above, with the connection parameters that it is about to have. */
  Optional<String> store(StoreInfo store, Map<?, ?> parameters) {
    Map<String, Object> given = new TreeMap<>();
    parameters.forEach((key, value) -> given.put(key.toString(), value));
    return Guard.store(stores.facts(store, given), own.get());
  }

  /** Why a layer's source is refused; empty when it may be, or is none of vectors. */
  Optional<String> resource(ResourceInfo resource) {
    return resource(
        resource, resource.getNativeName(), resource.getStore(), resource.getMetadata());
  }

  /** As above, with what it is about to be. */
  Optional<String> resource(
      ResourceInfo resource, String nativeName, StoreInfo store, Map<?, ?> metadata) {
    if (!(resource instanceof FeatureTypeInfo) || store == null) {
      return Optional.empty();
    }
    StoreFacts facts = stores.facts(store);
    boolean sqlView = metadata != null && metadata.containsKey(FeatureTypeInfo.JDBC_VIRTUAL_TABLE);
    return Guard.featureType(
        resource.getName(),
        nativeName == null ? resource.getName() : nativeName,
        sqlView,
        facts,
        own.get(),
        views.get());
  }
}
