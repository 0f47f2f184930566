/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What can be said of the containers without an engine. */
@SuppressWarnings("unchecked")
class ComposeTest {

  private static final Path ROOT = Path.of("..");

  /** A base for the schema's relative {@code $id}; nothing is fetched. */
  private static final SchemaLocation SCHEMA = SchemaLocation.of("classpath:compose-spec.json");

  private Map<String, Object> compose;
  private Map<String, Map<String, Object>> services;

  private String text;

  @BeforeEach
  void read() throws IOException {
    text = Files.readString(ROOT.resolve("docker/compose.yaml"));
    compose = parse(text);
    services = (Map<String, Map<String, Object>>) compose.get("services");
  }

  private static Map<String, Object> parse(String yaml) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return new Yaml(new SafeConstructor(options)).load(yaml);
  }

  /** What the Compose Specification's schema says against it: place and message. */
  private static List<String> mistakes(Map<String, Object> compose) throws IOException {
    JsonMapper json = JsonMapper.shared();
    try (InputStream schema = ComposeTest.class.getResourceAsStream("compose-spec.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(SCHEMA, json.readTree(schema))
          .validate(json.<JsonNode>valueToTree(compose))
          .stream()
          .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
          .toList();
    }
  }

  @Test
  void itFitsTheSchemaOfTheComposeSpecification() throws IOException {
    assertThat(mistakes(compose)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "volumes:\\n  db: {}     | volume:\\n  db: {}        | volume",
        "healthcheck:           | helthcheck:             | helthcheck",
        "start_period: 60s      | start_periode: 60s      | start_periode",
        "required: false        | requird: false          | requird",
        "required: false        | required: 'no!'         | /services/geoserver/depends_on",
        "service_healthy        | service_helthy          | /services/companion/depends_on",
        "memory: 1g             | memroy: 1g              | memroy",
        "read_only: true        | read_only: [true]       | /services/db/read_only",
        "internal: true         | internl: true           | internl",
        "{file: secrets/db_pass | {fil: secrets/db_pass   | fil",
      })
  void aBrokenOneDoesNotFit(String right, String wrong, String told) throws IOException {
    String broken =
        text.replaceFirst(
            Pattern.quote(right.translateEscapes()),
            Matcher.quoteReplacement(wrong.translateEscapes()));
    assertThat(broken).isNotEqualTo(text);
    assertThat(mistakes(parse(broken))).anyMatch(mistake -> mistake.contains(told));
  }

  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @Test
  void everyNameThatIsUsedIsDeclaredAndTheOtherWayRound() {
    assertThat(compose.keySet())
        .containsExactlyInAnyOrder("name", "services", "networks", "volumes", "secrets", "configs");
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

  /** The image puts PostGIS where we cannot have it, into the database of POSTGRES_DB. */
  @Test
  void theDatabaseIsOneOfItsOwn() throws IOException {
    assertThat(map(services.get("db").get("environment"))).doesNotContainKey("POSTGRES_DB");
    Map<String, Object> config =
        ((List<Map<String, Object>>) services.get("db").get("configs")).get(0);
    assertThat(config.get("target").toString()).matches("/docker-entrypoint-initdb\\.d/.*\\.sql");
    Object file = map(map(compose.get("configs")).get(config.get("source").toString())).get("file");
    Object name = map(services.get("companion").get("environment")).get("SB_DB_NAME");
    assertThat(ROOT.resolve("docker").resolve(file.toString()))
        .content()
        .contains("CREATE DATABASE " + name + " TEMPLATE template0");
    assertThat(map(services.get("geoserver").get("environment")).get("SB_DB_URL").toString())
        .endsWith("/" + name);
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

  private Dockerfile image(String service) throws IOException {
    Map<String, Object> build = map(services.get(service).get("build"));
    Path context = ROOT.resolve("docker").resolve(build.get("context").toString());
    assertThat(context.normalize()).isEqualTo(ROOT);
    return Dockerfile.read(context.resolve(build.get("dockerfile").toString()));
  }

  @Test
  void whatTheImagesAreBuiltOfIsThereAndRunsAsNobodySpecial() throws IOException {
    for (String name : List.of("companion", "geoserver")) {
      Dockerfile file = image(name);
      List<Dockerfile.Instruction> copies =
          file.image().stream()
              .filter(i -> i.name().equals("COPY") && !i.flags().containsKey("from"))
              .toList();
      assertThat(copies).as(name).isNotEmpty();
      copies.forEach(copy -> assertThat(ROOT.resolve(copy.words().get(0))).exists());
      for (List<Dockerfile.Instruction> stage : List.of(file.build(), file.image())) {
        assertThat(stage.get(0).words().get(0)).contains(":").doesNotEndWith(":latest");
      }
      assertThat(file.last("USER").text()).isEqualTo("10001");
      // What is started comes into the image, executable.
      assertThat(file.last("ENTRYPOINT").words()).containsExactly("/opt/socialbalance/start.sh");
      assertThat(copies.stream().filter(c -> "755".equals(c.flags().get("chmod"))))
          .singleElement()
          .satisfies(
              copy -> {
                assertThat(copy.words().get(0)).isEqualTo("docker/" + name + "/start.sh");
                assertThat(Path.of("/opt/socialbalance").resolve(copy.words().get(1)).normalize())
                    .isEqualTo(Path.of("/opt/socialbalance/start.sh"));
              });
    }
  }

  @Test
  void imagesAndComposeFileAgree() throws IOException {
    for (String name : List.of("companion", "geoserver")) {
      Dockerfile file = image(name);
      Map<String, Object> service = services.get(name);
      String volume = ((List<String>) service.get("volumes")).get(0).split(":")[1];
      assertThat(file.last("VOLUME").text()).as(name).isEqualTo(volume);
      assertThat(file.environment().getOrDefault("SB_HOME", volume)).isEqualTo(volume);
      assertThat(file.environment().getOrDefault("GEOSERVER_DATA_DIR", volume)).startsWith(volume);
      String port = file.last("EXPOSE").text();
      assertThat(((List<String>) service.get("ports")).get(0)).endsWith(":" + port);
      assertThat(file.environment().getOrDefault("SB_PORT", port)).isEqualTo(port);
      Map<String, Object> health = map(service.get("healthcheck"));
      List<String> test = (List<String>) health.get("test");
      assertThat(test.get(0)).isEqualTo("CMD");
      Dockerfile.Instruction check = file.last("HEALTHCHECK");
      assertThat(check.words()).isEqualTo(test.subList(1, test.size()));
      assertThat(check.words()).anyMatch(word -> word.contains("//localhost:" + port + "/"));
      check
          .flags()
          .forEach((key, value) -> assertThat(health).containsEntry(key.replace('-', '_'), value));
    }
    // The program's file system is read-only: what is written there must be a volume or in memory.
    assertThat((List<String>) services.get("companion").get("tmpfs")).containsExactly("/tmp:exec");
    Dockerfile geoserver = image("geoserver");
    List<String> targets =
        geoserver.image().stream()
            .filter(i -> i.name().equals("COPY"))
            .map(i -> i.words().get(1))
            .toList();
    String script = Files.readString(ROOT.resolve("docker/geoserver/start.sh"));
    Matcher base = Pattern.compile("\\$\\{SB_DATADIR_BASE:-(.*)}").matcher(script);
    assertThat(base.find()).isTrue();
    String plugin = geoserver.environment().get("SB_PLUGIN_CLASSPATH");
    assertThat(plugin).endsWith("/WEB-INF/lib/*");
    assertThat(targets).contains(base.group(1) + "/", plugin.substring(0, plugin.length() - 1));
    for (String name : geoserver.environment().keySet()) {
      assertThat(script).contains(name);
    }
    for (String name : map(services.get("geoserver").get("environment")).keySet()) {
      assertThat(script).contains(name);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ADD x y",
        "SHELL [\"sh\"]",
        "COPY --link x y",
        "COPY x ${NOT_SET}/",
        "ENV A",
        "HEALTHCHECK --retries=3 CMD x",
        "run x"
      })
  void whatTheReaderDoesNotKnowItRefuses(String line) {
    assertThat(Dockerfile.parse("FROM a:1\nRUN x\n").image()).hasSize(2);
    assertThatThrownBy(() -> Dockerfile.parse("FROM a:1\n" + line + "\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(line);
  }
}
