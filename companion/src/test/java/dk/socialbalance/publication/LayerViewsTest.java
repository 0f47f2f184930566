/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.catalogue.Cadence;
import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Indicator.Hide;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.db.Role;
import dk.socialbalance.db.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The views of schema lag show what the companion's doors show. */
class LayerViewsTest {

  private static final String BASE = "http://localhost:8080";

  private TestDatabase database;

  @BeforeEach
  void fill() {
    database = TestDatabase.create();
    PublishFixture.areas(database, 12);
    for (int year = 2016; year <= 2025; year++) {
      for (String indicator : List.of("underretninger", "skole")) {
        PublishFixture.cells(
            database,
            indicator,
            "basisdistrikt",
            Integer.toString(year),
            "CASE kode WHEN 'D03a' THEN 3 ELSE 10 + 2 * substr(kode, 2, 2)::int + "
                + (year % 3)
                + " END",
            "200");
      }
    }
    PublishFixture.addUp(database, "underretninger");
    PublishFixture.addUp(database, "skole");
    database.execute(
        "INSERT INTO publish.setting VALUES ('public_url', '" + BASE + "') ON CONFLICT DO NOTHING");
    // A quarter was redrawn: the same code, another validity.
    database.execute(
        """
        UPDATE indicator.area SET gyldig_til = '2019-12-31' WHERE kode = 'D01a';
        INSERT INTO indicator.area (niveau, kode, navn, overordnet, gyldig_fra, geom)
        SELECT niveau, kode, 'Åben ' || navn, overordnet, DATE '2020-01-01', geom
        FROM indicator.area WHERE kode = 'D01a';
        """);
  }

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void everyViewHoldsWhatTheSnapshotHolds() throws SQLException {
    PublishFixture.publish(database.access(), catalogue("underretninger", "skole"));
    warn();
    Snapshot snapshot = PublishFixture.read(database.access(), null);
    assertThat(views()).containsExactlyInAnyOrderElementsOf(snapshot.layers().keySet());
    assertThat(snapshot.layers().get("advarsler").size()).isEqualTo(1);
    for (Layer layer : snapshot.layers().values()) {
      assertThat(rowsOfView(layer)).as(layer.name()).isEqualTo(rowsOfSnapshot(layer));
      assertThat(layer.size()).as(layer.name()).isPositive();
    }
  }

  @Test
  void aViewFollowsThePublicationAndIsDroppedWithItsIndicator() throws SQLException {
    PublishFixture.publish(database.access(), catalogue("underretninger", "skole"));
    String before = oid("basisdistrikt_underretninger");
    PublishFixture.publish(database.access(), catalogue("underretninger"));
    assertThat(views())
        .contains("basisdistrikt_underretninger")
        .noneMatch(name -> name.contains("skole"));
    assertThat(oid("basisdistrikt_underretninger")).isEqualTo(before);
    assertThat(columns("basisdistrikt_oversigt"))
        .contains("underretninger")
        .doesNotContain("skole");
    Publisher.withdraw(database.access(), "offentlig", line -> {});
    assertThat(views()).contains("basisdistrikt_skole", "basisdistrikt_skole_seneste");
    assertThat(columns("basisdistrikt_oversigt")).contains("skole", "skole_datastatus");
  }

  @Test
  void keysAreThoseOfTheFeatureIds() throws SQLException {
    PublishFixture.publish(database.access(), catalogue("underretninger"));
    Snapshot snapshot = PublishFixture.read(database.access(), null);
    for (Layer layer : snapshot.layers().values()) {
      List<String> keys =
          PublishFixture.rows(
              database,
              "SELECT pk_column FROM lag.gt_pk_metadata WHERE table_name = '"
                  + layer.name()
                  + "' ORDER BY pk_column_idx");
      assertThat(columns(layer.name())).as(layer.name()).containsAll(keys);
      if (layer.size() > 0) {
        List<String> ids =
            PublishFixture.rows(
                database,
                "SELECT concat_ws('.', '"
                    + layer.name()
                    + "', "
                    + String.join(", ", keys)
                    + ") FROM lag."
                    + layer.name());
        List<String> expected = new ArrayList<>();
        for (int row = 0; row < layer.size(); row++) {
          expected.add(layer.id(row));
        }
        assertThat(ids).containsExactlyElementsOf(expected);
      }
    }
  }

