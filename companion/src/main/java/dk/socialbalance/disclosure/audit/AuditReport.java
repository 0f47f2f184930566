/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an audit found. For administrators: it names cells and ranges.
 *
 * @param publication the current publication
 * @param editions how many publications were held against each other
 * @param shown cells of the current publication with their numbers
 * @param hiddenByRule hidden cells of the current publication by rule; {@code further} protects
 *     others
 * @param judged how many cells, pieces and differences were bounded
 * @param openZeros hidden ones below a nought that may be shown: no secret
 * @param narrowest the ten narrowest ranges of hidden counts
 * @param losses by indicator and level
 * @param toldBefore told by one publication and hidden by another; no new one can take that back
 * @param breaches empty when the publication is safe
 * @param remarks what was not assumed, and why
 * @param seconds it took
 */
public record AuditReport(
    long publication,
    int editions,
    long shown,
    Map<String, Long> hiddenByRule,
    int judged,
    int openZeros,
    List<Narrow> narrowest,
    List<Loss> losses,
    List<String> toldBefore,
    List<Breach> breaches,
    List<String> remarks,
    double seconds) {

  private static final int NARROWEST = 10;
  private static final int LINES = 200;

  /** A hidden count and its range. */
  public record Narrow(String cell, double lowest, double highest) {}

  /**
   * Information lost on a level.
   *
   * @param cells with figures, hidden or not
   * @param hidden cells
   * @param count of all cells: sum of numerators
   * @param hiddenCount of hidden cells
   */
  public record Loss(
      String indicator, String level, long cells, long hidden, double count, double hiddenCount) {}

  /** Whether nothing too narrow was found. */
  public boolean safe() {
    return breaches.isEmpty();
  }

  /** Lines for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Publication %d, with %d earlier: %,d cells shown, %,d hidden"
            .formatted(
                publication,
                editions - 1,
                shown,
                hiddenByRule.values().stream().mapToLong(Long::longValue).sum()));
    hiddenByRule.forEach((rule, n) -> lines.add("  %-16s %,8d".formatted(rule, n)));
    lines.add(
        "Bounded %,d cells, pieces and differences; %,d lie below a nought that may be shown"
            .formatted(judged, openZeros));
    lines.add("Narrowest ranges of hidden counts:");
    narrowest.forEach(
        n -> lines.add("  %s: %s".formatted(n.cell(), Breach.range(n.lowest(), n.highest()))));
    lines.add("Information lost (hidden cells; hidden persons, cases or contributors):");
    for (Loss loss : losses) {
      if (loss.hidden() > 0) {
        lines.add(
            String.format(
                Locale.ROOT,
                "  %-26s %-14s %6d of %6d cells (%4.1f %%), %4.1f %% of the count",
                loss.indicator(),
                loss.level(),
                loss.hidden(),
                loss.cells(),
                100.0 * loss.hidden() / loss.cells(),
                loss.count() == 0 ? 0 : 100 * loss.hiddenCount() / loss.count()));
      }
    }
    section(
        lines,
        "Told by one publication and hidden by another; no new one can take that back",
        toldBefore);
    section(lines, "Remarks", remarks);
    section(lines, "BREACHES", breaches.stream().map(Breach::line).toList());
    lines.add(
        String.format(
            Locale.ROOT,
            "%s (%.1f s)",
            safe()
                ? "Safe: no hidden figure can be worked out more closely than the rules allow"
                : "NOT SAFE: %,d breaches".formatted(breaches.size()),
            seconds));
    return lines;
  }

  private static void section(List<String> lines, String title, List<String> entries) {
    if (entries.isEmpty()) {
      return;
    }
    lines.add("%s: %,d".formatted(title, entries.size()));
    entries.stream().limit(LINES).forEach(e -> lines.add("  " + e));
    if (entries.size() > LINES) {
      lines.add("  ... and %,d more".formatted(entries.size() - LINES));
    }
  }

  /** The whole report as JSON. */
  public String json() {
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(this);
  }

  /** Gathers what is found on the way. */
  static final class Builder {

    private final List<Breach> breaches = new ArrayList<>();
    private final Set<String> remarks = new TreeSet<>();
    private final List<String> toldBefore = new ArrayList<>();
    private final Set<Breach> known = new HashSet<>();
    private List<Narrow> narrow = new ArrayList<>();
    private int judged;
    private int openZeros;

    void breach(Breach breach) {
      if (known.add(breach)) {
        breaches.add(breach);
      }
    }

    void remark(String remark) {
      remarks.add(remark);
    }

    void toldBefore(Target target) {
      toldBefore.add(label(target));
    }

    void openZero() {
      openZeros++;
    }

    void range(Target target, Range range) {
      judged++;
      if (target.kind() == Target.Kind.CELL && target.cell().edition().current()) {
        narrow.add(new Narrow(label(target), range.lowest(), range.highest()));
        if (narrow.size() > 1000) {
          narrow = narrowest();
        }
      }
    }

    private List<Narrow> narrowest() {
      return new ArrayList<>(
          narrow.stream()
              .sorted(
                  Comparator.comparingDouble((Narrow n) -> n.highest() - n.lowest())
                      .thenComparing(Narrow::cell))
              .limit(NARROWEST)
              .toList());
    }

    private static String label(Target target) {
      Figure figure = target.cell().figure();
      return "%s %s %s %s (publication %d, %s)"
          .formatted(
              target.question(),
              figure.level(),
              target.area(),
              figure.period(),
              figure.publication(),
              target.need().rule());
    }

    AuditReport build(
        Edition current,
        int editions,
        Map<String, Map<String, Long>> reasons,
        List<Loss> losses,
        double seconds) {
      Map<String, Long> byRule = new TreeMap<>();
      reasons.forEach(
          (rule, counts) ->
              byRule.put(rule, counts.values().stream().mapToLong(Long::longValue).sum()));
      breaches.sort(
          Comparator.comparing(Breach::kind)
              .thenComparing(Breach::indicator)
              .thenComparing(Breach::period)
              .thenComparing(Breach::area));
      return new AuditReport(
          current.id(),
          editions,
          current.figures().stream().filter(Figure::shown).count(),
          byRule,
          judged,
          openZeros,
          List.copyOf(narrowest()),
          losses,
          List.copyOf(toldBefore),
          List.copyOf(breaches),
          List.copyOf(remarks),
          seconds);
    }
  }
}
