/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import java.util.Set;
import java.util.TreeSet;

/**
 * Decides which further cells must be hidden so that nobody can work out what is secret: the solver
 * of complementary cell suppression (docs/method.md, "Disclosure"). Knows numbers only, no database
 * and no catalogue.
 *
 * <p>The method is that of Fischetti and Salazar (Models and algorithms for optimizing cell
 * suppression in tabular data with linear constraints, 2000), as a heuristic: for each guard that
 * does not hold, linear programming finds the cheapest set of numbers that must be able to deviate;
 * at the end each cell is shown again that need not be hidden.
 */
public final class Protector {

  private Protector() {}

  /**
   * Protects a system.
   *
   * @param key breaks ties between cells that cost the same; secret, so that who knows the program
   *     cannot replay it. The same key gives the same result, in whatever order cells are given.
   * @throws IllegalArgumentException when the truth breaks what the system says of it, or a name
   *     stands twice: a mistake of the caller
   * @throws Unprotectable when what must be shown tells too much
   */
  public static Protection protect(ProtectionSystem system, byte[] key) {
    CompiledSystem compiled = new CompiledSystem(system, key);
    Programs counter = new Programs();
    try (Attempt attempt = new Attempt(compiled, counter)) {
      attempt.protect();
      Set<String> further = new TreeSet<>();
      double cost = 0;
      for (int cell : attempt.further()) {
        further.add(compiled.cells().get(cell).id());
        cost += compiled.cells().get(cell).cost();
      }
      return new Protection(further, attempt.ranges(), cost, counter.count());
    }
  }
}
