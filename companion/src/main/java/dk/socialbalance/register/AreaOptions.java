/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import java.util.Objects;
import java.util.Optional;

/**
 * How a file of areas is written.
 *
 * @param level id of the level of every area; empty: each says its own in the property {@code
 *     niveau}
 * @param names names of the properties
 * @param epsg EPSG code of the coordinates; empty: what the file says of itself
 * @param table the feature table of a GeoPackage; empty: the only one
 * @param tolerance metres: an overlap, a gap or a protrusion into which no disc of this diameter
 *     fits is a sliver and not told; above 0
 */
public record AreaOptions(
    Optional<String> level,
    Names names,
    Optional<Integer> epsg,
    Optional<String> table,
    double tolerance) {

  /** A metre: narrower than any plot. */
  public static final double DEFAULT_TOLERANCE = 1.0;

  /** The shipped format. */
  public static final AreaOptions DEFAULT =
      new AreaOptions(
          Optional.empty(), Names.DANISH, Optional.empty(), Optional.empty(), DEFAULT_TOLERANCE);

  /**
   * Names of properties; found whatever their case.
   *
   * @param level id of the level
   * @param code unique in the installation
   * @param name for people
   * @param parent code of the area that this one is a part of
   * @param validFrom first day; an area without is valid from 1 January 1900
   * @param validTo last day; an area without is still valid
   */
  public record Names(
      String level, String code, String name, String parent, String validFrom, String validTo) {

    /** The names of the shipped formats. */
    public static final Names DANISH =
        new Names("niveau", "kode", "navn", "overordnet", "gyldig_fra", "gyldig_til");
  }

  /**
   * Checks the tolerance.
   *
   * @throws IllegalArgumentException when it is not above 0
   */
  public AreaOptions {
    Objects.requireNonNull(level);
    Objects.requireNonNull(names);
    Objects.requireNonNull(epsg);
    Objects.requireNonNull(table);
    if (!(tolerance > 0 && tolerance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "The tolerance is a number of metres above 0, not " + tolerance);
    }
  }
}
