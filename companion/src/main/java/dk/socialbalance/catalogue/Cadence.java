/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.catalogue;

/**
 * How often an indicator is counted, and over how long.
 *
 * @param kind the kind of period
 * @param years length of a pooled window in years; 1 for every other kind
 */
public record Cadence(Kind kind, int years) {

  /** The kinds of period. */
  public enum Kind {
    MONTH,
    QUARTER,
    YEAR,
    /** From 1 August to 31 July. */
    SCHOOL_YEAR,
    /** Disjoint windows of several years, anchored at the catalogue's first year. */
    POOLED
  }

  public static final Cadence MONTH = new Cadence(Kind.MONTH, 1);
  public static final Cadence QUARTER = new Cadence(Kind.QUARTER, 1);
  public static final Cadence YEAR = new Cadence(Kind.YEAR, 1);
  public static final Cadence SCHOOL_YEAR = new Cadence(Kind.SCHOOL_YEAR, 1);

  /** Windows of several years. */
  public static Cadence pooled(int years) {
    if (years < 2) {
      throw new IllegalArgumentException("A pooled window has at least two years, not " + years);
    }
    return new Cadence(Kind.POOLED, years);
  }

  /**
   * Reads the catalogue's spelling: {@code month}, {@code quarter}, {@code year}, {@code
   * school_year}, {@code years:3}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Cadence parse(String text) {
    return switch (text) {
      case "month" -> MONTH;
      case "quarter" -> QUARTER;
      case "year" -> YEAR;
      case "school_year" -> SCHOOL_YEAR;
      default -> {
        if (text.matches("years:[2-9]")) {
          yield pooled(text.charAt(6) - '0');
        }
        throw new IllegalArgumentException(
            "Unknown cadence '" + text + "': month, quarter, year, school_year or years:N");
      }
    };
  }

  /** The catalogue's spelling. */
  @Override
  public String toString() {
    return switch (kind) {
      case MONTH -> "month";
      case QUARTER -> "quarter";
      case YEAR -> "year";
      case SCHOOL_YEAR -> "school_year";
      case POOLED -> "years:" + years;
    };
  }
}
