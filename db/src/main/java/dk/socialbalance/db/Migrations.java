/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings a database to the state that this build needs. */
public final class Migrations {

  private Migrations() {}

  /**
   * Creates database, roles and the PostGIS extension in a cluster of which we hold the superuser.
   * Does nothing to what is there already, but sets the passwords of owner and doors.
   *
   * @param adminUrl JDBC URL of the maintenance database ({@code postgres})
   * @param targetUrl JDBC URL of the database to make
   */
  public static void bootstrap(
      String adminUrl,
      String adminPassword,
      String targetUrl,
      String database,
      DatabaseAccess access) {
    try {
      try (Connection admin = superuser(adminUrl, adminPassword)) {
        try (Statement statement = admin.createStatement()) {
          statement.execute(SqlResource.read("bootstrap/roles.sql"));
        }
        setPassword(admin, Role.OWNER, access.ownerPassword());
        setPassword(admin, Role.PUBLISH, access.publishPassword());
        if (!exists(admin, database)) {
          try (Statement statement = admin.createStatement()) {
            statement.execute(
                "CREATE DATABASE "
                    + quote(database)
                    + " OWNER sb_owner TEMPLATE template0 ENCODING 'UTF8'");
          }
        }
      }
      try (Connection target = superuser(targetUrl, adminPassword);
          Statement statement = target.createStatement()) {
        statement.execute(SqlResource.read("bootstrap/database.sql"));
      }
    } catch (SQLException e) {
      throw new DatabaseException("Cannot prepare the database: " + e.getMessage(), e);
    }
  }

  /** Runs the migrations that have not run yet, as the owner. */
  public static void migrate(DatabaseAccess access) {
    try {
      Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(access.url(), access.owner(), access.ownerPassword())
          .locations("classpath:db/migrations")
          .schemas("ops")
          .defaultSchema("ops")
          .table("schema_history")
          .createSchemas(true)
          .validateMigrationNaming(true)
          .cleanDisabled(true)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new DatabaseException("The database cannot be migrated: " + e.getMessage(), e);
    }
  }

  private static Connection superuser(String url, String password) throws SQLException {
    return DriverManager.getConnection(url, LocalPostgres.SUPERUSER, password);
  }

  private static void setPassword(Connection admin, Role role, String password)
      throws SQLException {
    String statementText;
    // ALTER ROLE takes no bound parameters: let the server quote the literal.
    try (PreparedStatement format =
        admin.prepareStatement("SELECT format('ALTER ROLE %I LOGIN PASSWORD %L', ?, ?)")) {
      format.setString(1, role.sqlName());
      format.setString(2, password);
      try (ResultSet row = format.executeQuery()) {
        row.next();
        statementText = row.getString(1);
      }
    }
    try (Statement statement = admin.createStatement()) {
      statement.execute(statementText);
    }
  }

  private static boolean exists(Connection admin, String database) throws SQLException {
    try (PreparedStatement query =
        admin.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
      query.setString(1, database);
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  private static String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
