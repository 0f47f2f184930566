/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

/**
 * A public inequality that holds whatever is shown, for instance that a part is at most its whole.
 *
 * @param form what is bounded
 * @param lower least value; may be {@link Double#NEGATIVE_INFINITY}
 * @param upper greatest value; may be {@link Double#POSITIVE_INFINITY}
 */
public record Relation(Form form, double lower, double upper) {}
