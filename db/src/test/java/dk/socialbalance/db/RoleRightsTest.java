/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Tries what each role must, and must not, be able to do; the cases are data. */
class RoleRightsTest {

  private static final String DENIED = "42501";

  private static TestDatabase database;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @ParameterizedTest(name = "{0} must not: {1}")
  @CsvFileSource(resources = "forbidden.csv", delimiter = '|', numLinesToSkip = 1)
  void isForbidden(Role role, String sql) throws SQLException {
    try (Connection connection = database.access().connect(role);
        Statement statement = connection.createStatement()) {
      // A session may lift its own default; the rights must hold without it.
      statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE");
      assertThatThrownBy(() -> statement.execute(sql))
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(DENIED));
    }
  }

  @ParameterizedTest(name = "{0} may: {1}")
  @CsvFileSource(resources = "allowed.csv", delimiter = '|', numLinesToSkip = 1)
  void isAllowed(Role role, String sql) throws SQLException {
    try (Connection connection = database.access().connect(role);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(sql);
      connection.rollback();
    }
  }

  @Test
  void theDoorsReadOnlyAndNotForLong() throws SQLException {
    try (Connection connection = database.access().connect(Role.PUBLISH);
        Statement statement = connection.createStatement()) {
      assertThat(show(statement, "transaction_read_only")).isEqualTo("on");
      assertThat(show(statement, "statement_timeout")).isEqualTo("30s");
      assertThatThrownBy(() -> statement.execute("DELETE FROM publish.cell"))
          .isInstanceOf(SQLException.class);
    }
  }

  private static String show(Statement statement, String setting) throws SQLException {
    try (ResultSet row = statement.executeQuery("SHOW " + setting)) {
      row.next();
      return row.getString(1);
    }
  }
}
