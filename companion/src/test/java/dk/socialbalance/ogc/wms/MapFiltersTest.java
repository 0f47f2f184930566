/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dk.socialbalance.publication.SnapshotFixture;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** CQL_FILTER, FILTER and FEATUREID: what is painted, and what a click finds, is what they take. */
class MapFiltersTest {

  static List<NamedCsvRecord> filters() {
    return WmsServer.cases("filters.csv");
  }

  @ParameterizedTest
  @MethodSource("filters")
  void whatIsPaintedIsWhatTheFilterTakes(NamedCsvRecord line) {
    String[] change = {
      "LAYERS", line.getField("layers"), line.getField("parameter"), line.getField("value")
    };
    assertThat(String.join(" ", painted(change))).isEqualTo(line.getField("painted"));
  }

  @ParameterizedTest
  @MethodSource("filters")
  void aClickFindsWhatIsPainted(NamedCsvRecord line) {
    List<String> found = new ArrayList<>();
    for (int district = 0; district < 6; district++) {
      Map<String, String> click =
          WmsServer.info(
              "LAYERS",
              line.getField("layers"),
              "QUERY_LAYERS",
              "basisdistrikt_underretninger",
              line.getField("parameter"),
              line.getField("value"),
              "I",
              String.valueOf(60 + 100 * (district % 3)),
              "J",
              String.valueOf(160 - 100 * (district / 3)));
      String code = SnapshotFixture.CODES.get(district);
      if (WmsServer.get(click).body().contains("." + code + ".2016\"")) {
        found.add(code);
      }
    }
    // A layer that stands twice is asked as it stands first.
    assertThat(List.of(line.getField("painted").split(" ")))
        .containsAll(found.isEmpty() ? List.of("") : found);
    if (!line.getField("layers").contains(",")) {
      assertThat(String.join(" ", found)).isEqualTo(line.getField("painted"));
    }
  }

  /** District 103 is hidden in 2017: its value would be 10, its count 40. */
  @Test
  void aHiddenNumberIsNotFoundByAnyCondition() {
    for (String condition :
        List.of(
            "vaerdi = 10",
            "NOT vaerdi = 10",
            "vaerdi > 0 OR vaerdi <= 0",
            "taeller = 40",
            "taeller BETWEEN 0 AND 400",
            "NOT (taeller <> 40)",
            "klasse = 3 OR NOT klasse = 3")) {
      assertThat(painted("TIME", "2017", "CQL_FILTER", condition))
          .as(condition)
          .doesNotContain("103");
    }
    assertThat(painted("TIME", "2017", "CQL_FILTER", "vaerdi IS NULL")).containsExactly("103");
  }

  @Test
  void oneConditionAtATime() {
    String answer =
        WmsServer.get(WmsServer.map("CQL_FILTER", "vaerdi > 1", "FEATUREID", "a.1")).body();
    assertThat(answer).contains("CQL_FILTER and FEATUREID exclude each other");
  }

  @Test
  void anotherFilterIsAnotherAnswer() {
    String tag = tag("vaerdi > 9");
    assertThat(tag("vaerdi > 9")).isEqualTo(tag);
    assertThat(tag("vaerdi > 10")).isNotEqualTo(tag);
  }

  private static String tag(String condition) {
    return WmsServer.get(WmsServer.map("CQL_FILTER", condition))
        .headers()
        .firstValue("ETag")
        .orElseThrow();
  }

  private static List<String> painted(String... changes) {
    Map<String, String> map = WmsServer.map(changes);
    map.put("TRANSPARENT", "TRUE");
    BufferedImage picture = WmsServer.picture(map);
    List<String> painted = new ArrayList<>();
    for (int district = 0; district < 6; district++) {
      // A hatched district has clear pixels, too: any that is painted counts.
      boolean any = false;
      for (int d = -20; d <= 20; d++) {
        any |=
            picture.getRGB(60 + 100 * (district % 3) + d, 160 - 100 * (district / 3)) >>> 24 != 0;
      }
      if (any) {
        painted.add(SnapshotFixture.CODES.get(district));
      }
    }
    return painted;
  }
}
