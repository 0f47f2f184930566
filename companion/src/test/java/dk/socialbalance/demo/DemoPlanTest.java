/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.CatalogueReader;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.Period;
import dk.socialbalance.demo.DemoPlan.Planted;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is planted can be counted in the files, and nothing else has doubled. */
class DemoPlanTest {

  private static final String LEVEL = "boligomraade";

  @TempDir static Path folder;
  private static Catalogue catalogue;
  private static Map<CellKey, Counts> cells;

  @BeforeAll
  static void count() throws Exception {
    DemoMunicipality.write(folder, DemoOptions.DEFAULT, line -> {});
    Catalogue all = CatalogueReader.shipped();
    Set<String> planted =
        DemoPlan.STANDARD.planted().stream().map(Planted::indicator).collect(Collectors.toSet());
    catalogue =
        new Catalogue(
            all.version(),
            all.municipality(),
            all.crs(),
            all.firstYear(),
            all.lastYear(),
            List.of(all.level(LEVEL).orElseThrow()),
            all.sources().stream().filter(source -> !source.id().equals("indkomst")).toList(),
            all.themes(),
            all.indicators().stream().filter(i -> planted.contains(i.id())).toList(),
            List.of(),
            all.audiences(),
            all.disclosure(),
            all.roles());
    cells = PlainCount.count(folder, catalogue);
  }

  @Test
  void plantedRatesAboutDoubleOverTheLastThreeYears() {
    for (Planted one : DemoPlan.STANDARD.planted()) {
      assertThat(growth(one.indicator(), one.area()))
          .as(one.indicator() + " in " + one.area())
          .isBetween(1.55, 2.6);
      Counts before = before(one.indicator(), one.area());
      assertThat(before.n()).as("cases a year, enough to be found").isGreaterThan(6 * 40);
    }
  }

  @Test
  void elsewhereTheSameIndicatorsStayAsTheyWere() {
    for (Indicator indicator : catalogue.indicators()) {
      for (String area : List.of("H1", "H2", "H3")) {
        boolean here =
            DemoPlan.STANDARD.planted().stream()
                .anyMatch(p -> p.area().equals(area) && p.indicator().equals(indicator.id()));
        if (!here) {
          assertThat(growth(indicator.id(), area))
              .as(indicator.id() + " in " + area)
              .isBetween(0.6, 1.5);
        }
      }
    }
  }

  /** The last period's rate as a multiple of the rate of the six years before the planted ones. */
  private static double growth(String indicator, String area) {
    List<Period> periods = periods(indicator);
    Counts last =
        cells.get(new CellKey(indicator, LEVEL, area, periods.get(periods.size() - 1).code()));
    Counts before = before(indicator, area);
    return (double) last.n() / last.d() / ((double) before.n() / before.d());
  }

  private static Counts before(String indicator, String area) {
    return periods(indicator).stream()
        .filter(period -> period.lastDay().getYear() < 2023)
        .map(period -> cells.get(new CellKey(indicator, LEVEL, area, period.code())))
        .reduce(Counts.NONE, Counts::plus);
  }

  private static List<Period> periods(String indicator) {
    return catalogue.periods(
        catalogue.indicator(indicator).orElseThrow(), catalogue.level(LEVEL).orElseThrow());
  }
}
