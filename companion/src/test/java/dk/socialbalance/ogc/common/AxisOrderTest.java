/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;

class AxisOrderTest {

  private static final CrsTable TABLE = CrsTable.of(25832);

  @ParameterizedTest(name = "{0} {1} {3}")
  @CsvFileSource(
      resources = "axis-order.csv",
      delimiter = ';',
      numLinesToSkip = 1,
      quoteCharacter = '`')
  void aBoxIsReadInTheOrderOfItsStandard(
      String service,
      String version,
      CrsTable.Rules rules,
      String spelling,
      String box,
      String is) {
    Optional<CrsReference> system = TABLE.find(spelling, rules);
    String found =
        system.map(crs -> described(Bbox.parse(box, "BBOX", TABLE, rules, crs))).orElse("unknown");
    assertThat(found).isEqualTo(is);
    if (rules == CrsTable.Rules.WFS && system.isPresent()) {
      Bbox named = Bbox.parse(box + "," + spelling, "BBOX", TABLE, rules, TABLE.nativeUrn());
      assertThat(described(named)).as("named in the box").isEqualTo(is);
    }
  }

  private static String described(Bbox box) {
    Envelope e = box.envelope();
    return "%d x %.0f..%.0f y %.0f..%.0f"
        .formatted(box.srid(), e.getMinX(), e.getMaxX(), e.getMinY(), e.getMaxY());
  }

  @Test
  void theNativeSystemIsOfferedFirst() {
    assertThat(TABLE.offered())
        .extracting(CrsTable.Offered::code)
        .containsExactly(
            "EPSG:25832",
            "EPSG:25833",
            "EPSG:3857",
            "EPSG:4326",
            "EPSG:4258",
            "CRS:84",
            "EPSG:3044");
    assertThat(CrsTable.of(32119).offered())
        .extracting(CrsTable.Offered::code)
        .containsExactly("EPSG:32119", "EPSG:3857", "EPSG:4326", "CRS:84");
    assertThat(CrsTable.of(4326).nativeUrn().yx()).isTrue();
  }

  @Test
  void everyOfferedSpellingIsUnderstood() {
    for (CrsTable.Offered crs : TABLE.offered()) {
      assertThat(TABLE.find(crs.urn(), CrsTable.Rules.WFS)).isPresent();
      assertThat(TABLE.find(crs.code(), CrsTable.Rules.WMS_1_3)).isPresent();
      assertThat(TABLE.find(crs.uri(), CrsTable.Rules.OGC_API)).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "1,2,3", "1,2,3,4,5,6,7", "a,2,3,4", "1,2,NaN,4", "1,2,Infinity,4", "1,2,1e999,4",
        "3,2,1,4", "1,4,3,2", "1,2,3,0x10", "1,2,3,", "1;2;3;4", "1,2,3,4,EPSG:1", "1 2 3 4"
      })
  void whatIsNoBoxIsRefused(String box) {
    assertThatThrownBy(() -> Bbox.parse(box, "BBOX", TABLE, CrsTable.Rules.WFS, TABLE.nativeUrn()))
        .isInstanceOfSatisfying(OwsException.class, e -> assertThat(e.locator()).isEqualTo("BBOX"));
  }

  @Test
  void anOgcApiBoxMayHaveHeights() {
    CrsReference crs84 = TABLE.find(CrsTable.CRS84, CrsTable.Rules.OGC_API).orElseThrow();
    Bbox box = Bbox.parse("1,2,0,3,4,9", "bbox", TABLE, CrsTable.Rules.OGC_API, crs84);
    assertThat(box).isEqualTo(new Bbox(new Envelope(1, 3, 2, 4), 4326));
  }
}
