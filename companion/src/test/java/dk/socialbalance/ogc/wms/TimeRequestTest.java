/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimeRequestTest {

  private static final Pattern PERIOD = Pattern.compile("\"periode\":\"([^\"]*)\"");

  static List<NamedCsvRecord> times() {
    return WmsServer.cases("time.csv");
  }

  @ParameterizedTest
  @MethodSource("times")
  void aTimeChoosesThePeriodsThatOverlapIt(NamedCsvRecord line) {
    HttpResponse<String> answer =
        WmsServer.get(WmsServer.info("TIME", line.getField("time"), "FEATURE_COUNT", "10"));
    if (line.getField("periods").equals("error")) {
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("code=\"InvalidDimensionValue\" locator=\"time\"");
      return;
    }
    String topmostFirst =
        PERIOD
            .matcher(answer.body())
            .results()
            .map((MatchResult result) -> result.group(1))
            .collect(Collectors.joining(" "));
    assertThat(topmostFirst).isEqualTo(line.getField("periods"));
  }

  @Test
  void aLayerWithoutPeriodsTakesAnyTime() {
    HttpResponse<String> answer =
        WmsServer.get(
            WmsServer.info(
                "LAYERS", "basisdistrikt", "QUERY_LAYERS", "basisdistrikt", "TIME", "1999"));
    assertThat(answer.body()).contains("basisdistrikt.101.2000-01-01");
  }
}
