/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

/** Which cell a count is of. */
public record CellKey(String indikator, String niveau, String kode, String periode) {}
