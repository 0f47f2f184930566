/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wmts;

import dk.socialbalance.ogc.common.Kvp;
import dk.socialbalance.ogc.common.OwsException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The parts of the service metadata that a request may ask for (OGC 07-057r7, table 12). */
enum Section {
  SERVICE_IDENTIFICATION("ServiceIdentification"),
  SERVICE_PROVIDER("ServiceProvider"),
  OPERATIONS_METADATA("OperationsMetadata"),
  CONTENTS("Contents"),
  THEMES("Themes");

  private final String label;

  Section(String label) {
    this.label = label;
  }

  /** All names, as the metadata list them. */
  static List<String> names() {
    return Arrays.stream(values()).map(section -> section.label).toList();
  }

  /**
   * Those that SECTIONS asks for, in any case; all when it is absent.
   *
   * @throws OwsException when it is empty or names another
   */
  static Set<Section> of(Kvp kvp) {
    if (!kvp.has("SECTIONS")) {
      return EnumSet.allOf(Section.class);
    }
    Set<Section> wanted = EnumSet.noneOf(Section.class);
    for (String name : kvp.require("SECTIONS").split(",")) {
      if (name.trim().equalsIgnoreCase("All")) {
        return EnumSet.allOf(Section.class);
      }
      wanted.add(
          Arrays.stream(values())
              .filter(section -> section.label.equalsIgnoreCase(name.trim()))
              .findFirst()
              .orElseThrow(
                  () ->
                      OwsException.invalid(
                          "sections",
                          "There is no section '"
                              + OwsException.shown(name)
                              + "'; there are All, "
                              + String.join(", ", names()))));
    }
    return wanted;
  }
}
