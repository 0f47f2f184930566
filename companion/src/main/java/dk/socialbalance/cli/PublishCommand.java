/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cli;

import dk.socialbalance.publication.PublicationReport;
import dk.socialbalance.publication.Publisher;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Publishes what has been counted, or returns to the former publication. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = "Publishes what has been counted; running servers show it at once.")
final class PublishCommand implements Callable<Integer> {

  private static final int REMARKS_SHOWN = 5;

  @Option(names = "--withdraw", description = "Return to the former publication at once.")
  private boolean withdraw;

  @Option(
      names = "--repin",
      description = "Draw the class breaks anew; otherwise the pinned ones hold.")
  private boolean repin;

  @Override
  public Integer call() {
    Console console = new Console(System.out);
    try (Session session = Session.open(console)) {
      if (withdraw) {
        Publisher.withdraw(session.access(), audience(session), console::step);
      } else {
        publish(session, repin);
      }
    }
    return 0;
  }

  static PublicationReport publish(Session session, boolean repin) {
    Console console = session.console();
    console.step("Publishing");
    PublicationReport report =
        Publisher.publish(
            session.access(),
            session.catalogue(),
            audience(session),
            session.secrets().disclosureKey(),
            repin,
            console::step);
    if (report.unchanged()) {
      console.step("Unchanged: publication " + report.publication() + " stays in service");
      return report;
    }
    console.step(
        String.format(
            Locale.ROOT,
            "Publication %d: %d layers, %,d figures shown, %,d hidden, %,d without data (%.1f s, of which disclosure control %.1f s)",
            report.publication(),
            report.layers(),
            report.shown(),
            report.hidden(),
            report.withoutData(),
            report.millis() / 1000.0,
            report.controlMillis() / 1000.0));
    List<String> remarks = report.remarks();
    remarks.stream().limit(REMARKS_SHOWN).forEach(remark -> console.line("    " + remark));
    if (remarks.size() > REMARKS_SHOWN) {
      console.line("    ... and " + (remarks.size() - REMARKS_SHOWN) + " more");
    }
    return report;
  }

  /** The public audience: the first of the catalogue. */
  static String audience(Session session) {
    return session.catalogue().audiences().get(0).id();
  }
}
