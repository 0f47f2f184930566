/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.it;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.db.LocalPostgres;
import dk.socialbalance.docker.Dockerfile;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/**
 * The companion's Dockerfile, carried out as plain commands in a scratch folder, and started there
 * as its user until its own health check is content.
 *
 * <p>Not carried out: the base images, {@code COPY . .} and Maven in the build stage (the jar is
 * that of this build), and packages and account of the image. The tree is no root: it is started at
 * another path, with the database on this machine.
 */
class ContainerStepsIT {

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
  private static final String PASSWORD = "of-the-superuser";

  @TempDir private static Path folder;
  private static Dockerfile file;
  private static Path image;
  private static Path workdir;

  private record Run(int code, String out) {}

  @BeforeAll
  static void carryOut() throws Exception {
    // The image's user must be able to walk there.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    file = Dockerfile.read(PROJECT.resolve("docker/companion/Dockerfile"));
    Path build = Files.createDirectories(folder.resolve("build"));
    for (Dockerfile.Instruction step : file.build()) {
      if (step.name().equals("RUN") && !step.text().startsWith("mvn ")) {
        assertThat(step.text()).contains(" /layers");
        String command = step.text().replace(" /layers", " " + build.resolve("layers"));
        Run run = run(PROJECT, Map.of(), List.of("sh", "-c", command));
        assertThat(run.code()).as(run.out()).isZero();
      }
    }
    image = Files.createDirectories(folder.resolve("image"));
    workdir = image;
    for (Dockerfile.Instruction step : file.image()) {
      switch (step.name()) {
        case "WORKDIR" -> workdir = Files.createDirectories(inImage(step.text()));
        case "VOLUME" -> Files.createDirectories(inImage(step.text()));
        case "COPY" -> copy(step, build);
        default -> {
          // Read by the tests, or not carried out.
        }
      }
    }
    if (ROOT) {
      Run owned =
          run(
              folder,
              Map.of(),
              List.of("chown", "-R", user(), inImage(file.last("VOLUME").text()).toString()));
      assertThat(owned.code()).as(owned.out()).isZero();
    }
    Run readOnly =
        run(
            folder,
            Map.of(),
            List.of("chmod", "-R", ROOT ? "go-w,a+rX" : "a-w", workdir.toString()));
    assertThat(readOnly.code()).as(readOnly.out()).isZero();
  }

  private static Path inImage(String path) {
    return path.startsWith("/") ? image.resolve(path.substring(1)) : workdir.resolve(path);
  }

