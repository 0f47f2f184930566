/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.ServiceSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the pictures that are being painted at one time within the processors and the memory there
 * are: the others wait in line, so that each is painted in one go and none is overtaken. Large ones
 * have a line of their own and do not hold up the small.
 */
final class PaintingGate {

  private static final int BLOCK = 65_536;
  private static final int BYTES_A_PIXEL = 8;

  /** Pixels of a large picture: more than a screen. */
  private static final long LARGE = 2_500_000;

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final int blocks;
  private final Semaphore free;
  private final Semaphore small;
  private final Semaphore large;

  /**
   * @param bytes memory that pictures may take together
   * @param largest pixels of the largest picture that is allowed; it always fits
   * @param painters pictures of one kind, small or large, that are painted at one time
   */
  PaintingGate(long bytes, long largest, int painters) {
    this.blocks = blocks(Math.max(bytes / BYTES_A_PIXEL, largest));
    this.free = new Semaphore(blocks, true);
    this.small = new Semaphore(painters, true);
    this.large = new Semaphore(painters, true);
  }

  /**
   * A gate for this machine: a quarter of the memory that Java may take, and one painter more than
   * processors.
   */
  static PaintingGate ofThisMachine(ServiceSettings.Limits limits) {
    return new PaintingGate(
        Runtime.getRuntime().maxMemory() / 4,
        limits.imagePixels(),
        Runtime.getRuntime().availableProcessors() + 1);
  }

  /**
   * Makes a picture when there is room for it.
   *
   * @throws OwsException when there is none for too long
   */
  byte[] through(int width, int height, Answer.Body painting) throws IOException {
    long pixels = (long) width * height;
    int needed = Math.min(blocks, blocks(pixels));
    Semaphore line = pixels > LARGE ? large : small;
    long until = System.nanoTime() + LONGEST_WAIT.toNanos();
    take(line, 1, until);
    try {
      take(free, needed, until);
      try {
        return painting.bytes();
      } finally {
        free.release(needed);
      }
    } finally {
      line.release();
    }
  }

  private static void take(Semaphore from, int permits, long until) {
    try {
      if (!from.tryAcquire(permits, until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
  }

  private static OwsException busy() {
    return new OwsException(
        503,
        "NoApplicableCode",
        "",
        "The service is painting as many maps as it can; try again in a moment");
  }

  private static int blocks(long pixels) {
    return (int) Math.min(Integer.MAX_VALUE, (pixels + BLOCK - 1) / BLOCK);
  }
}
