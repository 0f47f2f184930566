/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.gs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dk.socialbalance.geoserver.Published;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.DataStoreInfo;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.platform.GeoServerExtensions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.mockito.MockedStatic;

/**
 * What an administrator tries by a page or REST (the validator), or by files in the data directory
 * (the filter, and the scan at the start): each attempt is refused with its reason.
 */
class HostileAdministratorTest {

  private final Published published = new Published().publish("uro");
  private FakeGeoServer fake;
  private GuardFilter filter;
  private GuardValidator validator;

  @BeforeEach
  void start() throws Exception {
    fake = new FakeGeoServer();
    Plugin plugin = mock(Plugin.class);
    when(plugin.sentry())
        .thenReturn(
            new Sentry(
                new Stores(Clock.systemUTC()), () -> "", () -> Set.of("distrikt", "distrikt_uro")));
    filter = new GuardFilter(plugin);
    validator = new GuardValidator(plugin);
  }

  @AfterEach
  void end() throws Exception {
    fake.close();
    published.close();
  }

  private DataStoreInfo store(String schema, String user, String startup) {
    Map<String, String> parameters = new HashMap<>(published.settings().storeParameters());
    parameters.put("schema", schema);
    if (!user.equals("sb_publish")) {
      parameters.put("user", user);
      parameters.put("passwd", published.database().access().ownerPassword());
    }
    if (startup != null) {
      parameters.put("Session startup SQL", startup);
    }
    DataStoreInfo store = fake.bean(DataStoreInfo.class);
    store.setName("lager");
    store.setEnabled(true);
    store.getConnectionParameters().putAll(parameters);
    return store;
  }

  private FeatureTypeInfo type(String table, String sql, DataStoreInfo store) {
    FeatureTypeInfo type = fake.bean(FeatureTypeInfo.class);
    type.setName("harmloest_navn");
    type.setNativeName(table);
    type.setStore(store);
    type.setEnabled(true);
    if (sql != null) {
      type.getMetadata().put(FeatureTypeInfo.JDBC_VIRTUAL_TABLE, sql);
    }
    return type;
  }

  private LayerInfo layer(FeatureTypeInfo type) {
    LayerInfo layer = fake.bean(LayerInfo.class);
    layer.setResource(type);
    return layer;
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "hostile.csv", delimiter = '|', numLinesToSkip = 1)
  void everyWayInIsShut(
      String what,
      String schema,
      String user,
      String startup,
      String table,
      String sql,
      String because) {
    FeatureTypeInfo type = type(table, sql, store(schema, user, startup));
    if (because == null) {
      assertThatCode(() -> validator.validate(type, true)).as(what).doesNotThrowAnyException();
      assertThat(filter.hideResource(type)).as(what).isFalse();
      assertThat(filter.hideLayer(layer(type))).as(what).isFalse();
    } else {
      assertThatThrownBy(() -> validator.validate(type, true))
          .as(what)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(because);
      assertThatThrownBy(() -> validator.validate(type, false)).hasMessageContaining(because);
      assertThat(filter.hideResource(type)).as(what).isTrue();
      assertThat(filter.hideLayer(layer(type))).as(what).isTrue();
    }
  }

  @Test
  void aStoreOfAnotherSchemaIsRefusedBeforeItHasALayer() {
    DataStoreInfo register = store("register", "sb_publish", null);
    assertThatThrownBy(() -> validator.validate(register, true))
        .hasMessageContaining("only its schema lag");
    assertThatCode(() -> validator.validate(store("lag", "sb_publish", null), true))
        .doesNotThrowAnyException();
  }

  @Test
  void whatIsSwitchedOffMayBeSaved() {
    FeatureTypeInfo type = type("person", null, store("lag", "sb_publish", null));
    type.setEnabled(false);
    assertThatCode(() -> validator.validate(type, false)).doesNotThrowAnyException();
    assertThat(filter.hideResource(type)).isTrue();
  }

  @Test
  void aLayerWithoutASourceIsNobodysBusiness() {
    assertThat(filter.hideLayer(fake.bean(LayerInfo.class))).isFalse();
  }

  @Test
  void theScanSwitchesOffWhatLayOnDiskAndSaysWhyOnce() {
    FeatureTypeInfo person = type("person", null, store("lag", "sb_publish", null));
    FeatureTypeInfo sql =
        type("x", "SELECT * FROM register.person", store("lag", "sb_publish", null));
    DataStoreInfo files = fake.bean(DataStoreInfo.class);
    files.getConnectionParameters().put("url", "file:veje.shp");
    FeatureTypeInfo roads = type("veje", null, files);
    Catalog catalog = mock(Catalog.class);
    when(catalog.getFeatureTypes()).thenReturn(List.of(person, sql, roads));
    PluginStatus status = mock(PluginStatus.class);
    Plugin plugin = new Plugin(status);
    try (MockedStatic<GeoServerExtensions> beans = mockStatic(GeoServerExtensions.class)) {
      beans.when(() -> GeoServerExtensions.bean("rawCatalog")).thenReturn(catalog);
      // A catalogue that cannot be written now is tried again.
      doThrow(new IllegalStateException("locked")).when(catalog).save(any(FeatureTypeInfo.class));
      plugin.scanOnce();
      verify(status, never()).refused(any());
      person.setEnabled(true);
      doNothing().when(catalog).save(any(FeatureTypeInfo.class));
      plugin.scanOnce();
      plugin.scanOnce();
    }
    assertThat(person.isEnabled()).isFalse();
    assertThat(sql.isEnabled()).isFalse();
    assertThat(roads.isEnabled()).isTrue();
    verify(catalog, never()).save(roads);
    verify(status, times(1)).refused(contains("is an SQL view"));
    verify(status, times(1)).refused(contains("'person'"));
  }
}
