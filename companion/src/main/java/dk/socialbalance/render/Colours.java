/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.awt.image.IndexColorModel;
import java.util.Arrays;

/**
 * The colours of a picture that is being painted, at most 256: what comes out of a mixture is
 * added, or stands for one that is there already and looks the same. The fuller it is, the less
 * alike two colours must be to count as one.
 */
final class Colours {

  private static final int MOST = 256;

  /** Mixtures that are remembered, at most; beyond, all are forgotten. */
  private static final int REMEMBERED = 1 << 12;

  /** 1 in each of four lanes of 16 bits, and the highest bit of each. */
  private static final long ONES = 0x0001_0001_0001_0001L;

  private static final long SIGNS = 0x8000_8000_8000_8000L;

  private final int[] argb = new int[MOST];

  /** The same, each channel in a lane. */
  private final long[] spread = new long[MOST];

  private int size;

  private final int[] mixtures = new int[2 * REMEMBERED];
  private final long[] keys = new long[2 * REMEMBERED];
  private int remembered;

  /** Starts anew with a background. */
  void start(int background) {
    Arrays.fill(keys, 0, keys.length, 0);
    remembered = 0;
    size = 0;
    add(background);
  }

  /** A colour, 0xAARRGGBB. */
  int argb(int index) {
    return argb[index];
  }

  /** How many there are. */
  int size() {
    return size;
  }

  /** The index that stands for a colour. */
  int index(int colour) {
    int wanted = colour >>> 24 == 0 ? 0 : colour;
    int alike = size < MOST / 2 ? 2 : size < 3 * MOST / 4 ? 4 : 7;
    int near = nearest(wanted, alike);
    if (near >= 0) {
      return near;
    }
    return size < MOST ? add(wanted) : nearest(wanted, 255);
  }

  /** The one most alike, no channel of which differs by more; -1 when there is none. */
  private int nearest(int wanted, int most) {
    long lanes = lanes(wanted);
    long reach = most * ONES;
    int best = -1;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < size; i++) {
      long other = spread[i];
      // The highest bit of a lane stays where the difference to either side is within reach.
      if ((((lanes | SIGNS) - other + reach) & ((other | SIGNS) - lanes + reach) & SIGNS)
          == SIGNS) {
        int distance = distance(wanted, argb[i]);
        if (distance < least) {
          best = i;
          least = distance;
        }
      }
    }
    return best;
  }

  /** A colour's channels in 16 bits each. */
  private static long lanes(int colour) {
    return (colour & 0xff000000L) << 24
        | (colour & 0xff0000L) << 16
        | (colour & 0xff00L) << 8
        | colour & 0xffL;
  }

  private int add(int colour) {
    argb[size] = colour;
    spread[size] = lanes(colour);
    return size++;
  }

  /** The most that a channel differs. */
  private static int distance(int one, int other) {
    int a = Math.abs((one >>> 24) - (other >>> 24));
    int r = Math.abs((one >> 16 & 255) - (other >> 16 & 255));
    int g = Math.abs((one >> 8 & 255) - (other >> 8 & 255));
    int b = Math.abs((one & 255) - (other & 255));
    return Math.max(Math.max(a, r), Math.max(g, b));
  }

  /** What a colour over the one of an index gives, as an index. */
  int over(int colour, int index) {
    long key = (long) colour << 32 | (long) index << 2 | 3;
    int known = mixture(key);
    return known >= 0 ? known : remember(key, index(over(argb[index], colour, 1)));
  }

  /**
   * The mixture remembered under a key.
   *
   * @param key not 0
   * @return -1 when there is none
   */
  int mixture(long key) {
    int slot = slot(key);
    return keys[slot] == 0 ? -1 : mixtures[slot];
  }

  /** Remembers a mixture. */
  int remember(long key, int index) {
    if (remembered == REMEMBERED) {
      Arrays.fill(keys, 0);
      remembered = 0;
    }
    int slot = slot(key);
    keys[slot] = key;
    mixtures[slot] = index;
    remembered++;
    return index;
  }

  private int slot(long key) {
    int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 32) & keys.length - 1;
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = slot + 1 & keys.length - 1;
    }
    return slot;
  }

  /**
   * One colour over another (source over destination), neither with its channels multiplied.
   *
   * @param share how much of the upper one there is, 0 to 1
   */
  static int over(int under, int colour, double share) {
    double upper = (colour >>> 24) / 255.0 * share;
    if (upper <= 0) {
      return under;
    }
    double lower = (under >>> 24) / 255.0 * (1 - upper);
    double alpha = upper + lower;
    double ofUpper = upper / alpha;
    double ofLower = lower / alpha;
    int mixed = (int) (alpha * 255 + 0.5) << 24;
    for (int shift = 0; shift < 24; shift += 8) {
      double channel = (colour >> shift & 255) * ofUpper + (under >> shift & 255) * ofLower;
      mixed |= (int) (channel + 0.5) << shift;
    }
    return mixed;
  }

  /** As a picture wants them. */
  IndexColorModel model() {
    return new IndexColorModel(8, size, argb, 0, true, -1, java.awt.image.DataBuffer.TYPE_BYTE);
  }
}
