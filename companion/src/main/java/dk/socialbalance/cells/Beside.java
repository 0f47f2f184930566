/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cells;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Work on a thread beside the caller's; closing waits for its end, so that nothing outlives it. */
final class Beside implements AutoCloseable {

  /** Work that may fail in the database. */
  @FunctionalInterface
  interface Work {
    void run() throws SQLException;
  }

  private final FutureTask<Void> task;
  private final Thread thread;

  private Beside(Work work) {
    this.task =
        new FutureTask<>(
            () -> {
              work.run();
              return null;
            });
    this.thread = new Thread(task, "cells-beside");
    thread.setDaemon(true);
  }

  /** Starts the work. */
  static Beside start(Work work) {
    Beside beside = new Beside(work);
    beside.thread.start();
    return beside;
  }

  /**
   * Waits for the end of the work and throws its failure.
   *
   * @throws RuntimeException the work's own
   */
  void await() throws SQLException {
    try {
      task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException own) {
        throw own;
      }
      throw e.getCause() instanceof SQLException sql ? sql : new SQLException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("Counting was interrupted; the former cells stand.", e);
    }
  }

  /** Waits for the end of the work, whatever it was. */
  @Override
  public void close() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
