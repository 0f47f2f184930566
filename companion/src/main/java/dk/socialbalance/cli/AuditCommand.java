/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cli;

import dk.socialbalance.db.DatabaseException;
import dk.socialbalance.disclosure.audit.Audit;
import dk.socialbalance.disclosure.audit.AuditReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tries to work out what is hidden from all that is published, and says whether it can. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description =
        "Tries to work out hidden figures from all publications. Exit 0: safe, 1: a breach.")
final class AuditCommand implements Callable<Integer> {

  @Option(
      names = "--audience",
      paramLabel = "ID",
      description = "Whose publications (default: the public ones).")
  private String audience;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the whole report there too.")
  private Path json;

  @Override
  public Integer call() {
    Console console = new Console(System.out);
    try (Session session = Session.open(console)) {
      console.step("Auditing");
      AuditReport report =
          Audit.run(
              session.access(),
              session.catalogue(),
              audience == null ? PublishCommand.audience(session) : audience,
              console::step);
      report.lines().forEach(console::line);
      if (json != null) {
        write(report);
      }
      return report.safe() ? 0 : 1;
    }
  }

  private void write(AuditReport report) {
    try {
      Files.writeString(json, report.json());
    } catch (IOException e) {
      throw new DatabaseException(
          "The report cannot be written to %s: %s. Give a file in a folder that exists."
              .formatted(json, e.getMessage()),
          e);
    }
  }
}
