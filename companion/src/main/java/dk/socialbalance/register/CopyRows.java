/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Streams rows into a table with PostgreSQL's COPY, in its text format. Values are given column by
 * column in the table's order, then {@link #endRow()}; {@link #finish()} ends the copy. Memory use
 * does not depend on the number of rows.
 */
public final class CopyRows implements AutoCloseable {

  private static final int FLUSH_AT = 1 << 16;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final CopyIn copy;
  private byte[] buffer = new byte[FLUSH_AT + 4096];
  private int used;
  private boolean rowBegun;

  /**
   * Begins a copy.
   *
   * @param target table and columns, for example {@code pg_temp.stage (line, code)}; never from a
   *     user
   */
  public CopyRows(Connection connection, String target) throws SQLException {
    copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY " + target + " FROM STDIN (FORMAT text, ENCODING 'UTF8')");
  }

  /** A text, or null. */
  public CopyRows text(String value) {
    separate();
    if (value == null) {
      return nothing();
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    reserve(2 * bytes.length);
    for (byte b : bytes) {
      byte escape =
          switch (b) {
            case '\\' -> (byte) '\\';
            case '\n' -> (byte) 'n';
            case '\r' -> (byte) 'r';
            case '\t' -> (byte) 't';
            default -> 0;
          };
      if (escape == 0) {
        buffer[used++] = b;
      } else {
        buffer[used++] = '\\';
        buffer[used++] = escape;
      }
    }
    return this;
  }

  /** Bytes, or null. */
  public CopyRows bytes(byte[] value) {
    separate();
    if (value == null) {
      return nothing();
    }
    reserve(3 + 2 * value.length);
    buffer[used++] = '\\';
    buffer[used++] = '\\';
    buffer[used++] = 'x';
    for (byte b : value) {
      buffer[used++] = HEX[(b >> 4) & 0xF];
      buffer[used++] = HEX[b & 0xF];
    }
    return this;
  }

  /** A day, or null. */
  public CopyRows date(LocalDate value) {
    return value == null ? text(null) : ascii(value.toString());
  }

  /** A whole number. */
  public CopyRows number(long value) {
    return ascii(Long.toString(value));
  }

  /** A number, or null. */
  public CopyRows number(Number value) {
    return value == null ? text(null) : ascii(value.toString());
  }

  /** Ends the row. */
  public void endRow() throws SQLException {
    reserve(1);
    buffer[used++] = '\n';
    rowBegun = false;
    if (used >= FLUSH_AT) {
      flush();
    }
  }

  /**
   * Ends the copy.
   *
   * @return the number of rows
   */
  public long finish() throws SQLException {
    flush();
    return copy.endCopy();
  }

  /** Cancels a copy that was not finished, so that the connection can be used again. */
  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }

  private CopyRows ascii(String value) {
    separate();
    int length = value.length();
    reserve(length);
    for (int i = 0; i < length; i++) {
      buffer[used++] = (byte) value.charAt(i);
    }
    return this;
  }

  private CopyRows nothing() {
    reserve(2);
    buffer[used++] = '\\';
    buffer[used++] = 'N';
    return this;
  }

  private void separate() {
    if (rowBegun) {
      reserve(1);
      buffer[used++] = '\t';
    }
    rowBegun = true;
  }

  private void reserve(int bytes) {
    if (used + bytes > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, used + bytes));
    }
  }

  private void flush() throws SQLException {
    if (used > 0) {
      copy.writeToCopy(buffer, 0, used);
      used = 0;
    }
  }
}
