/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cli;

import picocli.CommandLine;

/** The command line: what {@code ./sb} runs. */
@CommandLine.Command(
    name = "sb",
    mixinStandardHelpOptions = true,
    description = "Social balance indicators: load, compute, publish, serve.")
public final class Sb {

  private Sb() {}

  /** Exit codes: 0 done, 1 failed, 2 wrong usage. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Sb()).execute(args));
  }
}
