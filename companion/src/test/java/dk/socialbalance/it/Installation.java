/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.it;

import dk.socialbalance.db.LocalPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An installation of its own, run from the packaged jar as {@code ./sb} runs it. */
public final class Installation implements AutoCloseable {

  /** A process of the product with the lines that it printed. */
  public static final class Running {
    private final Process process;
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Thread reader;

    private Running(Process process, String readyLine) {
      this.process = process;
      this.reader =
          new Thread(
              () -> {
                try (BufferedReader out =
                    new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                  String line;
                  while ((line = out.readLine()) != null) {
                    lines.add(line);
                    if (readyLine != null && line.contains(readyLine)) {
                      ready.countDown();
                    }
                  }
                } catch (IOException e) {
                  lines.add("[output broke off: " + e.getMessage() + "]");
                } finally {
                  ready.countDown();
                }
              });
      reader.start();
    }

    /** Waits for the line that says that it serves. */
    public Running awaitReady(Duration patience) throws InterruptedException {
      if (!ready.await(patience.toSeconds(), TimeUnit.SECONDS) || !process.isAlive()) {
        throw new AssertionError("Not ready within " + patience + ":\n" + output());
      }
      return this;
    }

    /** Waits for its end. */
    int exitCode(Duration patience) throws InterruptedException {
      if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("Did not end within " + patience + ":\n" + output());
      }
      reader.join();
      return process.exitValue();
    }

    public String output() {
      return String.join("\n", lines);
    }

    /** As Ctrl-C does. */
    public int interrupt() throws InterruptedException {
      // Not Process.destroy(): that would close the pipe before the last lines are read.
      process.toHandle().destroy();
      return exitCode(Duration.ofSeconds(40));
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
      process.destroyForcibly();
      exitCode(Duration.ofSeconds(20));
    }

    Process process() {
      return process;
    }
  }

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  private final Path home;
  private final int port;

  public Installation() {
    try {
      // Not below target: PostgreSQL's own account must be able to walk there.
      this.home = Files.createTempDirectory("sb-installation");
      Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
      try (ServerSocket socket = new ServerSocket(0)) {
        this.port = socket.getLocalPort();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path home() {
    return home;
  }

  int port() {
    return port;
  }

  String url(String path) {
    return "http://localhost:" + port + path;
  }

  /** Starts a verb; {@code readyLine} is part of the line to wait for, or null. */
  public Running start(String readyLine, String... arguments) {
    return start(Map.of(), readyLine, arguments);
  }

  Running start(Map<String, String> environment, String readyLine, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-DEPSG-HSQL.directory=" + home.resolve("epsg"),
                "-jar",
                Path.of("target", "companion.jar").toAbsolutePath().toString()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SB_HOME", home.toString());
    builder.environment().put("SB_PORT", Integer.toString(port));
    builder.environment().remove("SB_DB_URL");
    builder.environment().remove("SB_CATALOGUE");
    builder.environment().putAll(environment);
    try {
      return new Running(builder.start(), readyLine);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A connection to its database that may do everything. */
  public Connection connect() throws SQLException {
    LocalPostgres cluster =
        LocalPostgres.running(LocalPostgres.reachableFolder(home.resolve("postgres")), "")
            .orElseThrow();
    try {
      return DriverManager.getConnection(
          cluster.jdbcUrl("socialbalance"),
          LocalPostgres.SUPERUSER,
          Files.readString(home.resolve("secrets/db-superuser")).strip());
    } catch (IOException e) {
      throw new SQLException(e);
    }
  }

  /** Runs a verb to its end and gives its output; fails on another exit code. */
  String run(int exitCode, String... arguments) throws InterruptedException {
    Running running = start(null, arguments);
    int code = running.exitCode(Duration.ofMinutes(5));
    if (code != exitCode) {
      throw new AssertionError(
          "Exit code " + code + ", not " + exitCode + ":\n" + running.output());
    }
    return running.output();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return get(path, Map.of());
  }

  /** Posts JSON. */
  HttpResponse<String> post(String path, Map<String, String> headers, String json)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url(path)))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    headers.forEach(request::header);
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url(path))).timeout(Duration.ofSeconds(60));
    headers.forEach(request::header);
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Waits until something is served: what was loaded shows within seconds. */
  void await(String path, Duration patience) throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    int status;
    do {
      status = get(path).statusCode();
    } while (status != 200 && System.nanoTime() < end);
    if (status != 200) {
      throw new AssertionError(status + " for " + path + " after " + patience);
    }
  }

  byte[] bytes(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create(url(path))).timeout(Duration.ofSeconds(60)).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " for " + path);
    }
    return answer.body();
  }

  /** Runs a client program and gives its output; fails when it does. */
  static String client(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    if (code != 0) {
      throw new AssertionError(String.join(" ", command) + " ended with " + code + ":\n" + output);
    }
    return output;
  }

  /** Stops its database and removes everything. */
  @Override
  public void close() {
    try {
      run(0, "stop");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while stopping", e);
    }
    try (Stream<Path> files = Files.walk(home)) {
      files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
