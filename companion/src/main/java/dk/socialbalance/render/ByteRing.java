/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Bytes by key, in memory that is taken once and used again and again, the oldest being written
 * over: what is kept for seconds only never burdens the garbage collector, which would otherwise
 * stop all requests to clear it away. What is asked for is moved on and stays. Safe for many
 * threads.
 *
 * @param <K> keys, with equality
 */
public final class ByteRing<K> {

  /** Bytes of a chunk, at most; what is larger is not kept. */
  private static final int CHUNK = 1 << 20;

  /** Bytes that a key takes, about: however short its bytes, there are no more keys than that. */
  private static final int KEY = 1 << 10;

  private final int size;
  private final int most;
  private final List<Chunk<K>> chunks = new ArrayList<>();
  private final Map<K, Place<K>> places = new HashMap<>();

  /** The chunk that is written to. */
  private int now = -1;

  private record Chunk<K>(ByteBuffer bytes, List<K> keys) {}

  private record Place<K>(Chunk<K> chunk, int from, int length) {}

  /**
   * @param memory bytes that it may take; an eighth of them, at most a mebibyte, is the most that
   *     is kept under one key
   */
  public ByteRing(long memory) {
    this.size = (int) Math.max(KEY, Math.min(CHUNK, memory / 8));
    this.most = (int) Math.max(2, memory / size);
  }

  /** A copy of the bytes; null when there are none. */
  public synchronized byte[] get(K key) {
    Place<K> place = places.get(key);
    if (place == null) {
      return null;
    }
    byte[] bytes = new byte[place.length()];
    place.chunk().bytes().get(place.from(), bytes);
    if (isOld(place.chunk())) {
      put(key, bytes);
    }
    return bytes;
  }

  /** Keeps a copy of the bytes, unless there are too many. */
  public synchronized void put(K key, byte[] bytes) {
    if (bytes.length > size) {
      return;
    }
    if (now < 0 || isFull(chunks.get(now), bytes.length)) {
      next();
    }
    Chunk<K> chunk = chunks.get(now);
    places.put(key, new Place<>(chunk, chunk.bytes().position(), bytes.length));
    chunk.bytes().put(bytes);
    chunk.keys().add(key);
  }

  /** Forgets what has such a key. */
  public synchronized void removeIf(Predicate<K> unwanted) {
    places.keySet().removeIf(unwanted);
  }

  /** How many keys have bytes. */
  public synchronized int keys() {
    return places.size();
  }

  /** Bytes of memory taken. */
  public synchronized long held() {
    return (long) chunks.size() * size;
  }

  private boolean isFull(Chunk<K> chunk, int length) {
    return chunk.bytes().remaining() < length || chunk.keys().size() > size / KEY;
  }

  private void next() {
    now = (now + 1) % most;
    if (now == chunks.size()) {
      chunks.add(new Chunk<>(ByteBuffer.allocate(size), new ArrayList<>()));
      return;
    }
    Chunk<K> oldest = chunks.get(now);
    for (K key : oldest.keys()) {
      places.computeIfPresent(key, (k, place) -> isIn(oldest, place) ? null : place);
    }
    oldest.keys().clear();
    oldest.bytes().clear();
  }

  /** Whether a chunk is in the half that is written over next. */
  private boolean isOld(Chunk<K> chunk) {
    for (int i = 0; i < most / 2 && i < chunks.size(); i++) {
      if (isSame(chunks.get(Math.floorMod(now - i, most)), chunk)) {
        return false;
      }
    }
    return true;
  }

  private static <K> boolean isIn(Chunk<K> chunk, Place<K> place) {
    return isSame(place.chunk(), chunk);
  }

  @SuppressWarnings("ReferenceEquality") // Its contents change.
  private static boolean isSame(Chunk<?> one, Chunk<?> other) {
    return one == other;
  }
}
