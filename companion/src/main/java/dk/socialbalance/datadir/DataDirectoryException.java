/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.datadir;

/** A folder cannot be used as a data directory; the message says why and what to do. */
public final class DataDirectoryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DataDirectoryException(String message) {
    super(message);
  }
}
