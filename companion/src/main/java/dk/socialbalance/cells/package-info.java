/* SPDX-License-Identifier: EUPL-1.2 */
/**
 * Register and delivered figures become raw cells: the catalogue is compiled to SQL, PostgreSQL
 * counts (docs/method.md, "Counting").
 */
package dk.socialbalance.cells;
