/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.formats;

import static dk.socialbalance.ogc.common.formats.ExportFixture.attribute;
import static dk.socialbalance.ogc.common.formats.ExportFixture.export;
import static dk.socialbalance.ogc.common.formats.ExportFixture.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.SnapshotFixture;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import tools.jackson.databind.JsonNode;

/** GDAL reads what is written. */
class ShapefileTest {

  @TempDir Path home;
  private Gdal gdal;

  @BeforeEach
  void begin() {
    gdal = new Gdal(home);
  }

  private Path zip(Export export) throws IOException {
    return gdal.file(FileFormat.SHAPEFILE, export, "a.zip");
  }

  private static List<String> entries(Path zip) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      return new ArrayList<>(
          new TreeSet<>(Collections.list(file.entries()).stream().map(e -> e.getName()).toList()));
    }
  }

  private static byte[] entry(Path zip, String name) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile());
        InputStream in = file.getInputStream(file.getEntry(name))) {
      return in.readAllBytes();
    }
  }

  private static String vsi(Path zip, String file) {
    return "/vsizip/" + zip + "/" + file;
  }

  @Test
  void everyTypeAndEveryValueArrives() throws Exception {
    Layer layer =
        layer(
            "alt",
            List.of(
                attribute("tekst", Column.Type.TEXT),
                attribute("heltal", Column.Type.INTEGER),
                attribute("stort", Column.Type.BIGINT),
                attribute("komma", Column.Type.DOUBLE),
                attribute("tidspunkt", Column.Type.TIMESTAMP),
                attribute("dag", Column.Type.DATE),
                attribute("ja", Column.Type.BOOLEAN)),
            List.of(
                Arrays.asList(
                    "Æblerød \"Ø\", å\nny linje",
                    -999_999_99,
                    999_999_999_999_999_999L,
                    -0.0,
                    Instant.parse("2016-12-31T23:59:59.5Z"),
                    LocalDate.of(2020, 2, 29),
                    true),
                Arrays.asList("b", null, null, null, null, null, null),
                Arrays.asList("c", 0, -1L, -2.2250738585072014E-308, Instant.EPOCH, null, false),
                Arrays.asList(
                    "d", 7, 8L, 123456.789012345678, null, LocalDate.MIN.withYear(1), null)),
            Arrays.asList("POINT (1.5 2)", null, "POINT EMPTY", "POINT (714370.25 6179983.125)"));
    Path zip = zip(export(25832, layer));
    assertThat(entries(zip))
        .containsExactly("LAESMIG.txt", "alt.cpg", "alt.dbf", "alt.prj", "alt.shp", "alt.shx");
    String info = gdal.info(vsi(zip, "alt.shp"), "alt");
    assertThat(info)
        .contains(
            "Geometry: Point\n",
            "Feature Count: 4\n",
            "id: String (31.0)",
            "heltal: Integer (9.0)",
            "stort: Integer64 (18.0)",
            "komma: Real (24.15)",
            "tidspunkt: String (24.0)",
            "dag: Date (10.0)");
    JsonNode features = gdal.features(vsi(zip, "alt.shp"), "alt");
    JsonNode first = features.at("/0/properties");
    assertThat(first.get("tekst").asString()).isEqualTo("Æblerød \"Ø\", å\nny linje");
    assertThat(first.get("id").asString()).isEqualTo("alt.Æblerød \"Ø\", å\nny linje");
    assertThat(first.get("heltal").asInt()).isEqualTo(-99_999_999);
    assertThat(first.get("stort").asLong()).isEqualTo(999_999_999_999_999_999L);
    assertThat(Double.doubleToRawLongBits(first.get("komma").asDouble()))
        .isEqualTo(Double.doubleToRawLongBits(-0.0));
    assertThat(first.get("tidspunkt").asString()).isEqualTo("2016-12-31T23:59:59.500Z");
    assertThat(first.get("dag").asString()).isEqualTo("2020-02-29");
    assertThat(first.get("ja").asString()).isEqualTo("T");
    assertThat(features.at("/0/geometry/coordinates/0").asDouble()).isEqualTo(1.5);
    JsonNode empty = features.at("/1/properties");
    for (String name : List.of("heltal", "stort", "komma", "tidspunkt", "dag", "ja")) {
      assertThat(empty.path(name).isNull() || !empty.has(name)).as(name).isTrue();
    }
    assertThat(features.at("/1/geometry").isNull()).isTrue();
    assertThat(features.at("/2/geometry").isNull()).isTrue();
    assertThat(features.at("/2/properties/komma").asDouble()).isEqualTo(-2.2250738585072014E-308);
    assertThat(features.at("/2/properties/ja").asString()).isEqualTo("F");
    assertThat(features.at("/3/properties/komma").asDouble()).isEqualTo(123456.789012345678);
    assertThat(features.at("/3/geometry/coordinates/1").asDouble()).isEqualTo(6179983.125);
  }

  @Test
  void numbersThatNeedItGetWiderColumns() throws Exception {
    Layer layer =
        layer(
            "store",
            List.of(
                attribute("k", Column.Type.TEXT),
                attribute("i", Column.Type.INTEGER),
                attribute("b", Column.Type.BIGINT)),
            List.of(List.of("a", Integer.MIN_VALUE, -Long.MAX_VALUE)),
            null);
    Path zip = zip(export(25832, layer));
    assertThat(entries(zip)).containsExactly("LAESMIG.txt", "store.cpg", "store.dbf");
    assertThat(new String(entry(zip, "store.dbf"), StandardCharsets.US_ASCII))
        .contains("-2147483648-9223372036854775807");
    assertThat(gdal.features(vsi(zip, "store.dbf"), "store").at("/0/properties/i").asLong())
        .isEqualTo(Integer.MIN_VALUE);
  }

  @ParameterizedTest
  @ValueSource(ints = {25832, 25833, 3857, 4326, 4258, 3044})
  void anySystemHasItsPlaceAndItsName(int srid) throws Exception {
    Layer area = SnapshotFixture.snapshot("", "").layer("basisdistrikt");
    Path zip = zip(export(srid, area));
    String info = gdal.info(vsi(zip, "basisdistrikt.shp"), "basisdistrikt");
    Envelope box = area.extent(srid);
    assertThat(info)
        .contains("Geometry: Polygon\n", "Feature Count: 6\n")
        .contains(
            "Extent: (%.6f, %.6f) - (%.6f, %.6f)"
                .formatted(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()));
    // A Shapefile has x before y, and so 3044 is 25832.
    assertThat(info).contains("ID[\"EPSG\"," + (srid == 3044 ? 25832 : srid) + "]]");
    JsonNode back =
        gdal.features(vsi(zip, "basisdistrikt.shp"), "basisdistrikt", "-t_srs", "EPSG:25832");
    double west = 180;
    for (JsonNode position : back.at("/0/geometry/coordinates/0")) {
      west = Math.min(west == 180 ? 1e9 : west, position.get(0).asDouble());
    }
    assertThat(west).isCloseTo(715000, within(0.02));
  }

  /** Another country's system comes from GeoTools; GDAL must know it all the same. */
  @Test
  void anInstallationElsewhereHasItsSystemToo() throws Exception {
    Path prj = home.resolve("32119.prj");
    Files.writeString(prj, EsriWkt.of(32119));
    assertThat(gdal.run("gdalsrsinfo", "-o", "proj4", "ESRI::" + prj))
        .contains("+proj=lcc", "+lat_1=36.1666666", "+x_0=609601.2", "+units=m");
  }

  @Test
  void mixedGeometryIsSplitByKind() throws Exception {
    Layer layer =
        layer(
            "blandet",
            List.of(attribute("k", Column.Type.TEXT)),
            IntStream.range(0, 9).mapToObj(i -> List.<Object>of("r" + i)).toList(),
            Arrays.asList(
                "POINT (1 2)",
                "MULTIPOINT ((3 4), (5 6))",
                "LINESTRING (0 0, 1 1)",
                "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3, 4 3))",
                // Counter-clockwise, with a clockwise hole: the wrong way round for this format.
                "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (2 2, 2 4, 4 4, 4 2, 2 2))",
                "MULTIPOLYGON (((20 0, 20 1, 21 1, 20 0)), ((30 0, 30 1, 31 1, 30 0)))",
                "GEOMETRYCOLLECTION (POINT (7 8), POLYGON ((0 0, 0 1, 1 1, 0 0)))",
                "GEOMETRYCOLLECTION EMPTY",
                null));
    Path zip = zip(export(25832, layer));
    assertThat(entries(zip)).hasSize(16);
    assertThat(keys(zip, "blandet_punkt")).containsExactly("r0", "r1", "r6");
    assertThat(keys(zip, "blandet_linje")).containsExactly("r2", "r3");
    assertThat(keys(zip, "blandet_flade")).containsExactly("r4", "r5", "r6", "r7", "r8");
    assertThat(gdal.info(vsi(zip, "blandet_punkt.shp"), "blandet_punkt"))
        .contains("Geometry: Multi Point");
    JsonNode areas = gdal.features(vsi(zip, "blandet_flade.shp"), "blandet_flade");
    assertThat(areas.at("/0/geometry/coordinates")).hasSize(2);
    assertThat(areas.at("/1/geometry/type").asString()).isEqualTo("MultiPolygon");
    assertThat(areas.at("/3/geometry").isNull()).isTrue();
    ringsRunAsTheFormatSays(entry(zip, "blandet_flade.shp"));
    JsonNode lines = gdal.features(vsi(zip, "blandet_linje.shp"), "blandet_linje");
    assertThat(lines.at("/1/geometry/coordinates/1")).hasSize(3);
  }

  private List<String> keys(Path zip, String name) throws Exception {
    List<String> keys = new ArrayList<>();
    gdal.features(vsi(zip, name + ".shp"), name)
        .forEach(feature -> keys.add(feature.at("/properties/k").asString()));
    return keys;
  }

  /** The first record: its outer ring clockwise (down the sum of edges), its hole the other way. */
  private static void ringsRunAsTheFormatSays(byte[] shp) {
    ByteBuffer record = ByteBuffer.wrap(shp).order(ByteOrder.LITTLE_ENDIAN);
    int at = 100 + 8 + 4 + 32;
    assertThat(record.getInt(at)).isEqualTo(2);
    assertThat(record.getInt(at + 4)).isEqualTo(10);
    double[] twiceArea = new double[2];
    for (int ring = 0; ring < 2; ring++) {
      for (int i = 0; i < 4; i++) {
        int p = at + 16 + 16 * (ring * 5 + i);
        twiceArea[ring] +=
            record.getDouble(p) * record.getDouble(p + 24)
                - record.getDouble(p + 16) * record.getDouble(p + 8);
      }
    }
    assertThat(twiceArea[0]).isEqualTo(-200);
    assertThat(twiceArea[1]).isEqualTo(8);
  }

  @Test
  void longNamesAndTextsAreShortenedAndTheReaderIsTold() throws Exception {
    Layer indicator =
        SnapshotFixture.snapshot("", "").layer("basisdistrikt_underretninger_seneste");
    Path zip = zip(export(25832, indicator));
    String name = "basisdistrikt_underretninger_seneste";
    assertThat(gdal.info(vsi(zip, name + ".shp"), name))
        .contains("omr_kode: String", "omr_navn:", "per_start:", "udv_pr_aar: Real", "datastatus:");
    assertThat(new String(entry(zip, "LAESMIG.txt"), StandardCharsets.UTF_8))
        .contains("\r\nomr_kode\tomraade_kode\tomraade_kode (da)\tomraade_kode (en)\r\n");
    String text = "a".repeat(253) + "Å";
    Layer wordy =
        layer(
            "ord",
            List.of(attribute("k", Column.Type.INTEGER), attribute("t", Column.Type.TEXT)),
            List.of(List.of(1, text)),
            List.of("POINT (0 0)"));
    Path cut = zip(export(25832, wordy));
    assertThat(gdal.features(vsi(cut, "ord.shp"), "ord").at("/0/properties/t").asString())
        .isEqualTo("a".repeat(253));
    assertThat(new String(entry(cut, "LAESMIG.txt"), StandardCharsets.UTF_8))
        .contains("1 tekster er for lange");
  }

  @Test
  void noRowsAreAnEmptyFileOfTheLayersKind() throws Exception {
    Export all = export(25832, SnapshotFixture.snapshot("", "").layer("basisdistrikt"));
    FeatureRows one = all.parts().get(0);
    FeatureRows none = new FeatureRows(one.layer(), new int[0], one.attributes(), true);
    Path zip = zip(new Export(all.snapshot(), List.of(none), 25832, "da"));
    assertThat(gdal.info(vsi(zip, "basisdistrikt.shp"), "basisdistrikt"))
        .contains("Geometry: Polygon", "Feature Count: 0");
  }

  @Test
  void moreThan255ColumnsAreRefused() {
    List<Layer.Attribute> attributes =
        IntStream.range(0, 255).mapToObj(i -> attribute("a" + i, Column.Type.INTEGER)).toList();
    Layer layer = layer("bred", attributes, List.of(Collections.nCopies(255, (Object) 1)), null);
    assertThatThrownBy(
            () -> FileFormat.SHAPEFILE.write(export(25832, layer), OutputStream.nullOutputStream()))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("holds 255 columns, and bred has 256");
  }

  @Test
  void shortNamesAreUniqueStableAndOfTheFormat() throws IOException {
    List<String> names = new ArrayList<>();
    try (InputStream table = ShortNames.class.getResourceAsStream("short-names.csv")) {
      new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .forEach(line -> names.add(line.split(",")[0]));
    }
    assertThat(ShortNames.of(names).values())
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z][a-z_]{0,9}") && !name.matches(".*\\d"));
    String strange = "2. Ældre på plejehjem";
    assertThat(ShortNames.of(List.of(strange)).get(strange))
        .matches("f2__AE_[0-9a-z]{3}")
        .isEqualTo(ShortNames.of(List.of("omraade_kode", strange, "x")).get(strange));
    assertThat(ShortNames.of(List.of("omr_kode", "omraade_kode", "OMR_KODE")).values())
        .containsExactly("omr_kode", "omr_kode2", "OMR_KODE3");
  }
}
