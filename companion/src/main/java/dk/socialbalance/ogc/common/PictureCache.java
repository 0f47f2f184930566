/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import dk.socialbalance.publication.CurrentSnapshot;
import dk.socialbalance.publication.Snapshot;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finished pictures and tiles in memory, those not asked for the longest given up first. Each is
 * made from what one snapshot holds and is dropped as soon as that is served no longer, so that a
 * value that has been hidden does not live on here. Safe for many threads.
 */
public final class PictureCache {

  /** All that a picture depends on; equal ones look alike. */
  public interface Key {

    /** Whether what the picture was made from is in a snapshot. */
    boolean isServed(Snapshot snapshot);

    /** What the key takes, bytes, about. */
    default int cost() {
      return 200;
    }
  }

  /** Makes a picture's bytes. */
  @FunctionalInterface
  public interface Maker {
    /** The bytes. */
    byte[] bytes() throws IOException;
  }

  /** What an entry takes beside its bytes, about. */
  private static final int OVERHEAD = 100;

  private final CurrentSnapshot current;
  private final long most;
  private final Map<Key, byte[]> ready = new LinkedHashMap<>(256, 0.75f, true);
  private Snapshot of;
  private long held;

  /**
   * @param current what is served now
   * @param most bytes that all pictures may take together
   */
  public PictureCache(CurrentSnapshot current, long most) {
    this.current = current;
    this.most = most;
  }

  /** A cache that takes at most a sixteenth of the memory that Java may take. */
  public static PictureCache ofThisMachine(CurrentSnapshot current) {
    return new PictureCache(current, Runtime.getRuntime().maxMemory() / 16);
  }

  /** The picture, made when it is not there. */
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
      if (key.isServed(of)
          && 4L * cost(key, made) <= most
          && ready.putIfAbsent(key, made) == null) {
        held += cost(key, made);
        Iterator<Map.Entry<Key, byte[]>> oldest = ready.entrySet().iterator();
        while (held > most && oldest.hasNext()) {
          Map.Entry<Key, byte[]> given = oldest.next();
          held -= cost(given.getKey(), given.getValue());
          oldest.remove();
        }
      }
    }
    return made;
  }

  /** Bytes held now, about. */
  public long held() {
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
              boolean outdated = !entry.getKey().isServed(now);
              held -= outdated ? cost(entry.getKey(), entry.getValue()) : 0;
              return outdated;
            });
  }

  private static long cost(Key key, byte[] picture) {
    return picture.length + key.cost() + OVERHEAD;
  }
}
