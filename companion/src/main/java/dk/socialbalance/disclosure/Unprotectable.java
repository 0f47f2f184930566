/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import java.util.List;

/** Numbers that stay known too well even when everything that may be hidden is hidden. */
public final class Unprotectable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> guards;

  Unprotectable(String system, List<String> guards) {
    super(
        "In %s, what must be published tells too much of: %s. Hide less elsewhere or count coarser"
                .formatted(system, String.join("; ", guards))
            + " (longer periods, larger areas), or take the figure out of the publication.");
    this.guards = List.copyOf(guards);
  }

  /** The names of the guards that cannot hold; for administrators. */
  public List<String> guards() {
    return guards;
  }
}
