/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

/** A geometry in a condition. */
public sealed interface Shape {

  /** The feature's own. */
  record Feature() implements Shape {}

  /**
   * One that the filter brings.
   *
   * @param geometry x before y
   * @param srid EPSG code of a system on offer
   */
  record Literal(org.locationtech.jts.geom.Geometry geometry, int srid) implements Shape {}
}
