/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HuffmanCodeTest {

  /** Counts of symbols: few, many, alike, uneven, most of them none. */
  static List<int[]> counts() {
    List<int[]> counts = new ArrayList<>();
    Random random = new Random(9);
    for (int symbols : new int[] {2, 3, 19, 30, 286, 512}) {
      for (int most : new int[] {1, 2, 50, 1 << 15, 1 << 22}) {
        counts.add(random.ints(symbols, 0, most + 1).toArray());
        counts.add(random.ints(symbols, most, most + 1).toArray());
        counts.add(random.ints(symbols, 0, 20).map(i -> i == 0 ? most : 0).toArray());
      }
    }
    int[] rabbits = new int[30];
    for (int i = 0; i < 30; i++) {
      rabbits[i] = i < 2 ? 1 : rabbits[i - 1] + rabbits[i - 2];
    }
    counts.add(rabbits);
    counts.add(random.ints(286, 0, 30).map(i -> 1 << Math.min(i, 21)).toArray());
    return counts;
  }

  private static int used(int[] counts) {
    return (int) Arrays.stream(counts).filter(count -> count > 0).count();
  }

  /** Every string of bits is a code's beginning or begins with one (zlib takes no other codes). */
  @ParameterizedTest
  @MethodSource("counts")
  void theCodeIsCompleteAndNotTooLong(int[] counts) {
    int least = 32 - Integer.numberOfLeadingZeros(Math.max(1, used(counts) - 1));
    for (int longest : new int[] {15, Math.max(7, least)}) {
      byte[] lengths = HuffmanCode.lengths(counts, longest);
      double sum = 0;
      for (int i = 0; i < counts.length; i++) {
        assertThat(lengths[i] > 0).as("symbol %d has a code", i).isEqualTo(counts[i] > 0);
        assertThat(lengths[i]).isLessThanOrEqualTo((byte) longest);
        sum += lengths[i] == 0 ? 0 : Math.pow(2, -lengths[i]);
      }
      assertThat(sum).isEqualTo(used(counts) > 1 ? 1 : used(counts) * 0.5);
    }
  }

  /** Joining the two lightest by a queue gives the bits that the best code needs. */
  @ParameterizedTest
  @MethodSource("counts")
  void noCodeIsShorterInAll(int[] counts) {
    byte[] lengths = HuffmanCode.lengths(counts, 64);
    long bits = 0;
    PriorityQueue<Long> trees = new PriorityQueue<>();
    for (int i = 0; i < counts.length; i++) {
      bits += (long) counts[i] * lengths[i];
      if (counts[i] > 0) {
        trees.add((long) counts[i]);
      }
    }
    long best = trees.size() == 1 ? trees.element() : 0;
    while (trees.size() > 1) {
      long joined = trees.remove() + trees.remove();
      best += joined;
      trees.add(joined);
    }
    assertThat(bits).isEqualTo(best);
  }

  @ParameterizedTest
  @MethodSource("counts")
  void noCodeBeginsAnother(int[] counts) {
    byte[] lengths = HuffmanCode.lengths(counts, 15);
    int[] codes = HuffmanCode.codes(lengths);
    for (int i = 0; i < codes.length; i++) {
      for (int j = 0; j < i; j++) {
        int shorter = Math.min(lengths[i], lengths[j]);
        if (shorter > 0) {
          int mask = (1 << shorter) - 1;
          assertThat(codes[i] & mask).as("%d and %d", i, j).isNotEqualTo(codes[j] & mask);
        }
      }
    }
  }

  /** The example of RFC 1951, 3.2.2; the codes here have their first bit lowest. */
  @Test
  void theExampleOfTheStandard() {
    int[] codes = HuffmanCode.codes(new byte[] {3, 3, 3, 3, 3, 2, 4, 4});
    List<String> written = new ArrayList<>();
    int[] lengths = {3, 3, 3, 3, 3, 2, 4, 4};
    for (int i = 0; i < codes.length; i++) {
      StringBuilder bits = new StringBuilder();
      for (int bit = 0; bit < lengths[i]; bit++) {
        bits.append(codes[i] >> bit & 1);
      }
      written.add(bits.toString());
    }
    assertThat(written).containsExactly("010", "011", "100", "101", "110", "00", "1110", "1111");
  }

  @Test
  void noneAndOne() {
    assertThat(HuffmanCode.lengths(new int[5], 15)).containsOnly(0);
    assertThat(HuffmanCode.lengths(new int[] {0, 0, 4}, 15)).containsExactly(0, 0, 1);
  }
}
