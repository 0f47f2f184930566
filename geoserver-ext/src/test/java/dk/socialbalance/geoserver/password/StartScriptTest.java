/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script of GeoServer's container, run by sh with folders of its own. */
class StartScriptTest {

  /** GeoServer's own administrator, whose password is "geoserver". */
  private static final String WELL_KNOWN =
      "digest1:D9miJH/hVgfxZJscMafEtbtliG0ROxhLfsznyWfG38X2pda2JOSV4POi55PQI4tw";

  private static final String PASSWORD = "correct horse, battery=staple æ";

  @TempDir private Path folder;
  private Path data;
  private final Map<String, String> environment = new HashMap<>();

  private record Run(int code, String out) {}

  @BeforeEach
  void folders() throws IOException {
    data = folder.resolve("data");
    Files.writeString(folder.resolve("publish"), "p-secret\n");
    Files.writeString(folder.resolve("admin"), PASSWORD + "\n");
    environment.put("GEOSERVER_DATA_DIR", data.toString());
    environment.put(
        "SB_PLUGIN_CLASSPATH", Path.of("target", "classes").toAbsolutePath().toString());
    environment.put("SB_DATADIR_BASE", Path.of("..", "datadir").toAbsolutePath().toString());
    environment.put("SB_DB_URL", "jdbc:postgresql://db.example:5433/sb?sslmode=require");
    environment.put("SB_DB_PUBLISH_PASSWORD_FILE", folder.resolve("publish").toString());
    environment.put("SB_GEOSERVER_ADMIN_PASSWORD_FILE", folder.resolve("admin").toString());
  }

  private Run start() throws Exception {
    Path script = Path.of("..", "docker", "geoserver", "start.sh").toAbsolutePath();
    ProcessBuilder builder =
        new ProcessBuilder(
            "sh",
            script.toString(),
            "sh",
            "-c",
            "echo \"$SB_DB_HOST $SB_DB_PORT $SB_DB_NAME $SB_DB_PUBLISH_PASSWORD $JAVA_OPTS\"");
    builder.environment().putAll(environment);
    Path out = folder.resolve("out");
    Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
  }

  private static byte[] salt(String digest) {
    byte[] both = Base64.getDecoder().decode(digest.substring("digest1:".length()));
    return Arrays.copyOf(both, 16);
  }

  @Test
  void theDigestIsGeoServers() {
    assertThat(AdminPassword.digest("geoserver", salt(WELL_KNOWN))).isEqualTo(WELL_KNOWN);
    assertThat(AdminPassword.digest("geoserves", salt(WELL_KNOWN))).isNotEqualTo(WELL_KNOWN);
  }

  @Test
  void theFirstStartLaysOutTheFolderWithAPasswordOfItsOwn() throws Exception {
    Run run = start();
    assertThat(run.out()).startsWith("db.example 5433 sb p-secret");
    assertThat(run.out()).contains("-DALLOW_ENV_PARAMETRIZATION=true");
    assertThat(run.code()).isZero();
    assertThat(data.resolve("global.xml")).exists();
    String users = Files.readString(data.resolve("security/users.properties")).strip();
    assertThat(users).matches("geodata=digest1:[A-Za-z0-9+/=]+,ADMIN").doesNotContain(PASSWORD);
    String digest = users.substring("geodata=".length(), users.length() - ",ADMIN".length());
    assertThat(AdminPassword.digest(PASSWORD, salt(digest))).isEqualTo(digest);
    assertThat(AdminPassword.digest("geoserver", salt(digest))).isNotEqualTo(digest);
  }

  @Test
  void laterStartsLeaveTheUsersAndRemoveWhatIsARisk() throws Exception {
    start();
    Files.move(
        data.resolve("security/users.properties"), data.resolve("security/users.properties.old"));
    Files.writeString(data.resolve("security/config.xml"), "<security/>");
    Files.delete(folder.resolve("admin"));
    assertThat(start().code()).isZero();
    assertThat(data.resolve("security/users.properties")).doesNotExist();
    assertThat(data.resolve("security/users.properties.old")).doesNotExist();
  }

  @Test
  void theWellKnownPasswordNeverStarts() throws Exception {
    start();
    Path users = data.resolve("security/usergroup/default/users.xml");
    Files.createDirectories(users.getParent());
    Files.writeString(users, "<user name=\"admin\" password=\"" + WELL_KNOWN + "\"/>");
    Run run = start();
    assertThat(run.out()).contains("well-known password").doesNotContain("ALLOW_ENV");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void whatIsMissingOrUnfitIsSaidAndNothingStarts() throws Exception {
    Files.writeString(folder.resolve("short"), "geoserver");
    String[][] cases = {
      {"SB_DB_URL", "postgresql://db/sb", "jdbc:postgresql://host:port/database"},
      {"SB_DB_PUBLISH_PASSWORD_FILE", folder + "/none", "SB_DB_PUBLISH_PASSWORD_FILE"},
      {"SB_GEOSERVER_ADMIN_PASSWORD_FILE", folder + "/none", "administrator's password"},
      {"SB_GEOSERVER_ADMIN_PASSWORD_FILE", folder + "/short", "at least 12 characters"},
      {"SB_GEOSERVER_ADMIN", "admin", "another name than admin"},
    };
    for (String[] one : cases) {
      String before = environment.put(one[0], one[1]);
      Run run = start();
      assertThat(run.out()).as(one[0]).contains(one[2]).doesNotContain("ALLOW_ENV");
      assertThat(run.code()).isEqualTo(1);
      environment.remove(one[0]);
      if (before != null) {
        environment.put(one[0], before);
      }
    }
  }

  @Test
  void aVolumeOfSomethingElseIsLeftAlone() throws Exception {
    Files.createDirectories(data);
    Files.writeString(data.resolve("important.txt"), "x");
    assertThat(start().out()).contains("mount an empty volume");
    assertThat(data.resolve("global.xml")).doesNotExist();
  }
}
