/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import java.util.function.Consumer;

/**
 * How a file is loaded.
 *
 * @param dryRun read and check everything, then keep nothing
 * @param maxRejectedShare the load fails when more than this share of the rows is rejected; 0 to 1
 * @param progress takes a line for people, at most once a second
 */
public record LoadOptions(boolean dryRun, double maxRejectedShare, Consumer<String> progress) {

  /** Two rows of a hundred. */
  public static final double DEFAULT_MAX_REJECTED_SHARE = 0.02;

  /**
   * Checks the share.
   *
   * @throws IllegalArgumentException when the share is not 0 to 1
   */
  public LoadOptions {
    if (!(maxRejectedShare >= 0 && maxRejectedShare <= 1)) {
      throw new IllegalArgumentException(
          "The share of rejected rows is a number from 0 to 1, not " + maxRejectedShare);
    }
  }

  /** Loads for real, with the default share and without progress lines. */
  public static LoadOptions defaults() {
    return new LoadOptions(false, DEFAULT_MAX_REJECTED_SHARE, line -> {});
  }
}
