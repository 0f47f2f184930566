/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import dk.socialbalance.db.DatabaseAccess;
import dk.socialbalance.db.DatabaseException;
import dk.socialbalance.db.Role;
import dk.socialbalance.db.RunLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The frame of every load: one transaction in the role {@code sb_load}, a row in {@code ops.run}
 * and one in {@code indicator.delivery}.
 *
 * <p>The same file read in the same way changes nothing; a corrected file replaces the delivery; a
 * file that fails leaves everything as it was. Loads of one kind wait for each other.
 */
public final class LoadRun {

  /**
   * What is delivered; kind, subject and period are the identity that a corrected file replaces.
   *
   * @param kind {@code areas}, {@code addresses}, {@code register}, {@code measures}, {@code
   *     counts} or {@code key}
   * @param subject level, source or origin of the figures
   * @param period {@code alle}, or the code of the period that the file covers
   * @param reading a fingerprint of whatever beside the file decides what is stored (mapping,
   *     options, key); the same file under another reading is loaded again
   * @param clearedBy who cleared delivered values for publication; null for everything else
   */
  public record Delivery(
      String kind, String subject, String period, String reading, String clearedBy) {

    /** Checks that nothing is missing. */
    public Delivery {
      Objects.requireNonNull(kind);
      Objects.requireNonNull(subject);
      Objects.requireNonNull(period);
      Objects.requireNonNull(reading);
    }
  }

  /** The work between the checks of the frame. */
  @FunctionalInterface
  public interface Body {
    /**
     * Reads the file and replaces what the delivery held before.
     *
     * @throws LoadFailedException when the file is refused
     */
    void load(Loading loading) throws IOException, SQLException;
  }

  /** The period of a delivery that covers everything its subject has. */
  public static final String WHOLE = "alle";

  private LoadRun() {}

  /**
   * Loads one file.
   *
   * @throws LoadFailedException when nothing was kept; the message is for people
   * @throws DatabaseException when the database does not answer
   */
  public static LoadReport execute(
      DatabaseAccess access, Delivery delivery, Path file, LoadOptions options, Body body) {
    long begun = System.nanoTime();
    RunLog run = start(access, delivery, file);
    Attempt attempt = new Attempt(run, begun);
    try (Connection connection = access.connect(Role.LOAD)) {
      connection.setAutoCommit(false);
      // A connection closed without a commit keeps nothing.
      return attempt(connection, attempt, delivery, file, options, body);
    } catch (LoadFailedException e) {
      throw attempt.failed(e.getMessage(), e.getCause());
    } catch (IOException e) {
      throw attempt.failed(
          Masking.fileName(file) + " cannot be read (" + e.getClass().getSimpleName() + ").", e);
    } catch (SQLException e) {
      throw attempt.failed(
          "The database did not take "
              + Masking.fileName(file)
              + " (SQLSTATE "
              + e.getSQLState()
              + "). Nothing was kept; the log tells more.",
          e);
    } catch (RuntimeException e) {
      throw attempt.failed(
          Masking.fileName(file) + " could not be loaded: an error of the program.", e);
    }
  }

