/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wmts;

import dk.socialbalance.ogc.common.Languages;
import dk.socialbalance.ogc.common.ServiceSettings;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What capabilities depend on beside the snapshot. */
record CapabilitiesKey(WmtsContext context, Set<Section> sections) {

  /** Those of an installation that knows its address; none where the clients' requests tell it. */
  static List<CapabilitiesKey> usual(ServiceSettings settings) {
    return settings.publicUrl().isEmpty()
        ? List.of()
        : Languages.ALL.stream()
            .map(language -> new WmtsContext(settings.publicUrl(), false, language))
            .map(context -> new CapabilitiesKey(context, EnumSet.allOf(Section.class)))
            .toList();
  }
}
