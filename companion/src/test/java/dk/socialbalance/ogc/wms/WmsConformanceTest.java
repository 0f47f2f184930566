/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.ogc.common.DoorsServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The abstract test suite of WMS 1.3.0 for operations, by the names of OGC's executable one
 * (ets-wms13: modules basic_elements, getmap, getfeatureinfo, basic, queryable, time), on own
 * layers of points, lines and areas.
 */
class WmsConformanceTest {

  @TempDir static Path folder;
  private static DoorsServer server;

  @BeforeAll
  static void start() throws IOException {
    server = DoorsServer.start(BlueLake.snapshot(folder));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** A map of lakes in CRS:84, names of parameters in any case; change what matters. */
  private static Map<String, String> map(String... changes) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("VeRsIoN", "1.3.0");
    parameters.put("ReQuEsT", "GetMap");
    parameters.put("LaYeRs", "cite:Lakes");
    parameters.put("StYlEs", "");
    parameters.put("CrS", "CRS:84");
    parameters.put("BbOx", "-0.0025,-0.0025,0.0025,0.0025");
    parameters.put("WiDtH", "100");
    parameters.put("HeIgHt", "100");
    parameters.put("FoRmAt", "image/png");
    return changed(parameters, changes);
  }

  private static Map<String, String> click(String... changes) {
    Map<String, String> parameters = map();
    parameters.put("ReQuEsT", "GetFeatureInfo");
    parameters.put("QuErY_LaYeRs", "cite:Lakes");
    parameters.put("InFo_FoRmAt", "text/plain");
    parameters.put("I", "68");
    parameters.put("J", "75");
    return changed(parameters, changes);
  }

  private static Map<String, String> changed(Map<String, String> parameters, String... changes) {
    for (int i = 0; i < changes.length; i += 2) {
      if (changes[i + 1] == null) {
        parameters.remove(changes[i]);
      } else {
        parameters.put(changes[i], changes[i + 1]);
      }
    }
    return parameters;
  }

  private static String address(Map<String, String> parameters) {
    StringBuilder address = new StringBuilder("/wms?SeRvIcE=WMS");
    parameters.forEach(
        (name, value) ->
            address
                .append('&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return address.toString();
  }

  private static HttpResponse<String> get(Map<String, String> parameters) {
    return server.get(address(parameters));
  }

  private static String type(HttpResponse<?> answer) {
    return answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
  }

  private static void refused(Map<String, String> parameters, String code) {
    HttpResponse<String> answer = get(parameters);
    assertThat(type(answer)).isEqualTo("text/xml");
    assertThat(answer.body())
        .contains("<ServiceExceptionReport version=\"1.3.0\"", "code=\"" + code + "\"");
  }

  private static BufferedImage picture(String... changes) throws IOException {
    HttpResponse<byte[]> answer = server.getBytes(address(map(changes)));
    assertThat(type(answer))
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .startsWith("image/");
    return ImageIO.read(new ByteArrayInputStream(answer.body()));
  }

  private static Set<Integer> colours(BufferedImage image) {
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colours.add(image.getRGB(x, y));
      }
    }
    return colours;
  }

  /** basic_elements:version-negotiation. */
  @ParameterizedTest
  @CsvSource({",1.3.0", "1.3.0,1.3.0", "100.0.0,1.3.0", "0.0.0,1.1.1"})
  void versionNegotiation(String asked, String answered) {
    String version = asked == null ? "" : "&VERSION=" + asked;
    assertThat(server.get("/wms?SERVICE=WMS&REQUEST=GetCapabilities" + version).body())
        .contains(" version=\"" + answered + "\"");
  }

  /** basic_elements:escaped-chars, escaped-space, extra-GetMap-param, getcapabilities:no-format. */
  @Test
  void reservedCharactersAndUnknownParameters() throws IOException {
    assertThat(
            server
                .get("/wms?SERVICE=%57MS&REQUEST=Get%43apabilities&BoGuS=x&FORMAT=image/x")
                .body())
        .contains("<WMS_Capabilities");
    assertThat(picture("BoGuS", "a value").getWidth()).isEqualTo(100);
    assertThat(get(click("BoGuS", "a value")).statusCode()).isEqualTo(200);
    assertThat(get(click("InFo_FoRmAt", " text/plain ")).statusCode()).isEqualTo(200);
  }

