/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

/** Counts the linear programs that were solved. */
final class Programs {

  private long solved;

  void solved() {
    solved++;
  }

  long count() {
    return solved;
  }
}
