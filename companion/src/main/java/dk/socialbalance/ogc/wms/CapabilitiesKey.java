/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.Languages;
import dk.socialbalance.ogc.common.ServiceSettings;
import java.util.ArrayList;
import java.util.List;

/** What capabilities depend on beside the snapshot. */
record CapabilitiesKey(WmsVersion version, String language, WmsEndpoint endpoint) {

  /** Those of an installation that knows its address; none where the clients' requests tell it. */
  static List<CapabilitiesKey> usual(ServiceSettings settings) {
    List<CapabilitiesKey> usual = new ArrayList<>();
    if (!settings.publicUrl().isEmpty()) {
      for (WmsVersion version : WmsVersion.values()) {
        for (String language : Languages.ALL) {
          usual.add(
              new CapabilitiesKey(version, language, new WmsEndpoint(settings.publicUrl(), false)));
        }
      }
    }
    return usual;
  }
}
