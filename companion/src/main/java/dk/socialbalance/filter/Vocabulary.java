/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

/** What a filter's names mean to the door it came through. */
public interface Vocabulary {

  /** What {@link #property} answers for the geometry. */
  String GEOMETRY = "geom";

  /** What {@link #property} answers for the id of a feature. */
  String ID = "@id";

  /** What {@link #property} answers for a property that a standard knows and no feature has. */
  String NOWHERE = "";

  /**
   * A coordinate reference system as a filter means it.
   *
   * @param srid EPSG code
   * @param yx whether the filter writes y (north, latitude) before x
   */
  record System(int srid, boolean yx) {}

  /**
   * The published name of an attribute, or {@link #GEOMETRY}, {@link #ID} or {@link #NOWHERE}.
   *
   * @throws FilterException when the layer has none of that name: the same for one that is hidden
   *     and one that never was
   */
  String property(String reference);

  /** Refuses the id of a feature that cannot be meant here; one of no feature selects nothing. */
  default void id(String id) {}

  /**
   * The system that a spelling names.
   *
   * @param spelling null where the filter names none: the door's default
   * @throws FilterException when it is not on offer
   */
  System system(String spelling);
}
