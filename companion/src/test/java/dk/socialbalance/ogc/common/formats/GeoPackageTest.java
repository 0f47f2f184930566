/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.formats;

import static dk.socialbalance.ogc.common.formats.ExportFixture.attribute;
import static dk.socialbalance.ogc.common.formats.ExportFixture.export;
import static dk.socialbalance.ogc.common.formats.ExportFixture.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.publication.SnapshotFixture;
import dk.socialbalance.publication.StyleTemplates;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import tools.jackson.databind.JsonNode;

/** GDAL reads what is written. */
class GeoPackageTest {

  @TempDir Path home;
  private Gdal gdal;

  @BeforeEach
  void begin() {
    gdal = new Gdal(home);
  }

  private String file(Export export) throws IOException {
    return gdal.file(FileFormat.GEOPACKAGE, export, "a.gpkg").toString();
  }

  private static String one(String file, String sql) throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : null;
    }
  }

  @Test
  void everyTypeAndEveryValueArrives() throws Exception {
    Layer layer =
        layer(
            "al\"t æøå",
            List.of(
                attribute("tekst", Column.Type.TEXT),
                attribute("heltal", Column.Type.INTEGER),
                attribute("stort", Column.Type.BIGINT),
                attribute("komma", Column.Type.DOUBLE),
                attribute("tidspunkt", Column.Type.TIMESTAMP),
                attribute("dag", Column.Type.DATE),
                attribute("ja", Column.Type.BOOLEAN),
                attribute("FID", Column.Type.TEXT),
                attribute("Geom", Column.Type.TEXT)),
            List.of(
                Arrays.asList(
                    "Æblerød \"Ø\", å\nny linje",
                    Integer.MIN_VALUE,
                    Long.MAX_VALUE,
                    -0.0,
                    Instant.parse("2016-12-31T23:59:59.5Z"),
                    LocalDate.of(2020, 2, 29),
                    true,
                    "f",
                    "'); DROP TABLE x; --"),
                Arrays.asList("b", null, null, null, null, null, null, null, null),
                Arrays.asList("c", 0, -1L, 1e-300, Instant.EPOCH, null, false, "", "")),
            Arrays.asList("POINT (1.5 2)", null, "POINT EMPTY"));
    String file = file(export(25832, layer));
    String info = gdal.info(file, "al\"t æøå");
    assertThat(info)
        .contains(
            "Geometry: Point\n",
            "Feature Count: 3\n",
            "FID Column = fid_1",
            "Geometry Column = geom_1",
            "Extent: (1.500000, 2.000000) - (1.500000, 2.000000)",
            "id: String",
            "heltal: Integer (0.0)",
            "stort: Integer64 (0.0)",
            "komma: Real (0.0)",
            "tidspunkt: DateTime (0.0)",
            "dag: Date (0.0)",
            "ja: Integer(Boolean) (0.0)");
    JsonNode features = gdal.features(file, "al\"t æøå");
    JsonNode first = features.at("/0/properties");
    assertThat(first.get("tekst").asString()).isEqualTo("Æblerød \"Ø\", å\nny linje");
    assertThat(first.get("heltal").asInt()).isEqualTo(Integer.MIN_VALUE);
    assertThat(first.get("stort").asLong()).isEqualTo(Long.MAX_VALUE);
    assertThat(first.get("tidspunkt").asString()).isEqualTo("2016-12-31T23:59:59.500Z");
    assertThat(first.get("dag").asString()).isEqualTo("2020-02-29");
    assertThat(first.get("ja").asBoolean()).isTrue();
    assertThat(first.get("Geom").asString()).isEqualTo("'); DROP TABLE x; --");
    JsonNode empty = features.at("/1/properties");
    for (String name : List.of("heltal", "stort", "komma", "tidspunkt", "dag", "ja", "Geom")) {
      assertThat(empty.get(name).isNull()).as(name).isTrue();
    }
    assertThat(features.at("/1/geometry").isNull()).isTrue();
    assertThat(features.at("/2/properties/komma").asDouble()).isEqualTo(1e-300);
    assertThat(features.at("/2/properties/Geom").asString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {25832, 25833, 3857, 4326, 4258, 3044, 32119})
  void anySystemHasItsPlaceAndItsName(int srid) throws Exception {
    Layer area = SnapshotFixture.snapshot("", "").layer("basisdistrikt");
    if (srid == 32119) {
      // Too far away for coordinates; its words must still be understood.
      area =
          layer("basisdistrikt", List.of(attribute("k", Column.Type.TEXT)), List.of(), List.of());
    }
    String file = file(export(srid, area));
    String info = gdal.info(file, "basisdistrikt");
    assertThat(info).contains("ID[\"EPSG\"," + srid + "]]");
    if (srid == 32119) {
      assertThat(info).contains("36.1666666");
      return;
    }
    Envelope box = area.extent(srid);
    assertThat(info)
        .contains("Geometry: Multi Polygon\n", "Feature Count: 6\n")
        .contains(
            "Extent: (%.6f, %.6f) - (%.6f, %.6f)"
                .formatted(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()));
    JsonNode back = gdal.features(file, "basisdistrikt", "-t_srs", "EPSG:25832");
    assertThat(back.at("/0/geometry/coordinates/0/0/0/0").asDouble())
        .isCloseTo(715000, within(0.02));
  }

  @Test
  void severalLayersMixedGeometryAndTablesStandInOneFile() throws Exception {
    List<Layer.Attribute> key = List.of(attribute("k", Column.Type.TEXT));
    Layer mixed =
        layer(
            "blandet",
            key,
            IntStream.range(0, 4).mapToObj(i -> List.<Object>of("r" + i)).toList(),
            Arrays.asList(
                "MULTIPOINT ((3 4), (5 6))",
                "LINESTRING (0 0, 1 1)",
                "GEOMETRYCOLLECTION (POINT (7 8), POLYGON ((0 0, 0 1, 1 1, 0 0)))",
                null));
    Layer lines =
        layer(
            "linjer",
            key,
            List.of(List.of("a"), List.of("b")),
            List.of("LINESTRING (0 0, 1 1)", "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))"));
    Layer table = SnapshotFixture.snapshot("", "").layer("noegletal");
    String file = file(export(25832, mixed, lines, table, table));
    assertThat(gdal.info(file, "blandet")).contains("Geometry: Unknown (any)", "Feature Count: 4");
    assertThat(gdal.info(file, "linjer")).contains("Geometry: Multi Line String");
    assertThat(gdal.info(file, "noegletal")).contains("Geometry: None", "Feature Count: 6");
    assertThat(gdal.info(file, "noegletal_1")).contains("Feature Count: 6");
    assertThat(gdal.features(file, "blandet").at("/2/geometry/geometries")).hasSize(2);
    assertThat(gdal.features(file, "blandet", "-spat", "2", "2", "6", "6")).hasSize(1);
    assertThat(one(file, "PRAGMA integrity_check")).isEqualTo("ok");
    assertThat(one(file, "PRAGMA foreign_key_check")).isNull();
    assertThat(one(file, "SELECT count(*) FROM rtree_blandet_geom")).isEqualTo("3");
    assertThat(one(file, "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"))
        .isEqualTo("12");
  }

  /** The index's triggers are those of the standard: GDAL edits the file and the index follows. */
  @Test
  void theFileCanBeEdited() throws Exception {
    String file = file(export(25832, SnapshotFixture.snapshot("", "").layer("basisdistrikt")));
    gdal.run("ogrinfo", "-q", file, "-sql", "DELETE FROM basisdistrikt WHERE omraade_kode = '101'");
    assertThat(one(file, "SELECT count(*) FROM rtree_basisdistrikt_geom")).isEqualTo("5");
    gdal.run(
        "ogrinfo",
        "-q",
        file,
        "-sql",
        "UPDATE basisdistrikt SET geom = NULL WHERE omraade_kode = '102'");
    assertThat(one(file, "SELECT count(*) FROM rtree_basisdistrikt_geom")).isEqualTo("4");
  }

  @Test
  void stylesAreKeptAsQgisKeepsThem() throws Exception {
    Snapshot snapshot =
        SnapshotFixture.snapshot(
            StyleTemplates.choropleth(
                    "basisdistrikt_underretninger",
                    new LocalText("Underretninger", "Notifications"),
                    List.of(5.0, 7.5, 10.0, 12.5),
                    true,
                    new LocalText("%", "%"),
                    1)
                .sld(),
            StyleTemplates.outline("basisdistrikt", new LocalText("Omrids", "Outlines")).sld());
    Layer latest = snapshot.layer("basisdistrikt_underretninger_seneste");
    String file = file(new Export(snapshot, List.of(ExportFixture.all(latest)), 25832, "da"));
    assertThat(
            one(
                file,
                "SELECT styleQML FROM layer_styles WHERE useAsDefault AND f_geometry_column = 'geom'"
                    + " AND f_table_name = 'basisdistrikt_underretninger_seneste'"))
        .contains("<renderer-v2", "&quot;klasse&quot; = 1");
    assertThat(one(file, "SELECT styleSLD FROM layer_styles")).contains("StyledLayerDescriptor");
  }

  @Test
  void theTemporaryFileGoesWhenTheClientLeaves() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    Export export = export(25832, SnapshotFixture.snapshot("", "").layer("basisdistrikt"));
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            try (Stream<Path> files = ours(temporary)) {
              assertThat(files).isNotEmpty();
            }
            throw new IOException("Broken pipe");
          }
        };
    List<Path> before;
    try (Stream<Path> files = ours(temporary)) {
      before = files.toList();
    }
    assertThatThrownBy(() -> FileFormat.GEOPACKAGE.write(export, gone)).hasMessage("Broken pipe");
    try (Stream<Path> files = ours(temporary)) {
      assertThat(files.toList()).isEqualTo(before);
    }
  }

  private static Stream<Path> ours(Path folder) throws IOException {
    return Files.list(folder).filter(f -> f.toString().matches(".*/socialbalance\\d+\\.gpkg.*"));
  }
}
