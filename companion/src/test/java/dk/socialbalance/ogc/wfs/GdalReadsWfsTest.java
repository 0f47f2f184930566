/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dk.socialbalance.ogc.common.DoorsServer;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** GDAL's WFS client reads every layer: names, types, counts, extents and values. */
class GdalReadsWfsTest {

  private static final Snapshot SNAPSHOT = WfsFixture.snapshot();
  private static final List<String> VERSIONS = List.of("1.0.0", "1.1.0", "2.0.0");

  private static DoorsServer server;
  @TempDir static Path home;

  @BeforeAll
  static void start() {
    server = DoorsServer.start(SNAPSHOT);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static List<String> layers() {
    return List.copyOf(SNAPSHOT.layers().keySet());
  }

  static Stream<Arguments> layersInVersions() {
    return VERSIONS.stream()
        .flatMap(version -> layers().stream().map(layer -> Arguments.of(version, layer)));
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Path errors = Files.createTempFile(home, "gdal", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().put("HOME", home.toString());
    builder.environment().put("GDAL_HTTP_TIMEOUT", "20");
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    assertThat(Files.readString(errors)).doesNotContain("ERROR");
    return out;
  }

  private static JsonNode geoJson(String version, String layer, String... options)
      throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "ogr2ogr",
                "-f",
                "GeoJSON",
                "-lco",
                "COORDINATE_PRECISION=9",
                "/vsistdout/",
                "WFS:" + server.url() + "/wfs?VERSION=" + version,
                "socialbalance:" + layer));
    command.addAll(List.of(options));
    return JsonMapper.shared().readTree(run(command.toArray(String[]::new)));
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void everyLayerIsListed(String version) throws Exception {
    assertThat(run("ogrinfo", "-ro", "-q", "WFS:" + server.url() + "/wfs?VERSION=" + version))
        .contains(layers().stream().map(name -> "socialbalance:" + name).toList());
  }

  @ParameterizedTest
  @MethodSource("layersInVersions")
  void countExtentAndTypesAreRight(String version, String name) throws Exception {
    Layer layer = SNAPSHOT.layer(name);
    String info =
        run(
            "ogrinfo",
            "-ro",
            "-so",
            "WFS:" + server.url() + "/wfs?VERSION=" + version,
            "socialbalance:" + name);
    assertThat(info).contains("Feature Count: " + layer.size() + "\n");
    if (layer.hasGeometry()) {
      assertThat(info).contains("ID[\"EPSG\"," + layer.nativeSrid() + "]]");
      assertThat(info).contains("Geometry: " + gdalName(layer.geometries().type()));
      Envelope e = layer.extent(layer.nativeSrid());
      assertThat(info)
          .contains(
              "Extent: (%.6f, %.6f) - (%.6f, %.6f)"
                  .formatted(e.getMinX(), e.getMinY(), e.getMaxX(), e.getMaxY()));
    }
    Map<Column.Type, String> types =
        Map.of(
            Column.Type.TEXT, "String",
            Column.Type.INTEGER, "Integer",
            Column.Type.BIGINT, "Integer64",
            Column.Type.DOUBLE, "Real",
            Column.Type.TIMESTAMP, "DateTime",
            Column.Type.DATE, "Date",
            Column.Type.BOOLEAN, "Integer(Boolean)");
    for (Layer.Attribute attribute : layer.attributes()) {
      assertThat(info)
          .contains("\n" + attribute.name() + ": " + types.get(attribute.type()) + " (");
    }
  }

  private static List<Double> numbers(JsonNode node) {
    List<Double> numbers = new ArrayList<>();
    if (node.isNumber()) {
      numbers.add(node.asDouble());
    }
    node.forEach(child -> numbers.addAll(numbers(child)));
    return numbers;
  }

  private static String gdalName(String type) {
    return switch (type) {
      case "MultiPolygon" -> "Multi";
      case "Geometry" -> "Unknown (any)";
      default -> type;
    };
  }

