/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.ServiceSettings;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the pictures that are being painted at one time within the memory there is: many large maps
 * at once wait for each other instead of bringing the service down.
 */
final class PaintingGate {

  private static final int BLOCK = 65_536;
  private static final int BYTES_A_PIXEL = 8;
  private static final long LONGEST_WAIT_SECONDS = 20;

  private final int blocks;
  private final Semaphore free;

  /**
   * @param bytes memory that pictures may take together
   * @param largest pixels of the largest picture that is allowed; it always fits
   */
  PaintingGate(long bytes, long largest) {
    this.blocks = blocks(Math.max(bytes / BYTES_A_PIXEL, largest));
    this.free = new Semaphore(blocks, true);
  }

  /** A gate for this machine: a quarter of the memory that Java may take. */
  static PaintingGate ofThisMachine(ServiceSettings.Limits limits) {
    return new PaintingGate(Runtime.getRuntime().maxMemory() / 4, limits.imagePixels());
  }

  /**
   * Makes a picture when there is room for it.
   *
   * @throws OwsException when there is none for too long
   */
  byte[] through(int width, int height, Answer.Body painting) throws IOException {
    int needed = Math.min(blocks, blocks((long) width * height));
    try {
      if (!free.tryAcquire(needed, LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    try {
      return painting.bytes();
    } finally {
      free.release(needed);
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
