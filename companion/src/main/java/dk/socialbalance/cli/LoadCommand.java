/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cli;

import dk.socialbalance.catalogue.Source;
import dk.socialbalance.db.RunLog;
import dk.socialbalance.measures.MeasureLoader;
import dk.socialbalance.measures.MeasureOptions;
import dk.socialbalance.publication.context.ContextLoader;
import dk.socialbalance.register.AddressLoader;
import dk.socialbalance.register.AreaKeyLoader;
import dk.socialbalance.register.AreaLoader;
import dk.socialbalance.register.AreaOptions;
import dk.socialbalance.register.CsvSource;
import dk.socialbalance.register.LoadFailedException;
import dk.socialbalance.register.LoadOptions;
import dk.socialbalance.register.LoadReport;
import dk.socialbalance.register.LoadRun;
import dk.socialbalance.register.Pseudonyms;
import dk.socialbalance.register.RegisterLoader;
import dk.socialbalance.register.Withdrawal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings files into the database; each is one transaction. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description =
        "Loads files. Each file is kept as a whole or not at all; the same file again changes"
            + " nothing; a corrected file replaces. Formats: docs/data-formats.md",
    subcommands = {
      LoadCommand.Areas.class,
      LoadCommand.Addresses.class,
      LoadCommand.Register.class,
      LoadCommand.Measures.class,
      LoadCommand.Key.class,
      LoadLayerCommand.class,
      LoadCommand.Withdraw.class
    })
final class LoadCommand {

  private static final int REJECTS_SHOWN = 20;

  /** Options of every load. */
  static final class Common {
    @Option(names = "--dry-run", description = "Read and check everything, keep nothing.")
    private boolean dryRun;

    @Option(
        names = "--max-rejected",
        paramLabel = "PERCENT",
        defaultValue = "2",
        description = "Fail when more of the rows are rejected (default ${DEFAULT-VALUE}).")
    private double maxRejected;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files to load, in order.")
    private List<Path> files;

    /** The files, in order. */
    List<Path> files() {
      return files;
    }

    private LoadOptions options(Console console) {
      return new LoadOptions(dryRun, maxRejected / 100, console::step);
    }
  }

  /** Loads one file in an open session. */
  @FunctionalInterface
  interface Loader {
    LoadReport load(Session session, Path file, LoadOptions options);
  }

  /** Loads all files of a command. */
  static int run(Common common, Loader loader) {
    Console console = new Console(System.out);
    try (Session session = Session.open(console)) {
      for (Path file : common.files) {
        console.step("Loading " + file.getFileName());
        try {
          report(console, loader.load(session, file, common.options(console)));
        } catch (LoadFailedException e) {
          e.report().ifPresent(r -> report(console, r));
          throw e;
        }
      }
    }
    return 0;
  }

  /** What a load did, for people: counts, notes, the first rejects. */
  static void report(Console console, LoadReport report) {
    console.step(
        String.format(
            Locale.ROOT,
            "%s: %,d rows read, %,d stored, %,d rejected (run %d, %.1f s)",
            report.result(),
            report.rowsIn(),
            report.rowsOut(),
            report.rejected(),
            report.runId(),
            report.took().toMillis() / 1000.0));
    report.notes().forEach(note -> console.line("    " + note));
    List<RunLog.Reject> rejects = report.rejects();
    for (RunLog.Reject reject : rejects.subList(0, Math.min(REJECTS_SHOWN, rejects.size()))) {
      console.line(
          "    "
              + reject.file()
              + ":"
              + reject.line()
              + (reject.column() == null ? "" : " " + reject.column())
              + ": "
              + reject.reason()
              + (reject.value() == null ? "" : " (" + reject.value() + ")"));
    }
    if (report.rejected() > REJECTS_SHOWN) {
      console.line("    ... the others: ./sb status --rejects " + report.runId());
    }
  }

  @Command(
      name = "areas",
      mixinStandardHelpOptions = true,
      description = "Areas of a level: GeoJSON or GeoPackage, any EPSG code.")
  static final class Areas implements Callable<Integer> {
    @Mixin private Common common;

