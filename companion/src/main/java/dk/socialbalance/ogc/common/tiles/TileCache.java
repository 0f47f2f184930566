/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.tiles;

import dk.socialbalance.publication.CurrentSnapshot;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finished tiles in memory, those not asked for the longest given up first. A tile is of one
 * revision of its layer and is dropped as soon as another is served, so that a value that has been
 * hidden does not live on here. Safe for many threads.
 */
public final class TileCache {

  /**
   * What a tile is made from.
   *
   * @param layer its name
   * @param revision of the layer
   * @param style the whole style document; empty where none is used
   * @param time which periods, as far as the layer has them
   * @param format media type
   */
  public record Key(
      String layer, String revision, String style, String time, Tile tile, String format) {}

  /** Makes a tile's bytes. */
  @FunctionalInterface
  public interface Maker {
    /** The bytes. */
    byte[] bytes() throws IOException;
  }

  /** What an entry takes beside its bytes, about. */
  private static final int OVERHEAD = 300;

  private final CurrentSnapshot current;
  private final long most;
  private final Map<Key, byte[]> ready = new LinkedHashMap<>(256, 0.75f, true);
  private Snapshot of;
  private long held;

  /**
   * @param current what is served now
   * @param most bytes that all tiles may take together
   */
  public TileCache(CurrentSnapshot current, long most) {
    this.current = current;
    this.most = most;
  }

  /** A cache that takes at most a sixteenth of the memory that Java may take. */
  public static TileCache ofThisMachine(CurrentSnapshot current) {
    return new TileCache(current, Runtime.getRuntime().maxMemory() / 16);
  }

  /** The tile, made when it is not there. */
  public byte[] get(Key key, Maker maker) throws IOException {
    synchronized (ready) {
      dropOutdated();
      byte[] known = ready.get(key);
      if (known != null) {
        return known;
      }
    }
    byte[] made = maker.bytes();
    synchronized (ready) {
      dropOutdated();
      if (isServed(key) && ready.putIfAbsent(key, made) == null) {
        held += cost(made);
        Iterator<byte[]> oldest = ready.values().iterator();
        while (held > most && oldest.hasNext()) {
          held -= cost(oldest.next());
          oldest.remove();
        }
      }
    }
    return made;
  }

  /** Bytes held now, about. */
  long held() {
    synchronized (ready) {
      dropOutdated();
      return held;
    }
  }

  @SuppressWarnings("ReferenceEquality") // The same snapshot is the same object.
  private void dropOutdated() {
    Snapshot now = current.get();
    if (of == now) {
      return;
    }
    of = now;
    ready
        .entrySet()
        .removeIf(
            entry -> {
              boolean outdated = !isServed(entry.getKey());
              held -= outdated ? cost(entry.getValue()) : 0;
              return outdated;
            });
  }

  private boolean isServed(Key key) {
    Layer layer = of.layers().get(key.layer());
    return layer != null && layer.revision().equals(key.revision());
  }

  private static long cost(byte[] tile) {
    return tile.length + OVERHEAD;
  }
}