  private static void copy(Dockerfile.Instruction step, Path build) throws IOException {
    List<String> words = step.words();
    assertThat(words).hasSize(2);
    Path from =
        step.flags().containsKey("from")
            ? build.resolve(words.get(0).substring(1))
            : PROJECT.resolve(words.get(0));
    Path to = inImage(words.get(1)).normalize();
    assertThat(from).exists();
    if (Files.isDirectory(from)) {
      FileSystemUtils.copyRecursively(from, to);
    } else {
      Files.copy(from, to);
    }
    if (step.flags().containsKey("chmod")) {
      assertThat(step.flags()).containsEntry("chmod", "755");
      Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static String user() {
    return file.last("USER").text();
  }

  /** As the image's user without any right, when we may become it; otherwise as ourselves. */
  private static List<String> asUser(List<String> command) {
    List<String> all = new ArrayList<>();
    if (ROOT) {
      all.addAll(
          List.of(
              "setpriv",
              "--reuid=" + user(),
              "--regid=" + user(),
              "--clear-groups",
              "--bounding-set=-all",
              "--no-new-privs",
              "--"));
    }
    all.addAll(command);
    return all;
  }

  private static Process start(
      Path where, Map<String, String> environment, List<String> command, Path out)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SB_"));
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
  }

  private static Run run(Path where, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "run", ".out");
    Process process = start(where, environment, command, out);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), Files.readString(out));
  }

  /** The image's environment and a container's, with paths below the scratch folder. */
  private static Map<String, String> environment(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(file.environment());
    all.computeIfPresent("SB_HOME", (name, path) -> inImage(path).toString());
    all.put("SB_JAVA_OPTS", "-Xmx384m -XX:+UseSerialGC");
    all.putAll(more);
    return all;
  }

  private static List<String> entrypoint(String... arguments) {
    List<String> command = new ArrayList<>(file.last("ENTRYPOINT").words());
    command.set(0, inImage(command.get(0)).toString());
    command.addAll(List.of(arguments));
    return asUser(command);
  }

  private static String secret(String name, String content) throws IOException {
    Path secret = Files.writeString(folder.resolve(name), content);
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("r--r--r--"));
    return secret.toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void theProgramCannotBeChangedByItsUser() throws Exception {
    for (Path place : List.of(workdir, workdir.resolve("BOOT-INF/classes"))) {
      assertThat(place).isDirectory();
      Run write = run(workdir, Map.of(), asUser(List.of("touch", place.resolve("x").toString())));
      assertThat(write.code()).as(write.out()).isNotZero();
    }
    String home = inImage(file.last("VOLUME").text()).resolve("x").toString();
    assertThat(run(workdir, Map.of(), asUser(List.of("touch", home))).code()).isZero();
  }

  @Test
  void itStartsOnAnEmptyDatabaseUntilItsHealthCheckIsContent() throws Exception {
    Path cluster = Files.createTempDirectory("sb-container-db");
    Files.setPosixFilePermissions(cluster, PosixFilePermissions.fromString("rwxr-xr-x"));
    LocalPostgres postgres = LocalPostgres.start(cluster, LocalPostgres.Kind.THROWAWAY, PASSWORD);
    try {
      try (Connection connection =
              DriverManager.getConnection(
                  postgres.jdbcUrl("postgres"), LocalPostgres.SUPERUSER, PASSWORD);
          Statement statement = connection.createStatement()) {
        statement.execute(Files.readString(PROJECT.resolve("docker/db/database.sql")));
        statement.execute("CREATE DATABASE other");
      }
      String port = Integer.toString(freePort());
      Map<String, String> environment =
          environment(
              Map.of(
                  "SB_PORT",
                  port,
                  "SB_DB_HOST",
                  "127.0.0.1",
                  "SB_DB_PORT",
                  Integer.toString(postgres.port()),
                  "SB_DB_NAME",
                  "socialbalance",
                  "SB_DB_USER",
                  LocalPostgres.SUPERUSER,
                  "SB_DB_PASSWORD_FILE",
                  secret("db_password", PASSWORD + "\n"),
                  "SB_DB_PUBLISH_PASSWORD_FILE",
                  secret("publish_password", "of-the-doors")));
      // The second start finds what the first one made.
      for (int time = 1; time <= 2; time++) {
        startAndStop(environment, port, folder.resolve("server-" + time));
      }
      // As images of PostGIS leave the database that they make.
      try (Connection connection =
              DriverManager.getConnection(
                  postgres.jdbcUrl("other"), LocalPostgres.SUPERUSER, PASSWORD);
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE EXTENSION postgis");
      }
      environment.put("SB_DB_NAME", "other");
      Run elsewhere = run(workdir, environment, entrypoint("run", "--empty"));
      assertThat(elsewhere.out()).contains("PostGIS stands in another schema");
      assertThat(elsewhere.code()).isEqualTo(1);
      // The doors got the password of the secret.
      try (Connection doors =
          DriverManager.getConnection(
              postgres.jdbcUrl("socialbalance"), "sb_publish", "of-the-doors")) {
        assertThat(doors.isValid(5)).isTrue();
      }
    } finally {
      postgres.stop();
      FileSystemUtils.deleteRecursively(cluster);
    }
  }

  private static void startAndStop(Map<String, String> environment, String port, Path out)
      throws Exception {
    List<String> check =
        asUser(
            file.last("HEALTHCHECK").words().stream()
                .map(word -> word.replace(":" + file.last("EXPOSE").text() + "/", ":" + port + "/"))
                .toList());
    assertThat(String.join(" ", check)).contains(":" + port + "/");
    assertThat(run(workdir, Map.of(), check).code()).isNotZero();
    // Without the demo's residents: other tests load those.
    List<String> command = new ArrayList<>(file.last("CMD").words());
    command.add("--empty");
    Process server = start(workdir, environment, entrypoint(command.toArray(String[]::new)), out);
    try {
      long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
      Run healthy = run(workdir, Map.of(), check);
      while (healthy.code() != 0 && System.nanoTime() < end) {
        assertThat(server.waitFor(300, TimeUnit.MILLISECONDS))
            .as(() -> "It ended: " + content(out))
            .isFalse();
        healthy = run(workdir, Map.of(), check);
      }
      assertThat(healthy.code()).as(() -> content(out)).isZero();
      assertThat(healthy.out()).contains("UP");
    } finally {
      server.toHandle().destroy();
      if (!server.waitFor(60, TimeUnit.SECONDS)) {
        server.destroyForcibly().waitFor();
      }
    }
    // The signal reached Java itself, which ended in order.
    assertThat(server.exitValue()).as(() -> content(out)).isIn(0, 143);
    assertThat(run(workdir, Map.of(), check).code()).isNotZero();
  }

  private static String content(Path out) {
    try {
      return Files.readString(out);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void verbsRunAndWhatIsMissingOrUnfitIsSaid() throws Exception {
    Map<String, String> environment =
        environment(
            Map.of(
                "SB_DB_HOST", "localhost",
                "SB_DB_NAME", "sb",
                "SB_DB_USER", "postgres",
                "SB_DB_PASSWORD_FILE", secret("fit", "abc\n")));
    Run help = run(workdir, environment, entrypoint("datadir", "--help"));
    assertThat(help.out()).contains("generate").contains("check");
    assertThat(help.code()).isZero();

    Run missing = run(workdir, environment(Map.of()), entrypoint("run"));
    assertThat(missing.out()).contains("set SB_DB_URL");
    assertThat(missing.code()).isEqualTo(1);
    environment.put("SB_DB_PASSWORD_FILE", secret("unfit", "a@b/c"));
    Run unfit = run(workdir, environment, entrypoint("run"));
    assertThat(unfit.out()).contains("letters, digits").doesNotContain("a@b/c");
    assertThat(unfit.code()).isEqualTo(1);
  }
}
