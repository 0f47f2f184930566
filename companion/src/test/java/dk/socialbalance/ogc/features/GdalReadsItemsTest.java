/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dk.socialbalance.ogc.common.formats.Gdal;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.JsonNode;

/** GDAL's client of OGC API Features reads every collection, in several systems. */
class GdalReadsItemsTest {

  private static FeaturesApi api;
  @TempDir static Path home;

  @BeforeAll
  static void start() {
    api = FeaturesApi.start();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  static List<Layer> layers() {
    return FeaturesApi.layers();
  }

  private static String source() {
    return "OAPIF:" + api.url() + "/ogc";
  }

  @Test
  void everyCollectionIsListed() throws Exception {
    assertThat(new Gdal(home).run("ogrinfo", "-ro", "-q", source()))
        .contains(layers().stream().map(Layer::name).toList());
  }

  @ParameterizedTest
  @MethodSource("layers")
  void countExtentAndTypesAreRight(Layer layer) throws Exception {
    String info = new Gdal(home).info(source(), layer.name());
    assertThat(info).contains("Feature Count: " + layer.size() + "\n");
    if (layer.hasGeometry()) {
      Envelope box = layer.extent(4326);
      List<Double> found = numbers(info.lines().filter(l -> l.startsWith("Extent")).findFirst());
      assertThat(found.get(0)).isCloseTo(box.getMinX(), within(1e-5));
      assertThat(found.get(1)).isCloseTo(box.getMinY(), within(1e-5));
      assertThat(found.get(2)).isCloseTo(box.getMaxX(), within(1e-5));
      assertThat(found.get(3)).isCloseTo(box.getMaxY(), within(1e-5));
    }
    // The client takes the types from the values: where there is none it says String.
    Map<Column.Type, String> types =
        Map.of(
            Column.Type.TEXT, "String",
            Column.Type.INTEGER, "Integer",
            Column.Type.BIGINT, "Integer(64)?",
            Column.Type.DOUBLE, "Real",
            Column.Type.TIMESTAMP, "DateTime",
            Column.Type.DATE, "Date",
            Column.Type.BOOLEAN, "Integer\\(Boolean\\)");
    for (Layer.Attribute attribute : layer.attributes()) {
      boolean known =
          IntStream.range(0, layer.size())
              .anyMatch(row -> layer.value(row, attribute.name()) != null);
      assertThat(info)
          .containsPattern(
              "\n" + attribute.name() + ": " + (known ? types.get(attribute.type()) : "String"));
    }
  }

  private static List<Double> numbers(Optional<String> line) {
    return Pattern.compile("-?\\d+\\.\\d+")
        .matcher(line.orElseThrow())
        .results()
        .map(found -> Double.valueOf(found.group()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void everyValueArrives(Layer layer) throws Exception {
    Map<String, JsonNode> features = new TreeMap<>();
    new Gdal(home)
        .features(source(), layer.name())
        .forEach(feature -> features.put(feature.at("/properties/id").asString(), feature));
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
          String time = given.asString().replace('/', '-').replace(' ', 'T').replace("+00", "Z");
          assertThat(Instant.parse(time)).as(as).isEqualTo(instant);
        } else if (value instanceof Number number) {
          assertThat(given.asDouble()).as(as).isEqualTo(number.doubleValue());
        } else {
          assertThat(
                  value instanceof LocalDate
                      ? given.asString().replace('/', '-')
                      : given.asString())
              .as(as)
              .isEqualTo(value.toString());
        }
      }
      Geometry geometry = layer.hasGeometry() ? layer.geometry(row, 4326) : null;
      if (geometry != null) {
        assertThat(feature.at("/geometry/type").asString()).isEqualTo(geometry.getGeometryType());
        Coordinate first = geometry.getCoordinate();
        JsonNode position = feature.at("/geometry/coordinates");
        while (position.get(0).isArray()) {
          position = position.get(0);
        }
        assertThat(position.get(0).asDouble()).isCloseTo(first.x, within(1e-7));
        assertThat(position.get(1).asDouble()).isCloseTo(first.y, within(1e-7));
      }
    }
  }

  /** As GML, which names its system: GDAL's client of the API knows but longitude and latitude. */
  @ParameterizedTest
  @CsvSource({"EPSG/0/25832", "EPSG/0/3857", "EPSG/0/4326", "EPSG/0/25833", "OGC/1.3/CRS84"})
  void otherSystemsLandInTheSamePlace(String system) throws Exception {
    String path = "/items?f=gml&crs=http://www.opengis.net/def/crs/" + system;
    Path file = home.resolve("items.gml");
    Files.write(file, api.server().getBytes("/ogc/collections/basisdistrikt" + path).body());
    Files.deleteIfExists(home.resolve("items.gfs"));
    JsonNode features =
        new Gdal(home).features(file.toString(), "basisdistrikt", "-t_srs", "EPSG:25832");
    assertThat(features).hasSize(6);
    JsonNode corner = features.at("/0/geometry/coordinates/0/0/0");
    assertThat(corner.get(0).asDouble()).isCloseTo(715000, within(0.02));
    assertThat(corner.get(1).asDouble()).isCloseTo(6180000, within(0.02));
  }

  @ParameterizedTest
  @CsvSource({"1", "5", "17", "18", "10000"})
  void pagesOfAnySizeGiveAll(String size) throws Exception {
    JsonNode features =
        new Gdal(home)
            .features(source(), "basisdistrikt_underretninger", "-oo", "PAGE_SIZE=" + size);
    assertThat(features).hasSize(18);
    Set<String> ids = new HashSet<>();
    features.forEach(feature -> ids.add(feature.at("/properties/id").asString()));
    assertThat(ids).hasSize(18);
  }

  @Test
  void aBoxAndAConditionWork() throws Exception {
    Gdal gdal = new Gdal(home);
    assertThat(
            gdal.features(
                source(), "basisdistrikt", "-spat", "12.427", "55.719", "12.43", "55.721"))
        .hasSize(1);
    assertThat(
            gdal.features(
                source(),
                "basisdistrikt_underretninger",
                "-where",
                "vaerdi > 14 AND omraade_navn = 'Åkanden'"))
        .hasSize(2);
  }
}
