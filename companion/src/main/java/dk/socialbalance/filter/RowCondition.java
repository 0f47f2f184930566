/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import java.util.List;

/**
 * A condition on a layer's row, in three-valued logic: a comparison with a missing value is neither
 * true nor false, and {@code not} leaves it so.
 */
@FunctionalInterface
public interface RowCondition {

  /** What a condition can come to; in the order of SQL: false, unknown, true. */
  enum Truth {
    FALSE,
    UNKNOWN,
    TRUE;

    static Truth of(boolean known) {
      return known ? TRUE : FALSE;
    }
  }

  /** What it comes to for a row. */
  Truth test(int row);

  /** Whether a row is selected: only what is true is. */
  default boolean selects(int row) {
    return test(row) == Truth.TRUE;
  }

  /** The least true of all. */
  static RowCondition and(List<RowCondition> all) {
    return row -> {
      Truth least = Truth.TRUE;
      for (RowCondition one : all) {
        Truth truth = one.test(row);
        if (truth == Truth.FALSE) {
          return truth;
        }
        least = truth == Truth.UNKNOWN ? truth : least;
      }
      return least;
    };
  }

  /** The truest of all. */
  static RowCondition or(List<RowCondition> all) {
    return row -> {
      Truth most = Truth.FALSE;
      for (RowCondition one : all) {
        Truth truth = one.test(row);
        if (truth == Truth.TRUE) {
          return truth;
        }
        most = truth == Truth.UNKNOWN ? truth : most;
      }
      return most;
    };
  }

  /** The opposite; unknown stays unknown. */
  static RowCondition not(RowCondition one) {
    return row ->
        switch (one.test(row)) {
          case TRUE -> Truth.FALSE;
          case FALSE -> Truth.TRUE;
          case UNKNOWN -> Truth.UNKNOWN;
        };
  }
}
