/* SPDX-License-Identifier: EUPL-1.2 */
/** Tiles for all doors that have them: their pyramids, vector tiles, and those kept ready. */
package dk.socialbalance.ogc.common.tiles;
