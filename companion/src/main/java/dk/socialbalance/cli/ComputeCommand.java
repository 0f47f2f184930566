/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cli;

import dk.socialbalance.cells.CellCounter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Counts everything anew and publishes the result. */
@Command(
    name = "compute",
    mixinStandardHelpOptions = true,
    description = "Counts all indicators, levels and periods anew, protects, computes, publishes.")
final class ComputeCommand implements Callable<Integer> {

  @Option(
      names = "--repin",
      description = "Draw the class breaks anew; otherwise the pinned ones hold.")
  private boolean repin;

  @Override
  public Integer call() {
    Console console = new Console(System.out);
    try (Session session = Session.open(console)) {
      count(session);
      PublishCommand.publish(session, repin);
    }
    return 0;
  }

  static void count(Session session) {
    Console console = session.console();
    console.step("Counting");
    console.step(CellCounter.count(session.access(), session.catalogue(), console::step).summary());
  }
}
