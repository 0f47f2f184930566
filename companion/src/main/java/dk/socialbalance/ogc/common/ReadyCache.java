/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import dk.socialbalance.publication.CurrentSnapshot;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.render.ByteRing;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

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

  private final CurrentSnapshot current;
  private final ByteRing<Key> ready;
  private final Map<Key, CompletableFuture<byte[]>> underWay = new HashMap<>();
  private Snapshot of;

  /**
   * @param current what is served now
   * @param most bytes that all may take together
   */
  public ReadyCache(CurrentSnapshot current, long most) {
    this.current = current;
    this.ready = new ByteRing<>(most);
  }

  /** A cache that takes at most a sixteenth of the memory that Java may take. */
  public static ReadyCache ofThisMachine(CurrentSnapshot current) {
    return new ReadyCache(current, Runtime.getRuntime().maxMemory() / 16);
  }

  /** What is ready; made when it is not there. */
  public Made made(Key key, Maker maker) throws IOException {
    return new Made(get(key, maker), this, key);
  }

  /** What is ready, if it is still of what is served; else null. */
  byte[] ifReady(Key key) {
    synchronized (underWay) {
      dropOutdated();
      return ready.get(key);
    }
  }

  /** What is ready; made when it is not there. */
  byte[] get(Key key, Maker maker) throws IOException {
    CompletableFuture<byte[]> mine = new CompletableFuture<>();
    CompletableFuture<byte[]> others;
    synchronized (underWay) {
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
      } catch (CancellationException e) {
        return maker.bytes(); // What went wrong there need not go wrong here.
      }
    }
    try {
      byte[] made = maker.bytes();
      keep(key, made);
      mine.complete(made);
      return made;
    } finally {
      mine.cancel(false); // Those who wait are let go, unless it was made.
      synchronized (underWay) {
        underWay.remove(key);
      }
    }
  }

  private void keep(Key key, byte[] made) {
    synchronized (underWay) {
      dropOutdated();
      if (isServed(key)) {
        ready.put(key, made);
      }
    }
  }

  /** How many answers are held. */
  int held() {
    synchronized (underWay) {
      dropOutdated();
      return ready.keys();
    }
  }

  @SuppressWarnings("ReferenceEquality") // The same snapshot is the same object.
  private void dropOutdated() {
    Snapshot now = current.get();
    if (of == now) {
      return;
    }
    of = now;
    ready.removeIf(key -> !isServed(key));
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
}
