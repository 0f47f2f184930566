/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cli;

import dk.socialbalance.ops.Databases;
import dk.socialbalance.ops.Instance;
import dk.socialbalance.ops.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures; what needs an instance makes its own, which is removed afterwards. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Benchmarks; see bench/README.md.",
      "Scripts of their own beside these: ./sb bench features and maps compare with MapServer, parity and",
      "guard try a GeoServer with the plugin."
    },
    subcommands = {BenchCommand.Pipeline.class, BenchDisclosure.class, BenchCommand.Warnings.class})
final class BenchCommand {

  private BenchCommand() {}

  @Command(
      name = "pipeline",
      mixinStandardHelpOptions = true,
      description = "From files to a publication, at several sizes: seconds of each step.")
  static final class Pipeline implements Callable<Integer> {

    @Option(
        names = "--residents",
        split = ",",
        defaultValue = "23000,69000,207000",
        description = "Sizes, separated by commas (default ${DEFAULT-VALUE}).")
    private List<Integer> sizes;

    private record Row(int residents, Map<String, Double> seconds) {
      double of(String step) {
        return seconds.get(step);
      }

      double perHundredThousand(String step) {
        return of(step) * 100_000 / residents;
      }
    }

    private static final List<String> STEPS =
        List.of("write", "load", "count", "protect", "publish");

    @Override
    public Integer call() throws IOException {
      Console console = new Console(System.out);
      List<Row> rows = new ArrayList<>();
      for (int residents : sizes) {
        rows.add(measure(console, residents));
      }
      print(console, rows);
      return 0;
    }

    private static Row measure(Console console, int residents) throws IOException {
      Path home = home();
      Map<String, String> environment = environment(home);
      Instance instance = Instance.of(environment);
      Secrets secrets = new Secrets(home, environment);
      try (Session session = Session.open(console, instance, secrets)) {
        Path files = home.resolve("demo");
        Map<String, Double> seconds = new HashMap<>();
        time(console, seconds, "write", () -> DemoCommand.write(console, files, residents));
        time(console, seconds, "load", () -> DemoCommand.load(session, files));
        time(console, seconds, "count", () -> ComputeCommand.count(session));
        double begin = console.seconds();
        double protect = PublishCommand.publish(session, false).controlMillis() / 1000.0;
        seconds.put("protect", protect);
        seconds.put("publish", console.seconds() - begin - protect);
        return new Row(residents, seconds);
      } finally {
        Databases.stop(instance, secrets);
        remove(home);
      }
    }

    private static void time(
        Console console, Map<String, Double> seconds, String step, Runnable work) {
      double begin = console.seconds();
      work.run();
      seconds.put(step, console.seconds() - begin);
    }

    private static void print(Console console, List<Row> rows) {
      console.line("");
      console.line("Seconds, and in brackets seconds per 100,000 residents:");
      StringBuilder header = new StringBuilder(String.format("%12s", "residents"));
      STEPS.forEach(step -> header.append(String.format("%20s", step)));
      console.line(header.toString());
      for (Row row : rows) {
        StringBuilder line =
            new StringBuilder(String.format(Locale.ROOT, "%,12d", row.residents()));
        for (String step : STEPS) {
          line.append(
              String.format(
                  Locale.ROOT, "%11.1f (%6.2f)", row.of(step), row.perHundredThousand(step)));
        }
        console.line(line.toString());
      }
    }
  }

  @Command(
      name = "warnings",
      mixinStandardHelpOptions = true,
      description =
          "Early warnings on simulated years: false ones, and how many planted doublings are found."
              + " Exit code 1 when budget or target is missed.")
  static final class Warnings implements Callable<Integer> {

    @Option(
        names = "--simulations",
        defaultValue = "200",
        description = "How many (default ${DEFAULT-VALUE}).")
    private int simulations;

    @Override
    public Integer call() throws IOException {
      Console console = new Console(System.out);
      Path home = home();
      Map<String, String> environment = environment(home);
      Instance instance = Instance.of(environment);
      Secrets secrets = new Secrets(home, environment);
      try (Session session = Session.open(console, instance, secrets)) {
        Path files = home.resolve("demo");
        DemoCommand.write(console, files, 69_000);
        DemoCommand.load(session, files);
        ComputeCommand.count(session);
        PublishCommand.publish(session, false);
        return new WarningsBench(console).run(session.access(), simulations) ? 0 : 1;
      } finally {
        Databases.stop(instance, secrets);
        remove(home);
      }
    }
  }

  /** A home of its own, which the database's account can reach. */
  private static Path home() throws IOException {
    Path home = Files.createTempDirectory("sb-bench");
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    return home;
  }

  private static Map<String, String> environment(Path home) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("SB_HOME", home.toString());
    environment.remove("SB_DB_URL");
    environment.remove("SB_CATALOGUE");
    return environment;
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + folder, e);
    }
  }
}
