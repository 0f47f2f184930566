/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.publication.SnapshotFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OwsControllerTest {

  private static DoorsServer server;

  @BeforeAll
  static void start() {
    server = DoorsServer.start(SnapshotFixture.snapshot("<a/>", "<a/>"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aRequestForNoServiceSaysWhichThereAre() {
    var answer = server.get("/ows?REQUEST=GetCapabilities");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("exceptionCode=\"MissingParameterValue\" locator=\"SERVICE\"");
    assertThat(server.get("/ows?service=WPS").body()).contains("InvalidParameterValue");
  }

  @Test
  void aDoubleParameterIsAnError() {
    assertThat(server.get("/ows?SERVICE=WFS&service=WMS").body())
        .contains("InvalidParameterValue")
        .contains("more than once");
  }
}
