/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.CatalogueReader;
import dk.socialbalance.db.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.io.WKTReader;

class AreaLoaderTest {

  private static final String PLACE = "EPSG:25832";
  private static final String SQUARE = "POLYGON((0 0,1000 0,1000 1000,0 1000,0 0))";
  private static final String HALVES =
      "A,Vest,bydel,K,,,POLYGON((0 0,500 0,500 1000,0 1000,0 0))"
          + "|B,Øst,bydel,K,,,POLYGON((500 0,1000 0,1000 1000,500 1000,500 0))";

  /** All that is stored, so that "nothing changed" can be seen. */
  private static final String STATE =
      "SELECT coalesce(string_agg(niveau || ' ' || kode || ' ' || gyldig_fra || ' '"
          + " || postgis.ST_AsText(geom, 2), E'\\n' ORDER BY kode, gyldig_fra), '')"
          + " || (SELECT coalesce(string_agg(address_id || area_code, ',' ORDER BY 1), '')"
          + " FROM (SELECT address_id, area_code FROM register.address_area"
          + " ORDER BY address_id, area_code) x) FROM indicator.area";

  @TempDir private Path folder;
  private static TestDatabase database;
  private Catalogue catalogue;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void empty() throws IOException {
    database.execute(
        "TRUNCATE indicator.area, indicator.delivery, ops.run, register.address CASCADE");
    catalogue = catalogue(25832);
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(
      resources = "areas.csv",
      delimiter = ';',
      numLinesToSkip = 1,
      maxCharsPerColumn = 9999,
      quoteCharacter = '"')
  void everyMistakeIsToldByNameAndMeasure(String what, String areas, String result, String told)
      throws Exception {
    load("K,Kommunen,kommune,,2010-01-01,," + SQUARE);
    String before = ask(STATE);

    if (result.equals("done")) {
      LoadReport report = load(areas);
      assertThat(report.notes()).isEqualTo(told == null ? List.of() : List.of(told));
      assertThat(report.rowsOut()).isEqualTo(areas.split("\\|").length);
    } else {
      LoadFailedException failure =
          catchThrowableOfType(LoadFailedException.class, () -> load(areas));
      assertThat(failure).hasMessageContaining(told);
      assertThat(ask(STATE)).isEqualTo(before);
    }
  }

  @Test
  void theSameFileChangesNothingAnotherReplacesAndABrokenOneLeavesAll() throws Exception {
    load("K,Kommunen,kommune,,2010-01-01,," + SQUARE);
    database.execute(
        "INSERT INTO register.address (id, geom) VALUES"
            + " ('a1', postgis.ST_SetSRID(postgis.ST_MakePoint(720100, 6180100), 25832)),"
            + " ('a2', postgis.ST_SetSRID(postgis.ST_MakePoint(720900, 6180100), 25832))");
    assertThat(load(HALVES).result()).isEqualTo("done");
    String loaded = ask(STATE);
    assertThat(loaded).endsWith("a1A,a1K,a2B,a2K");

    assertThat(load(HALVES).result()).isEqualTo("unchanged");
    assertThat(ask(STATE)).isEqualTo(loaded);

    Path broken = folder.resolve("broken.geojson");
    Files.writeString(broken, "{\"type\": \"FeatureCollection\", \"features\": [{\n\"type\": ");
    assertThat(catchThrowableOfType(LoadFailedException.class, () -> load(broken)))
        .hasMessageContaining("broken.geojson is no valid GeoJSON: line 2, column ");
    assertThat(ask(STATE)).isEqualTo(loaded);

    LoadReport replaced = load("C,Alt,bydel,K,,," + SQUARE);
    assertThat(replaced.result()).isEqualTo("done");
    assertThat(ask(STATE)).endsWith("a1C,a1K,a2C,a2K").doesNotContain("bydel A");
    assertThat(ask("SELECT string_agg(subject, ' ' ORDER BY subject) FROM indicator.delivery"))
        .isEqualTo("bydel kommune");

    assertThat(load(HALVES).result()).as("the former file is another file again").isEqualTo("done");
  }

  @Test
  void inSliversAnAddressHasOneAreaALevelAndItsParent() throws Exception {
    load("K,Kommunen,kommune,,2010-01-01,," + SQUARE);
    load(
        "A,Vest,bydel,K,,,POLYGON((0 0,500 0,500 1000,0 1000,0 0))"
            + "|B,Øst,bydel,K,,,POLYGON((499.2 0,1000 0,1000 1000,499.2 1000,499.2 0))");
    load(
        "D2,Øst,distrikt,B,,,POLYGON((498.5 0,1000 0,1000 1000,498.5 1000,498.5 0))"
            + "|D1,Vest,distrikt,A,,,POLYGON((0 0,498.8 0,498.8 1000,0 1000,0 0))");
    load("H1,Park,bolig,,,," + SQUARE + "|H2,Høje,bolig,,,," + SQUARE);

    Path file = folder.resolve("adresser.csv");
    Files.writeString(
        file,
        """
        id;vejkode;husnr;oest;nord
        beyond the parent;1;1;720498,9;6180500
        both;1;2;720498,65;6180500
        both quarters;1;3;720499,5;6180500
        west;1;4;720100;6180500
        """);
    AddressLoader.load(
        database.access(),
        catalogue,
        file,
        AddressLoader.AddressOptions.DEFAULT,
        LoadOptions.defaults());

    assertThat(
            ask(
                "SELECT string_agg(address_id || ': ' || areas, E'\\n' ORDER BY address_id) FROM"
                    + " (SELECT address_id, string_agg(area_code, ' ' ORDER BY area_code) AS areas"
                    + " FROM register.address_area GROUP BY address_id) x"))
        .isEqualTo(
            """
            beyond the parent: B D2 H1 H2 K
            both: A D1 H1 H2 K
            both quarters: B D2 H1 H2 K
            west: A D1 H1 H2 K""");
  }

  @Test
  void aFileOfSeveralLevelsIsReplacedByOneOfEach() throws Exception {
    String both = "K,Kommunen,kommune,,2010-01-01,," + SQUARE + "|" + HALVES;
    load(both);
    load("C,Alt,bydel,K,,," + SQUARE);

    assertThat(load(both).result()).isEqualTo("done");
    assertThat(ask("SELECT string_agg(kode, '' ORDER BY kode) FROM indicator.area"))
        .isEqualTo("ABK");
  }

  @Test
  void aDryRunTellsAndKeepsNothing() throws Exception {
    Path file =
        AreaFiles.geoJson(
            folder.resolve("k.geojson"), PLACE, AreaFiles.rows("K,Kommunen,kommune,,,," + SQUARE));
    LoadReport report =
        AreaLoader.load(
            database.access(),
            catalogue,
            file,
            AreaOptions.DEFAULT,
            new LoadOptions(true, 0.02, line -> {}));
    assertThat(report.result()).isEqualTo("dry run");
    assertThat(report.rowsOut()).isEqualTo(1);
    assertThat(ask("SELECT count(*) FROM indicator.area")).isEqualTo("0");
  }

  @Test
  void partsWhoseParentIsGoneAreTold() throws Exception {
    load("K,Kommunen,kommune,,2010-01-01,," + SQUARE);
    load(HALVES);
    load("D,D,distrikt,B,,,POLYGON((500 0,1000 0,1000 1000,500 1000,500 0))");

    assertThat(load("A,Vest,bydel,K,,," + SQUARE).notes())
        .containsExactly(
            "1 areas of level distrikt name a parent that is gone: load that level again.");
  }

  @ParameterizedTest
  @CsvSource({
    "25832, EPSG:25832",
    "25832, urn:ogc:def:crs:EPSG::25832",
    "4326,",
    "4326, urn:ogc:def:crs:OGC:1.3:CRS84",
    "3857, urn:ogc:def:crs:EPSG::3857",
    "25833, http://www.opengis.net/def/crs/EPSG/0/25833",
  })
  void everyCoordinateSystemGivesTheSameGeometry(int epsg, String crs) throws Exception {
    List<AreaFiles.Row> rows = transformed("K,Kommunen,kommune,,,," + SQUARE, epsg);
    load(AreaFiles.geoJson(folder.resolve("k.geojson"), crs, rows));
    assertStored();

    load(AreaFiles.geoPackage(folder.resolve("k.gpkg"), "omraader", epsg, rows));
    assertStored();
    assertThat(ask("SELECT count(*) FROM ops.run WHERE result = 'done'")).isEqualTo("2");
  }

  private void assertStored() throws SQLException {
    assertThat(
            ask(
                "SELECT postgis.ST_HausdorffDistance(geom, postgis.ST_Translate("
                    + "postgis.ST_GeomFromText('"
                    + SQUARE
                    + "', 25832), 720000, 6180000)) < 0.01"
                    + " AND postgis.ST_SRID(geom) = 25832 FROM indicator.area"))
        .isEqualTo("t");
  }

  @Test
  void anotherPlaceNeedsItsOwnCoordinateSystemAndIsToldWhich() throws Exception {
    List<AreaFiles.Row> rows =
        List.of(lonLat("37009", "Ashe", "-81.5 36.2,-81.2 36.2,-81.2 36.6,-81.5 36.6,-81.5 36.2"));
    Path file = AreaFiles.geoJson(folder.resolve("nc.geojson"), null, rows);

    assertThat(catchThrowableOfType(LoadFailedException.class, () -> load(file)))
        .hasMessageContaining(
            "the areas lie outside the area of use of the catalogue's 'crs: 25832'")
        .hasMessageContaining("Write 'crs: 32617' into the catalogue");

    catalogue = catalogue(32617);
    assertThat(load(file).rowsOut()).isEqualTo(1);
    assertThat(ask("SELECT postgis.ST_SRID(geom) FROM indicator.area")).isEqualTo("32617");

    catalogue = catalogue(25832);
    assertThat(catchThrowableOfType(LoadFailedException.class, () -> load(file)))
        .hasMessageContaining("areas are stored in 32617. Write 'crs: 32617'");
  }

  @ParameterizedTest
  @CsvSource({
    "'9.5 55.2,9.6 55.2,9.6 55.3,9.5 55.3,9.5 55.2', 32119, crs: 25832",
    "'-70.1 -33.2,-70 -33.2,-70 -33.1,-70.1 -33.1,-70.1 -33.2', 25832, crs: 32719",
    "'99.9 80,100 80,100 80.1,99.9 80.1,99.9 80', 25832, crs: 32647",
  })
  void theMendNamesTheZoneOfThePlace(String ring, int crs, String mend) throws Exception {
    catalogue = catalogue(crs);
    Path file =
        AreaFiles.geoJson(folder.resolve("x.geojson"), null, List.of(lonLat("X", "X", ring)));
    assertThat(catchThrowableOfType(LoadFailedException.class, () -> load(file)))
        .hasMessageContaining(mend);
  }

  @Test
  void metresTakenForDegreesAreTold() throws Exception {
    Path file =
        AreaFiles.geoJson(
            folder.resolve("k.geojson"), null, AreaFiles.rows("K,Kommunen,kommune,,,," + SQUARE));
    assertThat(catchThrowableOfType(LoadFailedException.class, () -> load(file)))
        .hasMessageContaining("taken for degrees (EPSG:4326), but reach from 720000 6180000");

    AreaOptions named =
        new AreaOptions(
            Optional.empty(), AreaOptions.Names.DANISH, Optional.of(25832), Optional.empty(), 1);
    assertThat(load(file, named).result()).isEqualTo("done");
    AreaOptions unknown =
        new AreaOptions(
            Optional.empty(), AreaOptions.Names.DANISH, Optional.of(1025), Optional.empty(), 1);
    assertThat(catchThrowableOfType(LoadFailedException.class, () -> load(file, unknown)))
        .hasMessageContaining("PostGIS knows no EPSG:1025");
  }

  @Test
  void aFileWithItsOwnNamesAndNumbersForCodes() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("counties.json"),
            """
            \uFEFF{"type":"FeatureCollection","name":"x","features":[
            {"type":"Feature","properties":{"FIPS":37009.0,"NAME":"Ashe"},"geometry":
            {"type":"Polygon","coordinates":[[[9.5,55.2,0],[9.6,55.2,0],[9.6,55.3,0],[9.5,55.2,0]]]}}]}
            """);
    AreaOptions options =
        new AreaOptions(
            Optional.of("kommune"),
            new AreaOptions.Names("niveau", "fips", "Name", "-", "-", "-"),
            Optional.empty(),
            Optional.empty(),
            1);
    assertThat(load(file, options).result()).isEqualTo("done");
    assertThat(ask("SELECT kode || navn || gyldig_fra FROM indicator.area"))
        .isEqualTo("37009Ashe1900-01-01");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1]|holds no FeatureCollection",
        "{\"type\":\"Feature\"}|holds no FeatureCollection",
        "{\"features\":[]}|no area has the property 'niveau'",
        "SQLite format 3|is no valid GeoJSON",
        "{\"crs\":{\"properties\":{\"name\":\"DHDN\"}}}|the 'crs' member 'DHDN' is not understood",
        "{\"features\":[{\"properties\":{\"niveau\":\"kommune\",\"kode\":\"K\",\"navn\":\"K\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1]]]}}]}|a ring that does not end where it begins",
        "{\"features\":[{\"properties\":{\"niveau\":\"kommune\",\"kode\":\"K\",\"navn\":\"K\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[0,0]]]}}]}|a ring of 3 points",
        "{\"features\":[{\"properties\":{\"niveau\":\"kommune\",\"kode\":\"K\",\"navn\":\"K\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,\"a\"],[1,0],[1,1],[0,0]]]}}]}|a coordinate that is not two numbers",
        "{\"features\":[{\"properties\":{\"niveau\":\"kommune\",\"kode\":\"K\",\"navn\":\"K\"},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[0,0],[1,0]]}}]}|its geometry is a LineString",
      })
  void whatIsNoGeoJsonIsTold(String text, String told) throws Exception {
    Path file = Files.writeString(folder.resolve("x.geojson"), text);
    assertThat(catchThrowableOfType(LoadFailedException.class, () -> load(file)))
        .hasMessageContaining("x.geojson")
        .hasMessageContaining(told);
  }

  @Test
  void aGeoPackageOfSeveralTablesAsksWhichAndADamagedOneIsTold() throws Exception {
    List<AreaFiles.Row> rows = AreaFiles.rows("K,Kommunen,kommune,,,," + SQUARE);
    Path file = AreaFiles.geoPackage(folder.resolve("k.gpkg"), "en", 25832, rows);
    AreaFiles.geoPackage(file, "to \"citat\"", 25832, rows);
    assertThat(catchThrowableOfType(LoadFailedException.class, () -> load(file)))
        .hasMessageContaining("name the table that is meant: en, to \"citat\".");
    AreaOptions second =
        new AreaOptions(
            Optional.empty(),
            AreaOptions.Names.DANISH,
            Optional.empty(),
            Optional.of("to \"citat\""),
            1);
    assertThat(load(file, second).result()).isEqualTo("done");

    byte[] half = Files.readAllBytes(file);
    Path damaged = folder.resolve("half.gpkg");
    Files.write(damaged, Arrays.copyOf(half, 5000));
    assertThat(catchThrowableOfType(LoadFailedException.class, () -> load(damaged)))
        .hasMessageContaining("half.gpkg is no GeoPackage, or it is damaged");
  }

  @ParameterizedTest
  @CsvSource({
    "00, a geometry that cannot be read",
    "4750000300000000, a geometry that cannot be read",
    "475000010000000001, a geometry that cannot be read",
    "4750002100000000, a geometry that cannot be read",
    "47500001000000000107000000FFFFFFFF, a geometry that cannot be read",
    "47500001000000000103000000FFFFFF7F, a geometry that cannot be read",
    "47500001000000000103000000010000000300000000, a geometry that cannot be read",
    "4750001100000000010300000000000000, it has no geometry",
    "475000010000000001010000000000000000000000000000000000F03F, its geometry is a Point",
  })
  void aGeoPackageWithGeometryThatIsNoneIsTold(String hex, String told) throws Exception {
    Path file =
        AreaFiles.geoPackage(
            folder.resolve("k.gpkg"),
            "k",
            25832,
            AreaFiles.rows("K,Kommunen,kommune,,,," + SQUARE));
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE k SET geom = x'" + hex + "'");
    }
    assertThat(catchThrowableOfType(LoadFailedException.class, () -> load(file)))
        .hasMessageContaining("'Kommunen' (K), line 1: " + told);
  }

  private List<AreaFiles.Row> transformed(String areas, int epsg) throws Exception {
    AreaFiles.Row row = AreaFiles.rows(areas).get(0);
    String wkt =
        ask(
            "SELECT postgis.ST_AsText(postgis.ST_Transform(postgis.ST_GeomFromText('"
                + row.geometry().toText()
                + "', 25832), "
                + epsg
                + "), 15)");
    return List.of(
        new AreaFiles.Row(
            row.code(),
            row.name(),
            row.level(),
            row.parent(),
            row.from(),
            row.to(),
            new WKTReader().read(wkt)));
  }

  private static AreaFiles.Row lonLat(String code, String name, String ring) throws Exception {
    return new AreaFiles.Row(
        code, name, "kommune", "", "", "", new WKTReader().read("POLYGON((" + ring + "))"));
  }

  private LoadReport load(String areas) throws IOException {
    return load(
        AreaFiles.geoJson(folder.resolve("omraader.geojson"), PLACE, AreaFiles.rows(areas)));
  }

  private LoadReport load(Path file) {
    return load(file, AreaOptions.DEFAULT);
  }

  private LoadReport load(Path file, AreaOptions options) {
    return AreaLoader.load(database.access(), catalogue, file, options, LoadOptions.defaults());
  }

  private Catalogue catalogue(int crs) throws IOException {
    Path place = Files.createDirectories(folder.resolve("katalog" + crs));
    Files.writeString(
        place.resolve("k.yaml"),
        """
        municipality: {name: By}
        crs: %d
        levels:
          - {id: kommune, title: Kommune}
          - {id: bydel, title: Bydel, parent: kommune}
          - {id: distrikt, title: Distrikt, parent: bydel}
          - {id: bolig, title: Boligområde, overlapping: true}
        indicators:
          - {id: x, title: X, from: measures}
        """
            .formatted(crs));
    return CatalogueReader.read(place);
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
