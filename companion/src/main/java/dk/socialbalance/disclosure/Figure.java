/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

/**
 * One number that a cell tells when it is shown.
 *
 * @param form the number
 * @param hiddenLower what everybody knows while it is hidden: at least this (1 where an open zero
 *     would have been shown)
 * @param hiddenUpper and at most this; may be {@link Double#POSITIVE_INFINITY}
 * @param whole whether it is a whole number
 */
public record Figure(Form form, double hiddenLower, double hiddenUpper, boolean whole) {}
