/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cells;

import dk.socialbalance.db.DatabaseAccess;
import dk.socialbalance.db.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Runs groups of statements on several connections, each taking the next group when it is free. */
final class ScanWorkers {

  private final DatabaseAccess access;
  private final int workers;
  private final String beforeAll;

  /**
   * Workers.
   *
   * @param workers how many connections
   * @param beforeAll statements that each connection runs first
   */
  ScanWorkers(DatabaseAccess access, int workers, String beforeAll) {
    this.access = access;
    this.workers = workers;
    this.beforeAll = beforeAll;
  }

  /**
   * Runs all groups, in about the given order. Returns when no connection is busy any more.
   *
   * @param queue others may add to it and take from it meanwhile; emptied by the first failure only
   * @param done is told how many groups are finished, from the workers' threads
   * @throws SQLException the first failure; the rest is not begun then
   */
  void run(Queue<List<String>> queue, IntConsumer done) throws SQLException {
    AtomicInteger finished = new AtomicInteger();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            workers,
            task -> {
              Thread thread = new Thread(task, "cells");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<Void>> futures = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        Callable<Void> work =
            () -> {
              boolean drained = false;
              try {
                drain(queue, () -> done.accept(finished.incrementAndGet()));
                drained = true;
              } finally {
                if (!drained) {
                  queue.clear();
                }
              }
              return null;
            };
        futures.add(threads.submit(work));
      }
      SQLException failure = null;
      for (Future<Void> future : futures) {
        try {
          future.get();
        } catch (ExecutionException e) {
          SQLException cause =
              e.getCause() instanceof SQLException sql ? sql : new SQLException(e.getCause());
          if (failure == null) {
            failure = cause;
          } else {
            failure.addSuppressed(cause);
          }
        }
      }
      if (failure != null) {
        throw failure;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      queue.clear();
      throw new SQLException("Counting was interrupted; the former cells stand.", e);
    } finally {
      threads.shutdown();
    }
  }

  private void drain(Queue<List<String>> queue, Runnable finished) throws SQLException {
    try (Connection connection = access.connect(Role.COUNT);
        Statement statement = connection.createStatement()) {
      statement.execute(beforeAll);
      for (List<String> group = queue.poll(); group != null; group = queue.poll()) {
        for (String sql : group) {
          statement.execute(sql);
        }
        finished.run();
      }
    }
  }
}
