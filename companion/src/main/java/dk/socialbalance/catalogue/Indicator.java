/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An indicator: of whom ({@code population}), what is true ({@code condition}), as which number.
 *
 * @param id name in layer names: lower case ASCII letters, digits, underscore
 * @param theme id of its theme
 * @param system the source systems, as people call them
 * @param origin counted from the register, or delivered as figures
 * @param population of whom; empty for delivered figures
 * @param condition what is true; empty for means and delivered figures
 * @param valueOf for {@link Measure#MEAN}: the spell whose value is averaged; otherwise empty
 * @param cadence by level id; a level that is missing does not get the indicator
 * @param decimals shown, 0 to 6
 * @param highIsUnfavourable polarity
 * @param context true for figures that are never part of an index
 * @param subsetOf ids of indicators whose numerators, or of populations with holders, that hold
 *     this one's numerator
 * @param noun what the denominator counts, in the plural, as sentences say it: pupils
 */
public record Indicator(
    String id,
    LocalText title,
    LocalText description,
    String theme,
    String system,
    Origin origin,
    Optional<Population> population,
    Optional<Condition> condition,
    Optional<Condition.Spell> valueOf,
    Measure measure,
    LocalText unit,
    int decimals,
    boolean highIsUnfavourable,
    Map<String, Cadence> cadence,
    boolean additive,
    boolean context,
    List<String> subsetOf,
    Protection protection,
    Breaks breaks,
    LocalText noun) {

  /** Where the figures come from. */
  public enum Origin {
    REGISTER,
    MEASURES
  }

  /** The published number. */
  public enum Measure {
    /** 100 n / N, percent. */
    SHARE,
    /** 1000 n / N. */
    PER_1000,
    /** Arithmetic mean of a value. */
    MEAN,
    /** A number delivered as it is. */
    VALUE;

    /** The spelling of the catalogue and the database. */
    public String sqlName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The day on which residence, age and household are looked up. */
  public enum ReferenceDay {
    PERIOD_END,
    PERIOD_START
  }

  /** Whose address places the person. */
  public enum Residence {
    OWN,
    /**
     * The guardian's address and household on the reference day: a child placed out of home belongs
     * to the parents' area. One's own when no guardian is known or the guardian is no resident on
     * that day.
     */
    GUARDIAN
  }

  /**
   * The denominator.
   *
   * @param minAge completed years on the reference day, inclusive; 0 to 150
   * @param maxAge inclusive
   * @param ages when not empty only these ages count
   * @param holders what the population must meet too (pupils, children in day care)
   * @param referenceDay for residence and age
   * @param residence whose address
   * @param meanPopulation true: the mean of the residents on the period's first and on its last
   *     day, rounded half up to whole persons in each cell and year
   */
  public record Population(
      int minAge,
      int maxAge,
      List<Integer> ages,
      Optional<Holders> holders,
      ReferenceDay referenceDay,
      Residence residence,
      boolean meanPopulation) {}

  /**
   * A population that is itself a condition. It is a count of its own among the residents of its
   * ages, protected and linked like a numerator.
   *
   * @param id its name; populations of the same id are the same
   * @param condition what is true of its members
   * @param protection primary rules of its own
   */
  public record Holders(String id, Condition condition, Protection protection) {}

  /** Which side of a small count is hidden. */
  public enum Hide {
    NUMERATOR,
    COMPLEMENT,
    BOTH
  }

  /**
   * Primary rules (docs/method.md, section 1).
   *
   * @param k counts from 1 to k - 1 are hidden; at least 3
   * @param byHousehold cells to which fewer than the catalogue's minimum of households contribute
   *     are hidden
   * @param zeroSensitive true: a zero is hidden too
   */
  public record Protection(int k, Hide hide, boolean byHousehold, boolean zeroSensitive) {}

  /**
   * Class breaks.
   *
   * @param method {@code quantile}, {@code jenks}, {@code equal} or {@code fixed}
   * @param fixed four ascending limits in the indicator's unit for {@code fixed}; otherwise empty
   */
  public record Breaks(String method, List<Double> fixed) {}

  /** Whether the numerator is a part of the denominator, so that a complement exists. */
  public boolean subset() {
    return additive && (measure == Measure.SHARE || measure == Measure.PER_1000);
  }
}
