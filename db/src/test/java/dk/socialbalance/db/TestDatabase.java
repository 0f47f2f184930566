/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A migrated, empty database for one test class, on real PostgreSQL with PostGIS.
 *
 * <p>One cluster serves a whole test run: a container when a Docker engine answers, otherwise the
 * binaries of this machine. Each database is a copy of a migrated template (about 0.2 s).
 */
public final class TestDatabase implements AutoCloseable {

  private static final String TEMPLATE = "sb_template";
  private static final AtomicInteger COUNTER = new AtomicInteger();
  private static Cluster cluster;

  private final String name;
  private final DatabaseAccess access;

  private record Cluster(
      String urlPrefix, String superPassword, String ownerPassword, String publishPassword) {
    String url(String database) {
      return urlPrefix + database;
    }

    DatabaseAccess access(String database) {
      return new DatabaseAccess(url(database), "sb_owner", ownerPassword, publishPassword);
    }
  }

  private TestDatabase(String name, DatabaseAccess access) {
    this.name = name;
    this.access = access;
  }

  /** A new migrated database. */
  public static TestDatabase create() {
    Cluster running = cluster();
    String name = "sb_test_" + COUNTER.incrementAndGet();
    asSuperuser(
        "postgres", "CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE + " OWNER sb_owner");
    // A copy does not inherit the settings of its template.
    asSuperuser(name, SqlResource.read("bootstrap/database.sql"));
    return new TestDatabase(name, running.access(name));
  }

  /** How the product reaches this database. */
  public DatabaseAccess access() {
    return access;
  }

  /** A connection that may do everything; for arranging and looking. */
  public Connection superuser() throws SQLException {
    return DriverManager.getConnection(
        access.url(), LocalPostgres.SUPERUSER, cluster().superPassword());
  }

  /** Runs statements as the superuser. */
  public void execute(String sql) {
    asSuperuser(name, sql);
  }

  /** Drops the database. */
  @Override
  public void close() {
    asSuperuser("postgres", "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  }

  private static void asSuperuser(String database, String sql) {
    Cluster running = cluster();
    try (Connection connection =
            DriverManager.getConnection(
                running.url(database), LocalPostgres.SUPERUSER, running.superPassword());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("Test database: " + e.getMessage(), e);
    }
  }

  private static synchronized Cluster cluster() {
    if (cluster == null) {
      cluster = dockerAnswers() ? container() : localBinaries();
      Migrations.bootstrap(
          cluster.url("postgres"),
          cluster.superPassword(),
          cluster.url(TEMPLATE),
          TEMPLATE,
          cluster.access(TEMPLATE));
      Migrations.migrate(cluster.access(TEMPLATE));
    }
    return cluster;
  }

  private static boolean dockerAnswers() {
    boolean possible =
        System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
    return possible && DockerClientFactory.instance().isDockerAvailable();
  }

  private static Cluster container() {
    String password = secret();
    @SuppressWarnings("resource") // ended by Testcontainers when the JVM ends
    PostgreSQLContainer container =
        new PostgreSQLContainer(
                DockerImageName.parse("postgis/postgis:16-3.4")
                    .asCompatibleSubstituteFor("postgres"))
            .withUsername(LocalPostgres.SUPERUSER)
            .withPassword(password)
            .withDatabaseName("postgres");
    container.start();
    String prefix =
        "jdbc:postgresql://" + container.getHost() + ":" + container.getMappedPort(5432) + "/";
    return new Cluster(prefix, password, secret(), secret());
  }

  private static Cluster localBinaries() {
    String password = secret();
    try {
      Path folder = Files.createTempDirectory("sb-test-cluster");
      // The server may run under another account, which must be able to walk through.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      LocalPostgres server = LocalPostgres.start(folder, LocalPostgres.Kind.THROWAWAY, password);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(server, folder)));
      return new Cluster(server.jdbcUrl(""), password, secret(), secret());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(LocalPostgres server, Path folder) {
    server.stop();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String secret() {
    byte[] bytes = new byte[18];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
