/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.it;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Own layers for the suite: thirty features each in longitude and latitude, with attributes of
 * every type, some of them empty.
 */
final class EtsLayers {

  private static final int COUNT = 30;

  private EtsLayers() {}

  /** A collection of points, lines or areas. */
  static String geoJson(String kind) {
    List<String> features = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      double x = 12.30 + 0.02 * (i % 6);
      double y = 55.70 + 0.01 * Math.floorDiv(i, 6);
      String geometry =
          switch (kind) {
            case "points" -> text("{\"type\":\"Point\",\"coordinates\":[%f,%f]}", x, y);
            case "lines" ->
                text(
                    "{\"type\":\"LineString\",\"coordinates\":[[%f,%f],[%f,%f],[%f,%f]]}",
                    x, y, x + 0.01, y + 0.002, x + 0.015, y + 0.008);
            case "areas" ->
                text(
                    "{\"type\":\"Polygon\",\"coordinates\":"
                        + "[[[%f,%f],[%f,%f],[%f,%f],[%f,%f],[%f,%f]]]}",
                    x, y, x + 0.015, y, x + 0.015, y + 0.008, x, y + 0.008, x, y);
            default -> throw new IllegalArgumentException(kind);
          };
      LocalDate day = LocalDate.of(2024, 1, 1).plusDays(11L * i);
      features.add(
          text(
              "{\"type\":\"Feature\",\"id\":%d,\"geometry\":%s,\"properties\":{\"navn\":\"%s\","
                  + "\"antal\":%d,\"andel\":%s,\"aaben\":%s,\"dag\":\"%s\","
                  + "\"tid\":\"%sT12:30:00Z\",\"note\":%s}}",
              i + 1,
              geometry,
              "Sted " + (char) ('A' + i % 26),
              10 + i,
              i % 4 == 0 ? "null" : text("%.2f", 0.37 * i),
              i % 2 == 0,
              day,
              day,
              i % 3 == 0 ? "null" : "\"Note " + i + "\""));
    }
    return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}";
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
