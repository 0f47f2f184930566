/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was compressed is read back by the JDK's own zlib, check sum included. */
class FlatDeflaterTest {

  /** Rows of usual pictures, of the narrowest one, and longer than what zlib looks back. */
  private static final int[] STRIDES = {1, 2, 3, 4, 5, 257, 1025, 32_767, 32_768, 32_769, 70_000};

  private static final FlatDeflater DEFLATER = new FlatDeflater();

  private static void roundTrip(byte[] data, int stride, String what) throws DataFormatException {
    int size = DEFLATER.deflate(data, data.length, stride);
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(DEFLATER.packed(), 0, size);
      byte[] back = new byte[data.length + 1];
      int length = 0;
      while (!inflater.finished()) {
        int got = inflater.inflate(back, length, back.length - length);
        assertThat(got > 0 || inflater.finished()).as(what + ": ends before its end").isTrue();
        length += got;
      }
      assertThat(length).as(what).isEqualTo(data.length);
      assertThat(Arrays.equals(back, 0, length, data, 0, length)).as(what).isTrue();
      assertThat(inflater.getRemaining()).as(what + ": bytes after the end").isZero();
    } finally {
      inflater.end();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 7, 8, 257, 258, 259, 32_767, 32_768, 32_769, 65_536, 200_000})
  void ofAnyLength(int length) throws Exception {
    for (int stride : STRIDES) {
      byte[] alike = new byte[length];
      roundTrip(alike, stride, length + " zeros, stride " + stride);
      Arrays.fill(alike, (byte) 0xff);
      roundTrip(alike, stride, length + " of the highest byte, stride " + stride);
      byte[] noise = new byte[length];
      new Random(length).nextBytes(noise);
      roundTrip(noise, stride, length + " bytes of noise, stride " + stride);
      byte[] counting = new byte[length];
      for (int i = 0; i < length; i++) {
        counting[i] = (byte) i;
      }
      roundTrip(counting, stride, length + " counting bytes, stride " + stride);
    }
  }

  @Test
  void runsOfEveryLength() throws Exception {
    Random random = new Random(5);
    for (int run = 1; run <= 600; run++) {
      byte[] data = new byte[3 * run + 7];
      Arrays.fill(data, 0, run, (byte) 1);
      Arrays.fill(data, run, 2 * run, (byte) random.nextInt());
      Arrays.fill(data, 2 * run, data.length, (byte) 3);
      roundTrip(data, 100, "runs of " + run);
    }
  }

  /** Pictures as maps are: runs of few colours, rows like those above, straight or aside. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void randomPictures(long seed) throws Exception {
    Random random = new Random(seed);
    int stride = 1 + random.nextInt(800);
    int colours = 1 + random.nextInt(256);
    int changes = 1 + random.nextInt(60);
    byte[] data = new byte[stride * (1 + random.nextInt(700))];
    for (int i = 0; i < data.length; i++) {
      int like = i - stride + random.nextInt(3) - 1;
      data[i] =
          random.nextInt(changes) == 0
              ? (byte) random.nextInt(colours)
              : data[random.nextBoolean() && like >= 0 && like < i ? like : Math.max(0, i - 1)];
    }
    roundTrip(data, stride, "seed " + seed);
  }

  /** Symbols so uneven that their codes would be longer than 15 bits. */
  @Test
  void countsThatGrowLikeRabbits() throws Exception {
    byte[] data = new byte[1_500_000];
    int at = 0;
    long a = 1;
    long b = 1;
    for (int symbol = 0; at < data.length; symbol++) {
      for (int i = 0; i < a && at < data.length; i++) {
        data[at++] = (byte) (symbol * 7);
      }
      long next = a + b;
      a = b;
      b = next;
    }
    Random random = new Random(3);
    for (int i = data.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      byte moved = data[i];
      data[i] = data[other];
      data[other] = moved;
    }
    roundTrip(data, 1025, "rabbits");
  }

  @Test
  void onlyWhatItIsTold() throws Exception {
    byte[] longer = new byte[1000];
    new Random(1).nextBytes(longer);
    int size = DEFLATER.deflate(longer, 10, 5);
    Inflater inflater = new Inflater();
    inflater.setInput(DEFLATER.packed(), 0, size);
    byte[] back = new byte[1000];
    assertThat(inflater.inflate(back)).isEqualTo(10);
    assertThat(Arrays.copyOf(back, 10)).isEqualTo(Arrays.copyOf(longer, 10));
    inflater.end();
  }

  /** A blank picture of a million pixels takes less than 6 kB, noise grows by nearly nothing. */
  @Test
  void sizes() {
    assertThat(DEFLATER.deflate(new byte[1_000_000], 1_000_000, 1000)).isLessThan(6_000);
    byte[] noise = new byte[1_000_000];
    new Random(1).nextBytes(noise);
    assertThat(DEFLATER.deflate(noise, noise.length, 1000)).isLessThan(1_010_000);
  }
}
