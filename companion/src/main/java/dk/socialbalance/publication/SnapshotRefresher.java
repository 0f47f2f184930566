/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import dk.socialbalance.db.DatabaseAccess;
import dk.socialbalance.db.DatabaseException;
import dk.socialbalance.db.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@link CurrentSnapshot} up to date: listens for publications, asks now and then as well,
 * and goes on serving what it has while the database is away.
 */
public final class SnapshotRefresher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotRefresher.class);
  private static final Duration POLL = Duration.ofSeconds(10);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final DatabaseAccess access;
  private final String audience;
  private final String baseUrl;
  private final CurrentSnapshot current;
  private final Duration poll;
  private final Duration retry;
  private final Thread thread;
  private final Object connectionLock = new Object();
  private volatile boolean closed;
  private Connection open;
  private boolean away;
  private String refused = "";

  /**
   * @param audience whose publications are served
   * @param baseUrl the service's address, without a slash at its end
   * @param current what the doors serve from
   */
  public SnapshotRefresher(
      DatabaseAccess access, String audience, String baseUrl, CurrentSnapshot current) {
    this(access, audience, baseUrl, current, POLL, RETRY);
  }

  SnapshotRefresher(
      DatabaseAccess access,
      String audience,
      String baseUrl,
      CurrentSnapshot current,
      Duration poll,
      Duration retry) {
    this.access = access;
    this.audience = audience;
    this.baseUrl = baseUrl;
    this.current = current;
    this.poll = poll;
    this.retry = retry;
    this.thread = new Thread(this::run, "snapshot-refresher");
    thread.setDaemon(true);
  }

  /** Starts the thread; call it once. */
  public void start() {
    thread.start();
  }

  /** Stops listening; what is served stays. */
  @Override
  public void close() {
    closed = true;
    synchronized (connectionLock) {
      if (open != null) {
        try {
          // Ends a thread that waits for notifications.
          open.close();
        } catch (SQLException e) {
          LOG.debug("The listening connection was closed already", e);
        }
      }
    }
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(10).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try (Connection connection = listen()) {
        while (!closed) {
          refresh(connection);
          if (away) {
            away = false;
            LOG.info("The database is back; serving publication {}", current.get().publication());
          }
          connection.unwrap(PGConnection.class).getNotifications(Math.toIntExact(poll.toMillis()));
        }
      } catch (SQLException e) {
        if (!closed) {
          databaseAway(e);
        }
      } finally {
        synchronized (connectionLock) {
          open = null;
        }
      }
    }
  }

  private Connection listen() throws SQLException {
    Connection connection = access.connect(Role.PUBLISH);
    synchronized (connectionLock) {
      open = connection;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("LISTEN " + Publisher.CHANNEL);
    }
    return connection;
  }

  private void refresh(Connection connection) throws SQLException {
    long published = published(connection);
    Snapshot served = current.get();
    String revision = SnapshotReader.revision(connection, audience, published);
    if (revision.equals(served.revision()) || revision.equals(refused)) {
      return;
    }
    if (published == served.publication()) {
      current.swap(SnapshotReader.withChanges(connection, audience, served, baseUrl));
      LOG.info("Serving changed warnings or own layers: {}", current.get().revision());
      return;
    }
    try {
      Snapshot next = SnapshotReader.read(connection, audience, served, baseUrl);
      current.swap(next);
      refused = "";
      LOG.info("Serving publication {}: {} layers", next.publication(), next.layers().size());
    } catch (DatabaseException e) {
      refused = revision;
      LOG.error(
          "Publication {} is not served; {} stays. {}",
          published,
          served.publication(),
          e.getMessage());
    }
  }

  private long published(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT publication_id FROM publish.current_publication WHERE audience = ?")) {
      query.setString(1, audience);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  private void databaseAway(SQLException e) {
    if (!away) {
      away = true;
      LOG.warn(
          "The database cannot be reached; serving publication {} until it is back. {}",
          current.get().publication(),
          e.getMessage());
    }
    try {
      Thread.sleep(retry.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }
}
