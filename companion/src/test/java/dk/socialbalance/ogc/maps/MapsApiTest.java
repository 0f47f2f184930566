/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.maps;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.ogc.wmts.TileServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** OGC API Maps Part 1 (20-058), core, with size, box, system, background and time. */
class MapsApiTest {

  private static final String LAYER = "basisdistrikt_underretninger";
  private static final String MAP = "/ogc/collections/" + LAYER + "/map";
  private static final String UTM = "http://www.opengis.net/def/crs/EPSG/0/25832";

  private static HttpResponse<String> get(String path, String... headers) {
    return TileServer.server().get(path, headers);
  }

  @Test
  void theWholeCollectionWhenNothingIsSaid() {
    BufferedImage map = TileServer.picture(MAP);
    assertThat(map.getWidth()).isEqualTo(1024);
    // 3 by 2 kilometres with a margin of 2 percent on each side
    assertThat(map.getHeight()).isBetween(680, 686);
    assertThat(map.getRGB(300, 500) >>> 24).isEqualTo(255);
    assertThat(map.getRGB(2, 2) >>> 24).isZero();
    HttpResponse<String> answer = get(MAP);
    assertThat(answer.headers().firstValue("Content-Crs")).hasValue("<" + UTM + ">");
    assertThat(answer.headers().firstValue("Content-Bbox"))
        .hasValue("714940.0,6179960.0,718060.0,6182040.0");
    assertThat(get("/ogc/collections/" + LAYER).body()).contains(MAP + "\"");
  }

  @Test
  void theSamePictureAsWms() {
    String box = "714900,6179900,718100,6182100";
    byte[] map =
        TileServer.server()
            .getBytes(MAP + "?width=320&height=220&datetime=2016&bbox=" + box + "&bbox-crs=" + UTM)
            .body();
    byte[] wms =
        TileServer.server()
            .getBytes(
                "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS="
                    + LAYER
                    + "&STYLES=&CRS=EPSG:25832&WIDTH=320&HEIGHT=220&FORMAT=image/png"
                    + "&TRANSPARENT=TRUE&TIME=2016&BBOX="
                    + box)
            .body();
    assertThat(map).isEqualTo(wms);
    assertThat(
            TileServer.server()
                .getBytes(
                    "/ogc/collections/"
                        + LAYER
                        + "/styles/"
                        + LAYER
                        + "/map?width=320&height=220&datetime=2016&bbox="
                        + box
                        + "&bbox-crs="
                        + UTM)
                .body())
        .isEqualTo(wms);
  }

  @Test
  void systemsAndBackground() {
    String latitudeFirst = "http://www.opengis.net/def/crs/EPSG/0/4326";
    HttpResponse<String> answer =
        get(MAP + "?bbox=55.7,12.4,55.75,12.5&bbox-crs=" + latitudeFirst + "&crs=" + latitudeFirst);
    assertThat(answer.headers().firstValue("Content-Bbox")).hasValue("55.7,12.4,55.75,12.5");
    BufferedImage map = TileServer.picture(MAP + "?bbox=12.4,55.7,12.5,55.75&bgcolor=0x102030");
    assertThat(map.getRGB(2, 2)).isEqualTo(0xFF102030);
    assertThat(get(MAP + "?f=jpeg").headers().firstValue("Content-Type")).hasValue("image/jpeg");
    assertThat(get(MAP, "Accept", "image/jpeg").headers().firstValue("Content-Type"))
        .hasValue("image/jpeg");
  }

  /** The period that is shown is told; a map of what has no time tells none. */
  @ParameterizedTest
  @CsvSource({
    "'', 2018-01-01T00:00:00Z/2018-12-31T23:59:59Z",
    "?datetime=2016, 2016-01-01T00:00:00Z/2016-12-31T23:59:59Z",
    "?datetime=2016-05-01T00:00:00Z/2017-05-01T00:00:00Z, 2016-01-01T00:00:00Z/2017-12-31T23:59:59Z"
  })
  void theTimeThatIsShown(String query, String expected) {
    assertThat(get(MAP + query).headers().firstValue("Content-Datetime")).hasValue(expected);
    assertThat(get("/ogc/collections/basisdistrikt/map").headers().firstValue("Content-Datetime"))
        .isEmpty();
  }

