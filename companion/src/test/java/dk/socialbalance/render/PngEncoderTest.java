/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Every picture is read back by the JDK's own decoder and compared pixel by pixel. */
class PngEncoderTest {

  private static byte[] write(BufferedImage image, boolean palette) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PngEncoder.write(image, palette, out);
    return out.toByteArray();
  }

  private static BufferedImage read(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static void assertSamePixels(BufferedImage expected, BufferedImage actual) {
    int width = expected.getWidth();
    int height = expected.getHeight();
    assertThat(actual.getWidth()).isEqualTo(width);
    assertThat(actual.getHeight()).isEqualTo(height);
    int[] wanted = expected.getRGB(0, 0, width, height, null, 0, width);
    int[] got = actual.getRGB(0, 0, width, height, null, 0, width);
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i] >>> 24 == 0) {
        wanted[i] = 0; // What is wholly transparent has no colour.
      }
      if (got[i] >>> 24 == 0) {
        got[i] = 0;
      }
    }
    assertThat(got).isEqualTo(wanted);
  }

  /** A picture with so many different colours, in runs. */
  private static BufferedImage picture(
      int width, int height, int type, int colours, boolean opaque) {
    Random random = new Random(colours);
    int[] used = random.ints(colours).map(c -> opaque ? c | 0xff000000 : c).toArray();
    BufferedImage image = new BufferedImage(width, height, type);
    int colour = used[0];
    for (int i = 0; i < width * height; i++) {
      if (i < colours) {
        colour = used[i];
      } else if (random.nextInt(9) == 0) {
        colour = used[random.nextInt(colours)];
      }
      image.setRGB(i % width, i / width, colour);
    }
    return image;
  }

  @Test
  void keepsEveryPixelOfAnExactPicture() throws IOException {
    int[] types = {
      BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_3BYTE_BGR
    };
    int[][] sizes = {{1, 1}, {3, 5}, {67, 41}, {256, 256}};
    for (int type : types) {
      for (int[] size : sizes) {
        for (int colours : new int[] {1, 2, 255, 256, 257, 5000}) {
          for (boolean opaque : new boolean[] {true, false}) {
            BufferedImage image = picture(size[0], size[1], type, colours, opaque);
            assertSamePixels(image, read(write(image, false)));
          }
        }
      }
    }
  }

  @Test
  void aPaletteOfFewColoursIsExact() throws IOException {
    for (int colours : new int[] {1, 100, 256}) {
      BufferedImage image = picture(200, 100, BufferedImage.TYPE_INT_ARGB, colours, false);
      byte[] png = write(image, true);
      assertThat(png[25]).as("colour type: indexed").isEqualTo((byte) 3);
      assertSamePixels(image, read(png));
    }
  }

  @Test
  void aPaletteOfManyColoursStaysNear() throws IOException {
    BufferedImage map = PictureTest.map();
    for (BufferedImage image :
        new BufferedImage[] {map, picture(300, 300, BufferedImage.TYPE_INT_ARGB, 20_000, true)}) {
      byte[] png = write(image, true);
      assertThat(png[25]).as("colour type: indexed").isEqualTo((byte) 3);
      BufferedImage read = read(png);
      assertThat(read.getWidth()).isEqualTo(image.getWidth());
      if (image == map) {
        assertThat(Goldens.difference(map, read)).as("visibly different").isZero();
      }
    }
  }

  @Test
  void aPartOfAPictureIsThatPart() throws IOException {
    BufferedImage image = picture(100, 80, BufferedImage.TYPE_INT_ARGB, 300, true);
    BufferedImage part = image.getSubimage(10, 20, 30, 40);
    assertSamePixels(part, read(write(part, false)));
  }

  @Test
  void aMapIsSmallerThanTheUsualWriterMakesIt() throws IOException {
    BufferedImage map = PictureTest.map();
    ByteArrayOutputStream usual = new ByteArrayOutputStream();
    ImageIO.write(map, "png", usual);
    assertThat(write(map, true).length).isLessThan(usual.size());
  }
}
