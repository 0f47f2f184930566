/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import java.util.List;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * A condition on a feature: the one model that every filter language is read into. It says what was
 * asked, without a layer's values; {@link Binding} makes it a {@link RowCondition} of a layer.
 *
 * <p>Evaluation is three-valued throughout, as in SQL: where a value is missing, a condition is
 * neither true nor false.
 */
public sealed interface Condition {

  /** Most conditions in one filter. */
  int MAX_CONDITIONS = 2000;

  /** Deepest nesting of a filter; each reader refuses a deeper one before it recurses further. */
  int MAX_DEPTH = 100;

  /** Most vertices in a filter's geometries together. */
  int MAX_VERTICES = 100_000;

  /** All hold. An empty list is true. */
  record And(List<Condition> all) implements Condition {
    public And {
      all = List.copyOf(all);
    }
  }

  /** At least one holds. An empty list is false. */
  record Or(List<Condition> all) implements Condition {
    public Or {
      all = List.copyOf(all);
    }
  }

  /** The opposite. */
  record Not(Condition one) implements Condition {}

  /** True or false, whatever the feature. */
  record Constant(boolean known) implements Condition {}

  /** A value of type boolean is true. */
  record Holds(Value value) implements Condition {}

  /** How two values are compared. */
  enum Operator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL;

    boolean holds(int sign) {
      return switch (this) {
        case EQUAL -> sign == 0;
        case NOT_EQUAL -> sign != 0;
        case LESS -> sign < 0;
        case LESS_OR_EQUAL -> sign <= 0;
        case GREATER -> sign > 0;
        case GREATER_OR_EQUAL -> sign >= 0;
      };
    }
  }

  /**
   * A comparison. Texts are compared by code point, numbers by value, moments in time; a day and a
   * moment are compared as days (UTC).
   *
   * @param matchCase false: letters' case makes no difference; means something for texts only
   */
  record Compare(Operator operator, Value left, Value right, boolean matchCase)
      implements Condition {}

  /**
   * A text matches a pattern.
   *
   * @param pattern a literal, or a text function of one
   * @param many stands for any number of characters, also none
   * @param one stands for one character
   * @param escape takes the next character's meaning away
   */
  record Like(Value text, Value pattern, char many, char one, char escape, boolean matchCase)
      implements Condition {}

  /** A value is missing. Never unknown. */
  record IsNull(Value value) implements Condition {}

  /** A condition is neither true nor false. Never unknown itself. */
  record IsUnknown(Condition one) implements Condition {}

  /** The feature has no geometry. Never unknown. */
  record HasNoGeometry() implements Condition {}

  /** How two geometries lie to each other (OGC 06-103r4, 6.1.2.3). */
  enum SpatialOperator {
    INTERSECTS,
    DISJOINT,
    EQUALS,
    CONTAINS,
    WITHIN,
    TOUCHES,
    CROSSES,
    OVERLAPS
  }

  /** How two geometries lie to each other, judged in the system of the literal one. */
  record Spatial(SpatialOperator operator, Shape left, Shape right) implements Condition {}

  /**
   * The feature touches a box.
   *
   * @param system that the corners are written in
   * @param lower lower corner, in the system's order
   * @param upper upper corner, in the system's order
   * @throws FilterException when the lower corner lies beyond the upper one
   */
  static Spatial bbox(Vocabulary.System system, double[] lower, double[] upper) {
    if (lower[0] > upper[0] || lower[1] > upper[1]) {
      throw FilterException.wrong("The box's lower corner must not lie beyond its upper one.");
    }
    int x = system.yx() ? 1 : 0;
    Envelope box = new Envelope(lower[x], upper[x], lower[1 - x], upper[1 - x]);
    return new Spatial(
        SpatialOperator.INTERSECTS,
        new Shape.Feature(),
        new Shape.Literal(new GeometryFactory().toGeometry(box), system.srid()));
  }

  /**
   * Two geometries are at most so far apart.
   *
   * @param metres distance on the ground; in the plane where the layer's own system has metres
   */
  record Near(Shape left, Shape right, double metres) implements Condition {}

  /** How two times lie to each other (J. Allen, CACM 26:11, 1983; OGC 21-065r2, 7.4). */
  enum TemporalOperator {
    AFTER,
    BEFORE,
    CONTAINS,
    DISJOINT,
    DURING,
    EQUALS,
    FINISHED_BY,
    FINISHES,
    INTERSECTS,
    MEETS,
    MET_BY,
    OVERLAPPED_BY,
    OVERLAPS,
    STARTED_BY,
    STARTS
  }

  /** How two times lie to each other. */
  record Temporal(TemporalOperator operator, Time left, Time right) implements Condition {}

  /** The feature has one of these identifiers; one that does not exist matches nothing. */
  record Ids(List<String> ids) implements Condition {
    public Ids {
      ids = List.copyOf(ids);
    }
  }
}
