/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cli;

import dk.socialbalance.ops.Journal;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what is loaded, published and what the last runs did. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows publications, what is loaded, and the last runs.")
final class StatusCommand implements Callable<Integer> {

  private static final int RUNS = 15;

  @Option(names = "--rejects", paramLabel = "RUN", description = "Show the rejected rows of a run.")
  private Long rejects;

  @Override
  public Integer call() throws SQLException {
    Console console = new Console(System.out);
    Console errors = new Console(System.err);
    try (Session session = Session.open(errors)) {
      Journal journal = new Journal(session.access());
      if (rejects != null) {
        print(console, "Rejects of run " + rejects, journal.rejects(rejects));
        return 0;
      }
      console.line("Database: " + session.database().description());
      console.line("Catalogue: " + session.catalogue().version());
      print(console, "Publications", journal.publications());
      print(console, "Loaded", journal.deliveries());
      print(console, "Last runs", journal.runs(RUNS));
    }
    return 0;
  }

  private static void print(Console console, String title, List<Map<String, Object>> rows) {
    console.line("");
    console.line(title + (rows.isEmpty() ? ": none" : ""));
    for (Map<String, Object> row : rows) {
      console.line(
          "  "
              + row.entrySet().stream()
                  .filter(e -> e.getValue() != null)
                  .map(e -> e.getKey() + " " + e.getValue())
                  .collect(Collectors.joining(", ")));
    }
  }
}
