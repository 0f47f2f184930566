/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.publication.CurrentSnapshot;
import dk.socialbalance.publication.Snapshot;
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
    current.swap(WmsServer.snapshot());
    Maps maps = new Maps(current, KNOWN);
    WmsService service = new WmsService(maps, KNOWN);
    List<Snapshot> ready = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      List<CapabilitiesKey> usual = CapabilitiesKey.usual(KNOWN);
      assertThat(usual).hasSize(4);
      assertThat(usual).allMatch(key -> service.capabilities().isReady(maps.model(), key));
      ready.add(maps.model().snapshot());
      current.swap(WmsServer.snapshot());
    }
    assertThat(ready.get(0)).isNotSameAs(ready.get(1));
  }

  @Test
  void whereClientsTellTheAddressThoseThatWereAskedFor() throws Exception {
    current.swap(WmsServer.snapshot());
    Maps maps = new Maps(current, PLAIN);
    WmsService service = new WmsService(maps, PLAIN);
    CapabilitiesKey key = CapabilitiesKey.usual(KNOWN).get(1);
    assertThat(service.capabilities().isReady(maps.model(), key)).isFalse();
    service.capabilities().get(maps.model(), key);
    current.swap(WmsServer.snapshot());
    assertThat(service.capabilities().isReady(maps.model(), key)).isTrue();
  }
}
