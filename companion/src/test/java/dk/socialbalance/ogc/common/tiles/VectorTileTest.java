/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.ogc.common.formats.Gdal;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.SnapshotFixture;
import dk.socialbalance.publication.TestLayers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKTReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** GDAL's reader of vector tiles sees what was written. */
class VectorTileTest {

  @TempDir Path folder;

  private List<JsonNode> read(Layer layer, Tile tile) throws Exception {
    byte[] bytes = VectorTile.encode(layer, IntStream.range(0, layer.size()).toArray(), tile);
    Path file = folder.resolve("tile.mvt");
    Files.write(file, bytes);
    String json =
        new Gdal(folder)
            .run(
                "ogr2ogr",
                "-oo",
                "CLIP=NO",
                "-f",
                "GeoJSON",
                "-lco",
                "COORDINATE_PRECISION=3",
                "-lco",
                "RFC7946=NO",
                "/vsistdout/",
                // Without a place the tile's own units come out, y upwards.
                "MVT:" + file);
    List<JsonNode> features = new ArrayList<>();
    JsonMapper.shared().readTree(json).get("features").forEach(features::add);
    return features;
  }

  private static Geometry wkt(String text) throws Exception {
    return new WKTReader().read(text);
  }

  private static Layer layer(Geometry... geometries) {
    List<Layer.Attribute> attributes =
        List.of(
            new Layer.Attribute("navn", Column.Type.TEXT, new LocalText("n", "n")),
            new Layer.Attribute("antal", Column.Type.INTEGER, new LocalText("n", "n")),
            new Layer.Attribute("stort", Column.Type.BIGINT, new LocalText("n", "n")),
            new Layer.Attribute("maal", Column.Type.DOUBLE, new LocalText("n", "n")),
            new Layer.Attribute("aaben", Column.Type.BOOLEAN, new LocalText("n", "n")));
    int n = geometries.length;
    return TestLayers.layer(
        "ting",
        attributes,
        List.of(
            IntStream.range(0, n).mapToObj(i -> (Object) ("Æ" + i)).toList(),
            IntStream.range(0, n).mapToObj(i -> (Object) (-i)).toList(),
            IntStream.range(0, n).mapToObj(i -> (Object) (9_000_000_000L + i)).toList(),
            IntStream.range(0, n).mapToObj(i -> i == 0 ? null : (Object) (i + 0.25)).toList(),
            IntStream.range(0, n).mapToObj(i -> (Object) (i == 0)).toList()),
        25832,
        Arrays.asList(geometries));
  }

  /** A tile of 409.6 metres; a unit of its grid is 0.1 metre. */
  private static Tile tile() {
    return new Tile(TileMatrixSet.VIEW1.matrices().get(10), 1453, 780);
  }

  private static Geometry at(String wkt) throws Exception {
    Geometry geometry = wkt(wkt);
    geometry.apply(
        (org.locationtech.jts.geom.CoordinateFilter)
            place -> {
              place.x += tile().extent().getMinX();
              place.y += tile().extent().getMinY();
            });
    return geometry;
  }

  @Test
  void valuesOfEveryType() throws Exception {
    List<JsonNode> features = read(layer(at("POINT (10 20)"), at("POINT (30 40)")), tile());
    JsonNode first = features.get(0).get("properties");
    assertThat(first.get("navn").asString()).isEqualTo("Æ0");
    assertThat(first.get("antal").asInt()).isZero();
    assertThat(first.get("stort").asLong()).isEqualTo(9_000_000_000L);
    assertThat(first.hasNonNull("maal")).as("no value").isFalse();
    assertThat(first.get("aaben").asBoolean()).isTrue();
    assertThat(first.get("id").asString()).isEqualTo("ting.Æ0");
    JsonNode second = features.get(1).get("properties");
    assertThat(second.get("antal").asInt()).isEqualTo(-1);
    assertThat(second.get("maal").asDouble()).isEqualTo(1.25);
    assertThat(second.get("aaben").asBoolean()).isFalse();
  }

