/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication.context;

import static dk.socialbalance.publication.context.ContextFixture.feature;
import static dk.socialbalance.publication.context.ContextFixture.geometry;
import static dk.socialbalance.publication.context.ContextFixture.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dk.socialbalance.ogc.common.DoorsServer;
import dk.socialbalance.ogc.common.OgcSchemas;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.xml.validation.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Layers of the kinds that OGC's test data has, loaded from files and read through every door, by
 * GDAL and by hand.
 */
class OwnLayersAtTheDoorsTest {

  private static final String URI = "http://www.opengeospatial.net/cite";
  private static final String WFS = "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=";

  @TempDir static Path folder;
  private static DoorsServer server;
  private static Snapshot snapshot;

  @BeforeAll
  static void load() throws Exception {
    try (ContextFixture own = new ContextFixture(folder)) {
      own.features(
          layer("cite:BasicPolygons").namespace(URI),
          feature(geometry("MultiPolygon", "[[[[-1,0],[0,1],[1,0],[0,-1],[-1,0]]]]"), "'ID': 1"),
          feature(geometry("MultiPolygon", "[[[[-2,6],[1,6],[1,3],[-2,3],[-2,6]]]]"), "'ID': 2"),
          feature(geometry("MultiPolygon", "[[[[-1,5],[2,5],[2,2],[-1,2],[-1,5]]]]"), "'ID': 3"));
      own.features(
          layer("cite:Blandet").namespace(URI),
          feature(geometry("Point", "[12.5,55.7]"), "'art': 'punkt', 'dag': '2024-05-31'"),
          feature(
              geometry("LineString", "[[12.4,55.7],[12.5,55.8]]"), "'art': 'linje', 'dag': null"),
          feature(
              geometry("Polygon", "[[[12.3,55.6],[12.4,55.6],[12.4,55.7],[12.3,55.6]]]"),
              "'art': 'flade', 'aaben': true"),
          feature("null", "'art': null, 'aaben': false"));
      own.load(layer("punkter").time("dag"), package_("punkter", "EPSG:25832", points()));
      own.load(
          layer("linjer"),
          package_(
              "linjer",
              "EPSG:3035",
              feature(geometry("LineString", "[[4460000,3620000],[4470000,3630000]]"), "'a': 1"),
              feature(
                  geometry(
                      "MultiLineString",
                      "[[[4460000,3620000],[4461000,3620000]],[[4462000,3620000],[4463000,3621000]]]"),
                  "'a': null")));
      snapshot = own.snapshot();
    }
    server = DoorsServer.startWithPages(snapshot);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String[] points() {
    List<String> points = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      points.add(
          feature(
              geometry("Point", "[" + (715000 + 100 * i) + ", 6180000]"),
              "'navn': 'Sted "
                  + i
                  + "', 'antal': "
                  + i
                  + ", 'andel': 0.5, 'dag': '20"
                  + (10 + i % 3)
                  + "-06-01', 'set': '2024-05-31T12:00:00Z', 'privat': true"));
    }
    return points.toArray(String[]::new);
  }

  /** A GeoPackage that GDAL writes. */
  private static Path package_(String name, String srs, String... features) throws Exception {
    Path json =
        Files.writeString(
            folder.resolve(name + ".geojson"),
            "{\"type\": \"FeatureCollection\", \"features\": ["
                + String.join(",", features)
                + "]}");
    Path file = folder.resolve(name + ".gpkg");
    gdal("ogr2ogr", "-f", "GPKG", "-a_srs", srs, file.toString(), json.toString());
    return file;
  }

