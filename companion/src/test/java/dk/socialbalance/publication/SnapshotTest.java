/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SnapshotTest {

  private final Snapshot snapshot = SnapshotFixture.snapshot("", "");
  private final Layer layer = snapshot.layer("socialbalance:basisdistrikt_underretninger");

  @Test
  void findsALayerWithAndWithoutWorkspace() {
    assertThat(layer).isSameAs(snapshot.layer("basisdistrikt_underretninger"));
    assertThat(snapshot.layer("register_person")).isNull();
  }

  @Test
  void idsAreLayerCodeAndPeriod() {
    assertThat(layer.id(0)).isEqualTo("basisdistrikt_underretninger.101.2016");
    assertThat(layer.row("basisdistrikt_underretninger.103.2017")).isEqualTo(7);
    assertThat(layer.row("basisdistrikt_underretninger.103.2020")).isEqualTo(-1);
    assertThat(snapshot.layer("basisdistrikt").id(0)).isEqualTo("basisdistrikt.101.2000-01-01");
  }

  @Test
  void aHiddenValueIsNull() {
    int row = layer.row("basisdistrikt_underretninger.103.2017");
    assertThat(layer.value(row, "vaerdi")).isNull();
    assertThat(layer.value(row, "naevner")).isEqualTo(400L);
    assertThat(layer.value(row, "datastatus")).isEqualTo("diskretioneret");
  }

  @Test
  void timesAreInOrder() {
    assertThat(layer.times())
        .extracting(Layer.TimeStep::code)
        .containsExactly("2016", "2017", "2018");
    assertThat(layer.times().get(0).end()).hasToString("2016-12-31T23:59:59Z");
  }

  @Test
  void reprojectsXBeforeY() {
    // Reference: PROJ, gdaltransform from EPSG:25832 to EPSG:4326 of 715000 6180000; 1 cm.
    var corner = layer.geometry(0, 4326).getCoordinates()[0];
    assertThat(corner.x).isCloseTo(12.4231533, within(1.6e-7));
    assertThat(corner.y).isCloseTo(55.7179648, within(0.9e-7));
    assertThat((Object) layer.geometry(0, 4326)).isSameAs(layer.geometry(1, 4326));
    assertThat(layer.geometry(0, 25832).getCoordinates()[0].x).isEqualTo(715000);
  }
}
