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

  /** Bytes that are compared at once: a match this long is followed, and no other looked for. */
  private static final int WORD = 8;

  private static final int BLOCK_TOKENS = 1 << 15;

  /** Distances that are tried, by places; of those that match equally far the last is taken. */
  private static final int TRIED = 4;

  private static final int ABOVE_LEFT = 0;
  private static final int ABOVE_RIGHT = 1;
  private static final int LEFT = 2;
  private static final int ABOVE = 3;

  /**
   * Tokens are numbers: a literal itself, the end of a block, or a match by its length times four
   * plus the place of its distance.
   */
  private static final int END_OF_BLOCK = 256;

  private static final int MATCHES = END_OF_BLOCK + 1;

  private static final int TOKENS = MATCHES + TRIED * (LONGEST + 1);

  /** Bytes that a token takes, at most: 20 bits for a length, 28 for a distance. */
  private static final int MOST_BYTES = 6;

  /** The lowest bits of a token's code say how many bits there are above them. */
  private static final int WIDTH = 6;

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

  private final int[] distances = new int[TRIED];
  private final char[] tokens = new char[BLOCK_TOKENS];
  private int count;

  /** How often each token occurs in a block. */
  private final int[] occurs = new int[TOKENS];

  /** For each token its bits, and how many there are. */
  private final long[] coded = new long[TOKENS];

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
    return out.length + 2 * BLOCK_TOKENS + 12 * TOKENS;
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
    distances[ABOVE_LEFT] = stride + 1;
    distances[ABOVE_RIGHT] = stride - 1;
    distances[LEFT] = 1;
    distances[ABOVE] = stride;
    // From here to the last word all of them can be tried at once.
    int first = stride > 1 && stride < 32_768 ? stride + 1 : length;
    int last = length - WORD;
    int at = 0;
    while (at < length) {
      int token =
          at >= first && at <= last ? token(data, at, length, stride) : left(data, at, length);
      tokens[count++] = (char) token;
      occurs[token]++;
      at += token < MATCHES ? 1 : (token - MATCHES) / TRIED;
      if (count == BLOCK_TOKENS && at < length) {
        block(false);
      }
    }
    block(true);
    finish(data, length);
    return size;
  }

  /**
   * The next token. All distances are tried without a branch between: one that is guessed wrongly
   * costs more than the comparing.
   */
  private int token(byte[] data, int at, int length, int stride) {
    long word = (long) LONGS.get(data, at);
    int above = at - stride;
    int most =
        Math.max(
            Math.max(alike(word, data, above) | ABOVE, alike(word, data, at - 1) | LEFT),
            Math.max(
                alike(word, data, above + 1) | ABOVE_RIGHT,
                alike(word, data, above - 1) | ABOVE_LEFT));
    int best = most >> 3;
    if (best < SHORTEST) {
      return data[at] & 255;
    }
    int place = most & 3;
    if (best == WORD) {
      int more = Math.min(LONGEST, length - at) - WORD;
      best += match(data, at + WORD, distances[place], more);
    }
    return MATCHES + best * TRIED + place;
  }

  /** How many bytes of a word are those from another place on, times 8. */
  private static int alike(long word, byte[] data, int from) {
    return Long.numberOfTrailingZeros(word ^ (long) LONGS.get(data, from)) & ~7;
  }

  /** The next token where there is no row above, or no whole word any more. */
  private int left(byte[] data, int at, int length) {
    int found = at == 0 ? 0 : match(data, at, distances[LEFT], Math.min(LONGEST, length - at));
    return found < SHORTEST ? data[at] & 255 : MATCHES + found * TRIED + LEFT;
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
    occurs[END_OF_BLOCK] = 1;
    int[] literalCounts = new int[LITERALS];
    int[] distanceCounts = new int[DISTANCES];
    System.arraycopy(occurs, 0, literalCounts, 0, MATCHES);
    for (int place = 0; place < TRIED; place++) {
      for (int length = SHORTEST; length <= LONGEST; length++) {
        int times = occurs[MATCHES + length * TRIED + place];
        if (times > 0) {
          literalCounts[LENGTH_SYMBOL[length]] += times;
          distanceCounts[distanceSymbol(distances[place])] += times;
        }
      }
    }
    byte[] literalLengths = HuffmanCode.lengths(literalCounts, 15);
    byte[] distanceLengths = HuffmanCode.lengths(distanceCounts, 15);
    int literals = used(literalLengths, MATCHES);
    int distancesUsed = used(distanceLengths, 1);
    put(last ? 1 : 0, 1);
    put(2, 2); // dynamic codes
    writeLengths(literalLengths, literals, distanceLengths, distancesUsed);
    code(literalLengths, distanceLengths);
    writeTokens();
    put(coded[END_OF_BLOCK] >>> WIDTH, literalLengths[END_OF_BLOCK]);
    count = 0;
    Arrays.fill(occurs, 0);
  }

  /** Works out the bits of all tokens that occur. */
  private void code(byte[] literalLengths, byte[] distanceLengths) {
    int[] literalCodes = HuffmanCode.codes(literalLengths);
    int[] distanceCodes = HuffmanCode.codes(distanceLengths);
    for (int literal = 0; literal <= END_OF_BLOCK; literal++) {
      coded[literal] = (long) literalCodes[literal] << WIDTH | literalLengths[literal];
    }
    for (int place = 0; place < TRIED; place++) {
      for (int length = SHORTEST; length <= LONGEST; length++) {
        int token = MATCHES + length * TRIED + place;
        if (occurs[token] > 0) {
          int symbol = LENGTH_SYMBOL[length];
          int width = literalLengths[symbol];
          long code = literalCodes[symbol] | (long) LENGTH_VALUE[length] << width;
          width += LENGTH_EXTRA[length];
          int far = distanceSymbol(distances[place]);
          code |= (long) distanceCodes[far] << width;
          width += distanceLengths[far];
          int extra = far < 4 ? 0 : far / 2 - 1;
          code |= (long) (distances[place] - 1 & (1 << extra) - 1) << width;
          coded[token] = code << WIDTH | width + extra;
        }
      }
    }
  }

  /** All that changes is held in local variables, and no branch depends on what a token is. */
  private void writeTokens() {
    if (out.length < size + MOST_BYTES * count + 16) {
      out = Arrays.copyOf(out, Math.max(2 * out.length, size + MOST_BYTES * count + 16));
    }
    byte[] to = out;
    int at = size;
    long pending = bits;
    int width = bitCount;
    for (int i = 0; i < count; i++) {
      long code = coded[tokens[i]];
      pending |= code >>> WIDTH << width;
      width += (int) code & (1 << WIDTH) - 1;
      LONGS.set(to, at, pending);
      at += width >>> 3;
      pending >>>= width & ~7;
      width &= 7;
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
    if (size + 16 > out.length) {
      out = Arrays.copyOf(out, 2 * out.length);
    }
    bits |= value << bitCount;
    bitCount += width;
    LONGS.set(out, size, bits);
    size += bitCount >>> 3;
    bits >>>= bitCount & ~7;
    bitCount &= 7;
  }

  private void finish(byte[] data, int length) {
    put(0, 7 & -bitCount); // to the end of a byte
    Adler32 check = new Adler32();
    check.update(data, 0, length);
    int highestFirst = Integer.reverseBytes((int) check.getValue());
    put(Integer.toUnsignedLong(highestFirst), 32);
  }
}
