/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says for whose sake a further cell is hidden; for administrators. */
final class Reasons {

  private static final int NAMED = 3;

  private Reasons() {}

  /**
   * The secrets that stand in a sum with the cell, which could be worked out if it were shown.
   *
   * @param id of the further cell
   */
  static String of(ProtectionSystem system, String id) {
    Cell cell = system.cells().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
    Set<Integer> near = new HashSet<>();
    for (Figure own : cell.figures()) {
      for (Cell other : system.cells()) {
        other.figures().stream()
            .map(Figure::form)
            .filter(f -> meets(f, unknowns(own.form())))
            .forEach(f -> near.addAll(unknowns(f)));
      }
      for (Relation relation : system.relations()) {
        if (meets(relation.form(), unknowns(own.form()))) {
          near.addAll(unknowns(relation.form()));
        }
      }
    }
    List<String> names = new ArrayList<>();
    for (Guard guard : system.guards()) {
      if (near.containsAll(unknowns(guard.form()))) {
        names.add(guard.name());
      }
    }
    int more = names.size() - NAMED;
    return names.isEmpty()
        ? "for the sake of others that are hidden for " + system.name()
        : "protects "
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
