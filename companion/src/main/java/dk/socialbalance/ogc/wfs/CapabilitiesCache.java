/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.UpdateSequence;
import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Finished capabilities. Bounded, since the address in them is the one that the client used. */
final class CapabilitiesCache {

  private static final int MOST = 32;

  /**
   * What capabilities depend on.
   *
   * @param sections those to give
   * @param revision of the snapshot
   */
  record Key(
      WfsVersion version,
      String language,
      String address,
      Set<WfsRequest.Section> sections,
      String revision) {}

  private final Map<Key, byte[]> ready = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Which document answers a request; one without sections when the client has it already (OWS
   * Common 1.1, 7.3.4).
   */
  static Key key(WfsContext context, WfsRequest.GetCapabilities wanted, String language) {
    Set<WfsRequest.Section> sections =
        wanted.sections().isEmpty() || wanted.version() == WfsVersion.V1_0_0
            ? EnumSet.allOf(WfsRequest.Section.class)
            : wanted.sections();
    String revision = context.snapshot().revision();
    if (wanted.version() != WfsVersion.V1_0_0
        && UpdateSequence.isCurrent(wanted.updateSequence(), revision)) {
      sections = EnumSet.noneOf(WfsRequest.Section.class);
    }
    return new Key(wanted.version(), language, context.address(), sections, revision);
  }

  /** The document, written when it is asked for the first time. */
  byte[] get(WfsContext context, Key key) throws IOException {
    synchronized (ready) {
      byte[] known = ready.get(key);
      if (known != null) {
        return known;
      }
    }
    byte[] made = Capabilities.document(context, key);
    synchronized (ready) {
      ready.put(key, made);
      if (ready.size() > MOST) {
        ready.remove(ready.keySet().iterator().next());
      }
    }
    return made;
  }
}