    @Option(
        names = "--level",
        paramLabel = "LEVEL",
        description = "Level of the areas; without it the file's own column says it.")
    private String level;

    @Option(
        names = "--code",
        defaultValue = "kode",
        description = "Column with the code (default ${DEFAULT-VALUE}).")
    private String code;

    @Option(
        names = "--name",
        defaultValue = "navn",
        description = "Column with the name (default ${DEFAULT-VALUE}).")
    private String name;

    @Option(
        names = "--parent",
        defaultValue = "overordnet",
        description = "Column with the parent's code (default ${DEFAULT-VALUE}).")
    private String parent;

    @Option(
        names = "--valid-from",
        defaultValue = "gyldig_fra",
        description = "Column with the first day (default ${DEFAULT-VALUE}).")
    private String validFrom;

    @Option(
        names = "--valid-to",
        defaultValue = "gyldig_til",
        description = "Column with the last day (default ${DEFAULT-VALUE}).")
    private String validTo;

    @Option(
        names = "--crs",
        paramLabel = "EPSG",
        description = "EPSG code of the coordinates, when the file does not say it.")
    private Integer crs;

    @Option(
        names = "--table",
        paramLabel = "TABLE",
        description = "Feature table of a GeoPackage, when it has several.")
    private String table;

    @Option(
        names = "--tolerance",
        paramLabel = "METRES",
        defaultValue = "1",
        description =
            "Overlaps and gaps narrower than this are not told (default ${DEFAULT-VALUE}).")
    private double tolerance;

    @Override
    public Integer call() {
      AreaOptions options =
          new AreaOptions(
              Optional.ofNullable(level),
              new AreaOptions.Names("niveau", code, name, parent, validFrom, validTo),
              Optional.ofNullable(crs),
              Optional.ofNullable(table),
              tolerance);
      return run(
          common,
          (s, file, load) -> AreaLoader.load(s.access(), s.catalogue(), file, options, load));
    }
  }

  @Command(
      name = "addresses",
      mixinStandardHelpOptions = true,
      description =
          "Addresses with coordinates: CSV as Danmarks Adresseregister, or GeoPackage points.")
  static final class Addresses implements Callable<Integer> {
    @Mixin private Common common;

    @Option(
        names = "--crs",
        paramLabel = "EPSG",
        defaultValue = "0",
        description = "EPSG code of the coordinates (default: the catalogue's).")
    private int crs;

    @Option(
        names = "--id",
        defaultValue = "id",
        description = "Column with the identifier (default ${DEFAULT-VALUE}).")
    private String id;

    @Option(
        names = "--road-code",
        defaultValue = "vejkode",
        description = "Column with the road code (default ${DEFAULT-VALUE}).")
    private String roadCode;

    @Option(
        names = "--house-number",
        defaultValue = "husnr",
        description = "Column with the house number (default ${DEFAULT-VALUE}).")
    private String houseNumber;

    @Option(
        names = "--east",
        defaultValue = "oest",
        description = "Column with the easting (default ${DEFAULT-VALUE}).")
    private String east;

    @Option(
        names = "--north",
        defaultValue = "nord",
        description = "Column with the northing (default ${DEFAULT-VALUE}).")
    private String north;

    @Override
    public Integer call() {
      AddressLoader.AddressOptions options =
          new AddressLoader.AddressOptions(
              CsvSource.Format.DANISH,
              new AddressLoader.Columns(id, roadCode, houseNumber, east, north),
              crs);
      return run(
          common,
          (s, file, load) -> AddressLoader.load(s.access(), s.catalogue(), file, options, load));
    }
  }

  @Command(
      name = "register",
      mixinStandardHelpOptions = true,
      description =
          "An extract of a source system. CPR numbers become keyed pseudonyms while reading.")
  static final class Register implements Callable<Integer> {
    @Mixin private Common common;

    @Option(
        names = "--source",
        paramLabel = "SOURCE",
        description = "Source in the catalogue; without it the file's name says it (ydelser.csv).")
    private String source;

