/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * Features as files to keep: CSV, Shapefile, GeoPackage. One implementation for all query doors;
 * the doors decide which rows, and tell the client.
 */
package dk.socialbalance.ogc.common.formats;
