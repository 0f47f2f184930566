/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import java.util.Locale;

/**
 * One place where more can be worked out than the rules allow. For administrators: it names what it
 * finds.
 *
 * @param kind the way by which
 * @param publication number of the publication that the figure belongs to
 * @param indicator id of an indicator, a population or an index
 * @param level the area's level
 * @param area code, or an expression over codes such as {@code H1 \ D2}
 * @param period code
 * @param lowest least value that all published figures allow; NaN when the breach is no range
 * @param highest greatest value; infinite without a limit; NaN when the breach is no range
 * @param needed what would be safe, or what was expected
 */
public record Breach(
    BreachKind kind,
    long publication,
    String indicator,
    String level,
    String area,
    String period,
    double lowest,
    double highest,
    String needed) {

  /** One line for people. */
  public String line() {
    return "%s: %s %s %s %s (publication %d)%s: %s"
        .formatted(
            kind.label(),
            indicator,
            level,
            area,
            period,
            publication,
            Double.isNaN(lowest) ? "" : " can only be " + range(lowest, highest),
            needed);
  }

  /** A range of counts or sums, for people. */
  static String range(double lowest, double highest) {
    String from = Double.isInfinite(lowest) ? "-" : number(lowest);
    String to = Double.isInfinite(highest) ? "-" : number(highest);
    return from.equals(to) && !from.equals("-") ? from : from + " to " + to;
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
