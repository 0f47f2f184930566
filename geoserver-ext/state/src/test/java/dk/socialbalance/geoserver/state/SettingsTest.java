/* SPDX-License-Identifier: EUPL-1.2 OR GPL-2.0-or-later */
package dk.socialbalance.geoserver.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  private static Settings of(Map<String, String> environment) {
    return Settings.of(environment::get);
  }

  @Test
  void readsTheCompanionsNames() {
    Settings settings =
        of(
            Map.of(
                "SB_DB_URL", "jdbc:postgresql://db.example:5433/sb?sslmode=require",
                "SB_DB_PUBLISH_PASSWORD", "hemmelig"));
    assertThat(settings).isEqualTo(new Settings("db.example", 5433, "sb", "hemmelig"));
    assertThat(settings.toString()).doesNotContain("hemmelig");
    assertThat(
            of(Map.of("SB_DB_URL", "jdbc:postgresql://db/sb", "SB_DB_PUBLISH_PASSWORD", "x"))
                .port())
        .isEqualTo(5432);
  }

  @Test
  void aSecretMayStandInAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "fra fil\n");
    assertThat(
            of(Map.of(
                    "SB_DB_URL",
                    "jdbc:postgresql://db/sb",
                    "SB_DB_PUBLISH_PASSWORD_FILE",
                    file.toString()))
                .password())
        .isEqualTo("fra fil");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> of(Map.of())).hasMessageContaining("SB_DB_URL is not set");
    assertThatThrownBy(() -> of(Map.of("SB_DB_URL", "postgres://db/sb")))
        .hasMessageContaining("not of the form");
    assertThatThrownBy(() -> of(Map.of("SB_DB_URL", "jdbc:postgresql://db/sb")))
        .hasMessageContaining("SB_DB_PUBLISH_PASSWORD");
    assertThatThrownBy(
            () ->
                of(
                    Map.of(
                        "SB_DB_URL", "jdbc:postgresql://db/sb",
                        "SB_DB_PUBLISH_PASSWORD_FILE", "/no/such/file")))
        .hasMessage("The file of SB_DB_PUBLISH_PASSWORD_FILE cannot be read by GeoServer.");
  }
}
