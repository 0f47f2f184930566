/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import org.locationtech.jts.geom.Geometry;

/**
 * An area of the demo municipality, valid from 1 January 2007 without end.
 *
 * @param level id of its level
 * @param code unique
 * @param name with Danish letters
 * @param parent code of the area that it is a part of; null at the top and for housing areas
 * @param geometry in EPSG:25832, on a grid of 0.01 m
 */
record Area(String level, String code, String name, String parent, Geometry geometry) {}
