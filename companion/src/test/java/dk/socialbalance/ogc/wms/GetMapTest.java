/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dk.socialbalance.publication.SnapshotFixture;
import java.awt.image.BufferedImage;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GetMapTest {

  /** Classes of the six districts in 2016. */
  private static final List<Integer> CLASSES_2016 = List.of(2, 2, 3, 3, 4, 4);

  static List<NamedCsvRecord> axisOrder() {
    return WmsServer.cases("axis-order.csv");
  }

  @ParameterizedTest
  @MethodSource("axisOrder")
  void everySystemHasItsAxisOrder(NamedCsvRecord line) {
    boolean v13 = line.getField("version").equals("1.3.0");
    String[] frame = {
      "VERSION",
      line.getField("version"),
      "CRS",
      v13 ? line.getField("crs") : null,
      "SRS",
      v13 ? null : line.getField("crs"),
      "BBOX",
      line.getField("bbox"),
      "TRANSPARENT",
      "TRUE"
    };
    BufferedImage map = WmsServer.picture(WmsServer.map(frame));
    if (line.getField("districts").equals("no")) {
      assertThat(colours(map)).containsExactly(0);
      return;
    }
    for (int district = 0; district < 6; district++) {
      int x = 60 + 100 * (district % 3);
      int y = 160 - 100 * (district / 3);
      assertThat(map.getRGB(x, y) & 0xffffff)
          .as("colour of district " + district)
          .isEqualTo(WmsServer.colour(CLASSES_2016.get(district)));
      Map<String, String> click = WmsServer.info(frame);
      click.put(v13 ? "I" : "X", String.valueOf(x));
      click.put(v13 ? "J" : "Y", String.valueOf(y));
      if (!v13) {
        click.remove("I");
        click.remove("J");
      }
      assertThat(WmsServer.get(click).body())
          .contains("." + SnapshotFixture.CODES.get(district) + ".2016\"");
    }
  }

  private static Set<Integer> colours(BufferedImage image) {
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colours.add(image.getRGB(x, y));
      }
    }
    return colours;
  }

  @Test
  void theBackgroundIsWhiteOrAsAskedOrTransparent() {
    assertThat(WmsServer.picture(WmsServer.map()).getRGB(2, 2)).isEqualTo(0xffffffff);
    assertThat(WmsServer.picture(WmsServer.map("BGCOLOR", "0x102030")).getRGB(2, 2))
        .isEqualTo(0xff102030);
    assertThat(WmsServer.picture(WmsServer.map("TRANSPARENT", "true")).getRGB(2, 2) >>> 24)
        .isZero();
    int jpeg =
        WmsServer.picture(
                WmsServer.map("FORMAT", "image/jpeg", "TRANSPARENT", "true", "BGCOLOR", "0x0000FF"))
            .getRGB(2, 2);
    assertThat(jpeg & 0xff).isGreaterThan(240);
    assertThat(jpeg >> 16 & 0xff).isLessThan(15);
  }

  @Test
  void aPaletteHasThreeSpellings() {
    int full = WmsServer.server().getBytes(WmsServer.query(WmsServer.map())).body().length;
    for (String format : List.of("image/png8", "image/png; mode=8bit", "image/png;mode=8bit")) {
      HttpResponse<byte[]> answer =
          WmsServer.server().getBytes(WmsServer.query(WmsServer.map("FORMAT", format)));
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/png");
      assertThat(answer.body()[25]).as("colour type of " + format).isEqualTo((byte) 3);
      assertThat(answer.body().length).isLessThanOrEqualTo(full);
    }
    BufferedImage paletted = WmsServer.picture(WmsServer.map("FORMAT", "image/png8"));
    assertThat(paletted.getRGB(60, 160) & 0xffffff).isEqualTo(WmsServer.colour(2));
  }

  @Test
  void theLatestPeriodIsOnTop() {
    // District 101 has class 2 in all years; 103 has class 3 in 2016, is hidden in 2017.
    int only2016 = WmsServer.picture(WmsServer.map("TIME", "2016")).getRGB(265, 155);
    assertThat(only2016 & 0xffffff).isEqualTo(WmsServer.colour(3));
    BufferedImage hidden = WmsServer.picture(WmsServer.map("TIME", "2017"));
    BufferedImage both = WmsServer.picture(WmsServer.map("TIME", "2016/2017"));
    assertThat(pixels(both)).isEqualTo(pixels(hidden));
    assertThat(pixels(WmsServer.picture(WmsServer.map("TIME", "2017,2016"))))
        .isEqualTo(pixels(hidden));
    assertThat(pixels(WmsServer.picture(WmsServer.map("TIME", null))))
        .isEqualTo(pixels(WmsServer.picture(WmsServer.map("TIME", "2018"))));
  }

  @Test
  void layersAreDrawnInTheirOrder() {
    BufferedImage outlinesAbove =
        WmsServer.picture(WmsServer.map("LAYERS", WmsServer.LAYER + ",basisdistrikt"));
    BufferedImage outlinesBelow =
        WmsServer.picture(WmsServer.map("LAYERS", "basisdistrikt," + WmsServer.LAYER));
    assertThat(pixels(outlinesAbove)).isNotEqualTo(pixels(outlinesBelow));
    BufferedImage named =
        WmsServer.picture(
            WmsServer.map(
                "LAYERS",
                "basisdistrikt,basisdistrikt_underretninger",
                "STYLES",
                "socialbalance:basisdistrikt,"));
    assertThat(pixels(named)).isEqualTo(pixels(outlinesBelow));
  }

  @Test
  void theThreeWaysToSayTheResolutionAreTheSame() {
    List<Integer> plain = pixels(WmsServer.picture(WmsServer.map()));
    List<Integer> dpi = pixels(WmsServer.picture(WmsServer.map("DPI", "300")));
    assertThat(dpi).isNotEqualTo(plain);
    assertThat(pixels(WmsServer.picture(WmsServer.map("MAP_RESOLUTION", "300")))).isEqualTo(dpi);
    assertThat(pixels(WmsServer.picture(WmsServer.map("FORMAT_OPTIONS", "antialias:full;dpi:300"))))
        .isEqualTo(dpi);
  }

  @Test
  void aMapThatIsStillHeldIsNotSentAgain() {
    String query = WmsServer.query(WmsServer.map());
    HttpResponse<String> first = WmsServer.server().get(query);
    String tag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
    HttpResponse<String> again = WmsServer.server().get(query, "If-None-Match", "W/" + tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(WmsServer.server().get(query, "If-None-Match", "\"other\"").statusCode())
        .isEqualTo(200);
    String other = WmsServer.query(WmsServer.map("TIME", "2017"));
    assertThat(WmsServer.server().get(other).headers().firstValue("ETag").orElseThrow())
        .isNotEqualTo(tag);
  }

  private static List<Integer> pixels(BufferedImage image) {
    int[] all = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return Arrays.stream(all).boxed().toList();
  }
}