  private static String gdal(String... command) throws IOException, InterruptedException {
    Path errors = Files.createTempFile(folder, "gdal", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("GDAL_HTTP_TIMEOUT", "20");
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    assertThat(Files.readString(errors)).doesNotContain("ERROR");
    return out;
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  private static String get(String path) {
    HttpResponse<String> answer = server.get(path);
    assertThat(answer.statusCode()).as(path + "\n" + answer.body()).isEqualTo(200);
    return answer.body();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cite:BasicPolygons     | 3  | Multi Polygon     | 4326  | ID: Integer (
          cite:Blandet           | 4  | Unknown (any)     | 4326  | dag: Date (
          socialbalance:punkter  | 30 | Point             | 25832 | set: DateTime (
          socialbalance:linjer   | 2  | Multi Line String | 3035  | a: Integer (
          """)
  void gdalReadsWfs(String name, int count, String geometry, int srid, String field)
      throws Exception {
    String info = gdal("ogrinfo", "-ro", "-so", "WFS:" + server.url() + "/wfs", name);
    assertThat(info)
        .contains("Feature Count: " + count + "\n", "ID[\"EPSG\"," + srid + "]]", "\n" + field);
    assertThat(
            info.replace("Multi Surface", "Multi Polygon")
                .replace("Multi Curve", "Multi Line String"))
        .contains("Geometry: " + geometry);
    var extent = snapshot.layer(name).extent(srid);
    assertThat(info)
        .contains(
            java.lang.String.format(
                java.util.Locale.ROOT,
                "Extent: (%.6f, %.6f) - (%.6f, %.6f)",
                extent.getMinX(),
                extent.getMinY(),
                extent.getMaxX(),
                extent.getMaxY()));
  }

  @ParameterizedTest
  @CsvSource({
    "cite_BasicPolygons,3",
    "cite_Blandet,4",
    "punkter,30",
    "linjer,2",
  })
  void gdalReadsOgcApiFeatures(String id, int count) throws Exception {
    String info = gdal("ogrinfo", "-ro", "-so", "OAPIF:" + server.url() + "/ogc/collections/" + id);
    assertThat(gdal("ogrinfo", "-ro", "-so", "OAPIF:" + server.url() + "/ogc", id))
        .contains("Feature Count: " + count + "\n");
    assertThat(info).contains("1: " + id + " (title: Titel ");
  }

  @ParameterizedTest
  @CsvSource({
    "punkter,urn:ogc:def:crs:EPSG::25832,715000,6180000,0.001",
    "punkter,urn:ogc:def:crs:EPSG::3857,1388430.0,7507730.0,60000",
    "punkter,urn:ogc:def:crs:EPSG::4326,55.7,12.4,0.2",
    "linjer,urn:ogc:def:crs:EPSG::3035,3620000,4460000,0.001",
    "linjer,EPSG:3035,4460000,3620000,0.001",
  })
  void coordinatesStandInTheOrderOfTheirSystem(
      String layer, String srs, double first, double second, double tolerance) {
    String gml = get(WFS + "GetFeature&COUNT=1&TYPENAMES=" + layer + "&SRSNAME=" + srs);
    String positions = gml.replaceFirst("(?s).*?<gml:pos(List)?>([^<]*)<.*", "$2");
    String[] numbers = positions.split(" ");
    assertThat(Double.parseDouble(numbers[0])).isCloseTo(first, within(tolerance));
    assertThat(Double.parseDouble(numbers[1])).isCloseTo(second, within(tolerance));
    assertThat(gml).contains("srsName=\"" + srs + "\"");
  }

  @Test
  void eachTypeSaysItsOwnSystemAndNamespace() {
    String capabilities = get(WFS + "GetCapabilities");
    assertThat(capabilities)
        .contains("xmlns:cite=\"" + URI + "\"", "<wfs:Name>cite:BasicPolygons</wfs:Name>");
    String lines = capabilities.replaceFirst("(?s).*<wfs:Name>socialbalance:linjer<", "");
    assertThat(lines)
        .contains("<wfs:DefaultCRS>urn:ogc:def:crs:EPSG::3035</wfs:DefaultCRS>")
        .contains("<wfs:OtherCRS>urn:ogc:def:crs:EPSG::25832</wfs:OtherCRS>");
    assertThat(server.get(WFS + "GetFeature&TYPENAMES=punkter&SRSNAME=EPSG:3035").statusCode())
        .isEqualTo(400);
    assertThat(get(WFS + "GetFeature&TYPENAMES=cite:BasicPolygons"))
        .contains("<cite:BasicPolygons gml:id=\"cite_BasicPolygons.1\"", "<cite:ID>1</cite:ID>")
        .contains("xmlns:cite=\"" + URI + "\"");
    assertThat(get(WFS + "GetFeature&TYPENAMES=q:BasicPolygons&NAMESPACES=xmlns(q," + URI + ")"))
        .contains("numberMatched=\"3\"");
    assertThat(server.get(WFS + "GetFeature&TYPENAMES=BasicPolygons").statusCode()).isEqualTo(400);
    assertThat(get(WFS + "GetFeature&RESOURCEID=cite_BasicPolygons.2"))
        .contains("numberMatched=\"1\"");
  }

  @ParameterizedTest
  @CsvSource({
    "cite:BasicPolygons,gml:MultiSurfacePropertyType",
    "cite:Blandet,gml:GeometryPropertyType",
    "punkter,gml:PointPropertyType",
    "linjer,gml:MultiCurvePropertyType"
  })
  void theSchemaHasTheTypeOfTheGeometry(String name, String type) {
    String schema = get(WFS + "DescribeFeatureType&TYPENAMES=" + name);
    assertThat(schema)
        .contains("minOccurs=\"0\" name=\"geom\" nillable=\"true\" type=\"" + type + "\"");
    if (name.startsWith("cite:")) {
      assertThat(schema).contains("targetNamespace=\"" + URI + "\"");
    }
  }

  @Test
  void aSchemaOfSeveralNamespacesImportsEach() {
    assertThat(get(WFS + "DescribeFeatureType"))
        .contains("namespace=\"" + URI + "\"", "namespace=\"" + Snapshot.NAMESPACE + "\"")
        .doesNotContain("targetNamespace");
  }

  @Test
  void answersAreValid() {
    Schema schema =
        OgcSchemas.schema(
            List.of("wfs/2.0/wfs.xsd", "gml/3.2.1/gml.xsd"),
            get(WFS + "DescribeFeatureType&TYPENAMES=cite:BasicPolygons,cite:Blandet"),
            get(WFS + "DescribeFeatureType&TYPENAMES=punkter,linjer"));
    assertThat(OgcSchemas.problems(schema, get(WFS + "GetCapabilities"))).isEmpty();
    for (String name : List.of("cite:BasicPolygons", "cite:Blandet", "punkter", "linjer")) {
      String gml = get(WFS + "GetFeature&TYPENAMES=" + name);
      assertThat(OgcSchemas.problems(schema, gml)).as(gml).isEmpty();
    }
    assertThat(
            OgcSchemas.problems(
                schema,
                get(
                    WFS
                        + "GetFeature&STOREDQUERY_ID=urn:ogc:def:query:OGC-WFS::GetFeatureById"
                        + "&ID=cite_Blandet.1")))
        .isEmpty();
  }

  @Test
  void nullGeometriesAndValuesAreLeftOut() {
    String gml = get(WFS + "GetFeature&TYPENAMES=cite:Blandet&RESOURCEID=cite_Blandet.4");
    assertThat(gml).contains("<cite:aaben>false</cite:aaben>").doesNotContain("geom", "cite:art");
    JsonNode items = json(get("/ogc/collections/cite_Blandet/items?f=json"));
    assertThat(items.at("/features/3/geometry").isNull()).isTrue();
    assertThat(items.at("/features/0/properties/dag").asString()).isEqualTo("2024-05-31");
    // Part 1, /req/core/fc-bbox-response, C: what has no geometry belongs to every box.
    assertThat(
            json(get("/ogc/collections/cite_Blandet/items?f=json&bbox=0,0,1,1"))
                .at("/features/0/id")
                .asString())
        .isEqualTo("cite_Blandet.4");
    assertThat(get(WFS + "GetFeature&TYPENAMES=cite:Blandet&BBOX=0,0,90,90,EPSG:4326"))
        .contains("numberMatched=\"3\"");
    assertThat(get(WFS + "GetFeature&TYPENAMES=cite:Blandet&OUTPUTFORMAT=csv"))
        .contains("cite_Blandet.4,");
    assertThat(get(WFS + "GetPropertyValue&TYPENAMES=cite:Blandet&VALUEREFERENCE=cite:geom"))
        .contains("numberMatched=\"3\"");
  }

  @Test
  void eachCollectionSaysItsSystems() {
    JsonNode lines = json(get("/ogc/collections/linjer?f=json"));
    assertThat(lines.get("storageCrs").asString())
        .isEqualTo("http://www.opengis.net/def/crs/EPSG/0/3035");
    assertThat(lines.get("crs").toString())
        .contains("CRS84", "/EPSG/0/3035\"", "/EPSG/0/25832\"", "/EPSG/0/3857\"");
    assertThat(json(get("/ogc/collections/punkter?f=json")).get("crs").toString())
        .doesNotContain("/EPSG/0/3035\"");
    JsonNode first =
        json(
            get(
                "/ogc/collections/linjer/items?f=json&crs=http://www.opengis.net/def/crs/EPSG/0/3035"));
    assertThat(first.at("/features/0/geometry/coordinates/0/0/0").asDouble()).isEqualTo(3620000);
  }

  @Test
  void timeSelects() {
    JsonNode collection = json(get("/ogc/collections/punkter?f=json"));
    assertThat(collection.at("/extent/temporal/interval/0/0").asString())
        .isEqualTo("2010-06-01T00:00:00Z");
    assertThat(
            json(get("/ogc/collections/punkter/items?f=json&datetime=2011-01-01/2011-12-31"))
                .get("numberMatched")
                .asInt())
        .isEqualTo(10);
    assertThat(get("/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetCapabilities"))
        .contains(
            "2010-06-01T00:00:00.000Z,2011-06-01T00:00:00.000Z,2012-06-01T00:00:00.000Z</Dimension>");
    assertThat(ink(map("punkter", "EPSG:25832", "714900,6179900,718100,6180100", "2010")))
        .isPositive();
    assertThat(
            server
                .get(mapUrl("punkter", "EPSG:25832", "714900,6179900,718100,6180100", "1999"))
                .body())
        .contains("InvalidDimensionValue");
  }

  @Test
  void wmsSaysTheLayersSystems() {
    String capabilities = get("/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetCapabilities");
    assertThat(capabilities)
        .contains("<Name>cite:BasicPolygons</Name>", "<Title>Egne lag</Title>")
        .containsOnlyOnce("<CRS>EPSG:3035</CRS>")
        .contains("<BoundingBox CRS=\"EPSG:3035\" minx=\"3620000\" miny=\"4460000\"");
    assertThat(
            server
                .get(mapUrl("punkter", "EPSG:3035", "3600000,4400000,3700000,4500000", ""))
                .body())
        .contains("InvalidCRS");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cite:BasicPolygons | CRS:84     | -3,-2,3,7
          cite:BasicPolygons | EPSG:4326  | -2,-3,7,3
          cite:Blandet       | CRS:84     | 12.45,55.65,12.55,55.75
          cite:Blandet       | EPSG:25832 | 700000,6170000,730000,6200000
          punkter            | EPSG:25832 | 714900,6179900,718100,6180100
          linjer             | EPSG:3035  | 3615000,4455000,3635000,4475000
          linjer             | EPSG:3857  | 1200000,7400000,1500000,7700000
          """)
  void everyKindOfGeometryIsDrawn(String layer, String crs, String box) throws IOException {
    assertThat(ink(map(layer, crs, box, ""))).isGreaterThan(20);
  }

  @Test
  void aPointALineAndAnAreaHaveTheColoursOfTheirStyle() {
    BufferedImage points = map("punkter", "EPSG:25832", "714950,6179950,715050,6180050", "2010");
    assertThat(points.getRGB(100, 100)).isEqualTo(0xFF5B8DB8);
    assertThat(points.getRGB(10, 10)).isEqualTo(0xFFFFFFFF);
    BufferedImage lines = map("linjer", "EPSG:3035", "3615000,4455000,3635000,4475000", "");
    assertThat(lines.getRGB(99, 100)).isEqualTo(0xFF2B4A66);
    BufferedImage areas = map("cite:BasicPolygons", "CRS:84", "-2,-2,2,2", "");
    assertThat(areas.getRGB(100, 100)).isNotEqualTo(0xFFFFFFFF).isEqualTo(areas.getRGB(90, 100));
    assertThat(areas.getRGB(3, 3)).isEqualTo(0xFFFFFFFF);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "text/html", "text/plain", "application/vnd.ogc.gml/3.1.1"})
  void featureInfoFindsPointsAndLines(String format) {
    String url =
        mapUrl("punkter", "EPSG:25832", "714950,6179950,715050,6180050", "2010")
            .replace("GetMap", "GetFeatureInfo");
    assertThat(get(url + "&QUERY_LAYERS=punkter&I=101&J=100&INFO_FORMAT=" + format))
        .contains("Sted 0");
    String mixed =
        mapUrl("cite:Blandet", "CRS:84", "12.4,55.6,12.6,55.8", "")
            .replace("GetMap", "GetFeatureInfo");
    assertThat(get(mixed + "&QUERY_LAYERS=cite:Blandet&I=100&J=100&INFO_FORMAT=" + format))
        .contains("punkt");
  }

  @Test
  void theQgisFileHasThem() {
    String file = get("/qgis/socialbalance.qlr");
    assertThat(file)
        .contains("typename='cite:BasicPolygons'", "layers=cite:BasicPolygons", "EPSG:3035")
        .contains("startField=\"dag\"", "geometry=\"Point\"", "geometry=\"Line\"");
    // The map page offers levels of areas; there are none here.
    assertThat(get("/assets/layers.json")).contains("\"levels\":[]");
  }

  private static String mapUrl(String layer, String crs, String box, String time) {
    return "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&WIDTH=200&HEIGHT=200&FORMAT=image/png"
        + "&STYLES=&LAYERS="
        + layer
        + "&CRS="
        + crs
        + "&BBOX="
        + box
        + (time.isEmpty() ? "" : "&TIME=" + time);
  }

  private static BufferedImage map(String layer, String crs, String box, String time) {
    HttpResponse<byte[]> answer = server.getBytes(mapUrl(layer, crs, box, time));
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(answer.body()));
      assertThat(image).as(new String(answer.body(), StandardCharsets.UTF_8)).isNotNull();
      return image;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int ink(BufferedImage image) {
    int ink = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        ink += image.getRGB(x, y) == 0xFFFFFFFF ? 0 : 1;
      }
    }
    return ink;
  }

  @Test
  void aGroupHoldsThem() {
    assertThat(snapshot.groups())
        .singleElement()
        .satisfies(
            group ->
                assertThat(group.members())
                    .containsExactly("cite_BasicPolygons", "cite_Blandet", "linjer", "punkter"));
    Map<String, Layer> layers = snapshot.layers();
    assertThat(layers.values())
        .allSatisfy(l -> assertThat(l.description().kind()).isEqualTo(Layer.Kind.CONTEXT));
  }
}
