/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import java.util.List;

/**
 * What is planted in the demo municipality, so that tests can ask whether it is found. Nothing else
 * in it changes but by the municipality's mild common trends and by chance.
 *
 * @param planted worsening trends
 */
public record DemoPlan(List<Planted> planted) {

  /**
   * A worsening trend: the probability is multiplied by a factor that grows over the last three
   * years and stays 1 before.
   *
   * @param area code of the housing area
   * @param indicator id in the catalogue of the indicator that doubles
   * @param firstYear the first year with a raised factor, and of a school year its second half
   * @param factors in that year and the ones after it
   * @param alsoRaised ids of indicators that rise with it because they count partly the same
   *     persons
   */
  public record Planted(
      String area,
      String indicator,
      int firstYear,
      List<Double> factors,
      List<String> alsoRaised) {}

  private static final List<Double> DOUBLING = List.of(1.26, 1.59, 2.0);

  /**
   * A little more: who has just moved in cannot have had cash benefit for a year, and of some 360
   * young people a plain doubling did not stand out from chance.
   */
  private static final List<Double> FULLER = List.of(1.31, 1.71, 2.2);

  /** The plan of every demo municipality, whatever its seed and size. */
  public static final DemoPlan STANDARD =
      new DemoPlan(
          List.of(
              new Planted("H1", "underretninger", 2023, DOUBLING, List.of()),
              new Planted("H1", "elevfravaer", 2023, DOUBLING, List.of()),
              new Planted(
                  "H2",
                  "unge_uden_job_uddannelse",
                  2023,
                  FULLER,
                  List.of("offentligt_forsoergede")),
              new Planted(
                  "H3",
                  "langvarig_kontanthjaelp",
                  2023,
                  FULLER,
                  List.of("offentligt_forsoergede", "boern_kontanthjaelp"))));

  /**
   * The factor on a risk in a year. Cash benefit is raised a year ahead, since it becomes long-term
   * after twelve months.
   *
   * @param housing index of the housing area; -1 for none
   */
  double factor(Risk risk, int housing, int year) {
    for (Planted one : planted) {
      boolean here = one.area().equals("H" + (housing + 1));
      if (here && risk == riskBehind(one.indicator())) {
        int ahead = risk == Risk.KONTANTHJAELP ? 1 : 0;
        int step = year + ahead - one.firstYear();
        if (step >= 0) {
          return one.factors().get(Math.min(step, one.factors().size() - 1));
        }
      }
    }
    return 1;
  }

  private static Risk riskBehind(String indicator) {
    return switch (indicator) {
      case "underretninger" -> Risk.UNDERRETNING;
      case "elevfravaer" -> Risk.FRAVAER;
      case "unge_uden_job_uddannelse" -> Risk.UDEN_JOB_UDDANNELSE;
      case "langvarig_kontanthjaelp" -> Risk.KONTANTHJAELP;
      default -> throw new IllegalArgumentException("Nothing can be planted in " + indicator);
    };
  }
}
