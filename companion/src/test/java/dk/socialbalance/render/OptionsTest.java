/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures that must differ, because an option must have an effect; see options.txt. */
class OptionsTest {

  record Pair(String what, String one, String other) {
    @Override
    public String toString() {
      return what;
    }
  }

  static List<Pair> pairs() throws IOException {
    List<Pair> pairs = new ArrayList<>();
    for (String row : TestMaps.cases("options.txt")) {
      String[] cells = row.split("\\|");
      String base = cells[1].strip();
      String[] change = cells[2].strip().split(" => ", 2);
      assertThat(base).as(row).contains(change[0]);
      pairs.add(new Pair(cells[0].strip(), base, base.replace(change[0], change[1])));
    }
    return pairs;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void theOptionShows(Pair pair) throws StyleException {
    BufferedImage one = TestMaps.paint(pair.one());
    BufferedImage other = TestMaps.paint(pair.other());
    assertThat(isBlank(one) && isBlank(other)).as("both pictures are blank").isFalse();
    assertThat(same(one, other)).as("the pictures are the same").isFalse();
    assertThat(same(one, TestMaps.paint(pair.one()))).as("the same again").isTrue();
  }

  private static boolean same(BufferedImage one, BufferedImage other) {
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        if (one.getRGB(x, y) != other.getRGB(x, y)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isBlank(BufferedImage image) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (image.getRGB(x, y) != Color.WHITE.getRGB()) {
          return false;
        }
      }
    }
    return true;
  }
}
