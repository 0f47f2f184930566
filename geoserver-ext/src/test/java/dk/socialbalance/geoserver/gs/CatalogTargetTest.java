/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.gs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.socialbalance.geoserver.Published;
import dk.socialbalance.geoserver.state.Catalogue;
import dk.socialbalance.geoserver.state.Plan;
import dk.socialbalance.geoserver.state.State;
import dk.socialbalance.geoserver.state.Target.ForeignException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.geoserver.catalog.FeatureTypeInfo;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.StyleInfo;
import org.geoserver.catalog.WorkspaceInfo;
import org.geoserver.wfs.WFSInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written into GeoServer's catalogue is what is read back from it. */
class CatalogTargetTest {

  private final Published published = new Published();
  private FakeGeoServer fake;
  private CatalogTarget target;

  @BeforeEach
  void start() throws Exception {
    fake = new FakeGeoServer();
    target =
        new CatalogTarget(
            fake.catalog(),
            fake.files(),
            new Services(fake.server(), Logger.getLogger("test")),
            new Tiles(fake.cache),
            new Stores(Clock.systemUTC()));
  }

  @AfterEach
  void end() throws Exception {
    fake.close();
    published.close();
  }

  private State wanted() throws SQLException {
    Catalogue catalogue = new Catalogue(published.settings());
    try (Connection connection = catalogue.connect()) {
      return catalogue.wanted(connection);
    }
  }

  private Plan step() throws SQLException {
    Plan plan = Plan.of(wanted(), target.present());
    plan.changes().forEach(target::apply);
    return plan;
  }

  @Test
  void readsBackWhatItWroteAndThenWritesNothing() throws SQLException {
    published.publish("uro");
    step();
    assertThat(target.present()).usingRecursiveComparison().isEqualTo(wanted());
    fake.writes.clear();
    assertThat(step().changes()).isEmpty();
    assertThat(fake.writes).isEmpty();
    FeatureTypeInfo latest = (FeatureTypeInfo) find("type", "distrikt_uro_seneste");
    assertThat(latest.getDisabledServices()).containsExactly("WMS");
    assertThat(fake.tileLayers)
        .containsOnlyKeys("socialbalance:distrikt", "socialbalance:distrikt_uro");
    assertThat(fake.grids).contains("View1");
    assertThat(((LayerGroupInfo) find("group", "tema_boern")).getMode())
        .isEqualTo(LayerGroupInfo.Mode.CONTAINER);
    assertThat(((WFSInfo) fake.local.get(WFSInfo.class)).getServiceLevel())
        .isEqualTo(WFSInfo.ServiceLevel.BASIC);
  }

  @Test
  void aNewPublicationEmptiesCachesOfOurLayersAndOfGroupsThatHoldThem() throws SQLException {
    published.publish("uro");
    step();
    fake.emptied.clear();
    published.publish("uro");
    step();
    assertThat(fake.emptied)
        .contains("socialbalance:distrikt", "socialbalance:distrikt_uro", "minby:min_gruppe");
    assertThat(target.present()).usingRecursiveComparison().isEqualTo(wanted());
  }

  @Test
  void retiredThingsGo() throws SQLException {
    published.publish("uro", "skole");
    step();
    published.publish("skole");
    step();
    assertThat(target.present()).usingRecursiveComparison().isEqualTo(wanted());
    assertThat(fake.things.get("layer")).hasSize(4);
    assertThat(fake.tileLayers).doesNotContainKey("socialbalance:distrikt_uro");
  }

  @Test
  void whatSomebodyElseMadeIsLeftAlone() throws SQLException {
    published.publish("uro");
    step();
    StyleInfo foreign = fake.bean(StyleInfo.class);
    foreign.setName("min_stil");
    fake.things.get("style").add(foreign);
    FeatureTypeInfo type = fake.bean(FeatureTypeInfo.class);
    type.setName("mit_lag");
    type.setStore(((FeatureTypeInfo) find("type", "distrikt")).getStore());
    fake.things.get("type").add(type);
    assertThat(step().changes()).isEmpty();
    assertThat(fake.things.get("type")).contains(type);
    StyleInfo ours = (StyleInfo) find("style", "distrikt_uro");
    ours.getMetadata().clear();
    assertThatThrownBy(this::step)
        .isInstanceOf(ForeignException.class)
        .hasMessageContaining("a style 'socialbalance:distrikt_uro' that the plugin has not made");
  }

  @Test
  void aWorkspaceOfSomebodyElseIsNotTouched() {
    WorkspaceInfo workspace = fake.bean(WorkspaceInfo.class);
    workspace.setName("socialbalance");
    fake.things.put("workspace", new ArrayList<>(List.of(workspace)));
    assertThatThrownBy(target::present)
        .isInstanceOf(ForeignException.class)
        .hasMessageContaining("Rename or remove it");
    assertThat(fake.writes).isEmpty();
  }

  @Test
  void whatWasSwitchedOffOrChangedByHandIsPutRight() throws SQLException {
    published.publish("uro");
    step();
    ((LayerInfo) fake.things.get("layer").get(0)).setEnabled(false);
    ((FeatureTypeInfo) find("type", "distrikt_uro")).getMetadata().remove("time");
    fake.tileLayers.remove("socialbalance:distrikt_uro");
    fake.documents.put("distrikt", "<by hand/>");
    assertThat(step().changes()).isNotEmpty();
    assertThat(target.present()).usingRecursiveComparison().isEqualTo(wanted());
    assertThat(((LayerInfo) fake.things.get("layer").get(0)).isEnabled()).isTrue();
  }

  private Object find(String kind, String name) {
    return fake.things.get(kind).stream()
        .filter(
            thing ->
                thing instanceof FeatureTypeInfo t
                    ? t.getName().equals(name)
                    : thing instanceof LayerGroupInfo g
                        ? g.getName().equals(name)
                        : thing instanceof StyleInfo s && s.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
