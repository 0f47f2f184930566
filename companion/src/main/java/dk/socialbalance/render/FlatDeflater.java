/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Adler32;

/**
 * Compresses flat pictures, one byte a pixel, in the format of zlib (RFC 1950 and 1951), several
 * times faster than zlib: what repeats is looked for only where a map repeats itself, in the pixel
 * to the left and in the row above, straight or one pixel aside.
 *
 * <p>Its memory is used again for the next picture: one for a thread at a time.
 */
final class FlatDeflater {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int SHORTEST = 3;
  private static final int LONGEST = 258;

  /** A match this long is taken without looking for a longer one. */
  private static final int GOOD = 24;

  private static final int BLOCK_TOKENS = 1 << 15;

  /** Marks a token as a match: its length in bits 8 to 16, the place of its distance in 0 to 7. */
  private static final int MATCH = 1 << 30;

  /** Bytes that a token takes, at most: 20 bits for a length, 28 for a distance. */
  private static final int MOST_BYTES = 6;

  private static final int END_OF_BLOCK = 256;
  private static final int LITERALS = 286;
  private static final int DISTANCES = 30;

  /** In which order the lengths of the codes for lengths stand (RFC 1951, 3.2.7). */
  private static final int[] LENGTHS_ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  /** For each length of a match its symbol, the number of extra bits and their value. */
  private static final int[] LENGTH_SYMBOL = new int[LONGEST + 1];

  private static final int[] LENGTH_EXTRA = new int[LONGEST + 1];
  private static final int[] LENGTH_VALUE = new int[LONGEST + 1];

  static {
    int symbol = 257;
    int length = SHORTEST;
    while (length < LONGEST) {
      int extra = symbol < 265 ? 0 : (symbol - 261) / 4;
      for (int i = 0; i < 1 << extra && length < LONGEST; i++, length++) {
        LENGTH_SYMBOL[length] = symbol;
        LENGTH_EXTRA[length] = extra;
        LENGTH_VALUE[length] = i;
      }
      symbol++;
    }
    LENGTH_SYMBOL[LONGEST] = 285;
  }

  private final int[] distances = new int[4];
  private final int[] tokens = new int[BLOCK_TOKENS];
  private int count;
  private final int[] literalCounts = new int[LITERALS];
  private final int[] distanceCounts = new int[DISTANCES];
  private byte[] out = new byte[1 << 15];
  private int size;
  private long bits;
  private int bitCount;

  /** What came out of the last call; valid up to its length, until the next call. */
  byte[] packed() {
    return out;
  }

  /** Bytes of memory that it holds, about. */
  int held() {
    return out.length + 4 * BLOCK_TOKENS;
  }

  /**
   * Compresses.
   *
   * @param data rows of pixels, {@code length} bytes, each row led by its filter type
   * @param stride bytes of a row
   * @return the number of bytes in {@link #packed}
   */
  int deflate(byte[] data, int length, int stride) {
    size = 0;
    bits = 0;
    bitCount = 0;
    count = 0;
    out[size++] = 0x78; // zlib, window of 32 KiB
    out[size++] = 1; // fastest; makes the pair a multiple of 31
    distances[0] = stride;
    distances[1] = 1;
    distances[2] = stride - 1;
    distances[3] = stride + 1;
    int at = 0;
    while (at < length) {
      int best = 0;
      int from = 0;
      int most = Math.min(LONGEST, length - at);
      for (int i = 0; i < 4 && best < GOOD; i++) {
        int distance = distances[i];
        if (distance <= at
            && distance > 0
            && distance <= 32_768
            && most > best
            && data[at + best] == data[at + best - distance]) { // Else it is no longer.
          int found = match(data, at, distance, most);
          if (found > best) {
            best = found;
            from = i;
          }
        }
      }
      if (best >= SHORTEST) {
        tokens[count++] = best << 8 | from | MATCH;
        literalCounts[LENGTH_SYMBOL[best]]++;
        distanceCounts[distanceSymbol(distances[from])]++;
        at += best;
      } else {
        int literal = data[at++] & 255;
        tokens[count++] = literal;
        literalCounts[literal]++;
      }
      if (count == BLOCK_TOKENS && at < length) {
        block(false);
      }
    }
    block(true);
    finish(data, length);
    return size;
  }

  /** How many bytes from here on are the same as those so far back. */
  private static int match(byte[] data, int at, int distance, int most) {
    int from = at - distance;
    int length = 0;
    while (length + 8 <= most) {
      long difference = (long) LONGS.get(data, at + length) ^ (long) LONGS.get(data, from + length);
      if (difference != 0) {
        return length + (Long.numberOfTrailingZeros(difference) >> 3);
      }
      length += 8;
    }
    while (length < most && data[at + length] == data[from + length]) {
      length++;
    }
    return length;
  }

  private static int distanceSymbol(int distance) {
    if (distance <= 4) {
      return distance - 1;
    }
    int high = 31 - Integer.numberOfLeadingZeros(distance - 1);
    return 2 * high + ((distance - 1) >> (high - 1) & 1);
  }

