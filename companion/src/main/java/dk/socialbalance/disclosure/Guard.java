/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

/**
 * What must not become known better than this: the range [l, u] of the form that all public
 * knowledge allows must have u - l &ge; {@code minWidth}, u &ge; {@code minUpper} and l &le; {@code
 * maxLower} (docs/method.md, "Disclosure").
 *
 * @param name unique in its system; for administrators, since it names a hidden number
 * @param form the number to protect
 * @param whole whether it is a whole number: then the range is first rounded inward
 * @param minWidth least width
 * @param minUpper least upper end; {@link Double#NEGATIVE_INFINITY} when it does not matter
 * @param maxLower greatest lower end; {@link Double#POSITIVE_INFINITY} when it does not matter
 */
public record Guard(
    String name, Form form, boolean whole, double minWidth, double minUpper, double maxLower) {}