    @Option(
        names = "--period",
        paramLabel = "PERIOD",
        defaultValue = LoadRun.WHOLE,
        description = "The period that the file covers, or 'alle' for the whole source (default).")
    private String period;

    @Override
    public Integer call() {
      return run(
          common,
          (s, file, load) ->
              RegisterLoader.load(
                  s.access(),
                  s.catalogue(),
                  sourceOf(s, file),
                  file,
                  period,
                  Pseudonyms.fromSecret(s.secrets().pseudonymKey()),
                  load));
    }

    private Source sourceOf(Session session, Path file) {
      List<Source> sources = session.catalogue().sources();
      String fileName = file.getFileName().toString();
      return sources.stream()
          .filter(s -> source == null ? s.file().equals(fileName) : s.id().equals(source))
          .findFirst()
          .orElseThrow(
              () ->
                  new LoadFailedException(
                      (source == null
                              ? "No source of the catalogue has a file named " + fileName
                              : "The catalogue has no source '" + source + "'")
                          + ". Give --source with one of: "
                          + sources.stream().map(Source::id).collect(Collectors.joining(", "))));
    }
  }

  @Command(
      name = "measures",
      mixinStandardHelpOptions = true,
      description =
          "Figures that others have counted (FLIS, KL): one row an area, indicator and period.")
  static final class Measures implements Callable<Integer> {
    @Mixin private Common common;

    @Option(
        names = "--origin",
        paramLabel = "NAME",
        description =
            "Who delivers; with the period what a corrected file replaces (default: the file's name).")
    private String origin;

    @Option(
        names = "--period",
        paramLabel = "PERIOD",
        defaultValue = LoadRun.WHOLE,
        description = "The period that the file covers, or 'alle' (default).")
    private String period;

    @Option(
        names = "--cleared-by",
        paramLabel = "WHO",
        description =
            "Who cleared figures delivered as values for publication; without it they are kept but not published.")
    private String clearedBy;

    @Override
    public Integer call() {
      return run(
          common,
          (s, file, load) ->
              MeasureLoader.load(
                  s.access(),
                  s.catalogue(),
                  file,
                  new MeasureOptions(
                      origin == null ? stem(file) : origin,
                      period,
                      clearedBy,
                      CsvSource.Format.DANISH),
                  load));
    }

    private static String stem(Path file) {
      return file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    }
  }

  @Command(
      name = "key",
      mixinStandardHelpOptions = true,
      description =
          "The key from former areas to those that redrawing made of them, so that trends reach"
              + " back: CSV fra_kode;til_kode;gyldig_fra;andel. One wrong row refuses the file.")
  static final class Key implements Callable<Integer> {
    @Mixin private Common common;

    @Override
    public Integer call() {
      return run(common, (s, file, load) -> AreaKeyLoader.load(s.access(), file, load));
    }
  }

  @Command(
      name = "withdraw",
      mixinStandardHelpOptions = true,
      description =
          "Takes a delivery of a source, of delivered figures, the key, or an own layer, out again.")
  static final class Withdraw implements Callable<Integer> {
    /** What can be withdrawn. */
    enum Kind {
      REGISTER,
      MEASURES,
      KEY,
      LAYER
    }

    @Parameters(index = "0", paramLabel = "KIND", description = "register, measures, key or layer")
    private Kind kind;

    @Parameters(
        index = "1",
        paramLabel = "SUBJECT",
        description =
            "The source, the origin of the figures, omraader, or the layer's name (./sb status lists them)")
    private String subject;

    @Option(
        names = "--period",
        paramLabel = "PERIOD",
        defaultValue = LoadRun.WHOLE,
        description = "The period that was delivered, or 'alle' (default).")
    private String period;

    @Override
    public Integer call() {
      Console console = new Console(System.out);
      try (Session session = Session.open(console)) {
        long rows =
            kind == Kind.LAYER
                ? ContextLoader.remove(session.access(), subject)
                : Withdrawal.withdraw(
                    session.access(), kind.name().toLowerCase(Locale.ROOT), subject, period);
        console.step(String.format(Locale.ROOT, "%,d rows withdrawn", rows));
      }
      return 0;
    }
  }
}
