/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.Languages;
import dk.socialbalance.ogc.common.ServiceSettings;
import dk.socialbalance.ogc.common.UpdateSequence;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What capabilities depend on beside the snapshot.
 *
 * @param base the base URL of all doors, as the client sees it
 * @param address of the service
 * @param sections those to give
 */
record CapabilitiesKey(
    WfsVersion version,
    String language,
    String base,
    String address,
    Set<WfsRequest.Section> sections) {

  /**
   * Which document answers a request; one without sections when the client has it already (OWS
   * Common 1.1, 7.3.4).
   */
  static CapabilitiesKey of(
      WfsContext context, WfsRequest.GetCapabilities wanted, String language) {
    Set<WfsRequest.Section> sections =
        wanted.sections().isEmpty() || wanted.version() == WfsVersion.V1_0_0
            ? EnumSet.allOf(WfsRequest.Section.class)
            : wanted.sections();
    if (wanted.version() != WfsVersion.V1_0_0
        && UpdateSequence.isCurrent(wanted.updateSequence(), context.snapshot().revision())) {
      sections = EnumSet.noneOf(WfsRequest.Section.class);
    }
    return new CapabilitiesKey(
        wanted.version(), language, context.base(), context.address(), sections);
  }

  /** Those of an installation that knows its address; none where the clients' requests tell it. */
  static List<CapabilitiesKey> usual(ServiceSettings settings) {
    List<CapabilitiesKey> usual = new ArrayList<>();
    if (!settings.publicUrl().isEmpty()) {
      for (WfsVersion version : WfsVersion.values()) {
        for (String language : Languages.ALL) {
          usual.add(
              new CapabilitiesKey(
                  version,
                  language,
                  settings.publicUrl(),
                  settings.publicUrl() + "/wfs",
                  EnumSet.allOf(WfsRequest.Section.class)));
        }
      }
    }
    return usual;
  }
}
