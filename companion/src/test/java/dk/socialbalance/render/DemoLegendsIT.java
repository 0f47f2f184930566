/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.it.Installation;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.publication.SnapshotReader;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.geotools.api.style.PolygonSymbolizer;
import org.geotools.api.style.Rule;
import org.geotools.api.style.Style;
import org.junit.jupiter.api.Test;

/**
 * In the demo municipality, every area of every layer, period and style is painted with the colour
 * of the legend's row that claims it, and of no other.
 */
class DemoLegendsIT {

  @Test
  void paintEveryAreaAsTheySay() throws Exception {
    try (Installation installation = new Installation()) {
      Installation.Running server =
          installation.start("Ctrl-C stops.", "run").awaitReady(Duration.ofMinutes(4));
      Snapshot snapshot;
      try (Connection connection = installation.connect()) {
        snapshot = SnapshotReader.read(connection, "offentlig", null, "http://localhost");
      } finally {
        server.interrupt();
      }
      List<String> checked = new ArrayList<>();
      List<String> unfilled = new ArrayList<>();
      long areas = 0;
      for (Layer layer : snapshot.layers().values()) {
        if (!layer.hasGeometry() || !layer.description().inWms()) {
          continue;
        }
        for (String name : layer.description().styles()) {
          Style style = StyleReader.read(snapshot.styles().get(name).sld());
          if (!fills(style)) {
            unfilled.add(name);
            continue;
          }
          areas += new LegendColours(style).check(layer);
          checked.add(name);
        }
      }
      assertThat(unfilled)
          .as("only the bare areas and the overviews fill nothing")
          .allMatch(name -> name.matches("[a-z]+(_oversigt)?"));
      assertThat(checked).as("styles").hasSizeGreaterThan(150);
      assertThat(areas).as("areas, periods and styles together").isGreaterThan(35_000);
    }
  }

  private static boolean fills(Style style) {
    for (Rule rule : style.featureTypeStyles().get(0).rules()) {
      if (rule.symbolizers().stream()
          .anyMatch(s -> s instanceof PolygonSymbolizer polygon && polygon.getFill() != null)) {
        return true;
      }
    }
    return false;
  }
}
