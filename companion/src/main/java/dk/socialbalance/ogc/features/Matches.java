/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import dk.socialbalance.publication.Layer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * Which rows the last queries matched, so that paging through an answer counts, filters and sorts
 * once. Bound to the layer's revision: after a change nothing old is found. Holds at most {@value
 * #MOST_ROWS} rows in {@value #MOST_QUERIES} queries; the one least lately used goes first.
 */
@Component
class Matches {

  private static final int MOST_QUERIES = 200;
  private static final int MOST_ROWS = 4_000_000;

  private record Key(String layer, String revision, Map<String, String> meaning) {}

  private final Map<Key, int[]> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long rows;

  /** The rows that match, in the order asked for. Callers must not change them. */
  int[] of(Layer layer, ItemsQuery query) {
    if (query.conditions().isEmpty() && query.sort().isEmpty()) {
      return IntStream.range(0, layer.size()).toArray();
    }
    Key key = new Key(layer.name(), layer.revision(), query.meaning());
    int[] known = find(key);
    if (known != null) {
      return known;
    }
    int[] found = query.rows(layer);
    if (found.length <= MOST_ROWS / 2) {
      keep(key, found);
    }
    return found;
  }

  private synchronized int[] find(Key key) {
    return kept.get(key);
  }

  private synchronized void keep(Key key, int[] found) {
    int[] former = kept.put(key, found);
    rows += found.length - (former == null ? 0 : former.length);
    var oldest = kept.entrySet().iterator();
    while (kept.size() > MOST_QUERIES || rows > MOST_ROWS) {
      rows -= oldest.next().getValue().length;
      oldest.remove();
    }
  }

  /** How many queries are kept. */
  synchronized int size() {
    return kept.size();
  }
}