  @ParameterizedTest
  @MethodSource("layersInVersions")
  void everyValueArrives(String version, String name) throws Exception {
    Layer layer = SNAPSHOT.layer(name);
    Map<String, JsonNode> features = new TreeMap<>();
    for (JsonNode feature : geoJson(version, name).get("features")) {
      features.put(feature.at("/properties/gml_id").asString(), feature);
    }
    assertThat(features).hasSize(layer.size());
    for (int row = 0; row < layer.size(); row++) {
      JsonNode feature = features.get(layer.id(row));
      for (Layer.Attribute attribute : layer.attributes()) {
        Object value = layer.value(row, attribute.name());
        JsonNode given = feature.at("/properties/" + attribute.name());
        String as = layer.id(row) + " " + attribute.name();
        if (value == null) {
          assertThat(given.isNull() || given.isMissingNode()).as(as).isTrue();
        } else if (value instanceof Instant instant) {
          assertThat(Instant.parse(given.asString().replace(' ', 'T'))).as(as).isEqualTo(instant);
        } else if (value instanceof Number number) {
          assertThat(given.asDouble()).as(as).isEqualTo(number.doubleValue());
        } else {
          assertThat(given.asString()).as(as).isEqualTo(value.toString());
        }
      }
      if (layer.hasGeometry()) {
        Geometry geometry = layer.geometry(row, layer.nativeSrid());
        if (geometry == null || geometry.isEmpty()) {
          assertThat(feature.get("geometry").isNull()).isTrue();
        } else {
          // GDAL gives longitude and latitude where the stored system has degrees: as stored.
          assertThat(feature.at("/geometry/type").asString()).isEqualTo(geometry.getGeometryType());
          List<Double> expected = new ArrayList<>();
          for (Coordinate corner : geometry.getCoordinates()) {
            expected.add(corner.x);
            expected.add(corner.y);
          }
          assertThat(numbers(feature.get("geometry"))).isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2.0.0, EPSG:4326",
    "2.0.0, urn:ogc:def:crs:EPSG::4326",
    "2.0.0, urn:ogc:def:crs:EPSG::4258",
    "2.0.0, urn:ogc:def:crs:EPSG::3857",
    "2.0.0, urn:ogc:def:crs:EPSG::3044",
    "2.0.0, http://www.opengis.net/def/crs/EPSG/0/25833",
    "1.1.0, EPSG:4326",
    "1.1.0, urn:ogc:def:crs:EPSG::4326",
    "1.1.0, urn:ogc:def:crs:EPSG::4258",
    "1.1.0, EPSG:3857",
    "1.0.0, EPSG:4326",
    "1.0.0, EPSG:3857",
    "1.0.0, EPSG:25833"
  })
  void otherSystemsLandInTheSamePlace(String version, String spelling) throws Exception {
    List<String> command =
        List.of(
            "ogr2ogr",
            "-f",
            "GeoJSON",
            "-t_srs",
            "EPSG:25832",
            "/vsistdout/",
            "WFS:" + server.url() + "/wfs?VERSION=" + version + "&SRSNAME=" + spelling,
            "socialbalance:basisdistrikt",
            "-lco",
            "COORDINATE_PRECISION=4");
    JsonNode features =
        JsonMapper.shared().readTree(run(command.toArray(String[]::new))).get("features");
    assertThat(features).hasSize(6);
    JsonNode corner = features.at("/0/geometry/coordinates/0/0/0");
    assertThat(corner.get(0).asDouble()).isCloseTo(715000, within(0.02));
    assertThat(corner.get(1).asDouble()).isCloseTo(6180000, within(0.02));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "5", "17", "18", "100"})
  void pagesOfAnySizeGiveAll(String size) throws Exception {
    JsonNode features =
        geoJson(
                "2.0.0",
                "basisdistrikt_underretninger",
                "--config",
                "OGR_WFS_PAGING_ALLOWED",
                "ON",
                "--config",
                "OGR_WFS_PAGE_SIZE",
                size)
            .get("features");
    List<String> ids = new ArrayList<>();
    features.forEach(feature -> ids.add(feature.at("/properties/gml_id").asString()));
    assertThat(ids).hasSize(18).doesNotHaveDuplicates();
  }

  @Test
  void aSpatialFilterAndAConditionWork() throws Exception {
    assertThat(
            geoJson("2.0.0", "basisdistrikt", "-spat", "715100", "6180100", "715200", "6180200")
                .get("features"))
        .hasSize(1);
    assertThat(
            geoJson(
                    "2.0.0",
                    "basisdistrikt_underretninger",
                    "-where",
                    "vaerdi > 14 AND omraade_navn = 'Åkanden'")
                .get("features"))
        .hasSize(2);
  }
}
