/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every symbolizer and group of options, as a small picture that was looked at. */
class SymbolPicturesTest {

  private static final int SIDE = 120;

  static List<String> pictures() throws IOException {
    return TestMaps.cases("pictures.txt");
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void looksAsItDid(String row) throws Exception {
    String[] cells = row.split(" \\| ", 2);
    BufferedImage picture = TestMaps.paint(TestMaps.layer(), cells[1], TestMaps.EXTENT, SIDE, SIDE);
    if (cells[0].startsWith("text")) {
      Goldens.checkWithText("symbols/" + cells[0], picture);
    } else {
      Goldens.check("symbols/" + cells[0], picture);
    }
  }
}