  /** getmap:bbox-minx-gt-maxx and its kin. */
  @ParameterizedTest
  @ValueSource(strings = {"1,0,0,1", "0,0,0,1", "0,1,1,0", "0,0,1,0"})
  void bboxWithoutArea(String bbox) {
    refused(map("BbOx", bbox), "InvalidParameterValue");
  }

  /** getmap:bbox-no-overlap, bbox-outside-crs. */
  @ParameterizedTest
  @ValueSource(strings = {"10,10,11,11", "-200,-100,-185,-95", "180,90,190,95"})
  void bboxBesideTheLayer(String bbox) throws IOException {
    assertThat(colours(picture("BbOx", bbox))).containsExactly(0xffffffff);
  }

  /** getmap:each-crs, crs-direct, crs-inherited. */
  @Test
  void everySystemThatIsAdvertised() throws IOException {
    String capabilities = server.get("/wms?SERVICE=WMS&REQUEST=GetCapabilities").body();
    String lakes = capabilities.substring(capabilities.indexOf("<Name>cite:Lakes</Name>"));
    var boxes =
        java.util.regex.Pattern.compile(
                "<BoundingBox CRS=\"([^\"]+)\" minx=\"([^\"]+)\" miny=\"([^\"]+)\""
                    + " maxx=\"([^\"]+)\" maxy=\"([^\"]+)\"")
            .matcher(lakes.substring(0, lakes.indexOf("</Layer>")));
    int found = 0;
    while (boxes.find()) {
      String bbox =
          String.join(",", boxes.group(2), boxes.group(3), boxes.group(4), boxes.group(5));
      assertThat(colours(picture("CrS", boxes.group(1), "BbOx", bbox)))
          .as(boxes.group())
          .hasSizeGreaterThan(1);
      found++;
    }
    assertThat(found).isGreaterThanOrEqualTo(5);
  }

  /**
   * getmap:invalid-crs, invalid-format, invalid-layer, first-… and second-… of both, no-version.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CrS|EPSG:0|InvalidCRS",
        "FoRmAt|bogus|InvalidFormat",
        "LaYeRs|bogus|LayerNotDefined",
        "LaYeRs|bogus,cite:Lakes|LayerNotDefined",
        "LaYeRs|cite:Lakes,bogus|LayerNotDefined",
        "StYlEs|bogus|StyleNotDefined",
        "VeRsIoN||MissingParameterValue"
      })
  void invalidValues(String parameter, String value, String code) {
    refused(map(parameter, value), code);
    refused(changed(map(parameter, value), "ExCePtIoNs", "XML"), code);
  }

  /** getmap:first-style-invalid, second-style-invalid. */
  @ParameterizedTest
  @ValueSource(strings = {"bogus,", ",bogus"})
  void oneOfTwoStylesInvalid(String styles) {
    refused(map("LaYeRs", "cite:Lakes,cite:Forests", "StYlEs", styles), "StyleNotDefined");
  }

  /** getmap:exceptions-inimage-mime, exceptions-blank-mime, -red, -transparent. */
  @Test
  void exceptionsAsPictures() throws IOException {
    assertThat(colours(picture("LaYeRs", "bogus", "ExCePtIoNs", "INIMAGE"))).hasSizeGreaterThan(1);
    String[] blank = {"LaYeRs", "bogus", "ExCePtIoNs", "BLANK", "BgCoLoR", "0xFF0000"};
    assertThat(colours(picture(blank))).containsExactly(0xffff0000);
    BufferedImage clear = picture("LaYeRs", "bogus", "ExCePtIoNs", "BLANK", "TrAnSpArEnT", "TRUE");
    assertThat(colours(clear)).allMatch(colour -> colour >>> 24 == 0);
  }

