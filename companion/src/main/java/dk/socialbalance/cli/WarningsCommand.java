/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cli;

import dk.socialbalance.statistics.WarningRegister;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists early warnings. */
@Command(
    name = "warnings",
    mixinStandardHelpOptions = true,
    description = "Lists early warnings, the most severe first.")
final class WarningsCommand implements Callable<Integer> {

  @Option(names = "--all", description = "Also those that are closed or have lapsed.")
  private boolean all;

  @Option(names = "--english", description = "In English; otherwise in Danish.")
  private boolean english;

  @Override
  public Integer call() throws SQLException {
    Console console = new Console(System.out);
    try (Session session = Session.open(new Console(System.err))) {
      List<Map<String, Object>> warnings =
          new WarningRegister(session.access(), session.catalogue())
              .list(all ? "" : "aaben", "", "");
      for (Map<String, Object> warning : warnings) {
        console.line(
            "%6s  %-10s %s  %s"
                .formatted(
                    warning.get("id"),
                    warning.get("status"),
                    warning.get("alvor").equals(2) ? "!!" : "! ",
                    warning.get(english ? "tekst_en" : "tekst_da")));
      }
      console.line(warnings.size() + (warnings.size() == 1 ? " warning" : " warnings"));
    }
    return 0;
  }
}
