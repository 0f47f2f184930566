/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dk.socialbalance.disclosure.Cell;
import dk.socialbalance.disclosure.Protection;
import dk.socialbalance.disclosure.ProtectionSystem;
import dk.socialbalance.disclosure.Protector;
import dk.socialbalance.disclosure.SyntheticSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the solver of disclosure control on synthetic municipalities. */
@Command(
    name = "disclosure",
    mixinStandardHelpOptions = true,
    description = "The solver of disclosure control, at several numbers of smallest areas.")
final class BenchDisclosure implements Callable<Integer> {

  private static final byte[] KEY = "benchmark".getBytes(UTF_8);
  private static final int LEAST_AREAS = 8;

  @Spec private picocli.CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--areas",
      split = ",",
      defaultValue = "84,250,1000",
      description = "Numbers of areas, separated by commas (default ${DEFAULT-VALUE}).")
  private List<Integer> sizes;

  @Option(
      names = "--systems",
      defaultValue = "5",
      description = "How many systems of each size (default ${DEFAULT-VALUE}).")
  private int systems;

  /** Means over the systems of one size. */
  private record Row(int areas, double seconds, double primary, double further, double programs) {}

  @Override
  public Integer call() {
    if (systems < 1 || sizes.stream().anyMatch(size -> size < LEAST_AREAS)) {
      throw new ParameterException(
          spec.commandLine(), "At least one system and %d areas are needed".formatted(LEAST_AREAS));
    }
    Console console = new Console(System.out);
    // Loads the library and lets the JVM compile.
    measure(console, LEAST_AREAS, 2 * systems);
    measure(console, sizes.get(0), systems);
    List<Row> rows = new ArrayList<>();
    for (int areas : sizes) {
      rows.add(measure(console, areas, systems));
    }
    print(console, rows);
    return 0;
  }

  private static Row measure(Console console, int areas, int systems) {
    double seconds = 0;
    double primary = 0;
    double further = 0;
    double programs = 0;
    for (int seed = 0; seed < systems; seed++) {
      ProtectionSystem system = SyntheticSystem.municipality(areas, seed);
      double begin = console.seconds();
      Protection protection = Protector.protect(system, KEY);
      seconds += console.seconds() - begin;
      primary += system.cells().stream().filter(c -> c.state() == Cell.State.HIDDEN).count();
      further += protection.hiddenFurther().size();
      programs += protection.programs();
    }
    return new Row(
        areas, seconds / systems, primary / systems, further / systems, programs / systems);
  }

  private static void print(Console console, List<Row> rows) {
    console.line(
        "Means of one system (one indicator and year), and in brackets ratios to "
            + rows.get(0).areas()
            + " areas:");
    console.line(
        String.format(
            "%8s%20s%16s%16s%22s", "areas", "seconds", "primary", "further", "linear programs"));
    Row first = rows.get(0);
    for (Row row : rows) {
      console.line(
          String.format(
              Locale.ROOT,
              "%8d%11.3f (%6.2f)%16.0f%16.0f%13.0f (%6.2f)",
              row.areas(),
              row.seconds(),
              row.seconds() / first.seconds(),
              row.primary(),
              row.further(),
              row.programs(),
              row.programs() / first.programs()));
    }
  }
}
