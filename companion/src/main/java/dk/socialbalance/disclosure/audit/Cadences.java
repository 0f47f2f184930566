/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import dk.socialbalance.disclosure.audit.Asked.Form;
import dk.socialbalance.disclosure.audit.Edition.Span;
import dk.socialbalance.disclosure.audit.Row.Kind;
import dk.socialbalance.disclosure.audit.Row.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a reader takes for granted of events that are told by the quarter here and by the year
 * there: no quarter has more than the year, and the year has no more than its quarters together.
 * Persons move, so it need not be so; rows that the counts do not bear out are left out of the
 * proof.
 */
final class Cadences {

  /** An area as one of its cells tells it, and the counted periods that all of them tell. */
  private record Told(Stated cell, Set<String> sources) {}

  /** What an edition tells of a question. */
  private record Family(
      Edition edition, Asked asked, Map<String, Span> sources, Map<String, Told> areas) {}

  private final Knowledge knowledge;
  private final Map<String, Family> families = new LinkedHashMap<>();

  Cadences(Knowledge knowledge) {
    this.knowledge = knowledge;
  }

  void add() {
    for (Stated cell : knowledge.cells()) {
      if (cell.asked().form() == Form.COUNT && !cell.asked().delivered()) {
        note(cell, cell.asked());
        cell.asked().population().map(cell.edition().asked()::get).ifPresent(p -> note(cell, p));
      }
    }
    families.values().forEach(this::add);
  }

  private void note(Stated cell, Asked asked) {
    if (!asked.events()) {
      return;
    }
    Family family =
        families.computeIfAbsent(
            cell.edition().id() + " " + asked.id(),
            k -> new Family(cell.edition(), asked, new HashMap<>(), new LinkedHashMap<>()));
    Told told =
        family.areas().computeIfAbsent(cell.area().key(), a -> new Told(cell, new HashSet<>()));
    for (Span source : Knowledge.sources(asked, cell.span())) {
      family.sources().put(source.code(), source);
      told.sources().add(source.code());
    }
  }

  private void add(Family family) {
    for (Span whole : family.sources().values()) {
      Map<String, List<Span>> parts = new HashMap<>();
      for (Span part : family.sources().values()) {
        if (part != whole
            && !part.first().isBefore(whole.first())
            && !part.last().isAfter(whole.last())) {
          parts.computeIfAbsent(part.cadence(), c -> new ArrayList<>()).add(part);
        }
      }
      for (List<Span> those : parts.values()) {
        those.sort(Comparator.comparing(Span::first));
        family.areas().values().forEach(area -> add(family, area, whole, those));
      }
    }
  }

  private void add(Family family, Told area, Span whole, List<Span> parts) {
    boolean toldWhole = area.sources().contains(whole.code());
    if (!toldWhole && parts.stream().noneMatch(p -> area.sources().contains(p.code()))) {
      return;
    }
    int[] all = knowledge.counts(family.edition(), family.asked(), area.cell(), whole);
    if (all.length == 0) {
      return;
    }
    List<int[]> together = new ArrayList<>();
    for (Span part : parts) {
      int[] some = knowledge.counts(family.edition(), family.asked(), area.cell(), part);
      if (some.length > 0) {
        together.add(some);
        if (toldWhole || area.sources().contains(part.code())) {
          row(family, area, List.of(some), List.of(all));
        }
      }
    }
    if (together.size() == parts.size() && fill(whole, parts)) {
      row(family, area, List.of(all), together);
    }
  }

  /** Whether the parts leave no day of the whole out. */
  private static boolean fill(Span whole, List<Span> parts) {
    long days = 0;
    for (Span part : parts) {
      days += part.last().toEpochDay() - part.first().toEpochDay() + 1;
    }
    return days == whole.last().toEpochDay() - whole.first().toEpochDay() + 1;
  }

  private void row(Family family, Told area, Collection<int[]> less, Collection<int[]> more) {
    int[] first = join(less);
    int[] second = join(more);
    int[] unknowns = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, unknowns, first.length, second.length);
    double[] coefficients = new double[unknowns.length];
    Arrays.fill(coefficients, 0, first.length, 1);
    Arrays.fill(coefficients, first.length, coefficients.length, -1);
    boolean current = family.edition().current();
    knowledge.add(
        new Row(
            unknowns,
            coefficients,
            Double.NEGATIVE_INFINITY,
            0,
            new Source(
                Kind.CADENCE,
                family.asked().id(),
                "",
                false,
                current,
                !current,
                "%s: quarters and years of %s"
                    .formatted(family.asked().id(), area.cell().area().code()))));
  }

  private static int[] join(Collection<int[]> sums) {
    return sums.stream().flatMapToInt(Arrays::stream).toArray();
  }
}
