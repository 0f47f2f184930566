/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.socialbalance.geoserver.Published;
import dk.socialbalance.geoserver.state.Catalogue;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AreaProfileTest {

  private final Published published = new Published().publish("uro", "skole");

  @BeforeEach
  void source() {
    Profiles.source(new Catalogue(published.settings())::connect);
  }

  @AfterEach
  void drop() {
    published.close();
  }

  @Test
  void tellsTheLatestFigureOfEveryIndicator() {
    assertThat(Profiles.of("A"))
        .contains("\"omraade_navn\": \"Distrikt A\"", "\"indikator\": \"skole\"", "\"vaerdi\": 12")
        .contains("\"periode\": \"2024\"", "\"link\": \"https://tal.example/rapport/distrikt/A\"")
        .doesNotContain("2023");
  }

  @Test
  void aHiddenFigureIsNull() {
    assertThat(Profiles.of("B"))
        .contains("\"vaerdi\": null", "\"taeller\": null", "\"datastatus\": \"diskretioneret\"")
        .doesNotContain("\"vaerdi\": 1");
  }

  @Test
  void anUnknownAreaIsSaid() {
    assertThatThrownBy(() -> Profiles.of("x'; DROP TABLE publish.cell; --"))
        .isInstanceOf(AreaProfile.UnknownAreaException.class)
        .hasMessage("Nothing is published of an area with this code.");
  }

  @Test
  void theReasonOfADatabaseErrorStaysInside() {
    Profiles.source(
        () -> {
          throw new SQLException("host db.internal refused");
        });
    assertThatThrownBy(() -> Profiles.of("A"))
        .hasMessage("The database cannot be read now. Try again later.")
        .hasNoCause();
  }

  @Test
  void theLoginIsTheDoors() throws SQLException {
    try (Connection connection = new Catalogue(published.settings()).connect()) {
      assertThat(connection.getMetaData().getUserName()).isEqualTo("sb_publish");
      assertThat(connection.isReadOnly()).isTrue();
    }
  }
}
