/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.gs;

import java.util.List;
import java.util.Map;
import org.geoserver.catalog.CatalogException;
import org.geoserver.catalog.CatalogInfo;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.StoreInfo;
import org.geoserver.catalog.event.CatalogAddEvent;
import org.geoserver.catalog.event.CatalogBeforeAddEvent;
import org.geoserver.catalog.event.CatalogListener;
import org.geoserver.catalog.event.CatalogModifyEvent;
import org.geoserver.catalog.event.CatalogPostModifyEvent;
import org.geoserver.catalog.event.CatalogRemoveEvent;
import org.geoserver.platform.ExtensionPriority;

/**
 * Vetoes what the guard refuses, before it is in the catalogue, whoever asks (pages, REST, code).
 */
final class GuardListener implements CatalogListener, ExtensionPriority {

  /** Before the listener that writes files, which has 0. */
  private static final int FIRST = -1000;

  private final Sentry sentry;

  GuardListener(Sentry sentry) {
    this.sentry = sentry;
  }

  @Override
  public int getPriority() {
    return FIRST;
  }

  @Override
  public void handlePreAddEvent(CatalogBeforeAddEvent event) {
    CatalogInfo source = event.getSource();
    if (source instanceof StoreInfo store) {
      sentry.store(store).ifPresent(GuardListener::refuse);
    } else if (source instanceof FeatureTypeInfo type) {
      sentry.resource(type).ifPresent(GuardListener::refuse);
    } else if (source instanceof LayerInfo layer && layer.getResource() != null) {
      sentry.resource(layer.getResource()).ifPresent(GuardListener::refuse);
    }
  }

  /** The event's source still has the old values: what is to be is in the event. */
  @Override
  public void handleModifyEvent(CatalogModifyEvent event) {
    CatalogInfo source = event.getSource();
    if (source instanceof StoreInfo store) {
      Object parameters = changed(event, "connectionParameters", store.getConnectionParameters());
      if (parameters instanceof Map<?, ?> map) {
        sentry.store(store, map).ifPresent(GuardListener::refuse);
      }
    } else if (source instanceof FeatureTypeInfo type
        && enabling(event, type.isEnabled())
        && changed(event, "store", type.getStore()) instanceof StoreInfo store) {
      Object metadata = changed(event, "metadata", type.getMetadata());
      sentry
          .resource(
              type,
              (String) changed(event, "nativeName", type.getNativeName()),
              store,
              metadata instanceof Map<?, ?> map ? map : null)
          .ifPresent(GuardListener::refuse);
    } else if (source instanceof LayerInfo layer && enabling(event, layer.isEnabled())) {
      Object resource = changed(event, "resource", layer.getResource());
      if (resource instanceof FeatureTypeInfo type) {
        sentry.resource(type).ifPresent(GuardListener::refuse);
      }
    }
  }

  /** What is being switched off may be: that is the way out for what was there before. */
  private static boolean enabling(CatalogModifyEvent event, boolean enabled) {
    return Boolean.TRUE.equals(changed(event, "enabled", enabled));
  }

  private static Object changed(CatalogModifyEvent event, String property, Object before) {
    List<String> names = event.getPropertyNames();
    int at = names.indexOf(property);
    return at < 0 ? before : event.getNewValues().get(at);
  }

  private static void refuse(String sentence) {
    throw new CatalogException(sentence);
  }

  @Override
  public void handleAddEvent(CatalogAddEvent event) {
    // Refused before, or good.
  }

  @Override
  public void handleRemoveEvent(CatalogRemoveEvent event) {
    // Anything may go.
  }

  @Override
  public void handlePostModifyEvent(CatalogPostModifyEvent event) {
    // Refused before, or good.
  }

  @Override
  public void reloaded() {
    // The filter judges what a reload brings.
  }
}
