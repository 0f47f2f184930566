/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure.audit;

import dk.socialbalance.disclosure.audit.Truth.Count;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The numbers that nobody is told: one for each question, counted period and place. */
final class Unknowns implements Bounding.Limits {

  /** What of a question is unknown. */
  enum Part {
    /** How many. */
    COUNT,
    /** The denominator, where it is no question of its own (delivered figures). */
    DENOMINATOR,
    /** Persons behind a mean. */
    PERSONS,
    /** The sum behind a mean, in units of {@link Unknowns#unit}. */
    SUM
  }

  /**
   * Which number.
   *
   * @param question the question's name; questions that were redefined have a name for each
   * @param source the counted period, by its day where only that matters
   * @param place piece of the map, or an area where counts do not add up
   * @param version of what was counted, where publications differ; otherwise empty
   */
  record Key(String question, Part part, String source, String place, String version) {}

  private final Map<Key, Integer> numbers = new HashMap<>();
  private final List<Key> keys = new ArrayList<>();
  private final List<Double> highest = new ArrayList<>();
  private final Map<String, Double> units = new HashMap<>();
  private final List<Count> truths = new ArrayList<>();

  /**
   * The number of an unknown.
   *
   * @param truth what lies behind it, for the comparison afterwards; null when it is not on record
   */
  int number(Key key, Supplier<Count> truth) {
    return numbers.computeIfAbsent(
        key,
        k -> {
          truths.add(truth.get());
          keys.add(k);
          highest.add(Bounding.UNLIMITED);
          return keys.size() - 1;
        });
  }

  /** The number of an unknown; -1 when nothing speaks of it. */
  int find(Key key) {
    return numbers.getOrDefault(key, -1);
  }

  Key key(int unknown) {
    return keys.get(unknown);
  }

  /** The counts behind an unknown; null when they are not on record. */
  Count behind(int unknown) {
    return truths.get(unknown);
  }

  /** The true value; NaN when it is not on record. */
  double truth(int unknown) {
    Count count = truths.get(unknown);
    if (count == null) {
      return Double.NaN;
    }
    return switch (keys.get(unknown).part()) {
      case COUNT, PERSONS -> count.n();
      case DENOMINATOR -> count.d();
      case SUM -> count.sum() == null ? 0 : count.sum() / unit(keys.get(unknown).question());
    };
  }

  /** The true value of a sum; NaN when it is not on record. */
  double truth(Map<Integer, Double> sum) {
    double total = 0;
    for (Map.Entry<Integer, Double> term : sum.entrySet()) {
      total += term.getValue() * truth(term.getKey());
    }
    return total;
  }

  int size() {
    return keys.size();
  }

  /** Nobody counts more than this. */
  void atMost(int unknown, double limit) {
    highest.set(unknown, Math.min(highest.get(unknown), limit));
  }

  /** Sums are told in units, so that numbers of very different size do not meet in one program. */
  void unit(String question, double size) {
    units.merge(question, Math.max(1, Math.abs(size)), Math::max);
  }

  double unit(String question) {
    return units.getOrDefault(question, 1.0);
  }

  @Override
  public double lowest(int unknown) {
    return keys.get(unknown).part() == Part.SUM ? -Bounding.UNLIMITED : 0;
  }

  @Override
  public double highest(int unknown) {
    return highest.get(unknown);
  }
}
