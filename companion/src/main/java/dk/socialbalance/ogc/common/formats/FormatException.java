/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.formats;

/** A format cannot hold what was asked for; the message is for people. Nothing is written yet. */
public final class FormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FormatException(String message) {
    super(message);
  }
}
