/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Unknowns that some row or target connects, with all that is known of them: a system of its own.
 */
record Block(Set<Integer> unknowns, List<Row> rows, List<Target> targets) {

  /** Cuts all that is known into independent systems; those without a target are left out. */
  static List<Block> of(Unknowns unknowns, Iterable<Row> rows, List<Target> targets) {
    int[] root = new int[unknowns.size()];
    Arrays.setAll(root, i -> i);
    for (Row row : rows) {
      for (int unknown : row.unknowns()) {
        root[find(root, unknown)] = find(root, row.unknowns()[0]);
      }
    }
    for (Target target : targets) {
      int first = target.sum().keySet().iterator().next();
      for (int unknown : target.sum().keySet()) {
        root[find(root, unknown)] = find(root, first);
      }
    }
    Map<Integer, Block> blocks = new TreeMap<>();
    for (Target target : targets) {
      int at = find(root, target.sum().keySet().iterator().next());
      blocks
          .computeIfAbsent(
              at, b -> new Block(new TreeSet<>(), new ArrayList<>(), new ArrayList<>()))
          .targets()
          .add(target);
    }
    for (int i = 0; i < root.length; i++) {
      Block block = blocks.get(find(root, i));
      if (block != null) {
        block.unknowns().add(i);
      }
    }
    for (Row row : rows) {
      Block block = blocks.get(find(root, row.unknowns()[0]));
      if (block != null) {
        block.rows().add(row);
      }
    }
    return List.copyOf(blocks.values());
  }

  private static int find(int[] root, int i) {
    int at = i;
    while (root[at] != at) {
      root[at] = root[root[at]];
      at = root[at];
    }
    return at;
  }
}