  @Test
  void geometriesOfEveryKindAndMixedOnes() throws Exception {
    List<JsonNode> features =
        read(
            layer(
                at("POINT (10 20)"),
                at("MULTIPOINT ((10 20), (30 40))"),
                at("LINESTRING (10 20, 100 20, 100 50)"),
                at(
                    "POLYGON ((100 100, 200 100, 200 200, 100 200, 100 100), (140 140, 160 140, 160 160, 140 160, 140 140))"),
                at("MULTIPOLYGON (((10 10, 20 10, 20 20, 10 10)), ((30 30, 40 30, 40 40, 30 30)))"),
                at("GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 50 50))"),
                null),
            tile());
    List<String> types =
        features.stream()
            .map(
                feature ->
                    feature.get("properties").get("navn").asString()
                        + " "
                        + feature.get("geometry").get("type").asString())
            .toList();
    assertThat(types)
        .containsExactly(
            "Æ0 Point",
            "Æ1 MultiPoint",
            "Æ2 LineString",
            "Æ3 Polygon",
            "Æ4 MultiPolygon",
            "Æ5 LineString",
            "Æ5 Point");
    JsonNode point = features.get(0).get("geometry").get("coordinates");
    assertThat(point.get(0).asDouble()).isCloseTo(100, offset(0.5));
    assertThat(point.get(1).asDouble()).isCloseTo(200, offset(0.5));
    JsonNode holed = features.get(3).get("geometry").get("coordinates");
    assertThat(holed.size()).as("outer ring and hole").isEqualTo(2);
  }

  @Test
  void areasAreCutALittleOutsideTheTile() throws Exception {
    List<JsonNode> features =
        read(
            layer(at("POLYGON ((-9000 -9000, 9000 -9000, 9000 9000, -9000 9000, -9000 -9000))")),
            tile());
    List<Double> numbers = new ArrayList<>();
    features
        .get(0)
        .get("geometry")
        .get("coordinates")
        .get(0)
        .forEach(
            place -> {
              numbers.add(place.get(0).asDouble());
              numbers.add(place.get(1).asDouble());
            });
    assertThat(numbers).containsOnly(-128.0, 4224.0);
  }

  @Test
  void whatIsTooSmallToBeSeenOrElsewhereLeavesNothing() throws Exception {
    Tile coarse = new Tile(TileMatrixSet.VIEW1.matrices().get(0), 1, 0);
    int[] all = {0};
    assertThat(VectorTile.encode(layer(at("POLYGON ((0 0, 1 0, 1 1, 0 0))")), all, coarse))
        .isEmpty();
    assertThat(VectorTile.encode(layer(at("POINT (0 5000)")), all, tile())).isEmpty();
  }

  @Test
  void anInvalidAreaIsMendedAndNotLost() throws Exception {
    Geometry bow = at("POLYGON ((-100 -100, 300 300, 300 -100, -100 300, -100 -100))");
    assertThat(bow.isValid()).isFalse();
    assertThat(read(layer(bow), tile())).hasSize(1);
  }

  @Test
  void aPublishedLayerComesWithItsHiddenValuesLeftOut() throws Exception {
    Layer layer = SnapshotFixture.snapshot("", "").layers().get("basisdistrikt_underretninger");
    // District 103, hidden in 2017.
    Tile there = new Tile(TileMatrixSet.VIEW1.matrices().get(10), 1458, 779);
    List<JsonNode> features = read(layer, there);
    assertThat(features).hasSizeGreaterThanOrEqualTo(3);
    for (JsonNode feature : features) {
      JsonNode properties = feature.get("properties");
      boolean hidden = properties.get("datastatus").asString().equals("diskretioneret");
      assertThat(properties.hasNonNull("vaerdi")).isNotEqualTo(hidden);
      assertThat(properties.hasNonNull("taeller")).isNotEqualTo(hidden);
    }
  }
}
