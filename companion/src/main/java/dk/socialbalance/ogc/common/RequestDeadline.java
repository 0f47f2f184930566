/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import java.util.concurrent.TimeUnit;

/**
 * How long the request that this thread works on may still take. Loops over rows ask; sending an
 * answer does not count, since a slow line is no fault.
 */
public final class RequestDeadline {

  /** The time is up. Each door answers it in its own exception format. */
  public static final class Exceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Exceeded() {
      super(
          "The request took longer than this service allows. Ask for less at a time: a smaller box,"
              + " fewer conditions, or pages.");
    }
  }

  private static final ThreadLocal<Long> END = new ThreadLocal<>();

  private RequestDeadline() {}

  /** Gives this thread's request so much time from now. */
  static void begin(long milliseconds) {
    END.set(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds));
  }

  /** The request is over. */
  static void end() {
    END.remove();
  }

  /**
   * Lets work go on; outside a request always.
   *
   * @throws Exceeded when the time is up
   */
  public static void check() {
    Long end = END.get();
    if (end != null && System.nanoTime() - end > 0) {
      throw new Exceeded();
    }
  }
}
