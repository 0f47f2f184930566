/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.publication.CurrentSnapshot;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.publication.SnapshotFixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The service metadata of a publication are written before it is served. */
class CapabilitiesReadyTest {

  private static final ServiceSettings PLAIN = ServiceSettings.defaults();
  private static final ServiceSettings KNOWN =
      new ServiceSettings(
          "https://kort.example",
          List.of(),
          PLAIN.description(),
          PLAIN.provider(),
          PLAIN.contact(),
          PLAIN.fees(),
          PLAIN.accessConstraints(),
          PLAIN.limits());

  private final CurrentSnapshot current = new CurrentSnapshot();

  @Test
  void atTheStartAndAtEachSwap() {
    current.swap(SnapshotFixture.snapshot("<a/>", "<a/>"));
    WfsService service = new WfsService(current, KNOWN);
    List<Snapshot> ready = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      List<CapabilitiesKey> usual = CapabilitiesKey.usual(KNOWN);
      assertThat(usual).hasSize(6);
      assertThat(usual).allMatch(key -> service.capabilities().isReady(current.get(), key));
      ready.add(current.get());
      current.swap(SnapshotFixture.snapshot("<a/>", "<a/>"));
    }
    assertThat(ready.get(0)).isNotSameAs(ready.get(1));
  }

  @Test
  void whereClientsTellTheAddressThoseThatWereAskedFor() throws Exception {
    current.swap(SnapshotFixture.snapshot("<a/>", "<a/>"));
    WfsService service = new WfsService(current, PLAIN);
    CapabilitiesKey key = CapabilitiesKey.usual(KNOWN).get(1);
    assertThat(service.capabilities().isReady(current.get(), key)).isFalse();
    service.capabilities().get(current.get(), key);
    current.swap(SnapshotFixture.snapshot("<a/>", "<a/>"));
    assertThat(service.capabilities().isReady(current.get(), key)).isTrue();
  }
}
