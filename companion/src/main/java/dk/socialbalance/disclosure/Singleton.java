/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.disclosure;

/**
 * A person who is alone in a hidden number and so knows it. With that added to what everybody
 * knows, every other guarded number must still not be exactly known (docs/method.md, "Disclosure").
 *
 * <p>A number is not another when everybody knows its part outside the singleton's own: what is
 * left of it is about herself, and follows from where she lives.
 *
 * @param form the number that she knows
 */
public record Singleton(Form form) {}
