/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import dk.socialbalance.publication.Layer;
import java.util.BitSet;
import java.util.List;

/** Makes conditions of one layer's rows. */
public final class Binding {

  private final Layer layer;
  private final Scalars scalars;
  private final Shapes shapes;
  private int conditions;

  private Binding(Layer layer) {
    this.layer = layer;
    this.scalars = new Scalars(layer);
    this.shapes = new Shapes(layer);
  }

  /**
   * The condition on a layer's rows. For one thread: geometry conditions remember what they found.
   *
   * @throws FilterException when it names an attribute that the layer lacks, compares what cannot
   *     be compared, or is larger than the bounds of {@link Condition}
   */
  public static RowCondition of(Condition condition, Layer layer) {
    return new Binding(layer).bind(condition, 0);
  }

  private RowCondition bind(Condition condition, int depth) {
    if (++conditions > Condition.MAX_CONDITIONS) {
      throw FilterException.wrong(
          "The filter has more than " + Condition.MAX_CONDITIONS + " conditions.");
    }
    if (depth > Condition.MAX_DEPTH) {
      throw FilterException.tooDeep();
    }
    if (condition instanceof Condition.And and) {
      return RowCondition.and(bind(and.all(), depth));
    }
    if (condition instanceof Condition.Or or) {
      return RowCondition.or(bind(or.all(), depth));
    }
    if (condition instanceof Condition.Not not) {
      return RowCondition.not(bind(not.one(), depth + 1));
    }
    if (condition instanceof Condition.IsUnknown unknown) {
      RowCondition one = bind(unknown.one(), depth + 1);
      return row -> RowCondition.Truth.of(one.test(row) == RowCondition.Truth.UNKNOWN);
    }
    if (condition instanceof Condition.Constant constant) {
      return row -> RowCondition.Truth.of(constant.known());
    }
    if (condition instanceof Condition.Holds holds) {
      return scalars.holds(holds.value());
    }
    if (condition instanceof Condition.Compare compare) {
      return scalars.compare(compare);
    }
    if (condition instanceof Condition.Like like) {
      return scalars.like(like);
    }
    if (condition instanceof Condition.IsNull missing) {
      return scalars.isNull(missing.value());
    }
    if (condition instanceof Condition.HasNoGeometry) {
      return shapes.missing();
    }
    if (condition instanceof Condition.Spatial spatial) {
      return shapes.relation(spatial);
    }
    if (condition instanceof Condition.Near near) {
      return shapes.near(near);
    }
    if (condition instanceof Condition.Temporal temporal) {
      return new Times(scalars).relation(temporal);
    }
    if (condition instanceof Condition.Ids ids) {
      return ids(ids.ids());
    }
    throw new IllegalStateException("No binding for " + condition.getClass());
  }

  private List<RowCondition> bind(List<Condition> all, int depth) {
    return all.stream().map(one -> bind(one, depth + 1)).toList();
  }

  private RowCondition ids(List<String> ids) {
    BitSet rows = new BitSet();
    for (String id : ids) {
      int row = layer.row(id);
      if (row >= 0) {
        rows.set(row);
      }
    }
    return row -> RowCondition.Truth.of(rows.get(row));
  }
}
