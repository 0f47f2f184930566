/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.measures;

import dk.socialbalance.catalogue.Cadence;
import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Catalogue.Level;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.Indicator.Measure;
import dk.socialbalance.catalogue.Indicator.Origin;
import dk.socialbalance.catalogue.Period;
import dk.socialbalance.register.CsvRow;
import dk.socialbalance.register.LoadFailedException;
import dk.socialbalance.register.RejectedRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A delivered figure that fits the catalogue and the areas.
 *
 * @param numerator null when the figure is a value
 * @param denominator null when the figure is a value over an unknown population
 * @param value null when the figure is counts
 */
record MeasureRow(
    String indicator,
    String level,
    String area,
    String period,
    Long numerator,
    Long denominator,
    Double value) {

  static final String AREA = "omraade_kode";
  static final String INDICATOR = "indikator";
  static final String PERIOD = "periode";
  static final String NUMERATOR = "taeller";
  static final String DENOMINATOR = "naevner";
  static final String VALUE = "vaerdi";

  /** What rows are checked against. */
  static final class Checks {
    private final Map<String, Indicator> indicators = new HashMap<>();
    private final Map<String, Level> levels = new HashMap<>();
    private final Map<String, Period> periods = new HashMap<>();
    private final Map<String, List<Period>> windows = new HashMap<>();
    private final Catalogue catalogue;
    private final LoadedAreas areas;
    private final Optional<Period> span;
    private long outsideYears;

    Checks(Catalogue catalogue, LoadedAreas areas, Optional<Period> span) {
      if (areas.isEmpty()) {
        throw new LoadFailedException(
            "No areas are loaded, so no figure has a place. Load the areas first.");
      }
      this.catalogue = catalogue;
      this.areas = areas;
      this.span = span;
      catalogue.indicators().forEach(i -> indicators.put(i.id(), i));
      catalogue.levels().forEach(l -> levels.put(l.id(), l));
    }

    /** Figures before the catalogue's first year or after its last. */
    long outsideYears() {
      return outsideYears;
    }

    private Period period(String text) throws RejectedRow {
      Period known = periods.get(text);
      if (known != null) {
        return known;
      }
      try {
        Period period = Period.parse(text);
        periods.put(text, period);
        return period;
      } catch (IllegalArgumentException e) {
        throw new RejectedRow("no period: write 2016, 2016-Q1, 2016-06, 2014-2016 or 2015S");
      }
    }

    private boolean isOutsideYears(Period period) {
      return period.firstDay().getYear() < catalogue.firstYear()
          || period.lastDay().getYear() > catalogue.lastYear();
    }

    /** Pooled windows are disjoint; any other window would overlap one. */
    private boolean isWindow(Indicator indicator, Level level, Period period) {
      return windows
          .computeIfAbsent(
              indicator.id() + " " + level.id(), key -> catalogue.periods(indicator, level))
          .contains(period);
    }
  }

  /**
   * Reads and checks a row.
   *
   * @throws RejectedRow naming the column and what was expected
   */
  static MeasureRow of(CsvRow row, Checks checks) throws RejectedRow {
    String id = row.text(INDICATOR);
    Indicator indicator = checks.indicators.get(id);
    if (indicator == null) {
      throw row.rejected(INDICATOR, "an indicator that the catalogue does not have");
    }
    if (indicator.origin() != Origin.MEASURES) {
      throw row.rejected(
          INDICATOR, "an indicator that is counted from the register, not delivered");
    }
    Period period = row.value(PERIOD, checks::period);
    boolean outsideFile =
        checks.span.isPresent()
            && (period.firstDay().isBefore(checks.span.get().firstDay())
                || period.lastDay().isAfter(checks.span.get().lastDay()));
    if (outsideFile) {
      throw row.rejected(
          PERIOD, "not within " + checks.span.get().code() + ", the period of the delivery");
    }
    String area = row.text(AREA);
    Level level = level(row, area, period, checks);
    checkCadence(row, indicator, level, period, checks);
    MeasureRow measure =
        new MeasureRow(
            id,
            level.id(),
            area,
            period.code(),
            row.count(NUMERATOR),
            row.count(DENOMINATOR),
            row.decimal(VALUE));
    measure.checkFigures(row, indicator);
    if (checks.isOutsideYears(period)) {
      checks.outsideYears++;
    }
    return measure;
  }

  private static Level level(CsvRow row, String area, Period period, Checks checks)
      throws RejectedRow {
    Optional<String> level = checks.areas.level(area, period);
    if (level.isEmpty()) {
      throw row.rejected(
          AREA,
          checks.areas.knows(area)
              ? "an area that does not exist in " + period.code()
              : "an area that is not loaded");
    }
    Level known = checks.levels.get(level.get());
    if (known == null) {
      throw row.rejected(AREA, "an area of a level that the catalogue does not have");
    }
    return known;
  }

  private static void checkCadence(
      CsvRow row, Indicator indicator, Level level, Period period, Checks checks)
      throws RejectedRow {
    Cadence cadence = indicator.cadence().get(level.id());
    if (cadence == null) {
      throw row.rejected(AREA, indicator.id() + " is not published on the level " + level.id());
    }
    if (!period.cadence().equals(cadence)) {
      throw row.rejected(
          PERIOD, indicator.id() + " has the cadence " + cadence + " on the level " + level.id());
    }
    if (cadence.kind() == Cadence.Kind.POOLED
        && !checks.isOutsideYears(period)
        && !checks.isWindow(indicator, level, period)) {
      throw row.rejected(
          PERIOD,
          "windows of "
              + cadence.years()
              + " years are disjoint and begin in "
              + checks.catalogue.firstYear());
    }
  }

  private void checkFigures(CsvRow row, Indicator indicator) throws RejectedRow {
    boolean counts = numerator != null && denominator != null;
    boolean needsValue =
        indicator.measure() == Measure.MEAN || indicator.measure() == Measure.VALUE;
    if (value == null && (needsValue || !counts)) {
      throw needsValue
          ? row.rejected(VALUE, indicator.id() + " is delivered as a value: vaerdi is missing")
          : new RejectedRow("no figure: taeller and naevner, or vaerdi, are needed");
    }
    if (counts && indicator.subset() && numerator > denominator) {
      throw row.rejected(NUMERATOR, "more than naevner: a part is never larger than the whole");
    }
    if (value != null && !needsValue) {
      double most =
          !indicator.subset()
              ? Double.MAX_VALUE
              : indicator.measure() == Measure.SHARE ? 100 : 1000;
      if (value < 0 || value > most) {
        throw row.rejected(VALUE, "outside 0 to " + (int) Math.min(most, Integer.MAX_VALUE));
      }
    }
  }
}
