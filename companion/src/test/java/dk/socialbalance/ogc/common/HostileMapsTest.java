/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What attackers send to the doors that show maps: WMS, WMTS, OGC API Tiles, Maps and Styles. */
class HostileMapsTest extends HostileRunner {

  HostileMapsTest() {
    super(
        List.of("maps.txt", "tiles.txt"),
        HostileFixture.drawn(),
        List.of(
            "/wms?SERVICE=WMS&REQUEST=GetCapabilities",
            "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=stort&CRS=EPSG:25832"
                + "&BBOX=715000,6180000,718000,6182000&WIDTH=300&HEIGHT=200&FORMAT=image/png",
            "/wmts?SERVICE=WMTS&REQUEST=GetCapabilities"));
  }

  static Stream<String> positions() {
    return HostileRequest.lines("map-positions.txt").stream();
  }

  /** A value is a value, wherever it stands: each of values.txt at each place of the file. */
  @ParameterizedTest
  @MethodSource("positions")
  void aValueIsNothingButAValue(String position) throws IOException {
    for (String line : HostileRequest.lines("values.txt")) {
      HostileRequest request = HostileRequest.with(line, position);
      RawAnswer answer = RawAnswer.to(server().url(), request.bytes());
      Harmless.check(request, answer);
      assertThat(answer.status()).as(request + "\n" + answer.text()).isEqualTo(request.status());
    }
  }
}
