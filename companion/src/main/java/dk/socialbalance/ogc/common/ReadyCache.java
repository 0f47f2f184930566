/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import dk.socialbalance.publication.CurrentSnapshot;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Finished pictures and tiles in memory, those not asked for the longest given up first. Each is of
 * one revision of its layers and is dropped as soon as another is served, so that a value that has
 * been hidden does not live on here. What several ask for at once is made once. Safe for many
 * threads.
 */
public final class ReadyCache {

  /** A layer that is shown. */
  public record Source(String layer, String revision) {

    /** As it is. */
    public static Source of(Layer layer) {
      return new Source(layer.name(), layer.revision());
    }
  }

  /**
   * What an answer is made from.
   *
   * @param sources all layers shown
   * @param what everything else that it depends on; with equality
   */
  public record Key(List<Source> sources, Object what) {
    public Key {
      sources = List.copyOf(sources);
    }
  }

  /** Makes the bytes. */
  @FunctionalInterface
  public interface Maker {
    /** The bytes. */
    byte[] bytes() throws IOException;
  }

  /** What an entry takes beside its bytes, about. */
  private static final int OVERHEAD = 1000;

  private final CurrentSnapshot current;
  private final long most;
  private final Map<Key, byte[]> ready = new LinkedHashMap<>(256, 0.75f, true);
  private final Map<Key, CompletableFuture<byte[]>> underWay = new HashMap<>();
  private Snapshot of;
  private long held;

  /**
   * @param current what is served now
   * @param most bytes that all may take together
   */
  public ReadyCache(CurrentSnapshot current, long most) {
    this.current = current;
    this.most = most;
  }

  /** A cache that takes at most a sixteenth of the memory that Java may take. */
  public static ReadyCache ofThisMachine(CurrentSnapshot current) {
    return new ReadyCache(current, Runtime.getRuntime().maxMemory() / 16);
  }

  /** What is ready; made when it is not there. */
  public byte[] get(Key key, Maker maker) throws IOException {
    CompletableFuture<byte[]> mine = new CompletableFuture<>();
    CompletableFuture<byte[]> others;
    synchronized (ready) {
      dropOutdated();
      byte[] known = ready.get(key);
      if (known != null) {
        return known;
      }
      others = underWay.putIfAbsent(key, mine);
    }
    if (others != null) {
      try {
        return others.join();
      } catch (CompletionException e) {
        return maker.bytes(); // What went wrong there need not go wrong here.
      }
    }
    try {
      byte[] made = maker.bytes();
      keep(key, made);
      mine.complete(made);
      return made;
    } finally {
      mine.completeExceptionally(new IOException("Not made"));
      synchronized (ready) {
        underWay.remove(key);
      }
    }
  }

  private void keep(Key key, byte[] made) {
    synchronized (ready) {
      dropOutdated();
      if (isServed(key) && 8 * cost(made) <= most && ready.putIfAbsent(key, made) == null) {
        held += cost(made);
        Iterator<byte[]> oldest = ready.values().iterator();
        while (held > most && oldest.hasNext()) {
          held -= cost(oldest.next());
          oldest.remove();
        }
      }
    }
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
    for (Source source : key.sources()) {
      Layer layer = of.layers().get(source.layer());
      if (layer == null || !layer.revision().equals(source.revision())) {
        return false;
      }
    }
    return true;
  }

  private static long cost(byte[] bytes) {
    return bytes.length + OVERHEAD;
  }
}
