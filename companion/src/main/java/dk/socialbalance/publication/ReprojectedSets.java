/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentMap;
import org.locationtech.jts.geom.Geometry;

/**
 * Bounds the memory of all geometries that are kept in systems other than their own: to {@link
 * #MAX_VERTICES} together. When more are made, those go first that nobody has asked for since they
 * were last considered (second chance, a cheap likeness of least recently used).
 */
final class ReprojectedSets {

  /** Twice what is held in its own system: the usual web map has two systems. */
  static final long MAX_VERTICES = 2 * SnapshotReader.MAX_VERTICES;

  /** Geometries in one system. */
  static final class Kept {
    private final Geometry[] geometries;
    private boolean used;

    Kept(Geometry[] geometries) {
      this.geometries = geometries;
    }

    Geometry[] geometries() {
      return geometries;
    }

    /** Says that they are of use; a race does no harm. */
    void use() {
      if (!used) {
        used = true;
      }
    }

    /** How many they have. */
    long vertices() {
      long vertices = 0;
      for (Geometry geometry : geometries) {
        vertices += geometry == null ? 0 : geometry.getNumPoints();
      }
      return vertices;
    }
  }

  /** Weak, so that the sets of a former snapshot go with it. */
  private record Entry(
      WeakReference<ConcurrentMap<Integer, Kept>> owner,
      int srid,
      WeakReference<Kept> kept,
      long vertices) {

    boolean isGone() {
      return owner.get() == null || kept.get() == null;
    }
  }

  private static final ReprojectedSets ALL = new ReprojectedSets(MAX_VERTICES);

  private final long limit;
  private final Queue<Entry> entries = new ArrayDeque<>();
  private long total;

  ReprojectedSets(long limit) {
    this.limit = limit;
  }

  /** Counts what an owner has made, and lets others go when it is too much. */
  static void keep(ConcurrentMap<Integer, Kept> owner, int srid, Kept made) {
    ALL.add(owner, srid, made);
  }

  synchronized void add(ConcurrentMap<Integer, Kept> owner, int srid, Kept made) {
    for (Entry entry : entries) {
      if (entry.kept().get() == made) {
        return; // two threads asked for it at once
      }
    }
    entries.removeIf(
        entry -> {
          if (entry.isGone()) {
            total -= entry.vertices();
          }
          return entry.isGone();
        });
    Entry added =
        new Entry(new WeakReference<>(owner), srid, new WeakReference<>(made), made.vertices());
    total += added.vertices();
    // At most two rounds: the first takes away the second chances.
    for (int left = 2 * entries.size(); total > limit && left > 0; left--) {
      Entry oldest = entries.remove();
      Kept kept = oldest.kept().get();
      ConcurrentMap<Integer, Kept> holder = oldest.owner().get();
      if (kept != null && holder != null && kept.used) {
        kept.used = false;
        entries.add(oldest);
      } else {
        total -= oldest.vertices();
        if (kept != null && holder != null) {
          holder.remove(oldest.srid(), kept);
        }
      }
    }
    entries.add(added);
  }

  /** Vertices that are kept now. */
  synchronized long total() {
    return total;
  }
}
