/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.gs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.List;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.event.CatalogListener;
import org.geoserver.config.GeoServer;
import org.geoserver.platform.GeoServerExtensions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.MockedStatic;

/** The plugin's own life in a GeoServer. */
class PluginTest {

  private final Plugin plugin = new Plugin(mock(PluginStatus.class));

  @AfterEach
  void end() {
    plugin.onDispose();
  }

  private static List<Thread> looking() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("socialbalance"))
        .toList();
  }

  /** A reload disposes of everything, calls no initializer, and says that it has reloaded. */
  @Test
  void goesOnAfterAReloadOfTheDataDirectory() throws InterruptedException {
    List<CatalogListener> listeners = new ArrayList<>();
    Catalog catalog = mock(Catalog.class);
    when(catalog.getListeners()).thenReturn(listeners);
    doAnswer(call -> listeners.add(call.getArgument(0))).when(catalog).addListener(any());
    try (MockedStatic<GeoServerExtensions> beans = mockStatic(GeoServerExtensions.class)) {
      beans.when(() -> GeoServerExtensions.bean("rawCatalog")).thenReturn(catalog);
      plugin.initialize(mock(GeoServer.class));
      assertThat(looking()).hasSize(1);
      assertThat(listeners).hasSize(1);
      Thread before = looking().get(0);
      plugin.beforeReload();
      plugin.onDispose();
      listeners.clear();
      before.join(10_000);
      plugin.onReload();
      assertThat(looking()).hasSize(1).doesNotContain(before);
      assertThat(listeners).hasSize(1);
      plugin.onReload();
      assertThat(listeners).hasSize(1);
    }
  }
}
