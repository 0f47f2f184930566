/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import dk.socialbalance.publication.Layer;
import java.text.CollationKey;
import java.text.Collator;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Which rows of a layer a request means, and in which order: the same for every query door. */
public final class Selection {

  /** An attribute to sort by. */
  public record Sort(int attribute, boolean descending) {}

  private Selection() {}

  /**
   * The rows, each once, in an order that is always the same: by the sort attributes (Danish
   * alphabet; nulls last, or first when descending), then in feature order, which is unique.
   *
   * @param bbox only features that touch it, judged in the box's own system; null = no box.
   *     Features without geometry touch no box.
   * @param filter only rows that it takes; null = all
   */
  public static int[] rows(Layer layer, Bbox bbox, IntPredicate filter, List<Sort> sort) {
    IntStream rows = IntStream.range(0, layer.size());
    if (bbox != null) {
      if (!layer.hasGeometry()) {
        return new int[0];
      }
      rows = rows.filter(touching(layer, bbox));
    }
    if (filter != null) {
      rows =
          rows.filter(
              row -> {
                RequestDeadline.check();
                return filter.test(row);
              });
    }
    if (sort.isEmpty()) {
      return rows.toArray();
    }
    Comparator<Integer> order = null;
    for (Sort by : sort) {
      Comparator<Integer> next = comparator(layer, by);
      order = order == null ? next : order.thenComparing(next);
    }
    // A stable sort of rows that stand in feature order: the tie-break is there already.
    return rows.boxed().sorted(order).mapToInt(Integer::intValue).toArray();
  }

  /** Which rows of a layer with geometry touch a box. */
  public static IntPredicate touching(Layer layer, Bbox bbox) {
    BitSet touching = geometriesTouching(layer, bbox);
    return row -> touching.get(layer.geometryIndex(row));
  }

  private static BitSet geometriesTouching(Layer layer, Bbox bbox) {
    Geometry box = new GeometryFactory().toGeometry(bbox.envelope());
    BitSet touching = new BitSet();
    for (int i = 0; i < layer.geometries().size(); i++) {
      RequestDeadline.check();
      Geometry geometry = layer.geometries().geometry(i, bbox.srid());
      if (geometry == null) {
        continue;
      }
      Envelope extent = geometry.getEnvelopeInternal();
      if (bbox.envelope().contains(extent)
          || (bbox.envelope().intersects(extent) && box.intersects(geometry))) {
        touching.set(i);
      }
    }
    return touching;
  }

  private static Comparator<Integer> comparator(Layer layer, Sort by) {
    Collator danish = Collator.getInstance(Locale.forLanguageTag("da-DK"));
    Map<String, CollationKey> keys = new HashMap<>();
    Comparator<Object> values =
        Comparator.nullsLast(
            (a, b) -> {
              RequestDeadline.check();
              if (a instanceof String first && b instanceof String second) {
                int byLetter =
                    keys.computeIfAbsent(first, danish::getCollationKey)
                        .compareTo(keys.computeIfAbsent(second, danish::getCollationKey));
                return byLetter != 0 ? byLetter : first.compareTo(second);
              }
              return natural(a, b);
            });
    Comparator<Integer> rows =
        Comparator.comparing(row -> layer.value(row, by.attribute()), values);
    return by.descending() ? rows.reversed() : rows;
  }

  @SuppressWarnings("unchecked")
  private static int natural(Object a, Object b) {
    return ((Comparable<Object>) a).compareTo(b);
  }

  /** The indices of all attributes of a layer, in order. */
  public static int[] allAttributes(Layer layer) {
    return IntStream.range(0, layer.attributes().size()).toArray();
  }

  /** A page of rows. */
  public static int[] page(int[] rows, int start, int count) {
    int from = Math.min(start, rows.length);
    return Arrays.copyOfRange(rows, from, from + Math.min(count, rows.length - from));
  }
}
