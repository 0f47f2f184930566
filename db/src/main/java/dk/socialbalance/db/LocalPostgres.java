/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.db;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A private PostgreSQL cluster made from the binaries of this machine.
 *
 * <p>PostgreSQL refuses to run as root; then the cluster's folder is given to the account {@code
 * postgres} and every call goes through {@code setpriv}. The cluster listens on the loopback
 * address only and asks for a password (scram-sha-256) of everybody.
 */
public final class LocalPostgres {

  /** What a cluster is kept for. */
  public enum Kind {
    /** Keeps data over a crash: PostgreSQL's own settings. */
    DURABLE,
    /** Gives up durability for speed; for tests. */
    THROWAWAY
  }

  /** The superuser of a private cluster. */
  public static final String SUPERUSER = "postgres";

  private static final String SERVICE_ACCOUNT = "postgres";

  private final Path folder;
  private final Path binaries;
  private final String password;
  private final int port;

  private LocalPostgres(Path folder, Path binaries, String password, int port) {
    this.folder = folder;
    this.binaries = binaries;
    this.password = password;
    this.port = port;
  }

  /**
   * The folder with {@code initdb} and {@code pg_ctl} of the newest PostgreSQL (14 or later, with
   * PostGIS) on this machine.
   */
  public static Optional<Path> findBinaries() {
    List<Path> candidates = new ArrayList<>();
    Path debian = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(debian)) {
      try (Stream<Path> versions = Files.list(debian)) {
        versions
            .filter(v -> v.getFileName().toString().matches("\\d+"))
            .filter(v -> Integer.parseInt(v.getFileName().toString()) >= 14)
            .sorted(
                Comparator.comparingInt((Path v) -> Integer.parseInt(v.getFileName().toString()))
                    .reversed())
            .map(v -> v.resolve("bin"))
            .forEach(candidates::add);
      } catch (IOException e) {
        throw new DatabaseException("Cannot list " + debian + ": " + e.getMessage(), e);
      }
    }
    for (String entry : System.getenv().getOrDefault("PATH", "").split(":")) {
      if (!entry.isBlank()) {
        candidates.add(Path.of(entry));
      }
    }
    return candidates.stream()
        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
        .filter(bin -> Files.isExecutable(bin.resolve("pg_ctl")))
        .filter(LocalPostgres::hasPostgis)
        .findFirst();
  }

  private static boolean hasPostgis(Path bin) {
    try {
      Process process =
          new ProcessBuilder(bin.resolve("pg_config").toString(), "--sharedir")
              .redirectErrorStream(true)
              .start();
      String share = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() == 0) {
        return Files.exists(Path.of(share.strip(), "extension", "postgis.control"));
      }
    } catch (IOException e) {
      // pg_config belongs to the development package: fall through to Debian's layout
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Path version = bin.getParent().getFileName();
    return version != null
        && Files.exists(
            Path.of("/usr/share/postgresql", version.toString(), "extension", "postgis.control"));
  }

  /**
   * Starts the cluster in {@code folder}, making it first when it is not there, or joins it when it
   * runs already.
   *
   * @param password the superuser's password; kept by the caller
   * @throws DatabaseException when there are no binaries or PostgreSQL does not start; the message
   *     says what to do
   */
  public static LocalPostgres start(Path folder, Kind kind, String password) {
    Path binaries =
        findBinaries()
            .orElseThrow(
                () ->
                    new DatabaseException(
                        "No PostgreSQL (14 or later) with PostGIS on this"
                            + " machine. Install it (Debian/Ubuntu:"
                            + " apt-get install postgresql postgis"
                            + " postgresql-*-postgis-3) or set"
                            + " SB_DB_URL."));
    Path data = folder.toAbsolutePath().normalize().resolve("data");
    LocalPostgres cluster;
    try {
      Files.createDirectories(data.getParent());
      if (!Files.exists(data.resolve("PG_VERSION"))) {
        create(data, binaries, kind, password);
      }
      Optional<Integer> running = runningPort(data, binaries);
      if (running.isPresent()) {
        return new LocalPostgres(data, binaries, password, running.get());
      }
      cluster = new LocalPostgres(data, binaries, password, freePort());
    } catch (IOException e) {
      throw new DatabaseException(
          "Cannot set up the database under " + folder + ": " + e.getMessage(), e);
    }
    cluster.launch(kind);
    return cluster;
  }

  /**
   * The folder to keep a cluster in: the wanted one, or, when we are root and PostgreSQL's own
   * account cannot walk there (below {@code /root}, for example), one below that account's home,
   * named after the wanted one.
   */
  public static Path reachableFolder(Path wanted) {
    Path folder = wanted.toAbsolutePath().normalize();
    if (!isRoot()) {
      return folder;
    }
    Path existing = folder;
    while (!Files.isDirectory(existing)) {
      existing = existing.getParent();
    }
    if (runForStatus(asServiceAccount(List.of("test", "-x", existing.toString()))) == 0) {
      return folder;
    }
    return Path.of(
        "/var/lib/postgresql", "socialbalance-" + Integer.toHexString(folder.hashCode()));
  }

  /** The cluster in {@code folder} when it runs now. */
  public static Optional<LocalPostgres> running(Path folder, String password) {
    Path data = folder.toAbsolutePath().normalize().resolve("data");
    return findBinaries()
        .flatMap(
            bin -> {
              try {
                return runningPort(data, bin).map(p -> new LocalPostgres(data, bin, password, p));
              } catch (IOException e) {
                throw new DatabaseException(
                    "Cannot read the state of the database under " + folder, e);
              }
            });
  }

  private static void create(Path data, Path binaries, Kind kind, String password)
      throws IOException {
    Path passwordFile =
        Files.createTempFile(
            "sb-initdb",
            ".pw",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(passwordFile, password);
      Files.createDirectories(data);
      if (isRoot()) {
        run(List.of("chown", SERVICE_ACCOUNT, data.toString()));
        run(List.of("chown", SERVICE_ACCOUNT, passwordFile.toString()));
      }
      List<String> command =
          new ArrayList<>(
              List.of(
                  binaries.resolve("initdb").toString(),
                  "--pgdata=" + data,
                  "--username=" + SUPERUSER,
                  "--pwfile=" + passwordFile,
                  "--auth=scram-sha-256",
                  "--encoding=UTF8",
                  "--locale=C.UTF-8"));
      if (kind == Kind.THROWAWAY) {
        command.add("--no-sync");
      }
      run(asServiceAccount(command));
    } finally {
      Files.deleteIfExists(passwordFile);
    }
  }

  private void launch(Kind kind) {
    String options =
        "-p "
            + port
            + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
            + " -c shared_buffers=256MB -c work_mem=64MB -c max_wal_size=4GB"
            + " -c maintenance_work_mem=256MB -c jit=off -c timezone=UTC"
            + " -c log_min_error_statement=panic -c log_statement=none";
    if (kind == Kind.THROWAWAY) {
      options +=
          " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
              + " -c wal_level=minimal -c max_wal_senders=0 -c max_connections=60";
    }
    Path log = folder.resolve("server.log");
    try {
      run(
          asServiceAccount(
              List.of(
                  binaries.resolve("pg_ctl").toString(),
                  "start",
                  "--wait",
                  "--timeout=60",
                  "--silent",
                  "--pgdata=" + folder,
                  "--log=" + log,
                  "--options=" + options)));
    } catch (DatabaseException e) {
      throw new DatabaseException(
          "PostgreSQL did not start; its log is " + log + ". " + e.getMessage(), e);
    }
  }

  /** Stops the cluster; open connections are ended, running transactions rolled back. */
  public void stop() {
    run(
        asServiceAccount(
            List.of(
                binaries.resolve("pg_ctl").toString(),
                "stop",
                "--wait",
                "--mode=fast",
                "--silent",
                "--pgdata=" + folder)));
  }

  /** The port on 127.0.0.1 that the cluster listens on. */
  public int port() {
    return port;
  }

  /** The superuser's password. */
  public String password() {
    return password;
  }

  /** A JDBC URL for a database of this cluster, without user and password. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private static Optional<Integer> runningPort(Path data, Path binaries) throws IOException {
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      return Optional.empty();
    }
    int status =
        runForStatus(
            asServiceAccount(
                List.of(binaries.resolve("pg_ctl").toString(), "status", "--pgdata=" + data)));
    if (status != 0) {
      return Optional.empty();
    }
    // Line 4 of postmaster.pid is the port (PostgreSQL documentation, "Server start").
    List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
    return lines.size() > 3
        ? Optional.of(Integer.parseInt(lines.get(3).strip()))
        : Optional.empty();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static List<String> asServiceAccount(List<String> command) {
    if (!isRoot()) {
      return command;
    }
    List<String> wrapped =
        new ArrayList<>(
            List.of(
                "setpriv",
                "--reuid=" + SERVICE_ACCOUNT,
                "--regid=" + SERVICE_ACCOUNT,
                "--init-groups",
                "--"));
    wrapped.addAll(command);
    return wrapped;
  }

  private static int runForStatus(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor();
    } catch (IOException e) {
      throw new DatabaseException("Cannot run " + command.get(0) + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseException("Interrupted while running " + command.get(0), e);
    }
  }

  private static void run(List<String> command) {
    try {
      // Output goes to a file: a pipe would stay open as long as the server runs.
      Path output = Files.createTempFile("sb-postgres", ".out");
      try {
        Process process =
            new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new DatabaseException(command.get(0) + " did not end within 120 s.", null);
        }
        if (process.exitValue() != 0) {
          throw new DatabaseException(
              "Command failed: "
                  + String.join(" ", command)
                  + "\n"
                  + Files.readString(output).strip(),
              null);
        }
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw new DatabaseException("Cannot run " + command.get(0) + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseException("Interrupted while running " + command.get(0), e);
    }
  }
}