  private void block(boolean last) {
    literalCounts[END_OF_BLOCK]++;
    byte[] literalLengths = HuffmanCode.lengths(literalCounts, 15);
    byte[] distanceLengths = HuffmanCode.lengths(distanceCounts, 15);
    int literals = used(literalLengths, 257);
    int distancesUsed = used(distanceLengths, 1);
    put(last ? 1 : 0, 1);
    put(2, 2); // dynamic codes
    writeLengths(literalLengths, literals, distanceLengths, distancesUsed);
    int[] literalCodes = HuffmanCode.codes(literalLengths);
    int[] distanceCodes = HuffmanCode.codes(distanceLengths);
    long[] distanceBits = new long[distances.length];
    int[] distanceWidths = new int[distances.length];
    for (int i = 0; i < distances.length; i++) {
      if (distances[i] > 0 && distances[i] <= 32_768) {
        int symbol = distanceSymbol(distances[i]);
        int extra = symbol < 4 ? 0 : symbol / 2 - 1;
        int value = extra == 0 ? 0 : (distances[i] - 1) & ((1 << extra) - 1);
        distanceBits[i] = distanceCodes[symbol] | (long) value << distanceLengths[symbol];
        distanceWidths[i] = distanceLengths[symbol] + extra;
      }
    }
    writeTokens(literalCodes, literalLengths, distanceBits, distanceWidths);
    put(literalCodes[END_OF_BLOCK], literalLengths[END_OF_BLOCK]);
    count = 0;
    Arrays.fill(literalCounts, 0);
    Arrays.fill(distanceCounts, 0);
  }

  /** Half of the time goes here: all that changes is held in local variables. */
  private void writeTokens(
      int[] literalCodes, byte[] literalLengths, long[] distanceBits, int[] distanceWidths) {
    if (out.length < size + MOST_BYTES * count + 16) {
      out = Arrays.copyOf(out, Math.max(2 * out.length, size + MOST_BYTES * count + 16));
    }
    byte[] to = out;
    int at = size;
    long pending = bits;
    int width = bitCount;
    for (int i = 0; i < count; i++) {
      int token = tokens[i];
      if (token < MATCH) {
        pending |= (long) literalCodes[token] << width;
        width += literalLengths[token];
      } else {
        int length = token >> 8 & 0x1ff;
        int symbol = LENGTH_SYMBOL[length];
        int lengthWidth = literalLengths[symbol];
        pending |= (literalCodes[symbol] | (long) LENGTH_VALUE[length] << lengthWidth) << width;
        width += lengthWidth + LENGTH_EXTRA[length];
        if (width >= 32) {
          LONGS.set(to, at, pending);
          at += 4;
          pending >>>= 32;
          width -= 32;
        }
        int distance = token & 255;
        pending |= distanceBits[distance] << width;
        width += distanceWidths[distance];
      }
      if (width >= 32) {
        LONGS.set(to, at, pending);
        at += 4;
        pending >>>= 32;
        width -= 32;
      }
    }
    size = at;
    bits = pending;
    bitCount = width;
  }

  private static int used(byte[] lengths, int least) {
    int used = lengths.length;
    while (used > least && lengths[used - 1] == 0) {
      used--;
    }
    return used;
  }

  /** The lengths of both codes, with repetitions put short, by a code of their own. */
  private void writeLengths(byte[] literal, int literals, byte[] distance, int distancesUsed) {
    byte[] all = new byte[literals + distancesUsed];
    System.arraycopy(literal, 0, all, 0, literals);
    System.arraycopy(distance, 0, all, literals, distancesUsed);
    int[] symbols = new int[all.length];
    int[] extras = new int[all.length];
    int[] counts = new int[19];
    int n = 0;
    for (int i = 0; i < all.length; ) {
      int run = 1;
      while (i + run < all.length && all[i + run] == all[i]) {
        run++;
      }
      int symbol = all[i];
      int taken = 1;
      int extra = 0;
      if (symbol == 0 && run >= 3) {
        taken = Math.min(run, 138);
        symbol = taken < 11 ? 17 : 18;
        extra = taken - (taken < 11 ? 3 : 11);
      } else if (i > 0 && all[i - 1] == all[i] && run >= 3) {
        taken = Math.min(run, 6);
        symbol = 16;
        extra = taken - 3;
      }
      symbols[n] = symbol;
      extras[n++] = extra;
      counts[symbol]++;
      i += taken;
    }
    byte[] lengths = HuffmanCode.lengths(counts, 7);
    int[] codes = HuffmanCode.codes(lengths);
    int told = LENGTHS_ORDER.length;
    while (told > 4 && lengths[LENGTHS_ORDER[told - 1]] == 0) {
      told--;
    }
    put(literals - 257, 5);
    put(distancesUsed - 1, 5);
    put(told - 4, 4);
    for (int i = 0; i < told; i++) {
      put(lengths[LENGTHS_ORDER[i]], 3);
    }
    for (int i = 0; i < n; i++) {
      put(codes[symbols[i]], lengths[symbols[i]]);
      switch (symbols[i]) {
        case 16 -> put(extras[i], 2);
        case 17 -> put(extras[i], 3);
        case 18 -> put(extras[i], 7);
        default -> {
          // A length stands for itself.
        }
      }
    }
  }

  /** Writes bits, the lowest first; at most 32 at a time. */
  private void put(long value, int width) {
    bits |= value << bitCount;
    bitCount += width;
    if (bitCount >= 32) {
      if (size + 16 > out.length) {
        out = Arrays.copyOf(out, 2 * out.length);
      }
      LONGS.set(out, size, bits);
      size += 4;
      bits >>>= 32;
      bitCount -= 32;
    }
  }

  private void finish(byte[] data, int length) {
    if (size + 16 > out.length) {
      out = Arrays.copyOf(out, 2 * out.length);
    }
    for (; bitCount > 0; bitCount -= 8) {
      out[size++] = (byte) bits;
      bits >>>= 8;
    }
    Adler32 check = new Adler32();
    check.update(data, 0, length);
    int sum = (int) check.getValue();
    for (int shift = 24; shift >= 0; shift -= 8) {
      out[size++] = (byte) (sum >> shift);
    }
  }
}