  /** getmap:each-format. */
  @ParameterizedTest
  @CsvSource({
    "image/png,image/png",
    "image/png8,image/png",
    "image/png; mode=8bit,image/png",
    "image/jpeg,image/jpeg"
  })
  void eachFormat(String format, String type) {
    assertThat(type(server.getBytes(address(map("FoRmAt", format))))).isEqualTo(type);
  }

  /** getmap:each-layer, each-style, two-layers, three-layers, styles-default-…, layerlimit. */
  @Test
  void layersAndStyles() throws IOException {
    for (String layer : server.current().get().layers().keySet()) {
      String name = layer.replaceFirst("_", ":");
      assertThat(picture("LaYeRs", name, "StYlEs", layer).getWidth()).isEqualTo(100);
      assertThat(picture("LaYeRs", name, "StYlEs", null).getWidth()).isEqualTo(100);
    }
    String three = "cite:Lakes,cite:Forests,cite:Streams";
    for (String styles : List.of("", ",,", "cite_Lakes,,cite_Streams")) {
      assertThat(picture("LaYeRs", three, "StYlEs", styles).getWidth()).isEqualTo(100);
    }
    // The suite encodes the names in its list of a hundred twice.
    String most = String.join(",", Collections.nCopies(100, "cite%3ALakes"));
    assertThat(picture("LaYeRs", most).getWidth()).isEqualTo(100);
    refused(map("LaYeRs", most + ",cite:Lakes"), "InvalidParameterValue");
  }

  /**
   * getmap:transparent-default, transparent-false; basic:no-bgcolor, blue-bgcolor,
   * transparent-true.
   */
  @Test
  void backgrounds() throws IOException {
    assertThat(picture().getRGB(1, 1)).isEqualTo(0xffffffff);
    assertThat(colours(picture("TrAnSpArEnT", "FALSE"))).allMatch(c -> c >>> 24 == 255);
    assertThat(picture("BgCoLoR", "0x0000FF").getRGB(1, 1)).isEqualTo(0xff0000ff);
    assertThat(picture("TrAnSpArEnT", "TRUE").getRGB(1, 1) >>> 24).isZero();
  }

  /** getmap:large-size, small-size. */
  @ParameterizedTest
  @CsvSource({"1024,768", "8,5", "1,1"})
  void sizes(int width, int height) throws IOException {
    BufferedImage image = picture("WiDtH", "" + width, "HeIgHt", "" + height);
    assertThat(image.getWidth()).isEqualTo(width);
    assertThat(image.getHeight()).isEqualTo(height);
  }

  /** basic:bbox-exponential. */
  @Test
  void bboxExponential() throws IOException {
    assertThat(colours(picture("BbOx", "-25e-4,-2.5E-3,+0.25e-2,25E-4")))
        .isEqualTo(colours(picture()));
  }

  /** basic:bbox-pixel-interpretation: the box runs around the pixels, not through their centres. */
  @Test
  void bboxPixelInterpretation() throws IOException {
    BufferedImage image =
        picture("LaYeRs", "cite:BasicPolygons", "BbOx", "-2,2,2,6", "WiDtH", "40", "HeIgHt", "40");
    // A tenth of a degree each: the squares end at columns and rows 10 and 30, within a line's
    // width.
    assertThat(image.getRGB(0, 0)).isNotEqualTo(0xffffffff);
    assertThat(image.getRGB(28, 4)).isNotEqualTo(0xffffffff);
    assertThat(image.getRGB(31, 4)).isEqualTo(0xffffffff);
    assertThat(image.getRGB(39, 39)).isNotEqualTo(0xffffffff);
    assertThat(image.getRGB(11, 35)).isNotEqualTo(0xffffffff);
    assertThat(image.getRGB(8, 35)).isEqualTo(0xffffffff);
  }

