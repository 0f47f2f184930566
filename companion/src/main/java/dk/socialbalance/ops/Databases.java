/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ops;

import dk.socialbalance.db.DatabaseAccess;
import dk.socialbalance.db.DatabaseException;
import dk.socialbalance.db.LocalPostgres;
import dk.socialbalance.db.Migrations;
import dk.socialbalance.db.Role;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The database of an instance: a given one, a private cluster from this machine's binaries, or a
 * container; found, made and migrated.
 */
public final class Databases {

  private static final String NAME = "socialbalance";

  private Databases() {}

  /**
   * A database that is ready for use. Closing it stops a server that was started for it, when
   * nobody else is connected.
   *
   * @param access how to reach it
   * @param description for people: what it is and where
   */
  public record Ready(DatabaseAccess access, String description, Runnable release)
      implements AutoCloseable {
    @Override
    public void close() {
      release.run();
    }
  }

  /**
   * Finds or makes the instance's database and brings it up to date.
   *
   * @param progress one line a step
   * @throws DatabaseException with what is wrong and what to do
   */
  public static Ready open(Instance instance, Secrets secrets, Consumer<String> progress) {
    Ready ready;
    if (instance.databaseUrl().isPresent()) {
      ready = given(instance.databaseUrl().get(), instance, secrets);
    } else if (LocalPostgres.findBinaries().isPresent()) {
      ready = privateCluster(instance, secrets);
    } else if (ContainerPostgres.available()) {
      ready = container(instance, secrets, progress);
    } else {
      throw new DatabaseException(
          "There is no database. Set SB_DB_URL, or install PostgreSQL 14 or later with PostGIS"
              + " (Debian/Ubuntu: apt-get install postgresql postgresql-15-postgis-3), or start a"
              + " Docker engine.");
    }
    try {
      Migrations.migrate(ready.access());
      Migrations.checkDoors(ready.access());
    } catch (RuntimeException e) {
      ready.close();
      throw e;
    }
    return ready;
  }

  /** Stops the private cluster of an instance; false when it does not run. */
  public static boolean stop(Instance instance, Secrets secrets) {
    Optional<LocalPostgres> running =
        LocalPostgres.running(clusterFolder(instance), secrets.get("db-superuser"));
    running.ifPresent(LocalPostgres::stop);
    return running.isPresent();
  }

  private static Ready privateCluster(Instance instance, Secrets secrets) {
    String superPassword = secrets.get("db-superuser");
    Path folder = clusterFolder(instance);
    boolean ranAlready = LocalPostgres.running(folder, superPassword).isPresent();
    LocalPostgres cluster = LocalPostgres.start(folder, LocalPostgres.Kind.DURABLE, superPassword);
    DatabaseAccess access =
        new DatabaseAccess(
            cluster.jdbcUrl(NAME),
            Role.OWNER.sqlName(),
            secrets.get("db-owner"),
            secrets.get("db-publish"));
    Migrations.bootstrap(
        cluster.jdbcUrl("postgres"), superPassword, cluster.jdbcUrl(NAME), NAME, access);
    return new Ready(
        access,
        "private PostgreSQL on port " + cluster.port(),
        () -> {
          if (!ranAlready && !othersConnected(access)) {
            LocalPostgres.running(folder, superPassword).ifPresent(LocalPostgres::stop);
          }
        });
  }

  private static Path clusterFolder(Instance instance) {
    return LocalPostgres.reachableFolder(instance.home().resolve("postgres"));
  }

  private static boolean othersConnected(DatabaseAccess access) {
    try (Connection connection = access.connect(Role.OWNER);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND pid <> pg_backend_pid() AND backend_type = 'client backend'")) {
      row.next();
      return row.getInt(1) > 0;
    } catch (SQLException e) {
      return false; // it does not answer: stopping it is what is left to do
    }
  }

  private static Ready container(Instance instance, Secrets secrets, Consumer<String> progress) {
    ContainerPostgres server =
        ContainerPostgres.start(instance.home(), secrets.get("db-superuser"), progress);
    DatabaseAccess access =
        new DatabaseAccess(
            server.jdbcUrl(NAME),
            Role.OWNER.sqlName(),
            secrets.get("db-owner"),
            secrets.get("db-publish"));
    Migrations.bootstrap(
        server.jdbcUrl("postgres"),
        secrets.get("db-superuser"),
        server.jdbcUrl(NAME),
        NAME,
        access);
    return new Ready(access, "PostgreSQL in container " + server.name(), () -> {});
  }

  private static Ready given(String url, Instance instance, Secrets secrets) {
    GivenUrl parsed = GivenUrl.parse(url);
    String publishPassword = instance.publishPassword().orElseGet(() -> secrets.get("db-publish"));
    DatabaseAccess access =
        new DatabaseAccess(parsed.jdbcUrl(), parsed.user(), parsed.password(), publishPassword);
    Migrations.prepareGiven(access);
    return new Ready(access, "the database of SB_DB_URL", () -> {});
  }
}
