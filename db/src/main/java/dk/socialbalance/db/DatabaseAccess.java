/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * How to reach one database: as the owner, who takes the role of a step, and as the doors' role.
 *
 * @param url JDBC URL without user and password
 * @param owner user that migrates and takes the steps' roles
 * @param ownerPassword its password
 * @param publishPassword the password of {@code sb_publish}
 */
public record DatabaseAccess(
    String url, String owner, String ownerPassword, String publishPassword) {

  /** Never shows a password. */
  @Override
  public String toString() {
    return "DatabaseAccess[" + url + ", " + owner + "]";
  }

  /**
   * A connection in the given role. {@link Role#PUBLISH} logs in as itself, read-only; the others
   * are taken by the owner for the length of the connection.
   */
  public Connection connect(Role role) throws SQLException {
    boolean door = role == Role.PUBLISH;
    Properties properties = new Properties();
    properties.setProperty("user", door ? role.sqlName() : owner);
    properties.setProperty("password", door ? publishPassword : ownerPassword);
    properties.setProperty("ApplicationName", "socialbalance-" + role.sqlName());
    Connection connection = DriverManager.getConnection(url, properties);
    try (Statement statement = connection.createStatement()) {
      if (!door && role != Role.OWNER) {
        statement.execute("SET ROLE " + role.sqlName());
      }
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return connection;
  }
}
