/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.db;

/** A database that cannot be reached, prepared or used; the message is for the operator. */
public final class DatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What is wrong and what to do. */
  public DatabaseException(String message) {
    super(message);
  }

  /** What is wrong and what to do, and the cause for the log. */
  public DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
