/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import org.locationtech.jts.geom.Geometry;

/**
 * A part of a district that lies wholly within or wholly outside the housing areas: the smallest
 * place with rates of its own.
 *
 * @param district index of its district
 * @param quarter index of its quarter
 * @param housing index of its housing area; -1 outside
 * @param geometry where its addresses lie
 * @param residents expected number
 * @param firstAddress number of its first address
 * @param addresses how many it has
 */
record Piece(
    int district,
    int quarter,
    int housing,
    Geometry geometry,
    double residents,
    int firstAddress,
    int addresses) {}
