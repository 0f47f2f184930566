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

  /**
   * Prepares a database that was given to us. As a superuser we make roles and extension ourselves;
   * otherwise they must be there (docs/operations.md has the statements for the administrator).
   *
   * <p>The doors' role gets its password as long as it cannot log in. Afterwards it is never
   * changed here: another installation may share the role.
   */
  public static void prepareGiven(DatabaseAccess access) {
    try (Connection connection = access.connect(Role.OWNER)) {
      boolean superuser =
          is(connection, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user");
      if (superuser) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(SqlResource.read("bootstrap/roles.sql"));
          statement.execute(SqlResource.read("bootstrap/database.sql"));
        }
        boolean doorsLogIn =
            is(connection, "SELECT rolcanlogin FROM pg_roles WHERE rolname = 'sb_publish'");
        if (!doorsLogIn) {
          setPassword(connection, Role.PUBLISH, access.publishPassword());
        }
        if (!isPostgisInPlace(connection)) {
          throw new DatabaseException(
              "In the database of SB_DB_URL PostGIS stands in another schema than 'postgis', from"
                  + " where it cannot be moved. Give an empty database without it: CREATE DATABASE"
                  + " … TEMPLATE template0.");
        }
      } else if (!is(
              connection,
              "SELECT count(*) = 6 FROM pg_roles WHERE rolname IN ('sb_owner',"
                  + " 'sb_load', 'sb_count', 'sb_disclose', 'sb_statistics', 'sb_publish')")
          || !isPostgisInPlace(connection)) {
        throw new DatabaseException(
            "The database of SB_DB_URL is not prepared. Let an administrator run"
                + " db/bootstrap/roles.sql and db/bootstrap/database.sql in it once, or give a"
                + " superuser in SB_DB_URL (docs/operations.md).");
      }
    } catch (SQLException e) {
      throw new DatabaseException(
          "The database of SB_DB_URL cannot be used: "
              + e.getMessage()
              + ". Is it running, and are host, user and password right?",
          e);
    }
  }

  private static boolean isPostgisInPlace(Connection connection) throws SQLException {
    return is(
        connection,
        "SELECT count(*) = 1 FROM pg_extension e JOIN pg_namespace n"
            + " ON n.oid = e.extnamespace WHERE e.extname = 'postgis' AND n.nspname = 'postgis'");
  }

  /**
   * Tries the doors' login.
   *
   * @throws DatabaseException when {@code sb_publish} cannot log in, with the mend
   */
  public static void checkDoors(DatabaseAccess access) {
    try (Connection connection = access.connect(Role.PUBLISH)) {
      connection.isValid(5);
    } catch (SQLException e) {
      throw new DatabaseException(
          "The doors' role sb_publish cannot log in: "
              + e.getMessage()
              + ". When another installation shares this PostgreSQL, set SB_DB_PUBLISH_PASSWORD to"
              + " the role's password.",
          e);
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

  private static boolean is(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      return row.next() && row.getBoolean(1);
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
