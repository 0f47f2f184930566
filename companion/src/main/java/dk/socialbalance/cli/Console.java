/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cli;

import java.io.PrintStream;
import java.util.Locale;

/** Lines for the person at the terminal, each with the seconds since the start. */
final class Console {

  private final PrintStream out;
  private final long begin = System.nanoTime();

  Console(PrintStream out) {
    this.out = out;
  }

  /** A line with the time. */
  void step(String line) {
    out.printf(Locale.ROOT, "[%6.1f s] %s%n", (System.nanoTime() - begin) / 1e9, line);
    out.flush();
  }

  /** A line without the time. */
  void line(String line) {
    out.println(line);
    out.flush();
  }

  /** Seconds since the start. */
  double seconds() {
    return (System.nanoTime() - begin) / 1e9;
  }
}
