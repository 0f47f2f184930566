/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import dk.socialbalance.disclosure.audit.Asked.Form;
import dk.socialbalance.disclosure.audit.Edition.Span;
import dk.socialbalance.disclosure.audit.Row.Kind;
import dk.socialbalance.disclosure.audit.Row.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What everybody knows of how counts of different cells relate, beside what they add up to. */
final class Relations {

  private static final double[] LESS = {1, -1};

  private final Knowledge knowledge;

  Relations(Knowledge knowledge) {
    this.knowledge = knowledge;
  }

  /** A numerator is a part of its denominator. */
  void within(Edition edition, Asked asked, int part, int whole, boolean equal) {
    knowledge.add(
        new Row(
            new int[] {part, whole},
            LESS,
            equal ? 0 : Double.NEGATIVE_INFINITY,
            0,
            new Source(
                Kind.WITHIN,
                asked.id(),
                "",
                false,
                edition.current(),
                !edition.current(),
                asked.id() + " is a part of its denominator")));
  }

  /** Adds what indicators and areas have to do with each other. */
  void add() {
    Map<String, List<Stated>> families = new HashMap<>();
    for (Stated cell : knowledge.cells()) {
      subsets(cell);
      if (!cell.asked().additive() || cell.asked().delivered()) {
        families
            .computeIfAbsent(
                cell.edition().id() + " " + cell.asked().id() + " " + cell.span().code(),
                k -> new ArrayList<>())
            .add(cell);
      }
    }
    families.values().forEach(this::parts);
  }

  private void subsets(Stated cell) {
    Edition edition = cell.edition();
    for (String id : cell.asked().subsetOf()) {
      Asked whole = edition.asked().get(id);
      if (whole == null || cell.asked().form() != Form.COUNT || !cell.asked().additive()) {
        continue;
      }
      int at = 0;
      for (Span source : Knowledge.sources(cell.asked(), cell.span())) {
        Optional<Collection<String>> inside =
            knowledge.place(edition, cell.asked(), cell.figure(), cell.span(), source);
        for (String place : inside.orElse(List.of())) {
          int part = cell.counts()[at++];
          int all = knowledge.counterpart(edition, whole, source, place);
          if (all >= 0) {
            knowledge.add(
                new Row(
                    new int[] {part, all},
                    LESS,
                    Double.NEGATIVE_INFINITY,
                    0,
                    new Source(
                        Kind.SUBSET,
                        cell.asked().id(),
                        "",
                        false,
                        edition.current(),
                        !edition.current(),
                        cell.asked().id() + " is a part of " + id)));
          }
        }
      }
    }
  }

  /**
   * Cells of one indicator and period that are no sums of places. Of those counted anew on each
   * level a parent has no more than its parts together and those in no part. Delivered ones add up
   * when all that is shown of them does.
   */
  private void parts(List<Stated> family) {
    Map<String, Stated> byArea = new HashMap<>();
    family.forEach(c -> byArea.put(c.area().code(), c));
    Map<Stated, List<Stated>> children = new IdentityHashMap<>();
    for (Stated cell : family) {
      Stated parent = byArea.get(cell.area().parent());
      if (parent != null) {
        children.computeIfAbsent(parent, p -> new ArrayList<>()).add(cell);
      }
    }
    boolean exact = children.entrySet().stream().allMatch(e -> addsUp(e.getKey(), e.getValue()));
    children.forEach(
        (parent, parts) -> {
          if (!parent.asked().delivered()) {
            moved(parent, parts);
          } else if (exact) {
            delivered(parent, parts, Stated::counts);
            delivered(parent, parts, Stated::denominators);
          }
        });
  }

  private static boolean addsUp(Stated parent, List<Stated> parts) {
    boolean all = parent.figure().shown() && parts.stream().allMatch(p -> p.figure().shown());
    return !all
        || parent.figure().n() == parts.stream().mapToLong(p -> p.figure().n()).sum()
            && parent.figure().d() == parts.stream().mapToLong(p -> p.figure().d()).sum();
  }

  private void moved(Stated parent, List<Stated> parts) {
    if (parent.figure().d() == null || parts.stream().anyMatch(p -> p.figure().d() == null)) {
      return;
    }
    double inNoPart = parent.figure().d() - parts.stream().mapToLong(p -> p.figure().d()).sum();
    relation(parent, parts, Stated::counts, Double.NEGATIVE_INFINITY, Math.max(0, inNoPart));
  }

  private interface Which {
    int[] of(Stated cell);
  }

  private void delivered(Stated parent, List<Stated> parts, Which which) {
    relation(parent, parts, which, 0, 0);
  }

  private void relation(
      Stated parent, List<Stated> parts, Which which, double lowest, double highest) {
    int[] unknowns = new int[parts.size() + 1];
    double[] coefficients = new double[parts.size() + 1];
    unknowns[0] = which.of(parent)[0];
    coefficients[0] = 1;
    for (int i = 0; i < parts.size(); i++) {
      unknowns[i + 1] = which.of(parts.get(i))[0];
      coefficients[i + 1] = -1;
    }
    Source told = knowledge.source(parent, Kind.PARTS);
    knowledge.add(new Row(unknowns, coefficients, lowest, highest, told));
  }
}
