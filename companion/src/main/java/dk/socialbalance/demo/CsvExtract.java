/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * Writes a semicolon-separated file cell by cell. It writes bytes of its own making because a
 * population of millions has a thousand million of them; no cell of the demo needs quoting.
 */
final class CsvExtract implements Closeable {

  /** A day that lies after all others: the spell still holds, and its cell is blank. */
  static final int OPEN = Integer.MAX_VALUE;

  private static final int FIRST_DAY = (int) LocalDate.of(1880, 1, 1).toEpochDay();
  private static final int LAST_DAY = (int) LocalDate.of(2029, 12, 31).toEpochDay();
  private static final byte[] ISO_DAYS = days(true);
  private static final byte[] DANISH_DAYS = days(false);

  private final OutputStream out;
  private final Charset charset;
  private final byte[] dayTable;
  private final byte[] lineEnd;
  private final byte[] buffer = new byte[1 << 16];
  private int size;
  private long rows;

  /**
   * Starts a file.
   *
   * @param iso dates as yyyy-mm-dd, otherwise dd-mm-yyyy
   * @param lineEnd after each row
   * @param header cells of the first row
   */
  CsvExtract(Path file, Charset charset, boolean iso, String lineEnd, String... header)
      throws IOException {
    this.out = Files.newOutputStream(file);
    this.charset = charset;
    this.dayTable = iso ? ISO_DAYS : DANISH_DAYS;
    this.lineEnd = lineEnd.getBytes(charset);
    for (String name : header) {
      text(name);
    }
    end();
    rows = 0;
  }

  /** Rows so far, without the header. */
  long rows() {
    return rows;
  }

  /** A cell of text. */
  CsvExtract text(String text) {
    byte[] bytes = text.getBytes(charset);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
    return separate();
  }

  /** An empty cell. */
  CsvExtract blank() {
    return separate();
  }

  /** A day; blank for {@link #OPEN}. */
  CsvExtract day(int epochDay) {
    if (epochDay != OPEN) {
      System.arraycopy(dayTable, (epochDay - FIRST_DAY) * 10, buffer, size, 10);
      size += 10;
    }
    return separate();
  }

  /** A whole number. */
  CsvExtract number(long number) {
    long left = number;
    if (left < 0) {
      buffer[size++] = '-';
      left = -left;
    }
    int digits = 1;
    for (long power = 10; power <= left; power *= 10) {
      digits++;
    }
    digits(left, digits);
    return separate();
  }

  /** A number with two decimals after a comma, given in hundredths; 0 or more. */
  CsvExtract hundredths(long hundredths) {
    number(hundredths / 100);
    buffer[size - 1] = ',';
    digits(hundredths % 100, 2);
    return separate();
  }

  /** A number with one decimal after a comma, given in tenths; 0 or more. */
  CsvExtract tenths(long tenths) {
    number(tenths / 10);
    buffer[size - 1] = ',';
    digits(tenths % 10, 1);
    return separate();
  }

  /** A person number. */
  CsvExtract person(PersonNumber number, boolean hyphen) {
    digits(number.front(), 6);
    if (hyphen) {
      buffer[size++] = '-';
    }
    digits(number.serial(), 4);
    return separate();
  }

  /** Sixteen bytes as the text of a UUID. */
  CsvExtract uuid(long high, long low) {
    for (int i = 0; i < 32; i++) {
      if (i == 8 || i == 12 || i == 16 || i == 20) {
        buffer[size++] = '-';
      }
      long half = i < 16 ? high : low;
      int digit = (int) (half >>> (60 - 4 * (i % 16))) & 15;
      buffer[size++] = (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10);
    }
    return separate();
  }

  /** Ends the row. */
  void end() throws IOException {
    size--;
    System.arraycopy(lineEnd, 0, buffer, size, lineEnd.length);
    size += lineEnd.length;
    rows++;
    if (size > buffer.length - 2048) {
      flush();
    }
  }

  @Override
  public void close() throws IOException {
    try (out) {
      flush();
    }
  }

  private void flush() throws IOException {
    out.write(buffer, 0, size);
    size = 0;
  }

  private CsvExtract separate() {
    buffer[size++] = ';';
    return this;
  }

  private void digits(long number, int count) {
    long left = number;
    for (int i = size + count - 1; i >= size; i--) {
      buffer[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
    size += count;
  }

  private static byte[] days(boolean iso) {
    byte[] table = new byte[(LAST_DAY - FIRST_DAY + 1) * 10];
    LocalDate day = LocalDate.ofEpochDay(FIRST_DAY);
    for (int at = 0; at < table.length; at += 10) {
      Arrays.fill(table, at, at + 10, (byte) '-');
      put(table, at + (iso ? 0 : 6), 4, day.getYear());
      put(table, at + (iso ? 5 : 3), 2, day.getMonthValue());
      put(table, at + (iso ? 8 : 0), 2, day.getDayOfMonth());
      day = day.plusDays(1);
    }
    return table;
  }

  private static void put(byte[] table, int at, int digits, int number) {
    int left = number;
    for (int i = at + digits - 1; i >= at; i--) {
      table[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
  }
}
