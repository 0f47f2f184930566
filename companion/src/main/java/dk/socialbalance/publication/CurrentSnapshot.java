/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the snapshot that the doors serve now; swapped in one step while requests go on. */
public final class CurrentSnapshot {

  private static final Logger LOG = LoggerFactory.getLogger(CurrentSnapshot.class);

  private final List<Consumer<Snapshot>> preparations = new CopyOnWriteArrayList<>();
  private final AtomicReference<Snapshot> current = new AtomicReference<>(Snapshot.empty());

  /** The snapshot to serve a request from, start to end. */
  public Snapshot get() {
    return current.get();
  }

  /**
   * What is to be made ready of each snapshot before requests see it; done at once for the one that
   * is served already. It only saves requests time: when it fails, that is on the log, and the
   * snapshot is served all the same.
   */
  public void beforeSwap(Consumer<Snapshot> preparation) {
    preparations.add(preparation);
    prepare(preparation, get());
  }

  /** Makes the snapshot ready; from then on requests see it. */
  public void swap(Snapshot next) {
    preparations.forEach(preparation -> prepare(preparation, next));

    current.set(next);
  }

  private static void prepare(Consumer<Snapshot> preparation, Snapshot next) {
    try {
      preparation.accept(next);
    } catch (RuntimeException e) {
      LOG.error("Not all of publication {} is ready before it is served", next.publication(), e);
    }
  }
}
