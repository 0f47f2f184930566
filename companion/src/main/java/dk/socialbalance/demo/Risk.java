/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

/**
 * What can be true of a resident, how often it is in the municipality as a whole, and how much it
 * gathers where other problems are. docs/demo.md tells the figures that come of it.
 */
enum Risk {
  KONTANTHJAELP(0.020, 0.85, -0.010),
  UDEN_JOB_UDDANNELSE(0.075, 0.8, -0.005),
  DAGPENGE(0.018, 0.4, -0.01),
  SYGEDAGPENGE(0.020, 0.4, 0.005),
  FOERTIDSPENSION(0.040, 0.75, 0.01),
  RESSOURCEFORLOEB(0.007, 0.6, 0),
  LEDIGHEDSYDELSE(0.006, 0.6, 0),
  FULD_FRIPLADS(0.085, 0.9, 0.005),
  UNDERRETNING(0.065, 0.75, 0.020),
  FOREBYGGENDE(0.028, 0.7, 0.005),
  ANBRINGELSE(0.009, 0.7, -0.010),
  UDEN_DAGTILBUD(0.045, 0.6, -0.010),
  SPROGVURDERING(0.155, 0.7, 0.010),
  SEGREGERET(0.050, 0.6, 0.015),
  FAGLIGT_SVAG(0.075, 0.75, -0.010),
  FRAVAER(0.105, 0.7, 0.015),
  KARIES(0.170, 0.75, -0.020),
  DOEMT(0.0095, 0.7, -0.020),
  GRUNDSKOLE(0.140, 0.85, -0.015),
  FLYTTER(0.060, 0.4, 0.005),
  ENLIG(0.280, 0.7, 0.005);

  private final double level;
  private final double loading;
  private final double slope;

  Risk(double level, double loading, double slope) {
    this.level = level;
    this.loading = loading;
    this.slope = slope;
  }

  /** Share of those who can be at risk, of the middle area in the middle year; 0 to 1. */
  double level() {
    return level;
  }

  /** Correlation of an area's deviation with its deprivation; 0 to 1. */
  double loading() {
    return loading;
  }

  /** Change of the logit a year, everywhere. */
  double slope() {
    return slope;
  }
}
