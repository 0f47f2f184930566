/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wmts;

import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.ogc.wms.WmsModel;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Finished capabilities of the snapshot served now. Bounded, since the address in them is the one
 * that the client used.
 */
final class CapabilitiesCache {

  /** What capabilities depend on beside the snapshot. */
  record Key(WmtsContext context, Set<Section> sections) {}

  private static final int MOST = 32;

  private final Map<Key, byte[]> ready = new LinkedHashMap<>(16, 0.75f, true);
  private WmsModel of;

  /** The document, written when it is asked for the first time. */
  byte[] get(WmsModel model, Key key, ServiceSettings settings) throws IOException {
    synchronized (this) {
      if (of != model) {
        ready.clear();
        of = model;
      }
      byte[] known = ready.get(key);
      if (known != null) {
        return known;
      }
    }
    byte[] made = CapabilitiesWriter.write(model, key, settings);
    synchronized (this) {
      if (of == model) {
        ready.put(key, made);
        if (ready.size() > MOST) {
          ready.remove(ready.keySet().iterator().next());
        }
      }
    }
    return made;
  }
}
