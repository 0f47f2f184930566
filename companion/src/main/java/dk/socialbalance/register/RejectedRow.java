/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

/**
 * A row that is not stored. The reason never holds the value; the value is masked when personal.
 */
public final class RejectedRow extends Exception {

  private static final long serialVersionUID = 1L;

  private final String column;
  private final String reason;
  private final String value;

  /** A row that is wrong as a whole, or a value whose column is added later. */
  public RejectedRow(String reason) {
    this(null, reason, null);
  }

  /** A row that is wrong in a column (header as the catalogue writes it). */
  public RejectedRow(String column, String reason, String value) {
    // Without a stack trace: a broken file may have millions.
    super(reason, null, false, false);
    this.column = column;
    this.reason = reason;
    this.value = value;
  }

  /** Header of the column; null when the row as a whole is wrong. */
  public String column() {
    return column;
  }

  /** What is wrong and what is expected. */
  public String reason() {
    return reason;
  }

  /** The value, masked when personal; may be null. */
  public String value() {
    return value;
  }
}
