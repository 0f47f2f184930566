/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.socialbalance.geoserver.Published;
import dk.socialbalance.geoserver.state.Catalogue;
import dk.socialbalance.geoserver.state.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class QuestionTest {

  private static Published published;

  @BeforeAll
  static void publish() {
    published = new Published().publish("uro");
  }

  @AfterAll
  static void drop() {
    published.close();
  }

  private static PGSimpleDataSource source(String host, String database) {
    Settings settings = published.settings();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {host});
    source.setPortNumbers(new int[] {settings.port()});
    source.setDatabaseName(database);
    source.setUser(Settings.USER);
    source.setPassword(settings.password());
    source.setConnectTimeout(5);
    return source;
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost"})
  void ourDatabaseIsKnownByWhateverNameItsServerIsReached(String host) {
    assertThat(Question.origin(source(host, published.settings().database())))
        .isEqualTo(Origin.OURS);
  }

  @Test
  void anotherDatabaseIsAnother() throws SQLException {
    // The login may connect to its own database only, so that of the superuser is lent to it.
    try (Connection connection = published.database().superuser();
        Statement statement = connection.createStatement()) {
      statement.execute("GRANT CONNECT ON DATABASE postgres TO sb_publish");
    }
    assertThat(Question.origin(source(published.settings().host(), "postgres")))
        .isEqualTo(Origin.OTHER);
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsUnknown() {
    assertThat(Question.origin(source(published.settings().host(), "no_such_database")))
        .isEqualTo(Origin.UNKNOWN);
  }

  @Test
  void theViewsAreTheLayers() throws SQLException {
    try (Connection connection = new Catalogue(published.settings()).connect()) {
      assertThat(Question.views(connection))
          .containsExactlyInAnyOrder(
              "distrikt", "noegletal", "distrikt_uro", "distrikt_uro_seneste");
    }
  }

  /** The first wall: what the login of GeoServer's store cannot do, whatever SQL it is given. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM register.person",
        "SELECT * FROM (SELECT * FROM register.spell) AS vtable",
        "SELECT * FROM register.residence",
        "SELECT * FROM indicator.cell",
        "SELECT * FROM ops.hiding",
        "SET ROLE sb_owner",
        "SET ROLE sb_count",
        "CREATE VIEW lag.alle AS SELECT 1",
        "CREATE TABLE lag.alle (a int)",
      })
  void theLoginCannotReachPersons(String sql) throws SQLException {
    try (Connection connection = new Catalogue(published.settings()).connect();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(sql))
          .isInstanceOf(SQLException.class)
          .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isIn("42501", "25006"));
    }
  }
}
