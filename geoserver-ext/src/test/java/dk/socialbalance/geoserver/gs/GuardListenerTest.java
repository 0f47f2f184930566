/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.gs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dk.socialbalance.geoserver.Published;
import dk.socialbalance.geoserver.state.Settings;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.geoserver.catalog.CatalogException;
import org.geoserver.catalog.CatalogInfo;
import org.geoserver.catalog.DataStoreInfo;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.event.CatalogBeforeAddEvent;
import org.geoserver.catalog.event.CatalogModifyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The occasions on which GeoServer asks the guard, with the database that it guards. */
class GuardListenerTest {

  private final Published published = new Published().publish("uro");
  private final AtomicReference<Set<String>> views =
      new AtomicReference<>(Set.of("distrikt", "distrikt_uro"));
  private FakeGeoServer fake;
  private Sentry sentry;
  private GuardListener listener;

  @BeforeEach
  void start() throws Exception {
    fake = new FakeGeoServer();
    // Without settings of its own the guard must know the database by asking it.
    sentry = new Sentry(new Stores(Clock.systemUTC()), () -> "", views::get);
    listener = new GuardListener(sentry);
  }

  @AfterEach
  void end() throws Exception {
    fake.close();
    published.close();
  }

  private DataStoreInfo store(Map<String, String> changes) {
    DataStoreInfo store = fake.bean(DataStoreInfo.class);
    store.setName("lager");
    Settings settings = published.settings();
    store.getConnectionParameters().putAll(settings.storeParameters());
    store.getConnectionParameters().putAll(changes);
    return store;
  }

  private FeatureTypeInfo type(String table, DataStoreInfo store) {
    FeatureTypeInfo type = fake.bean(FeatureTypeInfo.class);
    type.setName("harmloest_navn");
    type.setNativeName(table);
    type.setStore(store);
    type.setEnabled(true);
    return type;
  }

  private void add(CatalogInfo thing) {
    CatalogBeforeAddEvent event = mock(CatalogBeforeAddEvent.class);
    when(event.getSource()).thenReturn(thing);
    listener.handlePreAddEvent(event);
  }

  private void modify(CatalogInfo thing, String property, Object value) {
    CatalogModifyEvent event = mock(CatalogModifyEvent.class);
    when(event.getSource()).thenReturn(thing);
    when(event.getPropertyNames()).thenReturn(List.of(property));
    when(event.getNewValues()).thenReturn(List.of(value));
    listener.handleModifyEvent(event);
  }

  @Test
  void aViewOfTheDatabaseMayBeAdded() {
    assertThatCode(
            () -> {
              add(store(Map.of()));
              add(type("distrikt", store(Map.of())));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void aTableOfPersonsIsRefusedUnderAnyNameAndByAnyAddressOfTheServer() {
    for (String host : List.of("127.0.0.1", "localhost")) {
      DataStoreInfo store = store(Map.of("host", host));
      assertThatThrownBy(() -> add(type("person", store)))
          .isInstanceOf(CatalogException.class)
          .hasMessageContaining("no layer of the current publication");
      DataStoreInfo register = store(Map.of("host", host, "schema", "register"));
      assertThatThrownBy(() -> add(register)).hasMessageContaining("only its schema lag");
    }
  }

  @Test
  void anSqlViewIsRefused() {
    FeatureTypeInfo type = type("distrikt", store(Map.of()));
    type.getMetadata().put("JDBC_VIRTUAL_TABLE", "SELECT * FROM register.person");
    assertThatThrownBy(() -> add(type)).hasMessageContaining("is an SQL view");
  }

  @Test
  void aLayerOnARefusedResourceIsRefused() {
    LayerInfo layer = fake.bean(LayerInfo.class);
    layer.setResource(type("person", store(Map.of())));
    assertThatThrownBy(() -> add(layer)).isInstanceOf(CatalogException.class);
  }

  @Test
  void aGoodLayerCannotBecomeABadOne() {
    FeatureTypeInfo type = type("distrikt", store(Map.of()));
    assertThatThrownBy(() -> modify(type, "nativeName", "person")).hasMessageContaining("'person'");
    assertThatThrownBy(
            () -> modify(type, "metadata", new HashMap<>(Map.of("JDBC_VIRTUAL_TABLE", "x"))))
        .hasMessageContaining("is an SQL view");
    assertThatThrownBy(() -> modify(type, "store", store(Map.of("schema", "indicator"))))
        .hasMessageContaining("only its schema lag");
    assertThatCode(() -> modify(type, "title", "Ny titel")).doesNotThrowAnyException();
  }

  @Test
  void aGoodStoreCannotBecomeABadOne() {
    DataStoreInfo store = store(Map.of());
    Map<String, Object> changed = new HashMap<>(published.settings().storeParameters());
    changed.put("schema", "register");
    assertThatThrownBy(() -> modify(store, "connectionParameters", changed))
        .hasMessageContaining("only its schema lag");
  }

  @Test
  void whatLayOnDiskIsHiddenAndCanBeSwitchedOffButNotOn() {
    FeatureTypeInfo type = type("person", store(Map.of()));
    assertThat(sentry.resource(type)).isPresent();
    assertThatCode(() -> modify(type, "enabled", false)).doesNotThrowAnyException();
    type.setEnabled(false);
    assertThatThrownBy(() -> modify(type, "enabled", true)).isInstanceOf(CatalogException.class);
  }

  @Test
  void otherStoresAreNobodysBusiness() {
    DataStoreInfo files = fake.bean(DataStoreInfo.class);
    files.setName("filer");
    files.getConnectionParameters().put("url", "file:veje.shp");
    assertThatCode(() -> add(type("person", files))).doesNotThrowAnyException();
  }

  @Test
  void theGuardComesBeforeTheFilesAreWritten() {
    assertThat(listener.getPriority()).isNegative();
  }
}
