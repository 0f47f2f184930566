/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.gs;

import org.geoserver.catalog.ResourceInfo;
import org.geoserver.catalog.StoreInfo;
import org.geoserver.catalog.impl.AbstractCatalogValidator;

/** Says in pages and REST, before anything is saved, why something is refused. */
public final class GuardValidator extends AbstractCatalogValidator {

  private final Plugin plugin;

  /** Made by Spring. */
  public GuardValidator(Plugin plugin) {
    this.plugin = plugin;
  }

  @Override
  public void validate(ResourceInfo resource, boolean isNew) {
    if (resource.isEnabled()) {
      plugin.sentry().resource(resource).ifPresent(GuardValidator::refuse);
    }
  }

  @Override
  public void validate(StoreInfo store, boolean isNew) {
    if (store.isEnabled()) {
      plugin.sentry().store(store).ifPresent(GuardValidator::refuse);
    }
  }

  private static void refuse(String sentence) {
    throw new IllegalArgumentException(sentence);
  }
}
