/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cli;

import dk.socialbalance.catalogue.CatalogueException;
import dk.socialbalance.datadir.DataDirectoryException;
import dk.socialbalance.db.DatabaseException;
import dk.socialbalance.disclosure.Unprotectable;
import dk.socialbalance.ops.Instance;
import dk.socialbalance.register.LoadFailedException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line: what {@code ./sb} runs. */
@Command(
    name = "sb",
    mixinStandardHelpOptions = true,
    version = "Social balance",
    description = "Social balance indicators: load, count, publish, serve.",
    footer = {
      "",
      "  test             runs all tests (./sb test --help)",
      "",
      "Environment:",
      "  SB_HOME          everything that the instance keeps (default .local)",
      "  SB_PORT          port to serve on (default 8080)",
      "  SB_DB_URL        a database to use: postgresql://user:password@host:5432/name",
      "  SB_CATALOGUE     folder of an own catalogue (default: the shipped one)",
      "  SB_PUBLIC_URL    address that clients see, when a proxy stands in front",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage."
    },
    subcommands = {
      RunCommand.class,
      LoadCommand.class,
      ComputeCommand.class,
      PublishCommand.class,
      AuditCommand.class,
      StatusCommand.class,
      WarningsCommand.class,
      DemoCommand.class,
      BenchCommand.class,
      DatadirCommand.class,
      StopCommand.class
    })
public final class Sb implements Callable<Integer> {

  @Spec private CommandSpec spec;

  private Sb() {}

  /** Runs a verb and ends with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Sb())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command));
  }

  /** Without a verb: the list of verbs, as a wrong usage. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return CommandLine.ExitCode.USAGE;
  }

  /** What people can mend is said in words; everything else is logged and named by its place. */
  private static int report(Exception failure, CommandLine command) {
    PrintWriter err = command.getErr();
    if (failure instanceof DatabaseException
        || failure instanceof CatalogueException
        || failure instanceof LoadFailedException
        || failure instanceof Unprotectable
        || failure instanceof DataDirectoryException
        || failure instanceof Instance.SettingException) {
      LoggerFactory.getLogger(Sb.class).error("{} failed", command.getCommandName(), failure);
      err.println("sb: " + failure.getMessage());
    } else {
      LoggerFactory.getLogger(Sb.class).error("{} failed", command.getCommandName(), failure);
      err.println(
          "sb: unexpected failure ("
              + failure.getClass().getSimpleName()
              + "). Nothing half-done was kept. Details: "
              + Instance.of(System.getenv()).home().resolve("logs/companion.log"));
    }
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }
}
