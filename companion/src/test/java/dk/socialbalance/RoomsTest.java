/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The law of the rooms: a package imports only packages that stand above it in the list. */
class RoomsTest {

  private static final String ROOT = "dk.socialbalance.";

  /** From the ground up; docs/architecture.md says what each is for. */
  private static final List<String> ROOMS =
      List.of(
          "db",
          "geoserver.state",
          "xml",
          "catalogue",
          "register",
          "measures",
          "byliv",
          "cells",
          "disclosure",
          "statistics",
          "analysis",
          "publication",
          "filter",
          "render",
          "ogc.common",
          "ogc.wms",
          "ogc.wfs",
          "ogc.wmts",
          "ogc.features",
          "ogc.tiles",
          "ogc.styles",
          "ogc.maps",
          "ogc.processes",
          "ogc.joins",
          "datadir",
          "web",
          "security",
          "ops",
          "demo",
          "cli");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dk.socialbalance");

  @Test
  void everyClassStandsInARoom() {
    assertThat(CLASSES)
        .allSatisfy(
            type ->
                assertThat(ROOMS)
                    .as(type.getName())
                    .anyMatch(room -> isIn(type.getPackageName(), ROOT + room)));
  }

  @Test
  void aRoomImportsOnlyRoomsAboveIt() {
    for (int i = 0; i < ROOMS.size(); i++) {
      List<String> below = new ArrayList<>();
      for (String room : ROOMS.subList(i + 1, ROOMS.size())) {
        below.add(ROOT + room + "..");
      }
      if (!below.isEmpty()) {
        noClasses()
            .that()
            .resideInAPackage(ROOT + ROOMS.get(i) + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(below.toArray(String[]::new))
            .allowEmptyShould(true)
            .check(CLASSES);
      }
    }
  }

  /** An audit that used what it audits would repeat its mistakes. */
  @Test
  void theAuditSharesNothingWithWhatItAudits() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "disclosure.audit..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "disclosure")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "disclosure")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "disclosure.audit..")
        .check(CLASSES);
  }

  @Test
  void theRendererKnowsNoWeb() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "render..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.servlet..", "org.springframework..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  /** One hardened way of reading XML. */
  @Test
  void nobodyElseMakesXmlReaders() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "xml")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "javax\\.xml\\.(parsers\\..*Factory|stream\\.XMLInputFactory|transform\\..*Factory"
                + "|validation\\..*|xpath\\..*)|org\\.xml\\.sax\\.helpers\\.XMLReaderFactory")
        .check(CLASSES);
  }

  private static boolean isIn(String packageName, String room) {
    return packageName.equals(room) || packageName.startsWith(room + ".");
  }
}
