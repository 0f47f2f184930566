/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What can be said of the containers without an engine. */
@SuppressWarnings("unchecked")
class ComposeTest {

  private static final Path ROOT = Path.of("..");
  private Map<String, Object> compose;
  private Map<String, Map<String, Object>> services;

  @BeforeEach
  void read() throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    compose =
        new Yaml(new SafeConstructor(options))
            .load(Files.readString(ROOT.resolve("docker/compose.yaml")));
    services = (Map<String, Map<String, Object>>) compose.get("services");
  }

  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @Test
  void everyNameThatIsUsedIsDeclaredAndTheOtherWayRound() {
    assertThat(compose.keySet())
        .containsExactlyInAnyOrder("name", "services", "networks", "volumes", "secrets");
    for (String kind : List.of("networks", "volumes", "secrets")) {
      Set<String> used = new HashSet<>();
      services
          .values()
          .forEach(
              service ->
                  ((List<String>) service.get(kind)).forEach(name -> used.add(name.split(":")[0])));
      assertThat(map(compose.get(kind)).keySet()).as(kind).isEqualTo(used);
    }
  }

  @Test
  void whoIsWaitedForSaysWhenItIsHealthy() {
    services.forEach(
        (name, service) ->
            map(service.getOrDefault("depends_on", Map.of()))
                .forEach(
                    (other, how) -> {
                      assertThat(services).as(name).containsKey(other);
                      assertThat(map(how)).containsEntry("condition", "service_healthy");
                      assertThat(services.get(other)).containsKey("healthcheck");
                      // One that may be switched off by its profile must not be required.
                      if (services.get(other).containsKey("profiles")) {
                        assertThat(map(how)).containsEntry("required", false);
                      }
                    }));
    assertThat(services.get("companion").get("profiles")).isEqualTo(List.of("companion"));
    assertThat(services.get("geoserver").get("profiles")).isEqualTo(List.of("geoserver"));
  }

  @Test
  void everyContainerIsReadOnlyLimitedAndMayGainNothing() {
    services.forEach(
        (name, service) -> {
          assertThat(service).as(name).containsEntry("read_only", true);
          assertThat(service.get("security_opt")).isEqualTo(List.of("no-new-privileges:true"));
          assertThat(map(map(map(service.get("deploy")).get("resources")).get("limits")).keySet())
              .containsExactlyInAnyOrder("cpus", "memory");
          if (service.containsKey("build")) {
            assertThat(service.get("cap_drop")).as(name).isEqualTo(List.of("ALL"));
          }
        });
    assertThat(services.get("db")).doesNotContainKey("ports");
    assertThat(map(map(compose.get("networks")).get("inside"))).containsEntry("internal", true);
  }

  @Test
  void passwordsComeFromSecretsThatTheContainerHas() {
    services.forEach(
        (name, service) ->
            map(service.get("environment"))
                .forEach(
                    (variable, value) -> {
                      if (variable.contains("PASSWORD")) {
                        assertThat(variable).as(name).endsWith("_FILE");
                        String secret = value.toString().substring("/run/secrets/".length());
                        assertThat((List<String>) service.get("secrets")).contains(secret);
                      }
                    }));
  }

  @Test
  void whatTheImagesAreBuiltOfIsThereAndRunsAsNobodySpecial() throws IOException {
    Pattern copy = Pattern.compile("(?m)^COPY (?:--chmod=\\S+ )?([a-z]\\S*) ");
    for (String name : List.of("companion", "geoserver")) {
      Map<String, Object> build = map(services.get(name).get("build"));
      Path context = ROOT.resolve("docker").resolve(build.get("context").toString());
      String file = Files.readString(context.resolve(build.get("dockerfile").toString()));
      Matcher sources = copy.matcher(file);
      assertThat(sources.find()).as(name).isTrue();
      do {
        assertThat(context.resolve(sources.group(1))).as(name).exists();
      } while (sources.find());
      assertThat(file).contains("HEALTHCHECK").doesNotContain(":latest", "ADD ");
      assertThat(file.lines().filter(line -> line.startsWith("USER ")).reduce((a, b) -> b))
          .hasValue("USER 10001");
      // The volume lies where the image keeps its things.
      String volume = ((List<String>) services.get(name).get("volumes")).get(0).split(":")[1];
      assertThat(file).contains("VOLUME " + volume);
    }
  }
}