  @Test
  void geometryColumnsDeclareTypeAndSystem() throws SQLException {
    PublishFixture.publish(database.access(), catalogue("underretninger"));
    assertThat(
            PublishFixture.rows(
                database,
                "SELECT DISTINCT type, srid FROM postgis.geometry_columns"
                    + " WHERE f_table_schema = 'lag'"))
        .containsExactly("MULTIPOLYGON 25832");
    assertThat(
            PublishFixture.rows(
                database,
                "SELECT DISTINCT data_type FROM information_schema.columns"
                    + " WHERE table_schema = 'lag' AND column_name LIKE 'periode_s%'"))
        .containsExactly("timestamp with time zone");
  }

  private static Catalogue catalogue(String... indicators) {
    return PublishFixture.catalogue(
        Arrays.stream(indicators)
            .map(
                id ->
                    PublishFixture.indicator(
                        id,
                        Measure.SHARE,
                        5,
                        Hide.BOTH,
                        Map.of(
                            "basisdistrikt",
                            Cadence.YEAR,
                            "bydel",
                            Cadence.YEAR,
                            "kommune",
                            Cadence.YEAR)))
            .toList(),
        List.of(PublishFixture.index("samlet", Map.of("underretninger", 1.0))));
  }

  private void warn() {
    database.execute(
        """
        UPDATE publish.warning SET status = 'bortfaldet';
        INSERT INTO publish.warning (audience, regel, indikator, omraade_kode, niveau, status, periode, vaerdi, alvor,
                                     tekst_da, tekst_en)
        VALUES ('offentlig', 'proeve', 'underretninger', 'D02a', 'basisdistrikt', 'ny', '2025', 12.5, 2, 'Stiger', 'Rises'),
               ('offentlig', 'proeve', 'underretninger', 'D02b', 'basisdistrikt', 'lukket', '2025', 1, 1, 'x', 'x');
        """);
  }

  private List<String> views() throws SQLException {
    return PublishFixture.rows(
        database,
        "SELECT table_name FROM information_schema.views WHERE table_schema = 'lag'"
            + " AND table_name <> 'gt_pk_metadata'");
  }

  private List<String> columns(String view) throws SQLException {
    return PublishFixture.rows(
        database,
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'lag'"
            + " AND table_name = '"
            + view
            + "' ORDER BY ordinal_position");
  }

  private String oid(String view) throws SQLException {
    return PublishFixture.rows(database, "SELECT 'lag." + view + "'::regclass::oid").get(0);
  }

  private static List<Map<String, Object>> rowsOfSnapshot(Layer layer) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int row = 0; row < layer.size(); row++) {
      Map<String, Object> values = new TreeMap<>();
      for (Layer.Attribute attribute : layer.description().attributes()) {
        values.put(attribute.name(), layer.value(row, attribute.name()));
      }
      if (layer.hasGeometry()) {
        values.put("geom", layer.geometry(row, 25832).toText());
      }
      rows.add(values);
    }
    return rows;
  }

  /** With the doors' own role. */
  private List<Map<String, Object>> rowsOfView(Layer layer) throws SQLException {
    List<Map<String, Object>> rows = new ArrayList<>();
    try (Connection connection = database.access().connect(Role.PUBLISH);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT *"
                    + (layer.hasGeometry() ? ", postgis.ST_AsText(geom) AS wkt" : "")
                    + " FROM lag.\""
                    + layer.name()
                    + '"')) {
      while (row.next()) {
        Map<String, Object> values = new TreeMap<>();
        for (Layer.Attribute attribute : layer.description().attributes()) {
          Object value =
              attribute.type() == Column.Type.TIMESTAMP
                  ? row.getObject(attribute.name(), OffsetDateTime.class)
                  : row.getObject(attribute.name());
          values.put(
              attribute.name(),
              value instanceof OffsetDateTime moment ? moment.toInstant() : value);
        }
        if (layer.hasGeometry()) {
          String wkt = row.getString("wkt");
          values.put("geom", wkt.replace("MULTIPOLYGON(", "MULTIPOLYGON (").replace(",", ", "));
        }
        rows.add(values);
      }
    }
    return rows;
  }
}
