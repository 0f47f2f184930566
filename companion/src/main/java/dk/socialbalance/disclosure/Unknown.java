/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

/**
 * An unknown number (the count of one atom, say) and what everybody knows of it beforehand.
 *
 * @param lower least possible value
 * @param upper greatest possible value; may be {@link Double#POSITIVE_INFINITY}
 * @param truth the number itself, within the two
 */
public record Unknown(double lower, double upper, double truth) {}
