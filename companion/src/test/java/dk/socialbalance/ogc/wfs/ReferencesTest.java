/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.ogc.common.DoorsServer;
import dk.socialbalance.publication.SnapshotFixture;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How requests of WFS 2.0 refer to properties and features, and what they may not refer to. */
class ReferencesTest {

  private static final String WFS = "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=";

  private static DoorsServer server;

  @BeforeAll
  static void start() {
    server = DoorsServer.start(SnapshotFixture.snapshot("<a/>", "<a/>"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> filtered(String condition) {
    return server.get(
        WFS
            + "GetFeature&TYPENAMES=basisdistrikt&FILTER="
            + URLEncoder.encode(
                "<Filter xmlns='http://www.opengis.net/fes/2.0'>" + condition + "</Filter>",
                StandardCharsets.UTF_8));
  }

  private static HttpResponse<String> compared(String operator, String path, String literal) {
    return filtered(
        "<PropertyIs%1$s><ValueReference xmlns:t='urn:socialbalance:dk:1.0'".formatted(operator)
            + " xmlns:g='http://www.opengis.net/gml/3.2' xmlns:o='urn:other'>"
            + path
            + "</ValueReference>"
            + (literal == null ? "" : "<Literal>" + literal + "</Literal>")
            + "</PropertyIs"
            + operator
            + ">");
  }

  @ParameterizedTest
  @CsvSource({
    "EqualTo, omraade_kode, 101, 1",
    "EqualTo, t:omraade_kode, 101, 1",
    "EqualTo, t:omraade_kode[1], 101, 1",
    "EqualTo, t:basisdistrikt/t:omraade_kode, 101, 1",
    "EqualTo, basisdistrikt/omraade_kode[ 1 ], 101, 1",
    "NotEqualTo, t:omraade_kode, 101, 5",
    "EqualTo, @gml:id, none, 0",
    "NotEqualTo, @g:id, none, 6",
    "Null, g:name, , 6",
    "Null, gml:description, , 6",
    "Null, @gml:id, , 0",
    "EqualTo, g:name, 101, 0",
  })
  void pathsOfFilters(String operator, String path, String literal, int matched) {
    HttpResponse<String> answer = compared(operator, path, literal);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("numberMatched=\"" + matched + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "omraade_kode[2], InvalidParameterValue",
    "o:omraade_kode, InvalidParameterValue",
    "unbound:omraade_kode, InvalidParameterValue",
    "g:omraade_kode, InvalidParameterValue",
    "@t:id, InvalidParameterValue",
    "g:boundedBy, OperationProcessingFailed",
  })
  void pathsThatLeadNowhere(String path, String code) {
    HttpResponse<String> answer = compared("EqualTo", path, "101");
    assertThat(answer.statusCode()).isBetween(400, 403);
    assertThat(answer.body()).contains("exceptionCode=\"" + code + "\"", "locator=\"FILTER\"");
  }

  @Test
  void idsOfAnotherTypeAreAnError() {
    String other = "basisdistrikt_underretninger.104.2018";
    HttpResponse<String> inFilter = filtered("<ResourceId rid='" + other + "'/>");
    HttpResponse<String> asParameter =
        server.get(WFS + "GetFeature&TYPENAMES=basisdistrikt&RESOURCEID=" + other);
    for (HttpResponse<String> answer : new HttpResponse[] {inFilter, asParameter}) {
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body())
          .contains("exceptionCode=\"InvalidParameterValue\"", "locator=\"RESOURCEID\"")
          .contains(other, "not of basisdistrikt");
    }
    assertThat(filtered("<ResourceId rid='basisdistrikt.none'/>").body())
        .contains("numberMatched=\"0\"");
    assertThat(
            server
                .get(
                    WFS
                        + "GetFeature&TYPENAMES=basisdistrikt,basisdistrikt_underretninger"
                        + "&RESOURCEID="
                        + other)
                .body())
        .contains("numberMatched=\"1\"");
  }

  @ParameterizedTest
  @CsvSource({
    "'', MissingParameterValue",
    "'&VALUEREFERENCE=', InvalidParameterValue",
    "'&VALUEREFERENCE=%20', InvalidParameterValue"
  })
  void anEmptyReferenceIsNotAMissingOne(String parameter, String code) {
    HttpResponse<String> answer =
        server.get(WFS + "GetPropertyValue&TYPENAMES=basisdistrikt" + parameter);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("exceptionCode=\"" + code + "\"", "VALUEREFERENCE");
  }

  @Test
  void postedReferencesLikewise() {
    String body =
        "<GetPropertyValue xmlns='http://www.opengis.net/wfs/2.0' service='WFS' version='2.0.0'%s>"
            + "<Query typeNames='basisdistrikt'/></GetPropertyValue>";
    assertThat(server.post("/wfs", "text/xml", body.formatted("")).body())
        .contains("MissingParameterValue");
    assertThat(server.post("/wfs", "text/xml", body.formatted(" valueReference=''")).body())
        .contains("InvalidParameterValue", "VALUEREFERENCE is empty");
    assertThat(server.post("/wfs", "text/xml", body.formatted(" valueReference='@gml:id'")).body())
        .contains("<wfs:member>basisdistrikt.");
  }
}
