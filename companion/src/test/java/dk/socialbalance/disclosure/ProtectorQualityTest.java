/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How near to the best the solver comes, and that what it leaves is safe, both judged by {@link
 * FreshCheck}.
 */
class ProtectorQualityTest {

  private static final byte[] KEY = "a key of the tests".getBytes(UTF_8);
  private static final int INSTANCES = 200;

  @Test
  void nearTheOptimumOverInstancesThatAreSolvedExhaustively() {
    double found = 0;
    double best = 0;
    int optimal = 0;
    int solved = 0;
    int withFurther = 0;
    int impossible = 0;
    for (long seed = 1; solved < INSTANCES; seed++) {
      ProtectionSystem system = SmallSystems.of(seed);
      OptionalDouble optimum = new Exhaustive(system).optimum();
      if (optimum.isEmpty()) {
        impossible++;
        assertThatThrownBy(() -> Protector.protect(system, KEY))
            .as(system.name())
            .isInstanceOf(Unprotectable.class);
        continue;
      }
      Protection protection = Protector.protect(system, KEY);
      assertSafe(system, protection);
      assertThat(protection.cost())
          .as(system.name())
          .isGreaterThanOrEqualTo(optimum.getAsDouble() - 1e-9);
      found += protection.cost();
      best += optimum.getAsDouble();
      solved++;
      withFurther += optimum.getAsDouble() > 0 ? 1 : 0;
      optimal += protection.cost() <= optimum.getAsDouble() + 1e-9 ? 1 : 0;
    }
    System.out.printf(
        Locale.ROOT,
        "Cost of further cells over %d instances (%d need some): %.2f, optimum %.2f, ratio %.4f; %d"
            + " optimal; %d more cannot be protected%n",
        solved,
        withFurther,
        found,
        best,
        found / best,
        optimal,
        impossible);
    assertThat(withFurther).isGreaterThan(INSTANCES / 2);
    assertThat(found).isLessThanOrEqualTo(1.1 * best);
  }

  @ParameterizedTest
  @CsvSource({"84, 1", "84, 2", "84, 3", "84, 4", "84, 5", "84, 6", "84, 7", "84, 8", "250, 1"})
  void aMunicipalityIsSafe(int districts, long seed) {
    ProtectionSystem system = SyntheticSystem.municipality(districts, seed);
    Protection protection = Protector.protect(system, KEY);
    assertThat(system.guards().size()).isBetween(districts / 10, districts * 2 / 3);
    assertThat(protection.hiddenFurther()).isNotEmpty();
    assertSafe(system, protection);
  }

  private static void assertSafe(ProtectionSystem system, Protection protection) {
    try (FreshCheck check = new FreshCheck(system, protection.hiddenFurther())) {
      assertThat(check.breaches()).as(system.name()).isEmpty();
      for (Guard guard : system.guards()) {
        assertThat(protection.ranges().get(guard.name()))
            .as("%s, range of %s", system.name(), guard.name())
            .isEqualTo(check.range(guard.form(), guard.whole()));
      }
    }
  }

  /** Tries all sets of further cells in the order of their cost. */
  private static final class Exhaustive {

    private final ProtectionSystem system;
    private final List<Cell> candidates;

    /** Sets that leave a guard broken: so does each of their subsets. */
    private final List<Integer> broken = new ArrayList<>();

    Exhaustive(ProtectionSystem system) {
      this.system = system;
      candidates = system.cells().stream().filter(c -> c.state() == Cell.State.MAY_HIDE).toList();
      assertThat(candidates).as(system.name()).hasSizeLessThanOrEqualTo(16);
    }

    OptionalDouble optimum() {
      int all = (1 << candidates.size()) - 1;
      if (!guardsHold(all)) {
        return OptionalDouble.empty();
      }
      return IntStream.rangeClosed(0, all)
          .boxed()
          .sorted(Comparator.comparingDouble(this::cost))
          .filter(set -> broken.stream().noneMatch(b -> (set & ~b) == 0))
          .filter(set -> guardsHold(set) || !noteBroken(set))
          .filter(set -> breaches(set).isEmpty())
          .mapToDouble(this::cost)
          .findFirst();
    }

    /** Widens a set that leaves a guard broken as far as it stays so, and remembers it. */
    private boolean noteBroken(int set) {
      int widest = set;
      for (int c = candidates.size() - 1; c >= 0; c--) {
        int wider = widest | 1 << c;
        if (wider != widest && !guardsHold(wider)) {
          widest = wider;
        }
      }
      return broken.add(widest);
    }

    private double cost(int set) {
      double cost = 0;
      for (int c = 0; c < candidates.size(); c++) {
        cost += (set >> c & 1) == 1 ? candidates.get(c).cost() : 0;
      }
      return cost;
    }

    private Set<String> ids(int set) {
      Set<String> ids = new HashSet<>();
      for (int c = 0; c < candidates.size(); c++) {
        if ((set >> c & 1) == 1) {
          ids.add(candidates.get(c).id());
        }
      }
      return ids;
    }

    private boolean guardsHold(int set) {
      try (FreshCheck check = new FreshCheck(system, ids(set))) {
        return check.guardsHold();
      }
    }

    private List<String> breaches(int set) {
      try (FreshCheck check = new FreshCheck(system, ids(set))) {
        return check.breaches();
      }
    }
  }
}
