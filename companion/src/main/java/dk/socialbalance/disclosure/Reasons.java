/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says for whose sake a further cell is hidden; for administrators. */
final class Reasons {

  private static final int NAMED = 3;

  private Reasons() {}

  /**
   * The secrets in the smallest sum that could be worked out if the cell were shown.
   *
   * @param id of the further cell
   */
  static String of(ProtectionSystem system, String id) {
    Cell cell = system.cells().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
    Set<Integer> own = new HashSet<>();
    cell.figures().forEach(f -> own.addAll(unknowns(f.form())));
    List<Form> sums = new ArrayList<>();
    for (Cell other : system.cells()) {
      other.figures().stream().map(Figure::form).forEach(sums::add);
    }
    system.relations().stream().map(Relation::form).forEach(sums::add);
    return sums.stream()
        .filter(f -> f.size() > 0 && meets(f, own))
        .sorted(Comparator.comparingInt(Form::size))
        .map(f -> secrets(system, unknowns(f), own))
        .filter(names -> !names.isEmpty())
        .findFirst()
        .map(Reasons::told)
        .orElse("for the sake of others that are hidden for " + system.name());
  }

  private static List<String> secrets(ProtectionSystem system, Set<Integer> sum, Set<Integer> own) {
    return system.guards().stream()
        .filter(g -> sum.containsAll(unknowns(g.form())) || crosses(g.form(), own))
        .filter(g -> meets(g.form(), sum))
        .map(Guard::name)
        .toList();
  }

  /** Whether a secret is a piece of the cell, or the cell a part of the secret. */
  private static boolean crosses(Form secret, Set<Integer> own) {
    Set<Integer> unknowns = unknowns(secret);
    return own.containsAll(unknowns) || unknowns.containsAll(own);
  }

  private static String told(List<String> names) {
    int more = names.size() - NAMED;
    return "protects "
        + String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static Set<Integer> unknowns(Form form) {
    Set<Integer> unknowns = new HashSet<>();
    for (int unknown : form.unknowns()) {
      unknowns.add(unknown);
    }
    return unknowns;
  }

  private static boolean meets(Form form, Set<Integer> unknowns) {
    for (int unknown : form.unknowns()) {
      if (unknowns.contains(unknown)) {
        return true;
      }
    }
    return false;
  }
}