  /** basic:layer-order: the leftmost is the bottommost. */
  @Test
  void layerOrder() throws IOException {
    int lakeOnTop = picture("LaYeRs", "cite:Forests,cite:Lakes").getRGB(68, 75);
    int forestOnTop = picture("LaYeRs", "cite:Lakes,cite:Forests").getRGB(68, 75);
    assertThat(lakeOnTop).isNotEqualTo(0xffffffff);
    assertThat(forestOnTop).isNotEqualTo(0xffffffff);
    assertThat(
            get(click("LaYeRs", "cite:Forests,cite:Lakes", "QuErY_LaYeRs", "cite:Forests")).body())
        .contains("Green Forest");
  }

  /** basic:aspect-ratio, basic-polygons-sanity-check: the map is stretched; the diamond is one. */
  @Test
  void aspectRatio() throws IOException {
    BufferedImage image =
        picture(
            "LaYeRs", "cite:BasicPolygons", "BbOx", "-1,-1,1,1", "WiDtH", "200", "HeIgHt", "100");
    assertThat(image.getRGB(100, 50)).isNotEqualTo(0xffffffff);
    assertThat(image.getRGB(10, 50)).isNotEqualTo(0xffffffff);
    assertThat(image.getRGB(20, 10)).isEqualTo(0xffffffff);
    assertThat(image.getRGB(180, 90)).isEqualTo(0xffffffff);
  }

  /**
   * getfeatureinfo:exceptions-…, invalid-info_format, invalid-i, invalid-j, invalid-query_layers.
   */
  @ParameterizedTest
  @CsvSource({
    "InFo_FoRmAt,bogus,InvalidFormat",
    "I,-1,InvalidPoint",
    "I,100,InvalidPoint",
    "J,-1,InvalidPoint",
    "J,100,InvalidPoint",
    "QuErY_LaYeRs,bogus,LayerNotDefined"
  })
  void invalidClicks(String parameter, String value, String code) {
    refused(click(parameter, value), code);
    refused(changed(click(parameter, value), "ExCePtIoNs", "XML"), code);
  }

  /** getfeatureinfo:each-info_format, each-queryable-layer, two-, three-, less-query_layers. */
  @Test
  void clicksOnEveryLayerInEveryFormat() {
    for (String layer : server.current().get().layers().keySet()) {
      String name = layer.replaceFirst("_", ":");
      for (String format : FeatureInfoFormat.NAMES) {
        HttpResponse<String> answer =
            get(click("LaYeRs", name, "QuErY_LaYeRs", name, "InFo_FoRmAt", format));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(type(answer)).isEqualTo(format);
      }
    }
    String three = "cite:Lakes,cite:Forests,cite:NamedPlaces";
    for (String asked : List.of(three, "cite:Lakes,cite:Forests", "cite:Forests")) {
      assertThat(get(click("LaYeRs", three, "QuErY_LaYeRs", asked)).statusCode()).isEqualTo(200);
    }
  }

  /** A layer of one point advertises a box that has an area. */
  @Test
  void aLayerOfOnePointCanBeAskedInItsBox() {
    String capabilities = server.get("/wms?SERVICE=WMS&REQUEST=GetCapabilities").body();
    String bridges = capabilities.substring(capabilities.indexOf("<Name>cite:Bridges</Name>"));
    var box =
        java.util.regex.Pattern.compile(
                "CRS=\"CRS:84\" minx=\"(.*?)\" miny=\"(.*?)\" maxx=\"(.*?)\" maxy=\"(.*?)\"")
            .matcher(bridges);
    assertThat(box.find()).isTrue();
    String bbox = String.join(",", box.group(1), box.group(2), box.group(3), box.group(4));
    String[] there = {"LaYeRs", "cite:Bridges", "QuErY_LaYeRs", "cite:Bridges", "BbOx", bbox};
    assertThat(get(changed(click(there), "I", "50", "J", "50")).body()).contains("Cam Bridge");
  }

