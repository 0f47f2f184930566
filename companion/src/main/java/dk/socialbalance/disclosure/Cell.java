/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import java.util.List;

/**
 * A decision: figures that are shown or hidden together.
 *
 * @param id unique in its system
 * @param state what is decided already
 * @param cost of hiding it as a further cell, above 0 (1 + its share of the total); only asked of
 *     cells that may be hidden
 * @param figures at least one; a further cell's first figure must stay unknown while it is hidden
 */
public record Cell(String id, State state, double cost, List<Figure> figures) {

  /** Whether a cell is shown. */
  public enum State {
    /** Others publish it, or it is told already. */
    ALWAYS_SHOWN,
    /** Shown, unless it must be hidden to protect others. */
    MAY_HIDE,
    /** Hidden by a rule of its own. */
    HIDDEN
  }
}
