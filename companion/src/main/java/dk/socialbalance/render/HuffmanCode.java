/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.util.Arrays;

/** Codes for symbols by how often they occur, as RFC 1951, 3.2.2 wants them. */
final class HuffmanCode {

  private HuffmanCode() {}

  /**
   * The lengths of the codes in bits; 0 for a symbol that does not occur.
   *
   * @param counts how often each symbol occurs; at most 512 symbols
   * @param longest the most bits that a code may have; enough for all symbols to differ
   */
  static byte[] lengths(int[] counts, int longest) {
    int[] weights = counts.clone();
    while (true) {
      byte[] lengths = unbounded(weights);
      int most = 0;
      for (byte length : lengths) {
        most = Math.max(most, length);
      }
      if (most <= longest) {
        return lengths;
      }
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (weights[i] + 1) / 2; // The flatter, the shorter the longest.
      }
    }
  }

  /** By joining the two lightest trees until there is one. */
  private static byte[] unbounded(int[] weights) {
    long[] leaves = new long[weights.length];
    int n = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        leaves[n++] = ((long) weights[i] << 9) | i;
      }
    }
    byte[] lengths = new byte[weights.length];
    if (n < 2) {
      if (n == 1) {
        lengths[(int) (leaves[0] & 511)] = 1;
      }
      return lengths;
    }
    Arrays.sort(leaves, 0, n);
    // Nodes: leaves 0 to n-1, then trees in the order of their making, which is by weight.
    long[] tree = new long[n];
    int[] parent = new int[2 * n];
    int leaf = 0;
    int oldest = 0;
    for (int made = 0; made < n - 1; made++) {
      long sum = 0;
      for (int child = 0; child < 2; child++) {
        boolean takesLeaf = leaf < n && (oldest == made || leaves[leaf] >>> 9 <= tree[oldest]);
        if (takesLeaf) {
          sum += leaves[leaf] >>> 9;
          parent[leaf++] = n + made;
        } else {
          sum += tree[oldest];
          parent[n + oldest++] = n + made;
        }
      }
      tree[made] = sum;
    }
    int[] depth = new int[2 * n];
    for (int node = 2 * n - 3; node >= 0; node--) {
      depth[node] = depth[parent[node]] + 1;
      if (node < n) {
        lengths[(int) (leaves[node] & 511)] = (byte) Math.min(127, depth[node]);
      }
    }
    return lengths;
  }

  /** The codes, their first bit the lowest. */
  static int[] codes(byte[] lengths) {
    int[] next = new int[17];
    for (byte length : lengths) {
      next[length + 1] += length > 0 ? 1 : 0;
    }
    for (int bits = 1; bits < next.length; bits++) {
      next[bits] = (next[bits] + next[bits - 1]) << 1;
    }
    int[] codes = new int[lengths.length];
    for (int i = 0; i < lengths.length; i++) {
      if (lengths[i] > 0) {
        codes[i] = Integer.reverse(next[lengths[i]]++) >>> (32 - lengths[i]);
      }
    }
    return codes;
  }
}
