/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.awt.image.BufferedImage;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ErrorsTest {

  static List<NamedCsvRecord> mapErrors() {
    return WmsServer.cases("errors.csv");
  }

  /** Those that can be made without losing the version. */
  static List<NamedCsvRecord> olderMapErrors() {
    return mapErrors().stream().filter(line -> !line.getField("code111").isEmpty()).toList();
  }

  static List<NamedCsvRecord> infoErrors() {
    return WmsServer.cases("info-errors.csv");
  }

  @ParameterizedTest
  @MethodSource("mapErrors")
  void version130SaysWhatIsWrongWhere(NamedCsvRecord line) {
    HttpResponse<String> answer = WmsServer.get(change(WmsServer.map(), line));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/xml;charset=UTF-8");
    assertThat(answer.body())
        .contains("<ServiceExceptionReport version=\"1.3.0\"")
        .contains(
            "code=\"%s\" locator=\"%s\""
                .formatted(line.getField("code13"), line.getField("locator")));
  }

  @ParameterizedTest
  @MethodSource("olderMapErrors")
  void version111SaysWhatIsWrong(NamedCsvRecord line) {
    Map<String, String> parameters = change(WmsServer.map("VERSION", "1.1.1"), line);
    parameters.put("SRS", parameters.remove("CRS"));
    HttpResponse<String> answer = WmsServer.get(parameters);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("application/vnd.ogc.se_xml;charset=UTF-8");
    assertThat(answer.body())
        .contains("WMS_exception_1_1_1.dtd")
        .contains("<ServiceExceptionReport version=\"1.1.1\"")
        .contains("code=\"%s\">".formatted(line.getField("code111")));
  }

  @ParameterizedTest
  @MethodSource("infoErrors")
  void aWrongClickSaysWhatIsWrong(NamedCsvRecord line) {
    HttpResponse<String> answer = WmsServer.get(change(WmsServer.info(), line));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains(
            "code=\"%s\" locator=\"%s\""
                .formatted(line.getField("code"), line.getField("locator")));
  }

  private static Map<String, String> change(Map<String, String> parameters, NamedCsvRecord line) {
    String[] change = line.getField("changes").split("=", 2);
    parameters.put(change[0], change[1]);
    return parameters;
  }

  @Test
  void anErrorCanBeAPicture() {
    for (String name : List.of("INIMAGE", "application/vnd.ogc.se_inimage")) {
      BufferedImage image =
          WmsServer.picture(WmsServer.map("EXCEPTIONS", name, "LAYERS", "nowhere"));
      assertThat(image.getWidth()).isEqualTo(320);
      assertThat(image.getHeight()).isEqualTo(220);
      assertThat(inked(image)).isGreaterThan(200);
    }
    BufferedImage blank =
        WmsServer.picture(WmsServer.map("EXCEPTIONS", "BLANK", "LAYERS", "nowhere"));
    assertThat(inked(blank)).isZero();
    BufferedImage clear =
        WmsServer.picture(
            WmsServer.map("EXCEPTIONS", "BLANK", "LAYERS", "nowhere", "TRANSPARENT", "TRUE"));
    assertThat(clear.getRGB(100, 100) >>> 24).isZero();
  }

  @Test
  void anErrorCanBeJson() {
    for (String name : List.of("JSON", "application/json")) {
      HttpResponse<String> answer =
          WmsServer.get(WmsServer.map("EXCEPTIONS", name, "LAYERS", "no\"where"));
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.headers().firstValue("Content-Type"))
          .hasValue("application/json;charset=UTF-8");
      JsonNode report = JsonMapper.shared().readTree(answer.body());
      assertThat(report.at("/version").asString()).isEqualTo("1.3.0");
      assertThat(report.at("/exceptions/0/code").asString()).isEqualTo("LayerNotDefined");
      assertThat(report.at("/exceptions/0/locator").asString()).isEqualTo("LAYERS");
      assertThat(report.at("/exceptions/0/text").asString()).contains("no\"where");
    }
    assertThat(WmsServer.get(WmsServer.info("EXCEPTIONS", "JSON", "I", "-1")).body())
        .startsWith("{\"version\":\"1.3.0\"");
  }

  @Test
  void aFormCanBePosted() {
    String form = WmsServer.query(WmsServer.map()).substring("/wms?".length());
    HttpResponse<String> map =
        WmsServer.server().post("/wms", "application/x-www-form-urlencoded", form);
    assertThat(map.statusCode()).isEqualTo(200);
    assertThat(map.headers().firstValue("Content-Type")).hasValue("image/png");
  }

  @Test
  void aPostedDocumentIsNotPassedOver() {
    String query = WmsServer.query(WmsServer.map());
    for (String type : List.of("application/xml", "application/vnd.ogc.sld+xml", "text/plain")) {
      HttpResponse<String> answer = WmsServer.server().post(query, type, "<GetMap/>");
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("OperationNotSupported", "A posted request is a form");
    }
  }

  @Test
  void anErrorIsNoWayToALargePicture() {
    HttpResponse<String> answer =
        WmsServer.get(
            WmsServer.map(
                "EXCEPTIONS",
                "INIMAGE",
                "LAYERS",
                "nowhere",
                "WIDTH",
                "100000",
                "HEIGHT",
                "100000"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("locator=\"WIDTH\"");
  }

  private static int inked(BufferedImage image) {
    int inked = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        inked += (image.getRGB(x, y) & 0xff) < 128 ? 1 : 0;
      }
    }
    return inked;
  }
}
