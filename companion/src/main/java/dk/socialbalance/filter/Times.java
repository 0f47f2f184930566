/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import dk.socialbalance.filter.RowCondition.Truth;
import java.util.function.IntFunction;

/** Temporal conditions on a layer's rows. */
final class Times {

  private static final Object BEGINNING = new Object();
  private static final Object END = new Object();

  private record Bound(IntFunction<Object> from, IntFunction<Object> to) {}

  private final Scalars scalars;

  Times(Scalars scalars) {
    this.scalars = scalars;
  }

  RowCondition relation(Condition.Temporal temporal) {
    Bound left = bind(temporal.left());
    Bound right = bind(temporal.right());
    Condition.TemporalOperator operator = temporal.operator();
    return row -> {
      Object from1 = left.from().apply(row);
      Object to1 = left.to().apply(row);
      Object from2 = right.from().apply(row);
      Object to2 = right.to().apply(row);
      if (from1 == null || to1 == null || from2 == null || to2 == null) {
        return Truth.UNKNOWN;
      }
      return Truth.of(
          holds(operator, sign(from1, from2), sign(from1, to2), sign(to1, from2), sign(to1, to2)));
    };
  }

  /** By the signs of beginnings and ends against each other. */
  private static boolean holds(
      Condition.TemporalOperator operator, int fromFrom, int fromTo, int toFrom, int toTo) {
    return switch (operator) {
      case AFTER -> fromTo > 0;
      case BEFORE -> toFrom < 0;
      case CONTAINS -> fromFrom < 0 && toTo > 0;
      case DISJOINT -> fromTo > 0 || toFrom < 0;
      case DURING -> fromFrom > 0 && toTo < 0;
      case EQUALS -> fromFrom == 0 && toTo == 0;
      case FINISHED_BY -> fromFrom < 0 && toTo == 0;
      case FINISHES -> fromFrom > 0 && toTo == 0;
      case INTERSECTS -> fromTo <= 0 && toFrom >= 0;
      case MEETS -> toFrom == 0;
      case MET_BY -> fromTo == 0;
      case OVERLAPPED_BY -> fromFrom > 0 && fromTo < 0 && toTo > 0;
      case OVERLAPS -> fromFrom < 0 && toFrom > 0 && toTo < 0;
      case STARTED_BY -> fromFrom == 0 && toTo > 0;
      case STARTS -> fromFrom == 0 && toTo < 0;
    };
  }

  private static int sign(Object one, Object other) {
    if (one == other) {
      return 0;
    }
    if (one == BEGINNING || other == END) {
      return -1;
    }
    if (one == END || other == BEGINNING) {
      return 1;
    }
    return Scalars.sign(one, other);
  }

  private Bound bind(Time time) {
    return new Bound(end(time.from(), BEGINNING), end(time.to(), END));
  }

  private IntFunction<Object> end(Value value, Object open) {
    if (value == null) {
      return row -> open;
    }
    Scalars.Typed typed = scalars.as(scalars.bind(value, 0), Scalars.Kind.MOMENT);
    if (!typed.kind().isTime()) {
      throw FilterException.wrong("A temporal condition needs a day or a moment on both sides.");
    }
    return typed.at();
  }
}