  private static LoadReport attempt(
      Connection connection,
      Attempt attempt,
      Delivery delivery,
      Path file,
      LoadOptions options,
      Body body)
      throws IOException, SQLException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new LoadFailedException(
          Masking.fileName(file) + " does not exist, is no file or may not be read.");
    }
    BasicFileAttributes before = Files.readAttributes(file, BasicFileAttributes.class);
    attempt.hash = hash(file, before.size(), options.progress());
    lock(connection, delivery.kind(), options.progress());
    boolean known = isLoaded(connection, delivery, attempt.hash);
    if (known && !options.dryRun()) {
      attempt.run.finish(
          attempt.outcome("unchanged", "the same file, read the same way"), List.of());
      return attempt.report("unchanged");
    }
    long deliveryId = register(connection, delivery, attempt.hash, attempt.run.id());
    Loading loading = new Loading(connection, deliveryId, file, before.size(), options.progress());
    attempt.loading = loading;
    if (known) {
      loading.note("This very file is loaded already: loading it again changes nothing.");
    }
    body.load(loading);
    checkRows(loading, options.maxRejectedShare());
    BasicFileAttributes after = Files.readAttributes(file, BasicFileAttributes.class);
    if (after.size() != before.size()
        || !after.lastModifiedTime().equals(before.lastModifiedTime())) {
      throw new LoadFailedException(
          loading.fileName()
              + " was changed while it was read. Load it again when it is finished.");
    }
    String message = String.join("\n", loading.notes());
    if (options.dryRun()) {
      connection.rollback();
      attempt.run.finish(attempt.outcome("dry run", message), loading.rejects());
      return attempt.report("dry run");
    }
    // On the load's own connection: the log says "done" if and only if the rows are there.
    attempt.run.finish(connection, attempt.outcome("done", message), loading.rejects());
    connection.commit();
    return attempt.report("done");
  }

  private static RunLog start(DatabaseAccess access, Delivery delivery, Path file) {
    try {
      return RunLog.start(
          access,
          "load " + delivery.kind(),
          delivery.subject() + " " + delivery.period() + ": " + Masking.fileName(file));
    } catch (SQLException e) {
      throw new DatabaseException(
          "The database does not answer, so nothing can be loaded (SQLSTATE "
              + e.getSQLState()
              + "). Is it running, and is SB_DB_URL right?",
          e);
    }
  }

  /** Two loads of one kind would replace each other's rows: the second waits. */
  static void lock(Connection connection, String kind, Consumer<String> progress)
      throws SQLException {
    String key = "hashtextextended('socialbalance load ' || ?, 0)";
    try (PreparedStatement attempt =
        connection.prepareStatement("SELECT pg_try_advisory_xact_lock(" + key + ")")) {
      attempt.setString(1, kind);
      try (ResultSet row = attempt.executeQuery()) {
        row.next();
        if (row.getBoolean(1)) {
          return;
        }
      }
    }
    progress.accept("Waits for another load of " + kind + " to end.");
    try (PreparedStatement wait =
        connection.prepareStatement("SELECT pg_advisory_xact_lock(" + key + ")")) {
      wait.setString(1, kind);
      wait.execute();
    }
  }

  private static boolean isLoaded(Connection connection, Delivery delivery, String hash)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT 1 FROM indicator.delivery WHERE kind = ? AND subject = ? AND periode = ?"
                + " AND input_hash = ? AND reading = ?"
                + " AND cleared_by IS NOT DISTINCT FROM ?::text")) {
      query.setString(1, delivery.kind());
      query.setString(2, delivery.subject());
      query.setString(3, delivery.period());
      query.setString(4, hash);
      query.setString(5, delivery.reading());
      query.setString(6, delivery.clearedBy());
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  private static long register(Connection connection, Delivery delivery, String hash, long run)
      throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "INSERT INTO indicator.delivery AS d"
                + " (kind, subject, periode, input_hash, reading, cleared_by, run_id)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (kind, subject, periode) DO UPDATE SET"
                + " input_hash = EXCLUDED.input_hash, reading = EXCLUDED.reading,"
                + " cleared_by = EXCLUDED.cleared_by, run_id = EXCLUDED.run_id RETURNING d.id")) {
      upsert.setString(1, delivery.kind());
      upsert.setString(2, delivery.subject());
      upsert.setString(3, delivery.period());
      upsert.setString(4, hash);
      upsert.setString(5, delivery.reading());
      upsert.setString(6, delivery.clearedBy());
      upsert.setLong(7, run);
      try (ResultSet row = upsert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static void checkRows(Loading loading, double maxRejectedShare) {
    if (loading.rowsIn() == 0) {
      throw new LoadFailedException(
          loading.fileName()
              + " holds no rows. An empty file is refused, since an extract that broke off looks"
              + " the same; what was loaded before stays.");
    }
    double share = (double) loading.rejected() / loading.rowsIn();
    if (share > maxRejectedShare) {
      RunLog.Reject first = loading.rejects().get(0);
      throw new LoadFailedException(
          String.format(
              Locale.ROOT,
              "%s: %,d of %,d rows (%.1f %%) were rejected, more than %.1f %%. Nothing was kept."
                  + " The first: line %d%s: %s",
              loading.fileName(),
              loading.rejected(),
              loading.rowsIn(),
              100 * share,
              100 * maxRejectedShare,
              first.line(),
              first.column() == null ? "" : ", column " + first.column(),
              first.reason()));
    }
  }

  private static String hash(Path file, long size, Consumer<String> progress) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    long told = System.nanoTime();
    long done = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        done += n;
        if (System.nanoTime() - told > Loading.PROGRESS_EVERY_NANOS) {
          told = System.nanoTime();
          progress.accept(
              "%s: checksum, %d %%".formatted(Masking.fileName(file), 100 * done / size));
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** What is known of the attempt when it ends, whichever way. */
  private static final class Attempt {
    private final RunLog run;
    private final long begun;
    private String hash;
    private Loading loading;

    Attempt(RunLog run, long begun) {
      this.run = run;
      this.begun = begun;
    }

    RunLog.Outcome outcome(String result, String message) {
      return new RunLog.Outcome(
          result,
          hash,
          loading == null ? 0 : loading.rowsIn(),
          loading == null || result.equals("failed") ? 0 : loading.rowsOut(),
          loading == null ? 0 : loading.rejected(),
          message);
    }

    LoadReport report(String result) {
      RunLog.Outcome outcome = outcome(result, null);
      return new LoadReport(
          run.id(),
          result,
          outcome.rowsIn(),
          outcome.rowsOut(),
          outcome.rowsRejected(),
          loading == null ? List.of() : List.copyOf(loading.rejects()),
          loading == null ? List.of() : List.copyOf(loading.notes()),
          Duration.ofNanos(System.nanoTime() - begun));
    }

    LoadFailedException failed(String message, Throwable cause) {
      LoadFailedException failure = new LoadFailedException(message, report("failed"), cause);
      try {
        run.finish(outcome("failed", message), loading == null ? List.of() : loading.rejects());
      } catch (SQLException e) {
        failure.addSuppressed(e);
      }
      return failure;
    }
  }
}
