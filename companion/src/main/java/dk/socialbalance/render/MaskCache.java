/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.locationtech.jts.geom.Envelope;

/**
 * Masks in memory, those not asked for the longest given up first: the same extent with another
 * figure, year or colour is only coloured anew. Masks hold no figures. Safe for many threads.
 */
final class MaskCache {

  /**
   * What a mask is made from.
   *
   * @param borders their number
   * @param painted the areas in their order
   * @param reach pixels from a border
   */
  record Key(long borders, int[] painted, Envelope extent, int width, int height, double reach) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && borders == key.borders
          && width == key.width
          && height == key.height
          && reach == key.reach
          && extent.equals(key.extent)
          && Arrays.equals(painted, key.painted);
    }

    @Override
    public int hashCode() {
      int hash = 31 * Long.hashCode(borders) + extent.hashCode();
      return 31 * (31 * hash + width) + height + Arrays.hashCode(painted);
    }

    private long bytes() {
      return 4L * painted.length + 200;
    }
  }

  private final long most;
  private final Map<Key, AreaMask> ready = new LinkedHashMap<>(256, 0.75f, true);
  private long held;

  /**
   * @param most bytes that all masks may take together
   */
  MaskCache(long most) {
    this.most = most;
  }

  /** The mask; null when it is not there. */
  AreaMask get(Key key) {
    synchronized (ready) {
      return ready.get(key);
    }
  }

  /** Keeps a mask, unless it alone would take a quarter of all. */
  void put(Key key, AreaMask mask) {
    if (4 * cost(key, mask) > most) {
      return;
    }
    synchronized (ready) {
      if (ready.putIfAbsent(key, mask) != null) {
        return;
      }
      held += cost(key, mask);
      Iterator<Map.Entry<Key, AreaMask>> oldest = ready.entrySet().iterator();
      while (held > most && oldest.hasNext()) {
        Map.Entry<Key, AreaMask> given = oldest.next();
        held -= cost(given.getKey(), given.getValue());
        oldest.remove();
      }
    }
  }

  /** Bytes held now, about. */
  long held() {
    synchronized (ready) {
      return held;
    }
  }

  private static long cost(Key key, AreaMask mask) {
    return key.bytes() + mask.bytes();
  }
}
