/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.render.Goldens;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A whole map as a client gets it: classes, a hidden district, names above. */
class GoldenMapTest {

  @Test
  void theMapLooksAsItDidWhenItWasLookedAt() throws IOException {
    Goldens.checkWithText(
        "wms_districts_2017",
        WmsServer.picture(
            WmsServer.map(
                "LAYERS",
                WmsServer.LAYER + ",basisdistrikt",
                "TIME",
                "2017",
                "WIDTH",
                "640",
                "HEIGHT",
                "440")));
  }
}
