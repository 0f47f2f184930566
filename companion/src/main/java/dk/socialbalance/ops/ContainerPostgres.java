/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ops;

import dk.socialbalance.db.DatabaseException;
import dk.socialbalance.db.LocalPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** PostGIS in a container of the machine's Docker engine, with a named volume for its data. */
final class ContainerPostgres {

  private static final String IMAGE = "postgis/postgis:16-3.4";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final String name;
  private final String address;

  private ContainerPostgres(String name, String address) {
    this.name = name;
    this.address = address;
  }

  /** Whether a Docker engine answers; the command alone is not enough. */
  static boolean available() {
    try {
      return run(List.of("docker", "info", "--format", "{{.ServerVersion}}"), "").status() == 0;
    } catch (IOException e) {
      return false; // no such command
    }
  }

  /** Starts, or joins, the container that belongs to this home folder. */
  static ContainerPostgres start(Path home, String password, Consumer<String> progress) {
    String name =
        "socialbalance-" + Integer.toHexString(home.toString().hashCode()).toLowerCase(Locale.ROOT);
    try {
      if (run(List.of("docker", "start", name), "").status() != 0) {
        progress.accept("Fetching and starting " + IMAGE);
        // The password goes through the environment: arguments can be read by everybody.
        Result made =
            run(
                List.of(
                    "docker",
                    "run",
                    "--detach",
                    "--name",
                    name,
                    "--publish",
                    "127.0.0.1::5432",
                    "--volume",
                    name + ":/var/lib/postgresql/data",
                    "--env",
                    "POSTGRES_PASSWORD",
                    IMAGE),
                password);
        if (made.status() != 0) {
          throw new DatabaseException("Docker cannot start " + IMAGE + ": " + made.output());
        }
      }
      Result port = run(List.of("docker", "port", name, "5432/tcp"), "");
      if (port.status() != 0) {
        throw new DatabaseException(
            "Docker does not tell the port of " + name + ": " + port.output());
      }
      ContainerPostgres server =
          new ContainerPostgres(name, port.output().lines().findFirst().orElseThrow());
      server.awaitConnections(password);
      return server;
    } catch (IOException e) {
      throw new DatabaseException("Cannot run docker: " + e.getMessage(), e);
    }
  }

  String name() {
    return name;
  }

  String jdbcUrl(String database) {
    return "jdbc:postgresql://" + address + "/" + database;
  }

  private void awaitConnections(String password) {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      try (Connection connection =
          DriverManager.getConnection(jdbcUrl("postgres"), LocalPostgres.SUPERUSER, password)) {
        if (connection.isValid(5)) {
          return;
        }
      } catch (SQLException e) {
        if (Instant.now().isAfter(end)) {
          throw new DatabaseException(
              "The container " + name + " does not answer. Look at: docker logs " + name, e);
        }
      }
      try {
        Thread.sleep(500);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DatabaseException("Interrupted while waiting for " + name, e);
      }
    }
  }

  private record Result(int status, String output) {}

  private static Result run(List<String> command, String password) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("POSTGRES_PASSWORD", password);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Result(process.waitFor(), output.strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseException("Interrupted while running docker", e);
    }
  }
}
