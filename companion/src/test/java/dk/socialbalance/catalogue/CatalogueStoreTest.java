/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dk.socialbalance.db.Role;
import dk.socialbalance.db.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueStoreTest {

  private static final String STATE =
      "SELECT (SELECT string_agg(version || ' ' || applied_at, ',' ORDER BY version)"
          + " FROM indicator.catalogue) || (SELECT string_agg(key || '=' || value, ',' ORDER BY key)"
          + " FROM publish.setting)";

  private TestDatabase database;

  @BeforeEach
  void create() {
    database = TestDatabase.create();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatThisPlaceIsStandsInTheSettingsAndAgainChangesNothing() throws SQLException {
    apply(CatalogueReader.shipped());
    String once = ask(STATE);
    apply(CatalogueReader.shipped());

    assertThat(ask(STATE)).isEqualTo(once);
    assertThat(once)
        .endsWith("kommune_kode=0159,kommune_navn=Gladsaxe Kommune,srid=25832,synthetic=true");
    assertThat(ask("SELECT content #>> '{indicators,2,condition,kind}' FROM indicator.catalogue"))
        .isEqualTo("NoneOf");
  }

  @Test
  void aFormerCatalogueAppliedAgainIsTheLatest() throws SQLException {
    Catalogue one = catalogue(25832, "X");
    apply(one);
    apply(catalogue(25832, "Y"));
    apply(one);

    assertThat(ask("SELECT version FROM indicator.catalogue ORDER BY applied_at DESC LIMIT 1"))
        .isEqualTo(one.version());
    assertThat(ask("SELECT count(*) FROM indicator.catalogue")).isEqualTo("2");
  }

  @ParameterizedTest
  @CsvSource({
    "1025, is no EPSG code that PostGIS knows",
    "4326, is not a projected coordinate system in metres",
    "2263, is not a projected coordinate system in metres",
  })
  void aCoordinateSystemThatCannotServeIsRefused(int crs, String message) {
    Catalogue catalogue = catalogue(crs, "X");
    assertThat(catchThrowableOfType(CatalogueException.class, () -> apply(catalogue)))
        .hasMessageContaining(message);
  }

  @Test
  void anotherCoordinateSystemThanTheStoredAreasIsRefusedWithTheMend() {
    database.execute(
        "INSERT INTO indicator.area (niveau, kode, navn, gyldig_fra, geom) VALUES ('kommune', 'K',"
            + " 'K', '2016-01-01', postgis.ST_Multi(postgis.ST_MakeEnvelope(0, 0, 1, 1, 25832)))");
    Catalogue catalogue = catalogue(25833, "X");

    assertThat(catchThrowableOfType(CatalogueException.class, () -> apply(catalogue)))
        .hasMessageContaining("areas in the database are stored in 25832; write 'crs: 25832'");
  }

  private void apply(Catalogue catalogue) throws SQLException {
    try (Connection connection = database.access().connect(Role.LOAD)) {
      connection.setAutoCommit(false);
      CatalogueStore.apply(connection, catalogue);
      connection.commit();
    }
  }

  private static Catalogue catalogue(int crs, String title) {
    String text =
        """
        municipality: {name: By}
        crs: %d
        levels: [{id: kommune, title: Kommune}]
        indicators: [{id: x, title: %s, from: measures}]
        """
            .formatted(crs, title);
    return CatalogueReader.read(new TreeMap<>(Map.of("a.yaml", text)), 2025);
  }

  private String ask(String sql) throws SQLException {
    try (Connection connection = database.superuser();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
