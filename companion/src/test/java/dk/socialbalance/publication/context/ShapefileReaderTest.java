/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication.context;

import static dk.socialbalance.publication.context.ContextFixture.feature;
import static dk.socialbalance.publication.context.ContextFixture.geometry;
import static dk.socialbalance.publication.context.ContextFixture.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.register.GeoFeature;
import dk.socialbalance.register.LoadFailedException;
import dk.socialbalance.register.ShapefileReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that GDAL wrote, read by us. */
class ShapefileReaderTest {

  private static final String HOLED =
      geometry(
          "Polygon",
          "[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[2,2],[2,4],[4,4],[4,2],[2,2]],"
              + "[[6,6],[6,8],[8,8],[8,6],[6,6]]]");
  private static final String TWO =
      geometry(
          "MultiPolygon",
          "[[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[1,1],[1,9],[9,9],[9,1],[1,1]]],"
              + "[[[3,3],[6,3],[6,6],[3,6],[3,3]],[[4,4],[4,5],[5,5],[5,4],[4,4]]]]");

  @TempDir Path folder;
  private ContextFixture own;

  @BeforeEach
  void open() {
    own = new ContextFixture(folder);
  }

  @AfterEach
  void close() {
    own.close();
  }

  private Path geoJson(String... features) throws IOException {
    return own.file(
        "in.geojson",
        "{\"type\": \"FeatureCollection\", \"features\": [" + String.join(",", features) + "]}");
  }

