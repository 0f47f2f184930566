/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

/**
 * A coordinate reference system as a request named it.
 *
 * @param srid EPSG code of the system; CRS84 is 4326
 * @param yx whether the spelling, in the service and version it was used in, means y before x
 *     (north before east, latitude before longitude)
 * @param spelling the name as written
 */
public record CrsReference(int srid, boolean yx, String spelling) {}
