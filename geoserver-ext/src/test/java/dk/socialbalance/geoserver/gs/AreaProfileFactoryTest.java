/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.gs;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.socialbalance.geoserver.process.AreaProfile;
import dk.socialbalance.geoserver.process.Profiles;
import java.sql.SQLException;
import org.geotools.process.ProcessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** GeoServer shows clients the class of every exception but the framework's own. */
class AreaProfileFactoryTest {

  @AfterEach
  void forget() {
    Profiles.source(null);
  }

  @Test
  void failuresAreSentencesOfTheFramework() {
    for (RuntimeException problem :
        new RuntimeException[] {
          new AreaProfile.UnknownAreaException("Nothing is published."),
          new IllegalStateException("Nothing is published.")
        }) {
      Profiles.source(
          () -> {
            throw problem;
          });
      assertThatThrownBy(() -> AreaProfileFactory.Processes.areaProfile("A"))
          .isInstanceOf(ProcessException.class)
          .hasMessage("Nothing is published.")
          .hasNoCause();
    }
    Profiles.source(
        () -> {
          throw new SQLException("host db.internal refused");
        });
    assertThatThrownBy(() -> AreaProfileFactory.Processes.areaProfile("A"))
        .isInstanceOf(ProcessException.class)
        .hasMessage("The database cannot be read now. Try again later.");
  }
}
