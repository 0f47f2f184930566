/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.web;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.publication.SnapshotFixture;
import dk.socialbalance.publication.StyleTemplates;
import java.util.List;
import org.junit.jupiter.api.Test;

class QgisLayersTest {

  private final Snapshot snapshot =
      SnapshotFixture.snapshot(
          StyleTemplates.choropleth(
                  "basisdistrikt_underretninger",
                  new LocalText("Underretninger", "Notifications"),
                  List.of(5.0, 7.5, 10.0, 12.5),
                  true,
                  new LocalText("%", "%"),
                  1)
              .sld(),
          StyleTemplates.outline("basisdistrikt", new LocalText("Omrids", "Outlines")).sld());

  @Test
  void namesEveryLayerOfTheTreeOnceADoor() {
    String document = new QgisLayers(snapshot, "http://localhost:8080", "da").document();
    assertThat(document)
        .contains("layers=socialbalance:basisdistrikt_underretninger&amp;")
        .contains("typename='socialbalance:basisdistrikt_underretninger_seneste'")
        .contains("timeDimensionExtent=2016-01-01T00:00:00.000Z,2017-01-01T00:00:00.000Z")
        .contains("startField=\"periode_start\"")
        .contains("<temporal enabled=\"1\" mode=\"1\"");
    // Two layers drawn by the server; four as data, the table among them.
    assertThat(document.split("<maplayer ", -1)).hasSize(1 + 2 + 4);
    assertThat(document).contains("typename='socialbalance:noegletal'");
  }

  @Test
  void saysTheStyleInQgisWords() {
    String document = new QgisLayers(snapshot, "http://localhost:8080", "da").document();
    assertThat(document)
        .contains("filter=\"&quot;klasse&quot; = 1\"")
        .contains("&quot;datastatus&quot; = 'diskretioneret'")
        .contains("class=\"LinePatternFill\"", "k=\"line_color\" v=\"140,148,158,255\"")
        .contains("under 5,0");
    assertThat(new QgisLayers(snapshot, "http://localhost:8080", "en").document())
        .contains("under 5.0");
  }
}