  /** Writes a Shapefile with GDAL, and zips what it wrote. */
  private Path shapes(Path geoJson, String srs, String... options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "ogr2ogr", "-f", "ESRI Shapefile", "-a_srs", srs, folder.resolve("ud").toString()));
    command.add(geoJson.toString());
    command.addAll(List.of("-nln", "lag"));
    command.addAll(List.of(options));
    run(command);
    return zip("ud.zip");
  }

  private void run(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("gdal.txt").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("gdal.txt"))).isZero();
  }

  private Path zip(String name) throws IOException {
    Path zip = folder.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
        var files = Files.list(folder.resolve("ud"))) {
      for (Path file : files.sorted().toList()) {
        out.putNextEntry(new ZipEntry("mappe/" + file.getFileName()));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
    return zip;
  }

  @Test
  void everyTypeOfAttributeArrives() throws Exception {
    Path zip =
        shapes(
            geoJson(
                feature(
                    geometry("Point", "[720000.5, 6180000]"),
                    "'navn': 'Ærø Å', 'antal': 12, 'stort': 123456789012, 'andel': 0.25, 'dag':"
                        + " '2024-05-31'"),
                feature(
                    "null", "'navn': null, 'antal': null, 'stort': 1, 'andel': null, 'dag': null")),
            "EPSG:25832",
            "-lco",
            "ENCODING=UTF-8");
    own.load(layer("x"), zip);
    Layer read = own.snapshot().layer("x");
    assertThat(read.attributes().stream().map(Layer.Attribute::type))
        .containsExactly(
            Column.Type.TEXT,
            Column.Type.INTEGER,
            Column.Type.BIGINT,
            Column.Type.DOUBLE,
            Column.Type.DATE);
    assertThat(ContextFixture.rows(read))
        .containsExactly("x.1 Ærø Å 12 123456789012 0.25 2024-05-31", "x.2 - - 1 - -");
    assertThat(read.nativeSrid()).isEqualTo(25832);
    assertThat(read.geometry(0, 25832).toText()).isEqualTo("POINT (720000.5 6180000)");
    assertThat(read.geometry(1, 25832)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"EPSG:25832,25832", "EPSG:4326,4326", "EPSG:3857,3857", "EPSG:25833,25833"})
  void thePrjSaysTheSystem(String srs, int srid) throws Exception {
    own.load(layer("x"), shapes(geoJson(feature(geometry("Point", "[9, 56]"), "'a': 1")), srs));
    assertThat(own.snapshot().layer("x").nativeSrid()).isEqualTo(srid);
  }

  @ParameterizedTest
  @CsvSource({"ISO-8859-1", "UTF-8", "CP1252", "CP850"})
  void theEncodingIsThatOfTheCpg(String encoding) throws Exception {
    own.load(
        layer("x"),
        shapes(
            geoJson(feature(geometry("Point", "[9, 56]"), "'a': 'æøåÆØÅ'")),
            "EPSG:4326",
            "-lco",
            "ENCODING=" + encoding));
    assertThat(ContextFixture.rows(own.snapshot().layer("x"))).containsExactly("x.1 æøåÆØÅ");
  }

  @Test
  void everyShapeArrives() throws Exception {
    Map<String, List<String>> shapes =
        Map.of(
            "MultiPoint", List.of(geometry("MultiPoint", "[[1,2],[3,4]]")),
            "LineString",
                List.of(
                    geometry("LineString", "[[1,2],[3,4],[5,6]]"),
                    geometry("MultiLineString", "[[[1,2],[3,4]],[[5,6],[7,8]]]")),
            "Polygon", List.of(HOLED, TWO),
            "Point25D", List.of(geometry("Point", "[1,2,3]")),
            "Polygon25D", List.of(geometry("Polygon", "[[[0,0,1],[1,0,2],[1,1,3],[0,0,1]]]")));
    for (Map.Entry<String, List<String>> one : shapes.entrySet()) {
      Files.createDirectories(folder.resolve("ud"));
      try (var old = Files.list(folder.resolve("ud"))) {
        for (Path file : old.toList()) {
          Files.delete(file);
        }
      }
      String[] features =
          one.getValue().stream().map(g -> feature(g, "'a': 1")).toArray(String[]::new);
      Path json = geoJson(features);
      own.load(layer("json"), json);
      own.load(layer("shp"), shapes(json, "EPSG:4326"));
      Layer wanted = own.snapshot().layer("json");
      Layer read = own.snapshot().layer("shp");
      assertThat(read.size()).isEqualTo(features.length);
      for (int row = 0; row < features.length; row++) {
        assertThat(read.geometry(row, 4326).norm())
            .as(one.getKey() + " " + read.geometry(row, 4326))
            .isEqualTo(wanted.geometry(row, 4326).norm());
      }
    }
  }

  @Test
  void aZipOfSeveralAsksForTheOneThatIsMeant() throws Exception {
    Path json = geoJson(feature(geometry("Point", "[9, 56]"), "'a': 1"));
    shapes(json, "EPSG:4326");
    run(
        List.of(
            "ogr2ogr",
            "-f",
            "ESRI Shapefile",
            folder.resolve("ud/andet.shp").toString(),
            json.toString()));
    Path zip = zip("to.zip");
    assertThatThrownBy(() -> own.load(layer("x"), zip))
        .isInstanceOf(LoadFailedException.class)
        .hasMessageContaining("name the Shapefile that is meant: andet, lag");
    assertThat(own.load(layer("x").table("andet"), zip).rowsOut()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"shp,no file .shp", "dbf,has no .dbf", "prj,does not say which coordinate system"})
  void aMissingPartIsTold(String part, String message) throws Exception {
    shapes(geoJson(feature(geometry("Point", "[9, 56]"), "'a': 1")), "EPSG:4326");
    Files.delete(folder.resolve("ud/lag." + part));
    assertThatThrownBy(() -> own.load(layer("x"), zip("del.zip")))
        .isInstanceOf(LoadFailedException.class)
        .hasMessageContaining(message);
  }

  /** Whatever is broken in a file: it is read, or refused in words, soon and in little memory. */
  @Test
  void brokenFilesAreRefusedInWords() throws Exception {
    shapes(
        geoJson(feature(HOLED, "'a': 'æ', 'n': 1.5"), feature(TWO, "'a': 'b', 'n': 2")),
        "EPSG:4326");
    Map<String, byte[]> whole = new HashMap<>();
    try (var files = Files.list(folder.resolve("ud"))) {
      for (Path file : files.toList()) {
        whole.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    Random random = new Random(20240531);
    int read = 0;
    int refused = 0;
    for (int round = 0; round < 3000; round++) {
      Path zip = folder.resolve("fuzz.zip");
      try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
        String victim = List.of("lag.shp", "lag.dbf", "lag.cpg", "lag.prj").get(random.nextInt(4));
        for (Map.Entry<String, byte[]> file : whole.entrySet()) {
          byte[] bytes = file.getValue().clone();
          if (file.getKey().equals(victim)) {
            for (int i = random.nextInt(4); i >= 0; i--) {
              bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(4) == 0) {
              bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            }
          }
          out.putNextEntry(new ZipEntry(file.getKey()));
          out.write(bytes);
          out.closeEntry();
        }
      }
      List<GeoFeature> features = new ArrayList<>();
      try (ShapefileReader reader = ShapefileReader.open(zip, Optional.empty())) {
        reader.fields();
        reader.read(features::add);
        read++;
      } catch (LoadFailedException e) {
        assertThat(e.getMessage()).startsWith("fuzz.zip").doesNotContain("Exception");
        refused++;
      } catch (RuntimeException e) {
        fail("round " + round, e);
      }
      assertThat(features).hasSizeLessThanOrEqualTo(2);
    }
    assertThat(read).isGreaterThan(300);
    assertThat(refused).isGreaterThan(300);
  }

  @Test
  void whatIsNoZipIsTold() throws IOException {
    Path file = folder.resolve("x.zip");
    Files.write(file, "PK\3\4 no more".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> own.load(layer("x"), file))
        .isInstanceOf(LoadFailedException.class)
        .hasMessageContaining("x.zip is no zip file, or it is damaged");
  }
}
