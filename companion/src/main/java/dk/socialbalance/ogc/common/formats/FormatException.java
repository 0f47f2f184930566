/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.formats;

/** A format cannot hold what was asked for; the message is for people. Nothing is written yet. */
public final class FormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  private FormatException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The format has a limit that the request goes beyond. */
  static FormatException beyond(String message) {
    return new FormatException(400, message);
  }

  /** Too many such files are being made at this moment. */
  static FormatException busy() {
    return new FormatException(
        503, "The service is making as many files as it can; try again in a moment.");
  }

  /** The HTTP status: 400 or 503. */
  public int status() {
    return status;
  }
}
