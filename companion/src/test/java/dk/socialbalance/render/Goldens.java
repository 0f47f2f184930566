/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Compares pictures with the ones that were looked at and found good. {@code -Dsb.bless=true}
 * writes them anew; a missing one fails otherwise.
 */
public final class Goldens {

  private static final Path FOLDER = Path.of("src/test/resources/dk/socialbalance/render/golden");

  /** A blurred channel may differ by this much of 255 before a pixel counts as different. */
  private static final double THRESHOLD = 16;

  private Goldens() {}

  /** Pictures without text: at most 0.5 % of the pixels differ. */
  public static void check(String name, BufferedImage picture) throws IOException {
    check(name, picture, 0.005);
  }

  /** Pictures with text: fonts differ a little from machine to machine. */
  public static void checkWithText(String name, BufferedImage picture) throws IOException {
    check(name, picture, 0.04);
  }

  private static void check(String name, BufferedImage picture, double allowed) throws IOException {
    Path golden = FOLDER.resolve(name + ".png");
    if (Boolean.getBoolean("sb.bless")) {
      Files.createDirectories(golden.getParent());
      ImageIO.write(picture, "png", golden.toFile());
      return;
    }
    assertThat(golden).as("look at the picture, then bless it with -Dsb.bless=true").exists();
    double different = difference(ImageIO.read(golden.toFile()), picture);
    if (different > allowed) {
      Path actual = Path.of("target", "golden-actual", name + ".png");
      Files.createDirectories(actual.getParent());
      ImageIO.write(picture, "png", actual.toFile());
      assertThat(different)
          .as("share of pixels that differ from %s; see %s", golden, actual.toAbsolutePath())
          .isLessThanOrEqualTo(allowed);
    }
  }

  /** The share of pixels that differ visibly after a blur of 3 by 3. */
  static double difference(BufferedImage expected, BufferedImage actual) {
    assertThat(actual.getWidth()).as("width").isEqualTo(expected.getWidth());
    assertThat(actual.getHeight()).as("height").isEqualTo(expected.getHeight());
    double[][] a = blurred(expected);
    double[][] b = blurred(actual);
    int different = 0;
    for (int i = 0; i < a.length; i++) {
      for (int channel = 0; channel < 4; channel++) {
        if (Math.abs(a[i][channel] - b[i][channel]) > THRESHOLD) {
          different++;
          break;
        }
      }
    }
    return different / (double) a.length;
  }

  /** Mean of each pixel and its neighbours, colours weighted by their opacity. */
  private static double[][] blurred(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    double[][] blurred = new double[width * height][4];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double[] sum = blurred[y * width + x];
        int n = 0;
        for (int dy = Math.max(0, y - 1); dy <= Math.min(height - 1, y + 1); dy++) {
          for (int dx = Math.max(0, x - 1); dx <= Math.min(width - 1, x + 1); dx++) {
            int argb = image.getRGB(dx, dy);
            int alpha = argb >>> 24;
            sum[0] += alpha;
            sum[1] += (argb >> 16 & 255) * alpha / 255.0;
            sum[2] += (argb >> 8 & 255) * alpha / 255.0;
            sum[3] += (argb & 255) * alpha / 255.0;
            n++;
          }
        }
        for (int channel = 0; channel < 4; channel++) {
          sum[channel] /= n;
        }
      }
    }
    return blurred;
  }
}
