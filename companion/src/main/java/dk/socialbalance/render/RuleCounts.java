/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import org.geotools.api.style.FeatureTypeStyle;
import org.geotools.api.style.Rule;

/**
 * How many features each rule of a style draws, for legends that follow the map. A feature counts
 * for every rule that draws it, and for those with {@code ElseFilter} when no other does; one
 * without geometry is not drawn and does not count.
 */
public final class RuleCounts {

  /** Two rules may be equal in all they say. */
  private final Map<Rule, Integer> counts = new IdentityHashMap<>();

  private RuleCounts() {}

  /**
   * Counts.
   *
   * @param painted the rows, and the style whose rules are meant
   * @param scaleDenominator rules that do not draw at this scale draw nothing; 0 for any scale
   */
  public static RuleCounts of(PaintedLayer painted, double scaleDenominator) {
    RuleCounts counts = new RuleCounts();
    for (FeatureTypeStyle part : painted.style().featureTypeStyles()) {
      counts.count(painted, part, scaleDenominator);
    }
    return counts;
  }

  private void count(PaintedLayer painted, FeatureTypeStyle part, double scaleDenominator) {
    Rule[] rules =
        part.rules().stream()
            .filter(rule -> LegendPainter.drawsAt(rule, scaleDenominator))
            .toArray(Rule[]::new);
    RowValues values = new RowValues(painted.layer());
    IntPredicate[] filters = new IntPredicate[rules.length];
    for (int i = 0; i < rules.length; i++) {
      filters[i] = values.filter(rules[i].getFilter());
    }
    int[] found = new int[rules.length];
    for (int row : painted.rows()) {
      if (painted.layer().geometryIndex(row) < 0) {
        continue;
      }
      boolean claimed = false;
      for (int i = 0; i < rules.length; i++) {
        if (!rules[i].isElseFilter() && filters[i].test(row)) {
          claimed = true;
          found[i]++;
        }
      }
      for (int i = 0; i < rules.length && !claimed; i++) {
        found[i] += rules[i].isElseFilter() ? 1 : 0;
      }
    }
    for (int i = 0; i < rules.length; i++) {
      counts.merge(rules[i], found[i], Integer::sum);
    }
  }

  /** How many features the rule draws. */
  public int of(Rule rule) {
    return counts.getOrDefault(rule, 0);
  }
}