  /** Every collection that links to a map has one; the others have none. */
  @Test
  @DisplayName("/conf/core/map-op, /conf/collection-map/desc-links, desc-crs, map-operation")
  void everyCollectionThatIsDrawnLinksToItsMap() {
    int maps = 0;
    for (JsonNode collection : json("/ogc/collections").get("collections")) {
      String address = "/ogc/collections/" + collection.get("id").asString() + "/map";
      boolean linked = collection.get("links").toString().contains(address + "\"");
      HttpResponse<String> map = get(address);
      assertThat(map.statusCode()).as(address).isEqualTo(linked ? 200 : 404);
      if (linked) {
        maps++;
        String storage = collection.get("storageCrs").asString();
        assertThat(map.headers().firstValue("Content-Crs")).hasValue("<" + storage + ">");
        assertThat(collection.get("crs").toString()).contains(storage);
        assertThat(collection.at("/extent/spatial/storageCrsBbox/0").toString())
            .isEqualTo("[715000.0,6180000.0,718000.0,6182000.0]");
      }
    }
    assertThat(maps).isEqualTo(2);
  }

  @Test
  @DisplayName("/conf/core/conformance-success")
  void conformance() {
    String classes = json("/ogc/conformance").toString();
    for (String name : List.of("core", "collection-map", "png", "jpeg")) {
      assertThat(classes)
          .contains("http://www.opengis.net/spec/ogcapi-maps-1/1.0/conf/" + name + "\"");
    }
  }

  @Test
  @DisplayName("/conf/png/content, /conf/jpeg/content")
  void aMapIsOnePictureInTheFormatAskedFor() throws IOException {
    for (String format : List.of("png", "jpeg")) {
      byte[] body = TileServer.server().getBytes(MAP + "?f=" + format).body();
      try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(body))) {
        ImageReader reader = ImageIO.getImageReaders(in).next();
        assertThat(reader.getFormatName()).isEqualToIgnoringCase(format);
        reader.setInput(in);
        assertThat(reader.getNumImages(true)).isEqualTo(1);
        assertThat(reader.read(0).getWidth()).isEqualTo(1024);
      }
    }
  }

  private static JsonNode json(String path) {
    return JsonMapper.shared().readTree(get(path, "Accept", "application/json").body());
  }

  @Test
  void aSideFollowsFromTheOther() {
    BufferedImage map = TileServer.picture(MAP + "?height=100");
    assertThat(map.getHeight()).isEqualTo(100);
    assertThat(map.getWidth()).isBetween(148, 152);
  }

  @Test
  void aCopyThatStillHoldsIsNotSentAgain() {
    String tag = get(MAP).headers().firstValue("ETag").orElseThrow();
    assertThat(get(MAP, "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(get(MAP + "?datetime=2016", "If-None-Match", tag).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?width=0|400",
        "?width=100000|400",
        "?width=99999999999|400",
        "?width=4096&height=4097|400",
        "?width=1e3|400",
        "?height=-1|400",
        "?bbox=1,2,3|400",
        "?bbox=1,1,1,1|400",
        "?bbox=NaN,1,2,3|400",
        "?bbox=-1e308,-1e308,1e308,1e308&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/25832|400",
        "?bbox=12,55,13,56&bbox-crs=EPSG:4326|400",
        "?crs=http://www.opengis.net/def/crs/EPSG/0/999999|400",
        "?bgcolor=red|400",
        "?transparent=maybe|400",
        "?datetime=1999|400",
        "?datetime=x|400",
        "?f=svg|400",
        "?sld=http://example.com/x.sld|400"
      })
  void wrongRequests(String query, int status) {
    HttpResponse<String> answer = get(MAP + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @Test
  void whatIsNotDrawnIsNotThere() {
    assertThat(get("/ogc/collections/noegletal/map").statusCode()).isEqualTo(404);
    assertThat(get(MAP.replace("/map", "/styles/basisdistrikt/map")).statusCode()).isEqualTo(404);
  }
}
