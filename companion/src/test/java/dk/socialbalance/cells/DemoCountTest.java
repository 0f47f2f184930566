/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cells;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.CatalogueReader;
import dk.socialbalance.catalogue.Source;
import dk.socialbalance.db.DatabaseAccess;
import dk.socialbalance.db.TestDatabase;
import dk.socialbalance.demo.CellKey;
import dk.socialbalance.demo.Counts;
import dk.socialbalance.demo.DemoMunicipality;
import dk.socialbalance.demo.DemoOptions;
import dk.socialbalance.demo.PlainCount;
import dk.socialbalance.measures.MeasureLoader;
import dk.socialbalance.measures.MeasureOptions;
import dk.socialbalance.register.AddressLoader;
import dk.socialbalance.register.AreaLoader;
import dk.socialbalance.register.AreaOptions;
import dk.socialbalance.register.LoadOptions;
import dk.socialbalance.register.Pseudonyms;
import dk.socialbalance.register.RegisterLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every cell of a small demo municipality, loaded the user's way, against a count of the same files
 * in plain Java that shares no code with the loaders or the SQL.
 */
class DemoCountTest {

  private static final int RESIDENTS = Integer.getInteger("sb.test.residents", 8_000);
  private static final double EXACT = 1e-9;

  @TempDir private static Path folder;
  private static TestDatabase database;
  private static final Catalogue catalogue = CatalogueReader.shipped();
  private static final Map<CellKey, Counts> cells = new HashMap<>();
  private static Map<CellKey, Counts> plain;

  @BeforeAll
  static void loadAndCount() throws Exception {
    DemoMunicipality.write(folder, new DemoOptions(RESIDENTS, 1), line -> {});
    database = TestDatabase.create();
    DatabaseAccess access = database.access();
    LoadOptions options = LoadOptions.defaults();
    for (String areas :
        List.of(
            "omraader_kommune.geojson",
            "omraader_bydel.geojson",
            "omraader_basisdistrikt.geojson",
            "omraader_boligomraade.gpkg")) {
      AreaLoader.load(access, catalogue, folder.resolve(areas), AreaOptions.DEFAULT, options);
    }
    AddressLoader.load(
        access,
        catalogue,
        folder.resolve("adresser.csv"),
        AddressLoader.AddressOptions.DEFAULT,
        options);
    Pseudonyms pseudonyms = Pseudonyms.fromSecret(new byte[Pseudonyms.KEY_LENGTH]);
    for (Source source : catalogue.sources()) {
      RegisterLoader.load(
          access, catalogue, source, folder.resolve(source.file()), "alle", pseudonyms, options);
    }
    MeasureLoader.load(
        access,
        catalogue,
        folder.resolve("flis_noegletal.csv"),
        MeasureOptions.whole("flis", null),
        options);
    CellCounter.count(access, catalogue, line -> {});
    try (Connection connection = database.superuser();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT indikator, niveau, omraade_kode, periode, n, d, coalesce(sum, 0)"
                    + " FROM indicator.cell")) {
      while (row.next()) {
        cells.put(
            new CellKey(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
            new Counts(row.getLong(5), row.getLong(6), row.getDouble(7)));
      }
    }
    plain = PlainCount.count(folder, catalogue);
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @Test
  void theSameCellsExist() {
    assertThat(cells.keySet()).containsExactlyInAnyOrderElementsOf(plain.keySet());
    assertThat(cells).hasSizeGreaterThan(10_000);
  }

  @Test
  void everyCellIsCountedAlike() {
    Map<CellKey, String> different = new HashMap<>();
    plain.forEach(
        (key, expected) -> {
          Counts found = cells.getOrDefault(key, new Counts(-1, -1, 0));
          boolean same =
              found.n() == expected.n()
                  && found.d() == expected.d()
                  && Math.abs(found.sum() - expected.sum())
                      <= EXACT * Math.max(1, Math.abs(expected.sum()));
          if (!same) {
            different.put(key, "counted " + found + ", plainly " + expected);
          }
        });
    assertThat(different).isEmpty();
  }

  @Test
  void everyIndicatorHasSomethingToCount() {
    assertThat(catalogue.indicators())
        .allSatisfy(
            indicator ->
                assertThat(plain)
                    .as(indicator.id())
                    .anySatisfy(
                        (key, counts) -> {
                          assertThat(key.indikator()).isEqualTo(indicator.id());
                          assertThat(counts.n()).isPositive();
                        }));
  }

  @Test
  void somebodyHasNoKnownAddress() throws SQLException {
    try (Connection connection = database.superuser();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT min(d) FROM indicator.unplaced WHERE niveau = 'basisdistrikt'"
                    + " AND indikator = 'offentligt_forsoergede'")) {
      row.next();
      assertThat(row.getLong(1)).isPositive();
    }
  }
}
