/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.util.Arrays;
import java.util.Comparator;

/**
 * At most 256 colours (0xAARRGGBB), and for every colour of a picture the one that stands for it:
 * itself where there is room, else the nearest of the 256 most frequent.
 */
final class Palette {

  private static final int MOST = 256;

  /** Beyond this many different colours the last bits of each channel are dropped first. */
  private static final int MANY = 4096;

  private int[] keys = new int[1024];
  private int[] slots = new int[1024]; // index of the key's entry, plus 1; 0 is free
  private int[] counts = new int[512];
  private int[] entries = new int[512];
  private int size;
  private final int mask;

  /** For each entry the place of its colour in {@link #colours}. */
  private byte[] standsFor;

  private int[] colours;

  private Palette(int mask) {
    this.mask = mask;
  }

  /**
   * The palette of a picture.
   *
   * @param lossy whether colours may be brought together
   * @return null when the picture has more than 256 colours and they may not
   */
  static Palette of(int[] pixels, boolean lossy) {
    Palette exact = new Palette(-1);
    if (exact.collect(pixels, lossy ? MANY : MOST)) {
      exact.choose();
      return exact;
    }
    if (!lossy) {
      return null;
    }
    Palette coarse = new Palette(0xf0f0f0f0);
    coarse.collect(pixels, Integer.MAX_VALUE);
    coarse.choose();
    return coarse;
  }

  /** The colours, by index. */
  int[] colours() {
    return colours;
  }

  /** The index that stands for a colour of the picture. */
  byte index(int colour) {
    return standsFor[slots[slot(reduce(colour))] - 1];
  }

  private int reduce(int colour) {
    if (colour >>> 24 == 0) {
      return 0; // Nothing is nothing, whatever its colour.
    }
    if (mask == -1) {
      return colour;
    }
    int kept = colour & mask;
    return kept | (kept >>> 4); // 0xf becomes 0xff, 0 stays 0.
  }

  private int slot(int key) {
    int slot = (key * 0x9E3779B9) >>> (32 - Integer.numberOfTrailingZeros(keys.length));
    while (slots[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private boolean collect(int[] pixels, int most) {
    int last = 0;
    int entry = -1;
    for (int pixel : pixels) {
      if (entry < 0 || pixel != last) {
        last = pixel;
        entry = entry(reduce(pixel));
        if (size > most) {
          return false;
        }
      }
      counts[entry]++;
    }
    return true;
  }

  private int entry(int key) {
    int slot = slot(key);
    if (slots[slot] == 0) {
      if (size == entries.length) {
        grow();
        slot = slot(key);
      }
      keys[slot] = key;
      entries[size] = key;
      slots[slot] = ++size;
    }
    return slots[slot] - 1;
  }

  private void grow() {
    entries = Arrays.copyOf(entries, 2 * size);
    counts = Arrays.copyOf(counts, 2 * size);
    keys = new int[4 * size];
    slots = new int[4 * size];
    for (int i = 0; i < size; i++) {
      int slot = slot(entries[i]);
      keys[slot] = entries[i];
      slots[slot] = i + 1;
    }
  }

  private void choose() {
    standsFor = new byte[size];
    if (size <= MOST) {
      colours = Arrays.copyOf(entries, size);
      for (int i = 0; i < size; i++) {
        standsFor[i] = (byte) i;
      }
      return;
    }
    Integer[] byFrequency = new Integer[size];
    Arrays.setAll(byFrequency, i -> i);
    Arrays.sort(
        byFrequency,
        Comparator.comparingInt((Integer i) -> -counts[i]).thenComparingInt(i -> entries[i]));
    colours = new int[MOST];
    for (int i = 0; i < MOST; i++) {
      colours[i] = entries[byFrequency[i]];
      standsFor[byFrequency[i]] = (byte) i;
    }
    for (int i = MOST; i < size; i++) {
      standsFor[byFrequency[i]] = (byte) nearest(entries[byFrequency[i]]);
    }
  }

  private int nearest(int colour) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < MOST; i++) {
      int distance = distance(colour, colours[i]);
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  private static int distance(int a, int b) {
    int sum = 0;
    int alphaA = a >>> 24;
    int alphaB = b >>> 24;
    for (int shift = 0; shift < 24; shift += 8) {
      // What is nearly transparent may have any colour.
      int difference = ((a >> shift & 255) * alphaA - (b >> shift & 255) * alphaB) / 255;
      sum += difference * difference;
    }
    return sum + 3 * (alphaA - alphaB) * (alphaA - alphaB);
  }
}
