/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.ogc.common.OgcSchemas;
import dk.socialbalance.render.StyleReader;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** DescribeLayer and GetStyles, of the SLD profile of WMS. */
class SldProfileTest {

  private static final String BOTH = WmsServer.LAYER + ",basisdistrikt";

  private static HttpResponse<String> ask(String door, String version, String request) {
    return WmsServer.server()
        .get(door + "?SERVICE=WMS&VERSION=" + version + "&REQUEST=" + request + "&LAYERS=" + BOTH);
  }

  @Test
  void layersAreDescribedByTheSchemaOfTheVersion() throws Exception {
    String later = ask("/wms", "1.3.0", "DescribeLayer").body();
    assertThat(
            OgcSchemas.problems(OgcSchemas.schema(List.of("sld/1.1.0/DescribeLayer.xsd")), later))
        .isEmpty();
    assertThat(later)
        .contains("<se:FeatureTypeName>socialbalance:basisdistrikt_underretninger<")
        .contains("<se:FeatureTypeName>socialbalance:basisdistrikt<")
        .contains("xlink:href=\"" + WmsServer.server().url() + "/wfs?\"");
    HttpResponse<String> older = ask("/socialbalance/wms", "1.1.1", "DescribeLayer");
    assertThat(older.headers().firstValue("Content-Type"))
        .hasValue("application/vnd.ogc.wms_xml;charset=UTF-8");
    CapabilitiesTest.validateByDtd(older.body(), "/ogc/wms/1.1.1/WMS_DescribeLayerResponse.dtd");
    assertThat(older.body())
        .contains("<LayerDescription name=\"basisdistrikt\"")
        .contains("owsURL=\"" + WmsServer.server().url() + "/socialbalance/wfs?\"")
        .contains("<Query typeName=\"basisdistrikt_underretninger\">");
  }

  @Test
  void layersAreDescribedInJson() {
    String answer = ask("/wms", "1.1.1", "DescribeLayer&OUTPUT_FORMAT=application/json").body();
    JsonNode first = JsonMapper.shared().readTree(answer).at("/layerDescriptions/0");
    assertThat(first.at("/typeName").asString()).isEqualTo(WmsServer.LAYER);
    assertThat(first.at("/owsType").asString()).isEqualTo("WFS");
    assertThat(ask("/wms", "1.1.1", "DescribeLayer&OUTPUT_FORMAT=text/html").body())
        .contains("code=\"InvalidFormat\"");
  }

  @Test
  void whatIsDescribedIsThereToBeFetched() {
    String name = WmsServer.LAYER;
    assertThat(
            WmsServer.server()
                .get("/wfs?SERVICE=WFS&REQUEST=GetFeature&COUNT=1&TYPENAMES=" + name)
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void stylesAreThoseThatDraw() throws Exception {
    HttpResponse<String> answer = ask("/wms", "1.1.1", "GetStyles");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/vnd.ogc.sld+xml");
    String sheet = answer.body();
    assertThat(sheet)
        .contains("version=\"1.0.0\"")
        .contains("<Name>socialbalance:basisdistrikt_underretninger</Name>")
        .contains("<Name>socialbalance:basisdistrikt</Name>");
    String one =
        WmsServer.server()
            .get("/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetStyles&LAYERS=" + WmsServer.LAYER)
            .body();
    List<String> rules =
        StyleReader.read(one).featureTypeStyles().get(0).rules().stream()
            .map(rule -> rule.getName())
            .toList();
    assertThat(rules).contains("klasse_1", "klasse_5", "diskretioneret", "ingen_data");
  }

  @Test
  void unknownLayersAreNotDefined() {
    for (String request : List.of("DescribeLayer", "GetStyles")) {
      String path = "/wms?SERVICE=WMS&VERSION=1.1.1&REQUEST=" + request;
      assertThat(WmsServer.server().get(path).body()).contains("MissingParameterValue");
      assertThat(WmsServer.server().get(path + "&LAYERS=noegletal").body())
          .contains("LayerNotDefined");
    }
  }
}