  /** queryable:feature_count-default, feature_count-1. */
  @Test
  void featureCount() {
    String[] squares = {
      "LaYeRs", "cite:BasicPolygons", "QuErY_LaYeRs", "cite:BasicPolygons", "BbOx", "-2,2,2,6"
    };
    String two = get(changed(click(squares), "FeAtUrE_CoUnT", "2", "I", "50", "J", "50")).body();
    String one = get(changed(click(squares), "FeAtUrE_CoUnT", "1", "I", "50", "J", "50")).body();
    assertThat(one.length()).isLessThan(two.length());
    assertThat(get(changed(click(squares), "I", "50", "J", "50")).body()).isEqualTo(one);
  }

  /** The places of the cars that a time paints, as their ids, found by clicks. */
  private static Set<String> cars(String time) {
    HttpResponse<String> answer =
        get(
            changed(
                click("LaYeRs", "cite:Autos", "QuErY_LaYeRs", "cite:Autos", "TiMe", time),
                "InFo_FoRmAt",
                "application/json",
                "FeAtUrE_CoUnT",
                "50",
                "BbOx",
                "-0.5,-0.5,0.5,0.5",
                "I",
                "49",
                "J",
                "50",
                "BuFfEr",
                "5"));
    Set<String> found = new HashSet<>();
    var ids = java.util.regex.Pattern.compile("\"cite_Autos\\.([0-9.]+)\"").matcher(answer.body());
    while (ids.find()) {
      found.add(ids.group(1));
    }
    return found;
  }

  /** time:time-options-requirements. */
  @Test
  void timeDimension() {
    assertThat(server.get("/wms?SERVICE=WMS&REQUEST=GetCapabilities").body())
        .contains(
            "<Dimension name=\"time\" units=\"ISO8601\" default=\"2000-01-01T00:01:00.000Z\""
                + " multipleValues=\"1\" nearestValue=\"1\" current=\"0\">"
                + "2000-01-01T00:00:00Z/2000-01-01T00:01:00Z/PT5S</Dimension>");
  }

  /** time:time-each-instant, -interval, -interval-and-instant, -interval-list, -instant-list. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2000-01-01T00:00:00Z|1.1",
        "2000-01-01T00:00:20Z|1.5 2.5",
        "2000-01-01T00:00:55Z|3.12",
        "2000-01-01T00:00:00Z/2000-01-01T00:00:10Z/PT5S|1.1 1.2 1.3",
        "2000-01-01T00:00:00Z/2000-01-01T00:00:05Z/PT5S,2000-01-01T00:01:00Z|1.1 1.2 4.13",
        "2000-01-01T00:00:00Z/2000-01-01T00:00:05Z,2000-01-01T00:00:50Z/2000-01-01T00:00:55Z"
            + "|1.1 1.2 3.11 3.12",
        "2000-01-01T00:00:00Z,2000-01-01T00:01:00Z|1.1 4.13",
        "current|4.13",
        "2000-01-01T00:00:55Z/current|3.12 4.13",
        "2000-01-01T00:00:03Z|1.2",
        "2031|4.13"
      })
  void times(String time, String ids) {
    assertThat(cars(time)).containsExactlyInAnyOrder(ids.split(" "));
  }

  /** time:time-default, and the nearest value, are told in a header; what is there is not. */
  @Test
  void timesThatWereNotNamedAreTold() {
    assertThat(warning(null))
        .isEqualTo("99 Default value used: time=2000-01-01T00:01:00.000Z ISO8601");
    assertThat(warning("2000-01-01T00:00:03Z"))
        .isEqualTo("99 Nearest value used: time=2000-01-01T00:00:05.000Z ISO8601");
    assertThat(warning("2000-01-01T00:00:05Z")).isEmpty();
  }

  private static String warning(String time) {
    HttpResponse<byte[]> answer =
        server.getBytes(address(map("LaYeRs", "cite:Autos", "TiMe", time)));
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.headers().firstValue("Warning").orElse("");
  }

  /** time:time-and-other-layer: a layer without times is not asked for one. */
  @Test
  void timeAndOtherLayer() throws IOException {
    assertThat(
            picture("LaYeRs", "cite:Forests,cite:Autos", "TiMe", "2000-01-01T00:00:00Z")
                .getRGB(70, 80))
        .isNotEqualTo(0xffffffff);
  }
}
