/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.publication.context.ContextFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The country around Blue Lake, on which OGC's tests of WMS play: points, lines and areas in
 * longitude and latitude, and cars at moments five seconds apart. Loaded as own layers, as anybody
 * would load them.
 */
final class BlueLake {

  private BlueLake() {}

  /** What the doors serve of it. */
  static Snapshot snapshot(Path folder) throws IOException {
    Map<String, List<String>> features = new LinkedHashMap<>();
    for (NamedCsvRecord line : WmsServer.cases("blue-lake.csv")) {
      features
          .computeIfAbsent(line.getField("layer"), name -> new ArrayList<>())
          .add(feature(line));
    }
    try (ContextFixture own = new ContextFixture(folder)) {
      for (Map.Entry<String, List<String>> layer : features.entrySet()) {
        ContextFixture.Wanted wanted = ContextFixture.layer("cite:" + layer.getKey());
        own.features(
            layer.getKey().equals("Autos") ? wanted.time("time") : wanted,
            layer.getValue().toArray(String[]::new));
      }
      return own.snapshot();
    }
  }

  private static String feature(NamedCsvRecord line) {
    String time = line.getField("time");
    return "{\"type\":\"Feature\",\"id\":\"%s\",\"properties\":{\"name\":\"%s\"%s},\"geometry\":%s}"
        .formatted(
            line.getField("id"),
            line.getField("name"),
            time.isEmpty() ? "" : ",\"time\":\"" + time + "\"",
            geometry(line.getField("geometry")));
  }

  /** Well-known text as GeoJSON. */
  private static String geometry(String text) {
    String[] parts = text.split(" ", 2);
    String coordinates =
        parts[1]
            .replaceAll("(-?[0-9.]+) (-?[0-9.]+)", "[$1,$2]")
            .replace('(', '[')
            .replace(')', ']');
    String type =
        switch (parts[0]) {
          case "POINT" -> "Point";
          case "LINESTRING" -> "LineString";
          case "POLYGON" -> "Polygon";
          case "MULTILINESTRING" -> "MultiLineString";
          case "MULTIPOLYGON" -> "MultiPolygon";
          default -> throw new IllegalArgumentException(text);
        };
    return "{\"type\":\"%s\",\"coordinates\":%s}"
        .formatted(
            type,
            type.equals("Point")
                ? coordinates.substring(1, coordinates.length() - 1)
                : coordinates);
  }
}
