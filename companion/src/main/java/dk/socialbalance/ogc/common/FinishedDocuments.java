/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finished service metadata of what is served now. Bounded, since the address in them is the one
 * that the client used. Those that were asked for are written anew for the next publication before
 * it is served. Safe for many threads.
 *
 * @param <S> what is served; two are the same when they are one object
 * @param <K> what a document depends on beside it; with equality
 */
public final class FinishedDocuments<S, K> {

  /** Writes a document. */
  @FunctionalInterface
  public interface Writer<S, K> {
    /** The document's bytes. */
    byte[] write(S served, K key) throws IOException;
  }

  private static final int MOST = 32;

  private final Writer<S, K> writer;
  private final Map<K, byte[]> ready = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<K, byte[]> prepared = new LinkedHashMap<>();
  private S of;
  private S next;

  /**
   * @param writer writes what is not ready
   */
  public FinishedDocuments(Writer<S, K> writer) {
    this.writer = writer;
  }

  /** The document; written now when it is not ready. */
  public byte[] get(S served, K key) throws IOException {
    synchronized (this) {
      serve(served);
      byte[] known = ready.get(key);
      if (known != null) {
        return known;
      }
    }
    byte[] made = writer.write(served, key);
    synchronized (this) {
      if (of == served) {
        ready.put(key, made);
        if (ready.size() > MOST) {
          ready.remove(ready.keySet().iterator().next());
        }
      }
    }
    return made;
  }

  private void serve(S served) {
    if (of != served) {
      ready.clear();
      if (next == served) {
        ready.putAll(prepared);
      }
      of = served;
    }
  }

  /** Whether the document is there without being written. */
  public boolean isReady(S served, K key) {
    synchronized (this) {
      serve(served);
      return ready.containsKey(key);
    }
  }

  /**
   * Writes what will be asked for of the next: what is ready now, and some documents in any case.
   *
   * @param coming what will be served next
   * @param always keys of documents that are written even when nobody has asked for them
   */
  public void prepare(S coming, Collection<K> always) throws IOException {
    Set<K> keys = new LinkedHashSet<>(always);
    synchronized (this) {
      List<K> asked = new ArrayList<>(ready.keySet());
      keys.addAll(asked.subList(0, Math.min(asked.size(), MOST - always.size())));
    }
    Map<K, byte[]> made = new LinkedHashMap<>();
    for (K key : keys) {
      made.put(key, writer.write(coming, key));
    }
    synchronized (this) {
      prepared.clear();
      prepared.putAll(made);
      next = coming;
    }
  }
}
