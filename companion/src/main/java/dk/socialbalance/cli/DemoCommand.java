/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cli;

import dk.socialbalance.catalogue.Source;
import dk.socialbalance.demo.DemoMunicipality;
import dk.socialbalance.demo.DemoOptions;
import dk.socialbalance.measures.MeasureLoader;
import dk.socialbalance.measures.MeasureOptions;
import dk.socialbalance.register.AddressLoader;
import dk.socialbalance.register.AreaLoader;
import dk.socialbalance.register.AreaOptions;
import dk.socialbalance.register.LoadOptions;
import dk.socialbalance.register.LoadReport;
import dk.socialbalance.register.Pseudonyms;
import dk.socialbalance.register.RegisterLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the synthetic municipality as the files that a municipality would deliver. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Writes the synthetic municipality into a folder, as the very files that ./sb load reads."
            + " Every person in it is made up.")
final class DemoCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FOLDER", description = "Where to write; made when missing.")
  private Path folder;

  @Option(
      names = "--residents",
      defaultValue = "69000",
      description = "How many live there (default ${DEFAULT-VALUE}; up to 10000000).")
  private int residents;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "The same seed gives the same files (default ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() {
    Console console = new Console(System.out);
    write(console, folder, new DemoOptions(residents, seed));
    return 0;
  }

  /** Writes a demo of the default seed. */
  static void write(Console console, Path folder, int residents) {
    write(console, folder, new DemoOptions(residents, DemoOptions.DEFAULT.seed()));
  }

  private static void write(Console console, Path folder, DemoOptions options) {
    console.step(
        String.format(
            Locale.ROOT, "Writing a synthetic municipality of %,d residents", options.residents()));
    try {
      Files.createDirectories(folder);
      DemoMunicipality.write(folder, options, console::step);
    } catch (IOException e) {
      throw new UncheckedIOException("The demo cannot be written to " + folder, e);
    }
  }

  /**
   * Writes the demo below the instance's home, loads it the way anybody would, counts, publishes.
   */
  static void install(Session session) {
    Path files = session.instance().home().resolve("demo");
    write(session.console(), files, DemoOptions.DEFAULT);
    load(session, files);
    ComputeCommand.count(session);
    PublishCommand.publish(session, false);
  }

  /** Loads a folder of demo files in the order that the files need. */
  static void load(Session session, Path folder) {
    LoadOptions options =
        new LoadOptions(false, LoadOptions.DEFAULT_MAX_REJECTED_SHARE, session.console()::step);
    for (String areas :
        List.of(
            "omraader_kommune.geojson",
            "omraader_bydel.geojson",
            "omraader_basisdistrikt.geojson",
            "omraader_boligomraade.gpkg")) {
      tell(
          session,
          areas,
          AreaLoader.load(
              session.access(),
              session.catalogue(),
              folder.resolve(areas),
              AreaOptions.DEFAULT,
              options));
    }
    tell(
        session,
        "adresser.csv",
        AddressLoader.load(
            session.access(),
            session.catalogue(),
            folder.resolve("adresser.csv"),
            AddressLoader.AddressOptions.DEFAULT,
            options));
    Pseudonyms pseudonyms = Pseudonyms.fromSecret(session.secrets().pseudonymKey());
    for (Source source : session.catalogue().sources()) {
      tell(
          session,
          source.file(),
          RegisterLoader.load(
              session.access(),
              session.catalogue(),
              source,
              folder.resolve(source.file()),
              "alle",
              pseudonyms,
              options));
    }
    tell(
        session,
        "flis_noegletal.csv",
        MeasureLoader.load(
            session.access(),
            session.catalogue(),
            folder.resolve("flis_noegletal.csv"),
            MeasureOptions.whole("flis", null),
            options));
  }

  private static void tell(Session session, String file, LoadReport report) {
    session
        .console()
        .step(
            String.format(
                Locale.ROOT,
                "Loaded %s: %,d rows, %,d rejected (%.1f s)",
                file,
                report.rowsIn(),
                report.rejected(),
                report.took().toMillis() / 1000.0));
  }
}
