/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import dk.socialbalance.db.RunLog;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A load under way: its transaction, its delivery, and what it has counted, rejected and noted.
 *
 * <p>Not for several threads. The transaction is committed or rolled back by {@link LoadRun}; a
 * loader refuses the whole file by throwing {@link LoadFailedException}.
 */
public final class Loading {

  private static final int MAX_REJECTS_KEPT = 10_000;
  static final long PROGRESS_EVERY_NANOS = 1_000_000_000L;

  private final Connection connection;
  private final long deliveryId;
  private final Path file;
  private final String fileName;
  private final long fileSize;
  private final Consumer<String> progress;
  private final List<RunLog.Reject> rejects = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private long bytesRead;
  private long rowsIn;
  private long rowsOut;
  private long rejected;
  private long lastProgress = System.nanoTime();

  Loading(Connection connection, long deliveryId, Path file, long fileSize, Consumer<String> log) {
    this.connection = connection;
    this.deliveryId = deliveryId;
    this.file = file;
    this.fileName = Masking.fileName(file);
    this.fileSize = fileSize;
    this.progress = log;
  }

  /** The load's only connection, in the role {@code sb_load}, inside its transaction. */
  public Connection connection() {
    return connection;
  }

  /** The row in {@code indicator.delivery} that everything stored refers to. */
  public long deliveryId() {
    return deliveryId;
  }

  /** The file. */
  public Path file() {
    return file;
  }

  /** The file's name without its folder, as it may be shown. */
  public String fileName() {
    return fileName;
  }

  /** Opens the file; bytes read from it are counted for the progress lines. */
  public InputStream open() throws IOException {
    bytesRead = 0;
    return new FilterInputStream(Files.newInputStream(file)) {
      @Override
      public int read() throws IOException {
        int b = super.read();
        bytesRead += b < 0 ? 0 : 1;
        return b;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        bytesRead += Math.max(n, 0);
        return n;
      }
    };
  }

  /** Counts rows as read, and tells so when a second has passed. */
  public void rowsRead(long rows) {
    rowsIn += rows;
    if ((rowsIn & 0xFF) == 0 || rows > 1) {
      tell();
    }
  }

  private void tell() {
    long now = System.nanoTime();
    if (now - lastProgress < PROGRESS_EVERY_NANOS) {
      return;
    }
    lastProgress = now;
    progress.accept(
        String.format(
            Locale.ROOT,
            "%s: %,d rows, %d %%",
            fileName,
            rowsIn,
            fileSize == 0 ? 100 : Math.min(100, 100 * bytesRead / fileSize)));
  }

  /** Says what a long step after the reading does; kept to one line a second. */
  public void step(String what) {
    long now = System.nanoTime();
    if (now - lastProgress >= PROGRESS_EVERY_NANOS) {
      lastProgress = now;
      progress.accept(fileName + ": " + what);
    }
  }

  /** Counts rows as stored. */
  public void rowsStored(long rows) {
    rowsOut += rows;
  }

  /**
   * Rejects one row, which is counted as read elsewhere.
   *
   * @param line line in the file, 1 for the first
   * @param column header of the column; null when the row as a whole is wrong
   * @param reason what is wrong and what is expected
   * @param value the value, already masked when personal; may be null
   */
  public void reject(long line, String column, String reason, String value) {
    rejectRows(1, line, column, reason, value);
  }

  /** Rejects rows that share one reason, such as those swallowed by a quote that never ends. */
  void rejectRows(long rows, long line, String column, String reason, String value) {
    rejected += rows;
    if (rejects.size() < MAX_REJECTS_KEPT) {
      rejects.add(new RunLog.Reject(fileName, line, column, reason, value));
    }
  }

  /** Notes a decision for the report. */
  public void note(String text) {
    notes.add(text);
  }

  /** Notes a decision that concerns {@code count} rows; silent when there are none. */
  public void note(long count, String text) {
    if (count > 0) {
      notes.add(String.format(Locale.ROOT, "%,d %s", count, text));
    }
  }

  long rowsIn() {
    return rowsIn;
  }

  long rowsOut() {
    return rowsOut;
  }

  long rejected() {
    return rejected;
  }

  List<RunLog.Reject> rejects() {
    return rejects;
  }

  List<String> notes() {
    return notes;
  }
}
