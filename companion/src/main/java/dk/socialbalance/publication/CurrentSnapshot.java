/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import java.util.concurrent.atomic.AtomicReference;

/** Holds the snapshot that the doors serve now; swapped in one step while requests go on. */
public final class CurrentSnapshot {

  private final AtomicReference<Snapshot> current = new AtomicReference<>(Snapshot.empty());

  /** The snapshot to serve a request from, start to end. */
  public Snapshot get() {
    return current.get();
  }

  /** From now on requests see this one. */
  public void swap(Snapshot next) {
    current.set(next);
  }
}
